import { expect, test } from './fixtures';
import { SURFACE } from './moves';
import { CALM } from './tour-steps';
import {
  blackout,
  cordonPage,
  expectArrives,
  expectHeld,
  expectHeldThenClose,
  openX,
  order,
  POSTS,
  postAt,
  readRecords,
  X,
} from './x-page';

/** The first choice on the hold notice, once it may be pressed. */
const CHOICE = `${SURFACE.hold} .choice:not([aria-disabled])`;
const CARD = `${SURFACE.banner} .notice`;

test('with corporate lines only, what is listed is shared at once and the rest asks a reason', async ({
  session,
}) => {
  await order(session, () => session.stage.force.issueCorporateLinesOnly());
  const tab = await openX(session, 'x-rural');
  await tab.waitForText(SURFACE.banner, 'Corporate lines only');
  for (const listed of [POSTS.corporate, POSTS.listed]) {
    await tab.click(`${postAt(listed)} ${X.repostMenu}`);
    await expectArrives(session, 'CreateRetweet', () => tab.click(X.repost));
    expect(await tab.isVisible(SURFACE.hold)).toBe(false);
  }

  await tab.click(`${postAt(POSTS.other)} ${X.repostMenu}`);
  await expectHeld(session, tab, () => tab.click(X.repost));
  await tab.click(CHOICE);
  await tab.waitGone(SURFACE.hold);
  const shared = await expectArrives(session, 'CreateRetweet', () => tab.click(X.repost));
  expect(shared.body).toMatchObject({ variables: { tweet_id: '1990000000000000002' } });

  await tab.click(X.editor);
  await tab.type(CALM);
  await expectHeld(session, tab, () => tab.click(X.post));
  await tab.click(CHOICE);
  await tab.waitGone(SURFACE.hold);
  await expectArrives(session, 'CreateTweet', () => tab.click(X.post));
});

test('with corporate lines only, a listed post is quoted at once and a reply to it asks a reason', async ({
  session,
}) => {
  await order(session, () => session.stage.force.issueCorporateLinesOnly());
  const tab = await openX(session, 'x-rural');
  await tab.waitForText(SURFACE.banner, 'Corporate lines only');
  await tab.click(`${postAt(POSTS.listed)} ${X.repostMenu}`);
  await tab.click(X.quote);
  await tab.click(X.dialogEditor);
  await tab.type(CALM);
  await expectArrives(session, 'CreateTweet', () => tab.click(X.dialogPost));

  await tab.goto(`https://x.com${POSTS.listed}`);
  await tab.waitForText(SURFACE.banner, 'Corporate lines only');
  await tab.click(X.editor);
  await tab.type(CALM);
  await expectHeldThenClose(session, tab, () => tab.click(X.post));
});

test('an exercise holds, looks like one, and lets the post out after one action', async ({ session }) => {
  await order(session, () => session.stage.force.issueExercise());
  const tab = await openX(session, 'x-corporate');
  await tab.waitForText('.banner--exercise', 'EXERCISE');
  expect(await tab.isVisible(SURFACE.blackout)).toBe(false);
  await tab.click(X.editor);
  await tab.type(CALM);
  await expectHeld(session, tab, () => tab.click(X.post));
  expect(await tab.text(SURFACE.hold)).toContain('Exercise: post anyway');
  await tab.click(`${SURFACE.hold} .way button`);
  await tab.waitGone(SURFACE.hold);
  await expectArrives(session, 'CreateTweet', () => tab.click(X.post));
});

test('risk to life gets through in two actions, is recorded without a word of it, and holds for that draft', async ({
  session,
}) => {
  const records = await cordonPage(session);
  const before = (await readRecords(records)).gate?.length ?? 0;
  await blackout(session);
  const tab = await openX(session, 'x-corporate');
  await tab.waitFor(SURFACE.blackout);
  await tab.click(X.editor);
  await tab.type('Keep off the quay at once: gwyliwch yr ymyl.');
  await expectHeld(session, tab, () => tab.click(X.post));
  // First action: a reason from the list. Second: Post again.
  await tab.click(CHOICE);
  await tab.waitGone(SURFACE.hold);
  await tab.waitForText('[role="timer"]', 'seconds left');
  const left = Number.parseInt(await tab.text('[role="timer"]'), 10);
  expect(left).toBeGreaterThan(50);
  expect(left).toBeLessThanOrEqual(60);

  // Another draft is not that draft.
  await tab.click(X.editor);
  await tab.press('Control+End');
  await tab.type(' Changed.');
  await expectHeldThenClose(session, tab, () => tab.click(X.post));
  await tab.click(X.editor);
  await tab.press('Control+End');
  for (let i = 0; i < ' Changed.'.length; i += 1) await tab.press('Backspace');
  const posted = await expectArrives(session, 'CreateTweet', () => tab.click(X.post));
  expect(posted).toMatchObject({ text: 'Keep off the quay at once: gwyliwch yr ymyl.', accepted: true });

  const tables = await readRecords(records);
  const rows = (tables.gate ?? []).slice(before);
  expect(rows.map(({ kind }) => kind)).toEqual(['held', 'risk-to-life', 'held']);
  expect(rows[1]).toMatchObject({ accountKey: 'x-corporate', intent: 'post', reason: 'immediate-danger' });
  expect(JSON.stringify(tables)).not.toMatch(/off the quay|gwyliwch/);
});

test('an order is acknowledged in the banner, replaced by its update, and ended with a checklist', async ({
  session,
}) => {
  const { force } = session.stage;
  await blackout(session);
  const tab = await openX(session, 'x-corporate');
  await tab.waitFor(SURFACE.blackout);
  await tab.click(`${CARD} .button--strong`);
  await tab.waitForText(CARD, 'You have seen this');
  await tab.reload();
  await tab.waitForText(CARD, 'You have seen this');

  // The update is another order, to be seen anew, and no standing down.
  await order(session, () => force.update({ level: 'corporate-lines-only' }));
  await tab.bringToFront();
  await tab.waitForText(SURFACE.banner, 'Corporate lines only');
  await tab.waitFor(`${CARD} .button--strong`);
  expect(await tab.isVisible(SURFACE.blackout)).toBe(false);
  expect(await tab.text(SURFACE.banner)).not.toContain('Stood down');

  await order(session, () => force.standDown());
  await tab.bringToFront();
  await tab.waitForText(SURFACE.banner, 'Stood down');
  for (const words of ['scheduled', 'pinned post', 'tone']) await tab.waitForText(SURFACE.banner, words);
  await tab.click(X.editor);
  await tab.type(CALM);
  await expectArrives(session, 'CreateTweet', () => tab.click(X.post));
});

test('an order that runs out may have ended: posting asks a reason until a newer board ends it', async ({
  session,
}) => {
  await order(session, () => session.stage.force.issueBlackout({ minutes: 4 / 60 }));
  const tab = await openX(session, 'x-corporate');
  await tab.waitForText(SURFACE.banner, 'may have ended');
  expect(await tab.isVisible(SURFACE.blackout)).toBe(false);
  await tab.click(X.editor);
  await tab.type(CALM);
  await expectHeld(session, tab, () => tab.click(X.post));
  expect(await tab.text(SURFACE.hold)).toContain('no newer board has ended it');
  await tab.click(CHOICE);
  await tab.waitGone(SURFACE.hold);
  await expectArrives(session, 'CreateTweet', () => tab.click(X.post));
});

test('of two orders the stricter rules, whichever came last', async ({ session }) => {
  const { force } = session.stage;
  await order(session, async () => {
    await force.issueBlackout();
    await force.issueCorporateLinesOnly();
    await force.issueAdvice();
  });
  const tab = await openX(session, 'x-corporate');
  await tab.waitFor(SURFACE.blackout);
  await tab.waitForText(SURFACE.banner, '2 more notices');
  // Listed under "corporate lines only", but the blackout says no.
  await tab.click(`${postAt(POSTS.listed)} ${X.repostMenu}`);
  await expectHeld(session, tab, () => tab.click(X.repost));
  expect(await tab.text(SURFACE.hold)).toContain('A blackout is in force');
});

test('an account that a blackout exempts goes on posting, and so does one outside its scope', async ({
  session,
}) => {
  const { force } = session.stage;
  for (const scope of [{ exempt: ['x-corporate'] }, { districts: ['rural'] }, { accounts: ['x-rural'] }]) {
    await order(session, async () => {
      await force.clearNotices();
      await force.issueBlackout({ scope });
    });
    const tab = await openX(session, 'x-corporate');
    await tab.waitForText(SURFACE.banner, 'No order');
    await tab.click(X.editor);
    await tab.type(CALM);
    await expectArrives(session, 'CreateTweet', () => tab.click(X.post));
    await session.actAs('x', 'x-rural');
    await tab.reload();
    await tab.waitFor(SURFACE.blackout);
    await tab.close();
  }
});
