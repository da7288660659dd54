import { FB, FB_POSTS, placesIn } from './facebook-places';
import { expect, test } from './fixtures';
import { SURFACE } from './moves';
import { closeHold, expectHeld, order, sendMarker, takeBoard } from './orders';
import type { Session } from './session';
import type { Tab } from './tab';
import { CALM } from './tour-steps';

const council = placesIn(FB_POSTS.council);
const own = placesIn(FB_POSTS.page);

/** Opens a page of Facebook as an account of the cast, guarded. */
async function open(session: Session, account: string, url: string = FB.home): Promise<Tab> {
  await session.actAs('facebook', account);
  const tab = await session.openTab(url);
  await tab.waitFor(SURFACE.banner);
  return tab;
}

async function openInBlackout(session: Session, account: string, url?: string): Promise<Tab> {
  await order(session, (force) => force.issueBlackout());
  const tab = await open(session, account, url);
  await tab.waitFor(SURFACE.blackout);
  return tab;
}

async function write(tab: Tab, place: string, text: string = CALM): Promise<void> {
  await tab.click(place);
  await tab.type(text);
}

/** A way of publishing: it ends with the press that would publish. */
interface Way {
  readonly name: string;
  readonly account: 'facebook-page' | 'facebook-login';
  readonly url?: string;
  /** Whether it differs from another in its key alone: then one language of the interface is enough. */
  readonly sameByKey?: boolean;
  go(tab: Tab): Promise<void>;
}

const composer = async (tab: Tab): Promise<void> => {
  await tab.click(FB.opener);
  await write(tab, FB.editor);
};
/** The banner at its full size may lie over a menu that opens low on the page: people make it small. */
const makeRoom = (tab: Tab): Promise<void> => tab.click(`${SURFACE.banner} [aria-expanded="true"]`);
const keyOn = async (tab: Tab, place: string, key: string): Promise<void> => {
  await tab.waitFor(place);
  await tab.focus(place);
  await tab.press(key);
};

const WAYS: readonly Way[] = [
  {
    name: "a Page's composer",
    account: 'facebook-page',
    async go(tab) {
      await composer(tab);
      await tab.click(FB.main);
    },
  },
  {
    name: "a login's composer",
    account: 'facebook-login',
    async go(tab) {
      await composer(tab);
      await tab.click(FB.main);
    },
  },
  {
    name: 'Enter on the Post button',
    account: 'facebook-login',
    sameByKey: true,
    async go(tab) {
      await composer(tab);
      await keyOn(tab, FB.main, 'Enter');
    },
  },
  {
    name: 'Space on the Post button',
    account: 'facebook-login',
    sameByKey: true,
    async go(tab) {
      await composer(tab);
      await keyOn(tab, FB.main, 'Space');
    },
  },
  {
    name: 'a post in a group',
    account: 'facebook-page',
    url: FB.group,
    async go(tab) {
      await composer(tab);
      await tab.click(FB.main);
    },
  },
  {
    name: 'Share now in the menu',
    account: 'facebook-page',
    async go(tab) {
      await makeRoom(tab);
      await tab.click(council.share);
      await tab.click(FB.menuFirst);
    },
  },
  {
    name: 'Share now in the menu, by keys alone',
    account: 'facebook-page',
    sameByKey: true,
    async go(tab) {
      await keyOn(tab, council.share, 'Enter');
      await keyOn(tab, FB.menuFirst, 'Enter');
    },
  },
  {
    name: 'the share dialog',
    account: 'facebook-page',
    async go(tab) {
      await makeRoom(tab);
      await tab.click(council.share);
      await tab.click(FB.menuSecond);
      await write(tab, FB.editor);
      await tab.click(FB.main);
    },
  },
  {
    name: 'a share without a word',
    account: 'facebook-page',
    sameByKey: true,
    async go(tab) {
      await makeRoom(tab);
      await tab.click(council.share);
      await tab.click(FB.menuSecond);
      await tab.click(FB.main);
    },
  },
  {
    name: 'Enter in a comment',
    account: 'facebook-page',
    async go(tab) {
      await write(tab, council.comment);
      await tab.press('Enter');
    },
  },
  {
    name: "a comment's send button",
    account: 'facebook-page',
    async go(tab) {
      await write(tab, council.comment);
      await tab.click(council.sendComment);
    },
  },
  {
    name: "Space on a comment's send button",
    account: 'facebook-page',
    sameByKey: true,
    async go(tab) {
      await write(tab, council.comment);
      await keyOn(tab, council.sendComment, 'Space');
    },
  },
  {
    name: 'a reply to a comment',
    account: 'facebook-page',
    async go(tab) {
      await tab.click(own.reply);
      await write(tab, own.replyBox);
      await tab.press('Enter');
    },
  },
  {
    name: 'a change to a comment',
    account: 'facebook-page',
    async go(tab) {
      await tab.click(own.editComment);
      await write(tab, own.editCommentBox, ' More.');
      await tab.press('Enter');
    },
  },
  {
    name: 'a change to a post',
    account: 'facebook-page',
    async go(tab) {
      await tab.click(own.more);
      await tab.click(FB.menuFirst);
      await write(tab, FB.editor, ' More.');
      await tab.click(FB.main);
    },
  },
];

for (const [language, name] of [
  ['en', 'English'],
  ['cy', 'Welsh'],
  ['vi', 'Vietnamese'],
] as const) {
  test(`in a blackout nothing is published on Facebook in ${name}`, async ({ session, stage }) => {
    stage.facebook.language = language;
    await order(session, (force) => force.issueBlackout());
    let tab: Tab | null = null;
    let account = '';
    for (const way of WAYS.filter(({ sameByKey }) => language === 'en' || !sameByKey)) {
      await test.step(way.name, async () => {
        if (!tab || account !== way.account) {
          await tab?.close();
          account = way.account;
          tab = await open(session, account, way.url);
        } else {
          await tab.goto(way.url ?? FB.home);
        }
        await tab.waitFor(SURFACE.blackout);
        await way.go(tab);
        await expectHeld(tab, session, 'facebook');
        await closeHold(tab);
      });
    }
  });
}

for (const [steps, language] of [
  ['one-dialog', 'en'],
  ['two-dialogs', 'vi'],
] as const) {
  test(`a Page's settings opened before the notice came hold too (${steps}, ${language})`, async ({
    session,
    stage,
  }) => {
    stage.facebook.pageSteps = steps;
    stage.facebook.language = language;
    await takeBoard(session);
    const tab = await open(session, 'facebook-page');
    await composer(tab);
    await tab.click(FB.main);
    await tab.waitFor('[role="dialog"] .back');
    await order(session, (force) => force.issueBlackout());
    await tab.bringToFront();
    await tab.waitFor(SURFACE.blackout);
    await tab.click(FB.main);
    await expectHeld(tab, session, 'facebook');
    await closeHold(tab);
    await keyOn(tab, FB.main, 'Enter');
    await expectHeld(tab, session, 'facebook');
  });

  test(`scheduling for a Page is held (${steps}, ${language})`, async ({ session, stage }) => {
    stage.facebook.pageSteps = steps;
    stage.facebook.language = language;
    await takeBoard(session);
    const tab = await open(session, 'facebook-page');
    await composer(tab);
    await tab.click(FB.main);
    await tab.click('[role="dialog"] .row');
    await tab.evaluate((value) => {
      const field = document.querySelector<HTMLInputElement>('input[type="datetime-local"]');
      if (!field) throw new Error('no time to set');
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }, '2031-05-04T09:30');
    await order(session, (force) => force.issueBlackout());
    await tab.bringToFront();
    await tab.waitFor(SURFACE.blackout);
    await tab.click(FB.main);
    await expectHeld(tab, session, 'facebook');
  });
}

test('without an order a Page posts, shares, comments and schedules as ever', async ({ session, stage }) => {
  await takeBoard(session);
  const tab = await open(session, 'facebook-page');
  await composer(tab);
  await tab.click(FB.main);
  await tab.click(FB.main);
  expect((await stage.journal.waitFor('ComposerStoryCreateMutation')).text).toBe(CALM);
  await tab.waitGone('[role="dialog"]');
  await tab.click(council.share);
  await tab.click(FB.menuFirst);
  await stage.journal.waitFor('useCometFeedToFeedReshare_FeedToFeedMutation');
  await tab.goto(FB.home);
  await write(tab, council.comment);
  await tab.press('Enter');
  await stage.journal.waitFor('useCometUFICreateCommentMutation');
  expect(await tab.isVisible(SURFACE.hold)).toBe(false);
});

test('in a blackout a message to one person is sent', async ({ session, stage }) => {
  const tab = await openInBlackout(session, 'facebook-page');
  await tab.click(FB.messenger);
  await write(tab, FB.chat, 'On my way');
  await tab.press('Enter');
  const sent = await stage.journal.waitFor('MessengerSend');
  expect(sent).toMatchObject({ text: 'On my way', accepted: true });
  expect(await tab.isVisible(SURFACE.hold)).toBe(false);
});

test('in a blackout Shift and Enter begin a new line of a comment, and Enter holds it', async ({
  session,
}) => {
  const tab = await openInBlackout(session, 'facebook-page');
  await write(tab, council.comment, 'one');
  await tab.press('Shift+Enter');
  await tab.type('two');
  await tab.waitForText(council.comment, 'two');
  expect((await tab.text(council.comment)).trim().split(/\n+/)).toEqual(['one', 'two']);
  expect(await tab.isVisible(SURFACE.hold)).toBe(false);
  await tab.press('Enter');
  await expectHeld(tab, session, 'facebook');
});

test('in a blackout Enter picks a person to mention, and the next Enter holds', async ({ session }) => {
  const tab = await openInBlackout(session, 'facebook-page');
  await write(tab, council.comment, 'Diolch @Li');
  await tab.waitFor('[role="listbox"]');
  await tab.press('Enter');
  await tab.waitForText(council.comment, 'Lil Aberteifi');
  await tab.waitGone('[role="listbox"]');
  expect(await tab.isVisible(SURFACE.hold)).toBe(false);
  await tab.press('Enter');
  await expectHeld(tab, session, 'facebook');
});

test('in a blackout a post can be deleted', async ({ session, stage }) => {
  const tab = await openInBlackout(session, 'facebook-page');
  await tab.click(own.more);
  await tab.click(FB.menuSecond);
  await tab.click(FB.main);
  await stage.journal.waitFor('useCometTrashPostMutation');
  await tab.waitGone(own.post);
  expect(await tab.isVisible(SURFACE.hold)).toBe(false);
});

test('under corporate lines only the force’s own post may be shared, but not changed', async ({
  session,
  stage,
}) => {
  await order(session, (force) => force.issueCorporateLinesOnly());
  const tab = await open(session, 'facebook-page');
  await tab.waitForText(SURFACE.banner, 'Corporate lines only');
  await tab.click(own.more);
  await tab.click(FB.menuFirst);
  await write(tab, FB.editor, ' More.');
  await tab.click(FB.main);
  await expectHeld(tab, session, 'facebook');
  await closeHold(tab);
  await tab.goto(FB.home);
  await tab.waitFor(SURFACE.banner);
  await tab.click(council.share);
  await tab.click(FB.menuFirst);
  await expectHeld(tab, session, 'facebook');
  await closeHold(tab);
  await tab.goto(FB.home);
  await tab.waitFor(SURFACE.banner);
  await tab.click(own.share);
  await tab.click(FB.menuFirst);
  await stage.journal.waitFor('useCometFeedToFeedReshare_FeedToFeedMutation');
});

test('risk to life lets a Page’s post through both its steps', async ({ session, stage }) => {
  const tab = await openInBlackout(session, 'facebook-page');
  await composer(tab);
  await tab.click(FB.main);
  await expectHeld(tab, session, 'facebook');
  await tab.click(`${SURFACE.hold} .choice`);
  await tab.waitGone(SURFACE.hold);
  await tab.click(FB.main);
  await tab.click(FB.main);
  expect((await stage.journal.waitFor('ComposerStoryCreateMutation')).text).toBe(CALM);
});

test('after standing down a draft that was held goes out', async ({ session, stage }) => {
  const tab = await openInBlackout(session, 'facebook-login');
  await composer(tab);
  await tab.click(FB.main);
  await expectHeld(tab, session, 'facebook');
  await order(session, (force) => force.standDown());
  await tab.bringToFront();
  await tab.waitGone(SURFACE.blackout);
  await tab.waitGone(SURFACE.hold);
  await tab.click(FB.main);
  await stage.journal.waitFor('ComposerStoryCreateMutation');
  await sendMarker(tab, 'facebook');
  expect(stage.journal.published()).toHaveLength(1);
});
