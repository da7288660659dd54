import { pageOf } from './chromium';
import { expect, test } from './fixtures';
import { SURFACE } from './moves';
import type { Tab } from './tab';
import { ASKING } from './tour-steps';
import {
  blackout,
  cordonPage,
  expectArrives,
  openX,
  order,
  POSTS,
  postAt,
  readRecords,
  switchTo,
  X,
} from './x-page';

/** What of Cordon's a page can see of itself: its elements, and marks in drafts. */
const tracesIn = (tab: Tab): Promise<readonly string[]> =>
  tab.evaluate(
    (css) => [
      ...[...document.querySelectorAll(css)].map((element) => element.localName),
      ...[...CSS.highlights.keys()].map((name) => `highlight ${name}`),
      ...document.adoptedStyleSheets.map(() => 'style sheet'),
    ],
    `${SURFACE.guard}, crd-strip`,
  );

/** Everything that Cordon keeps, but for when it last asked for the board. */
async function keptBy(page: Tab): Promise<unknown> {
  const { boards, ...tables } = await readRecords(page);
  const stored = await page.evaluate(() => {
    // The page's own API, which this file's types do not know.
    const { chrome } = globalThis as unknown as {
      chrome: { storage: { local: { get(key: null): Promise<Record<string, unknown>> } } };
    };
    return chrome.storage.local.get(null);
  }, undefined);
  return { tables, stored, sequence: boards?.map((row) => row.sequence) };
}

test('on a personal account nothing of Cordon is in the page, nothing is held and nothing is kept', async ({
  session,
}) => {
  await blackout(session);
  const cordon = await cordonPage(session);
  const before = await keptBy(cordon);
  const tab = await openX(session, 'x-personal');
  await tab.click(X.editor);
  // A draft that would be marked and asked about on an official account, in a blackout at that.
  await expectArrives(session, 'CreateDraftTweet', () => tab.type(ASKING));
  expect(await tracesIn(tab)).toEqual([]);
  const posted = await expectArrives(session, 'CreateTweet', () => tab.click(X.post));
  expect(posted).toMatchObject({ text: ASKING, accepted: true });
  await tab.click(`${postAt(POSTS.other)} ${X.repostMenu}`);
  await expectArrives(session, 'CreateRetweet', () => tab.click(X.repost));
  expect(await tracesIn(tab)).toEqual([]);
  expect(await keptBy(cordon)).toEqual(before);
});

test('a switch to a personal account takes everything down and leaves no trace', async ({ session }) => {
  await order(session, async () => {});
  const cordon = await cordonPage(session);
  const tab = await openX(session, 'x-corporate', `${X.home}?switch=in-place`);
  await tab.click(X.editor);
  await tab.type(ASKING);
  await tab.waitForText(SURFACE.panel, 'telephone number');
  expect(await tracesIn(tab)).toContain('highlight mark-b');
  const before = await keptBy(cordon);
  await tab.bringToFront();
  await switchTo(tab, '@jo_penfro');
  await tab.waitGone(SURFACE.banner);
  expect(await tracesIn(tab)).toEqual([]);
  await tab.click(X.editor);
  await tab.type(ASKING);
  await expectArrives(session, 'CreateTweet', () => tab.press('Control+Enter'));
  expect(await tracesIn(tab)).toEqual([]);
  expect(await keptBy(cordon)).toEqual(before);
});

test('a draft goes nowhere but to the platform, on any account', async ({ session }) => {
  const { stage } = session;
  await order(session, async () => {});
  for (const account of ['x-personal', 'x-corporate']) {
    const tab = await openX(session, account);
    const sent: string[] = [];
    if (session.kind === 'chromium') {
      pageOf(tab).on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
    }
    await tab.click(X.editor);
    await expectArrives(session, 'CreateDraftTweet', () => tab.type(ASKING));
    const hosts = await tab.evaluate(
      () => [...new Set(performance.getEntriesByType('resource').map(({ name }) => new URL(name).host))],
      undefined,
    );
    expect(hosts).toEqual(['x.com']);
    for (const request of sent.filter((line) => line.includes('07700'))) {
      expect(request).toMatch(/^https:\/\/x\.com\/i\/api\/graphql\/\w+\/(Create|Edit)DraftTweet /);
    }
    await tab.close();
  }
  for (const { operation } of stage.journal.entries()) expect(operation).toMatch(/^(Create|Edit)DraftTweet$/);
});
