import { type ChromiumSession, pageOf } from './chromium';
import { FB } from './facebook-places';
import { expect, test } from './fixtures';
import { SURFACE } from './moves';
import { sendMarker, takeBoard } from './orders';
import type { Tab } from './tab';

/** What is marked on the page, by the kind of mark. */
interface Marks {
  readonly hints: readonly string[];
  readonly asking: readonly string[];
  /** Whether every mark lies within an editor. */
  readonly inEditors: boolean;
}

/** Reads the highlights, which belong to the document and can be read from any of its worlds in Chromium. */
function marksOf(tab: Tab): Promise<Marks> {
  return tab.evaluate(() => {
    const read = (name: string): Range[] =>
      Array.from(CSS.highlights.get(name) ?? []).filter((range) => range instanceof Range);
    const hints = read('mark-a');
    const asking = read('mark-b');
    return {
      hints: hints.map(String),
      asking: asking.map(String),
      inEditors: [...hints, ...asking].every(({ startContainer, endContainer }) =>
        [startContainer, endContainer].every((node) =>
          node.parentElement?.closest('[contenteditable="true"]'),
        ),
      ),
    };
  }, undefined);
}

/** Waits until exactly these words are marked. */
async function expectMarks(tab: Tab, wanted: Partial<Marks>): Promise<void> {
  await expect.poll(() => marksOf(tab), { timeout: 5_000 }).toMatchObject({ inEditors: true, ...wanted });
}

const EDITORS = [
  {
    name: 'Draft.js',
    platform: 'x',
    account: 'x-corporate',
    editor: '[data-testid="primaryColumn"] [data-testid="tweetTextarea_0"]',
    open: (tab: Tab) => tab.goto('https://x.com/home'),
  },
  {
    name: 'Lexical',
    platform: 'facebook',
    account: 'facebook-login',
    editor: FB.editor,
    open: async (tab: Tab) => {
      await tab.goto(FB.home);
      await tab.click(FB.opener);
    },
  },
] as const;

async function openEditor(session: ChromiumSession, place: (typeof EDITORS)[number]): Promise<Tab> {
  await takeBoard(session);
  await session.actAs(place.platform, place.account);
  const tab = await session.openTab('about:blank');
  await place.open(tab);
  await tab.waitFor(SURFACE.banner);
  await tab.click(place.editor);
  return tab;
}

const PHONE = '07700 900123';

for (const place of EDITORS) {
  test(`${place.name}: marks lie exactly on their words beside emoji, tags and several lines, and follow edits`, async ({
    chromiumSession: session,
  }) => {
    const tab = await openEditor(session, place);
    await tab.type(`Noswaith dda 👮🏽‍♀️ 🏴󠁧󠁢󠁷󠁬󠁳󠁿 #Copwatch\n\nRing ${PHONE} 🐕 or jo@teifi.example`);
    await expectMarks(tab, { hints: ['#Copwatch'], asking: [PHONE, 'jo@teifi.example'] });
    // The words themselves changed.
    for (let i = 0; i < 'jo@teifi.example'.length; i += 1) await tab.press('Backspace');
    await expectMarks(tab, { hints: ['#Copwatch'], asking: [PHONE] });
    // Before the words, in the same line and in another.
    await tab.press('Home');
    await tab.type('🙂 Os gwelwch yn dda: ');
    await expectMarks(tab, { hints: ['#Copwatch'], asking: [PHONE] });
    await tab.press('Control+Home');
    await tab.type('🎉 Helo. ');
    await expectMarks(tab, { hints: ['#Copwatch'], asking: [PHONE] });
    // A line begun in front of them.
    await tab.press('Enter');
    await expectMarks(tab, { hints: ['#Copwatch'], asking: [PHONE] });
  });

  test(`${place.name}: marks follow paste, undo and redo`, async ({ chromiumSession: session }) => {
    const tab = await openEditor(session, place);
    await session.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await tab.type('Sam: ');
    await tab.evaluate((text) => navigator.clipboard.writeText(text), `ring ${PHONE}\nor 07700 900456`);
    await tab.press('Control+v');
    await expectMarks(tab, { asking: [PHONE, '07700 900456'] });
    await tab.press('Control+z');
    await expectMarks(tab, { asking: [] });
    await tab.press('Control+Shift+z');
    await expectMarks(tab, { asking: [PHONE, '07700 900456'] });
  });

  test(`${place.name}: the draft stays as it was typed, and goes nowhere but where the platform sends it`, async ({
    chromiumSession: session,
    stage,
  }) => {
    const word = 'Llanbadarnfynydd';
    const elsewhere: string[] = [];
    session.context.on('request', (request) => {
      const { hostname, pathname } = new URL(request.url());
      const said = decodeURIComponent(
        `${request.url()} ${request.postData() ?? ''}`.replace(/%(?![0-9a-f]{2})/gi, ''),
      );
      if (said.includes(word)) elsewhere.push(`${hostname}${pathname}`);
    });
    const tab = await openEditor(session, place);
    const draft = `${word}: ring ${PHONE}.  Two  spaces, “quotes” and #tag`;
    await tab.type(draft);
    await expectMarks(tab, { asking: [PHONE] });
    await tab.click(place.platform === 'x' ? '[data-testid="tweetButtonInline"]' : FB.main);
    await tab.waitFor(SURFACE.hold);
    await tab.click(`${SURFACE.hold} .way button`);
    await tab.click(place.platform === 'x' ? '[data-testid="tweetButtonInline"]' : FB.main);
    const posted = await stage.journal.waitFor(({ publishes }) => publishes);
    expect(posted.text).toBe(draft);
    await sendMarker(tab, place.platform);
    const allowed =
      /^(x\.com\/i\/api\/graphql\/[^/]+\/(CreateDraftTweet|EditDraftTweet|CreateTweet)|www\.facebook\.com\/api\/graphql\/)$/;
    expect(elsewhere.filter((address) => !allowed.test(address))).toEqual([]);
    expect(elsewhere.length).toBeGreaterThan(0);
  });
}

test('x: in a thread each editor has its own marks', async ({ chromiumSession: session }) => {
  await takeBoard(session);
  await session.actAs('x', 'x-corporate');
  const tab = await session.openTab('https://x.com/compose/post');
  await tab.waitFor(SURFACE.banner);
  await tab.click('[role="dialog"] [data-testid="tweetTextarea_0"]');
  await tab.type(`One ${PHONE}`);
  await tab.click('[role="dialog"] [data-testid="addButton"]');
  await tab.click('[role="dialog"] [data-testid="tweetTextarea_1"]');
  await tab.type('Two 07700 900456');
  await expectMarks(tab, { asking: [PHONE, '07700 900456'] });
  const inOrder = await tab.evaluate(() => {
    const ranges = Array.from(CSS.highlights.get('mark-b') ?? []).filter((range) => range instanceof Range);
    return ranges.map(({ startContainer }) =>
      startContainer.parentElement?.closest('[contenteditable]')?.getAttribute('data-testid'),
    );
  }, undefined);
  expect(inOrder).toEqual(['tweetTextarea_0', 'tweetTextarea_1']);
});

test('pointing at a hint shows its words in the draft', async ({ chromiumSession: session }) => {
  const [place] = EDITORS;
  const tab = await openEditor(session, place);
  await tab.type(`Ring ${PHONE} now`);
  await tab.waitFor(SURFACE.panel);
  await pageOf(tab).locator(`${SURFACE.panel} .finding`).first().hover();
  await expect
    .poll(() => tab.evaluate(() => Array.from(CSS.highlights.get('mark-c') ?? [], String), undefined))
    .toEqual([PHONE]);
});
