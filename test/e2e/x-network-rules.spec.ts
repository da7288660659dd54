import { expect, test } from './fixtures';
import { SURFACE } from './moves';
import type { Tab } from './tab';
import { CALM } from './tour-steps';
import {
  blackout,
  cordonPage,
  expectArrives,
  expectHeld,
  openX,
  order,
  type Rule,
  readRules,
  switchTo,
  X,
} from './x-page';

/** What of X the network refuses while a blackout is in force. */
const OPERATIONS = [
  'ArticleEntityPublish',
  'CreateNoteTweet',
  'CreateRetweet',
  'CreateScheduledTweet',
  'CreateTweet',
  'EditScheduledTweet',
];

/** Waits until the rules are as wanted: they follow a moment after what calls for them. */
const rulesBecome = (page: Tab, wanted: (rules: readonly Rule[]) => boolean): Promise<void> =>
  expect.poll(async () => wanted(await readRules(page)), { intervals: [50] }).toBe(true);

const stand = (rules: readonly Rule[]): boolean => rules.length === OPERATIONS.length;
const areGone = (rules: readonly Rule[]): boolean => rules.length === 0;

/** Lets a script of the page post past every control. True when the network let it. */
const postByScript = (tab: Tab): Promise<boolean> =>
  tab.evaluate(
    () =>
      fetch('/i/api/graphql/scripted/CreateTweet', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-csrf-token': /ct0=([^;]+)/.exec(document.cookie)?.[1] ?? '',
        },
        body: JSON.stringify({ variables: { tweet_text: 'By script.' } }),
      }).then(
        () => true,
        () => false,
      ),
    undefined,
  );

test('in a blackout the network refuses what publishes, and nothing else', async ({ session }) => {
  const cordon = await cordonPage(session);
  await blackout(session);
  const tab = await openX(session, 'x-corporate');
  await tab.waitFor(SURFACE.blackout);
  await rulesBecome(cordon, stand);
  const rules = await readRules(cordon);
  expect(rules.map(({ condition }) => /(\w+)\^$/.exec(condition.urlFilter)?.[1]).sort()).toEqual(OPERATIONS);

  expect(await postByScript(tab)).toBe(false);
  expect(session.stage.journal.published()).toEqual([]);
  await tab.click(X.editor);
  await expectArrives(session, 'CreateDraftTweet', () => tab.type(CALM));
});

test('the rules are away before a release is offered, and back when it was not wanted', async ({
  session,
}) => {
  const cordon = await cordonPage(session);
  await blackout(session);
  const tab = await openX(session, 'x-corporate');
  await tab.waitFor(SURFACE.blackout);
  await rulesBecome(cordon, stand);
  await tab.bringToFront();
  await tab.click(X.editor);
  await tab.type(CALM);
  await expectHeld(session, tab, () => tab.click(X.post));
  await tab.waitFor(`${SURFACE.hold} .choice:not([aria-disabled])`);
  expect(await readRules(cordon)).toEqual([]);
  await tab.press('Escape');
  await tab.waitGone(SURFACE.hold);
  await rulesBecome(cordon, stand);
});

test('the rules go with a switch to a personal account, in place and by loading anew', async ({
  session,
}) => {
  const cordon = await cordonPage(session);
  for (const how of ['in-place', 'reload'] as const) {
    await blackout(session);
    const tab = await openX(session, 'x-corporate', `${X.home}?switch=${how}`);
    await tab.waitFor(SURFACE.blackout);
    await rulesBecome(cordon, stand);
    await tab.bringToFront();
    await switchTo(tab, '@jo_penfro');
    await tab.waitGone(SURFACE.banner);
    await rulesBecome(cordon, areGone);
    expect(await postByScript(tab)).toBe(true);
    await tab.close();
  }
});

test('the rules go with the tab, and with the order', async ({ session }) => {
  const cordon = await cordonPage(session);
  await blackout(session);
  const first = await openX(session, 'x-corporate');
  await first.waitFor(SURFACE.blackout);
  const second = await session.openTab(X.home);
  await second.waitFor(SURFACE.blackout);
  await rulesBecome(cordon, (rules) => rules[0]?.condition.tabIds.length === 3);
  await first.close();
  // The one tab that is left, and requests of X's own service worker, which come from no tab.
  await rulesBecome(cordon, (rules) => rules[0]?.condition.tabIds.length === 2);
  expect((await readRules(cordon))[0]?.condition.tabIds).toContain(-1);

  await order(session, () => session.stage.force.standDown());
  await rulesBecome(cordon, areGone);
  await second.bringToFront();
  expect(await postByScript(second)).toBe(true);

  await blackout(session);
  await rulesBecome(cordon, stand);
  await second.close();
  await rulesBecome(cordon, areGone);
});

test('an exercise and corporate lines leave the network alone', async ({ session }) => {
  const cordon = await cordonPage(session);
  await order(session, async () => {
    await session.stage.force.issueExercise();
    await session.stage.force.issueCorporateLinesOnly();
  });
  const tab = await openX(session, 'x-corporate');
  await tab.waitForText(SURFACE.banner, 'Corporate lines only');
  expect(await postByScript(tab)).toBe(true);
  expect(await readRules(cordon)).toEqual([]);
});
