import { FB } from './facebook-places';
import { expect, test } from './fixtures';
import { SURFACE } from './moves';
import { closeHold, everythingKept, expectHeld, order, takeBoard } from './orders';
import type { Session } from './session';
import type { Tab } from './tab';
import { ASKING, CALM } from './tour-steps';

/** Where a draft is written on one platform, with a single press to post it. */
interface Place {
  readonly platform: 'x' | 'facebook';
  readonly account: string;
  readonly editor: string;
  readonly post: string;
  readonly operation: string;
  open(tab: Tab): Promise<void>;
}

const COLUMN = '[data-testid="primaryColumn"]';
const PLACES: readonly Place[] = [
  {
    platform: 'x',
    account: 'x-corporate',
    editor: `${COLUMN} [data-testid="tweetTextarea_0"]`,
    post: `${COLUMN} [data-testid="tweetButtonInline"]`,
    operation: 'CreateTweet',
    open: (tab) => tab.goto('https://x.com/home'),
  },
  {
    platform: 'facebook',
    account: 'facebook-login',
    editor: FB.editor,
    post: FB.main,
    operation: 'ComposerStoryCreateMutation',
    async open(tab) {
      await tab.goto(FB.home);
      await tab.click(FB.opener);
    },
  },
];

async function openAt(session: Session, place: Place): Promise<Tab> {
  await session.actAs(place.platform, place.account);
  const tab = await session.openTab('about:blank');
  await place.open(tab);
  await tab.waitFor(SURFACE.banner);
  await tab.click(place.editor);
  return tab;
}

/** Whether the focus is in one of Cordon's surfaces. */
const inSurface = (tab: Tab, surface: string): Promise<boolean> =>
  tab.evaluate(
    (css) => Boolean(document.querySelector('side-note')?.shadowRoot?.activeElement?.closest(css)),
    surface,
  );

for (const place of PLACES) {
  const { platform } = place;

  test(`${platform}: a hint says what, what instead, and on asking why, with its clause; keys alone reach it`, async ({
    session,
  }) => {
    await takeBoard(session);
    const tab = await openAt(session, place);
    await tab.type(ASKING);
    await tab.waitForText(SURFACE.panel, 'telephone number');
    await tab.waitForText(SURFACE.panel, '07700 900123');
    await tab.waitForText(SURFACE.panel, 'Instead:');
    await tab.press('Alt+Shift+KeyC');
    expect(await inSurface(tab, SURFACE.panel)).toBe(true);
    await tab.press('Tab');
    await tab.press('Tab');
    await tab.press('Enter');
    await tab.waitForText(SURFACE.panel, 'Guidance DT4');
    // Round through the banner, and back to the place in the draft.
    await tab.press('Alt+Shift+KeyC');
    expect(await inSurface(tab, SURFACE.banner)).toBe(true);
    await tab.press('Alt+Shift+KeyC');
    await tab.type(' Diolch!');
    await tab.waitForText(place.editor, `${ASKING} Diolch!`);
  });

  test(`${platform}: hints go when their words go, and an ordinary draft has none`, async ({ session }) => {
    await takeBoard(session);
    const tab = await openAt(session, place);
    await tab.type(`${CALM} 07700 900123`);
    await tab.waitFor(SURFACE.panel);
    for (let i = 0; i < ' 07700 900123'.length; i += 1) await tab.press('Backspace');
    await tab.waitGone(SURFACE.panel);
    expect((await tab.text(place.editor)).trim()).toBe(CALM);
  });

  test(`${platform}: what asks to be read holds the first press, passes once read, and asks anew of a changed draft`, async ({
    session,
    stage,
  }) => {
    await takeBoard(session);
    const tab = await openAt(session, place);
    await tab.type(ASKING);
    await tab.waitFor(SURFACE.panel);
    await tab.click(place.post);
    await expectHeld(tab, session, platform);
    await tab.waitForText(SURFACE.hold, 'telephone number');
    await tab.waitForText(SURFACE.hold, 'Guidance DT4');
    await tab.click(`${SURFACE.hold} .way button`);
    await tab.waitGone(SURFACE.hold);
    await tab.click(place.editor);
    await tab.press('End');
    await tab.type(' Now.');
    await tab.click(place.post);
    await expectHeld(tab, session, platform);
    expect((await tab.text(place.editor)).trim()).toBe(`${ASKING} Now.`);
    await tab.click(`${SURFACE.hold} .way button`);
    await tab.waitGone(SURFACE.hold);
    await tab.click(place.post);
    expect((await stage.journal.waitFor(place.operation)).text).toBe(`${ASKING} Now.`);
    const kept = await everythingKept(session);
    expect(kept).toContain('personal.phone');
    for (const words of ['07700 900123', 'lost dog']) expect(kept).not.toContain(words);
  });

  test(`${platform}: what asks for a reason takes one from the list, and records it without a word of the draft`, async ({
    session,
    stage,
  }) => {
    const draft = 'His number is AB 12 34 56 C, so keep an eye out.';
    await takeBoard(session);
    const tab = await openAt(session, place);
    await tab.type(draft);
    await tab.waitFor(SURFACE.panel);
    await tab.click(place.post);
    await expectHeld(tab, session, platform);
    expect(
      await tab.evaluate(() => {
        const root = document.querySelector('side-note')?.shadowRoot;
        return root?.querySelectorAll('input, textarea, [contenteditable]').length;
      }, undefined),
    ).toBe(0);
    await tab.click(`${SURFACE.hold} .choice`);
    await tab.waitGone(SURFACE.hold);
    await tab.click(place.post);
    expect((await stage.journal.waitFor(place.operation)).text).toBe(draft);
    const kept = await everythingKept(session);
    expect(kept).toContain('personal.insurance-number');
    expect(kept).toContain('comms-agreed');
    expect(kept).not.toContain('AB 12 34 56 C');
  });

  test(`${platform}: a hint that only informs holds nothing`, async ({ session, stage }) => {
    await takeBoard(session);
    const tab = await openAt(session, place);
    await tab.type('A quiet night. #Copwatch ');
    await tab.waitForText(SURFACE.panel, 'A tag to avoid');
    await tab.click(place.post);
    await stage.journal.waitFor(place.operation);
    expect(await tab.isVisible(SURFACE.hold)).toBe(false);
  });

  test(`${platform}: the language changes in place in banner, hints and hold notice, and drafts in Welsh are checked`, async ({
    session,
  }) => {
    await takeBoard(session);
    const tab = await openAt(session, place);
    await tab.type('Ffoniwch Siân ar 07700 900123 am y ci.');
    await tab.waitForText(SURFACE.panel, 'Hints on this draft');
    await tab.click(`${SURFACE.banner} .language-switch`);
    await tab.waitFor(`${SURFACE.panel}[lang="cy"]`);
    await tab.waitForText(SURFACE.panel, 'Yn lle');
    await tab.waitForText(SURFACE.banner, 'English');
    expect(await tab.text(SURFACE.panel)).not.toContain('Instead');
    await tab.click(place.post);
    await tab.waitFor(`${SURFACE.hold}[lang="cy"]`);
    await tab.waitForText(SURFACE.hold, 'Heb ei');
    await tab.click(`${SURFACE.banner} .language-switch`);
    await tab.waitFor(`${SURFACE.hold}[lang="en"]`);
    await tab.waitForText(SURFACE.hold, 'Not posted');
  });
}

test('x: a thread’s hints name the post they are in, and every post of it is asked about', async ({
  session,
}) => {
  await takeBoard(session);
  await session.actAs('x', 'x-corporate');
  const tab = await session.openTab('https://x.com/compose/post');
  await tab.waitFor(SURFACE.banner);
  await tab.click('[role="dialog"] [data-testid="tweetTextarea_0"]');
  await tab.type(CALM);
  await tab.click('[role="dialog"] [data-testid="addButton"]');
  await tab.click('[role="dialog"] [data-testid="tweetTextarea_1"]');
  await tab.type(ASKING);
  await tab.waitForText(SURFACE.panel, 'Post 2:');
  expect(await tab.text(SURFACE.panel)).not.toContain('Post 1:');
  await tab.click('[role="dialog"] [data-testid="tweetButton"]');
  await expectHeld(tab, session, 'x');
  await closeHold(tab);
  await tab.click('[role="dialog"] [data-testid="tweetTextarea_0"]');
  await tab.press('End');
  await tab.type(' Or 07700 900456.');
  await tab.waitForText(SURFACE.panel, 'Post 1:');
});

test('facebook: a comment is checked where it is written, and Enter is held', async ({ session, stage }) => {
  await takeBoard(session);
  await session.actAs('facebook', 'facebook-page');
  const tab = await session.openTab(FB.home);
  await tab.waitFor(SURFACE.banner);
  await tab.click('[role="article"] form[role="presentation"] [role="textbox"]');
  await tab.type(ASKING);
  await tab.waitForText(SURFACE.panel, 'telephone number');
  await tab.press('Enter');
  await expectHeld(tab, session, 'facebook');
  await tab.click(`${SURFACE.hold} .way button`);
  await tab.waitGone(SURFACE.hold);
  await tab.click('[role="article"] form[role="presentation"] [role="textbox"]');
  await tab.press('Enter');
  expect((await stage.journal.waitFor('useCometUFICreateCommentMutation')).text).toBe(ASKING);
});

test('risk to life outweighs hints too: no post is asked about twice', async ({ session, stage }) => {
  const [place] = PLACES;
  if (!place) throw new Error('no place');
  await order(session, (force) => force.issueBlackout());
  const tab = await openAt(session, place);
  await tab.type(ASKING);
  await tab.click(place.post);
  await expectHeld(tab, session, 'x');
  await tab.click(`${SURFACE.hold} .choice:not([aria-disabled])`);
  await tab.waitGone(SURFACE.hold);
  await tab.click(place.post);
  expect((await stage.journal.waitFor('CreateTweet')).text).toBe(ASKING);
});
