import { guardEn } from '../../lib/i18n/en/guard';
import {
  acknowledgedLine,
  askRemoval,
  DESK,
  goTo,
  issueFromTemplate,
  seenLine,
  standDownAtDesk,
  TOLD_DONE,
  updateAtDesk,
} from './desk-page';
import { expect, test } from './fixtures';
import { CARD, confirmRemoval, EXERCISE, HEARD_MS } from './incident-steps';
import { facebookMoves, SURFACE } from './moves';
import { CALM } from './tour-steps';
import { expectArrives, expectHeld, expectHeldThenClose, openClear, openX, X } from './x-page';

test.use({ withRelay: true });

/** Milliseconds an order may take to reach a page by the doorbell; far below the 30 seconds of the alarm. */
const RUNG_MS = 8_000;
const CHOICE = `${SURFACE.hold} .choice:not([aria-disabled])`;

test('three presses at the desk put a blackout onto an open page, and its acknowledgement onto the desk, once', async ({
  session,
  stage,
}) => {
  const tab = await openX(session, 'x-corporate');
  const desk = await session.desk();
  await issueFromTemplate(desk, 'blackout-major-incident');
  await tab.waitForText(SURFACE.blackout, 'Major incident: post nothing', RUNG_MS);
  const [notice] = stage.force.openNotices();
  expect(notice).toMatchObject({ level: 'blackout', status: 'actual' });

  await goTo(desk, 'seen');
  await desk.waitFor(seenLine('x-corporate'));
  await tab.bringToFront();
  await tab.click(`${CARD} .button--strong`);
  await tab.waitForText(CARD, guardEn.acknowledged);
  await desk.bringToFront();
  await desk.waitFor(acknowledgedLine('x-corporate'), HEARD_MS);

  const told = (await stage.force.reports()).filter(
    ({ event }) => 'notice' in event && event.notice === notice?.identifier,
  );
  expect(told.map(({ event }) => event.kind).sort()).toEqual(['acknowledged', 'delivered']);
  expect(told[0]?.event).toMatchObject({ accountKey: 'x-corporate' });
});

test('an override by risk to life stands at the desk with its reason and without a word of the post', async ({
  session,
  stage,
}) => {
  const tab = await openX(session, 'x-corporate');
  const desk = await session.desk();
  await issueFromTemplate(desk, 'blackout-major-incident');
  await tab.bringToFront();
  await tab.waitFor(SURFACE.blackout, RUNG_MS);
  await tab.click(X.editor);
  await tab.type(CALM);
  await expectHeld(session, tab, () => tab.click(X.post));
  await tab.click(CHOICE);
  await tab.waitGone(SURFACE.hold);
  await expectArrives(session, 'CreateTweet', () => tab.click(X.post));

  await desk.bringToFront();
  await goTo(desk, 'seen');
  await desk.waitForText(seenLine('x-corporate'), guardEn['reason.immediate-danger'], HEARD_MS);
  const reports = await stage.force.reports();
  const override = reports.filter(({ event }) => event.kind === 'overridden').at(-1);
  expect(override?.event).toEqual({
    kind: 'overridden',
    accountKey: 'x-corporate',
    notice: stage.force.openNotices().at(-1)?.identifier,
    intent: 'post',
    reason: 'immediate-danger',
  });
  expect(JSON.stringify(reports)).not.toContain(CALM.slice(0, 12));
});

test('an update reaches every open page on both platforms, and asks to be seen anew', async ({ session }) => {
  await session.actAs('facebook', facebookMoves.registered);
  const tabs = [await openX(session, 'x-corporate'), await session.openTab(facebookMoves.home)];
  for (const tab of tabs) await tab.waitFor(SURFACE.banner);
  const desk = await session.desk();
  await issueFromTemplate(desk, 'blackout-major-incident');
  for (const tab of tabs) {
    await tab.bringToFront();
    await tab.waitFor(SURFACE.blackout, RUNG_MS);
    await tab.click(`${CARD} .button--strong`);
    await tab.waitForText(CARD, guardEn.acknowledged);
  }
  await updateAtDesk(desk, 'Cardigan quay is closed.');
  for (const tab of tabs) {
    await tab.bringToFront();
    await tab.waitForText(SURFACE.blackout, 'Cardigan quay is closed.', RUNG_MS);
    await tab.waitFor(`${CARD} .button--strong`);
  }
});

test('an exercise from the desk cannot be taken for the real thing, at the desk or on a page', async ({
  session,
  stage,
}) => {
  const tab = await openX(session, 'x-corporate');
  const desk = await session.desk();
  await issueFromTemplate(desk, 'exercise-blackout');
  expect(await desk.text(DESK.notice)).toContain('EXERCISE');
  await tab.bringToFront();
  await tab.waitForText(EXERCISE, 'EXERCISE', RUNG_MS);
  expect(await tab.isVisible(SURFACE.blackout)).toBe(false);
  expect(stage.force.openNotices().at(-1)?.status).toBe('exercise');
  await tab.click(X.editor);
  await tab.type(CALM);
  await expectHeld(session, tab, () => tab.click(X.post));
  expect(await tab.text(SURFACE.hold)).toContain(guardEn.postExercise);
});

test('standing down at the desk ends the hold on open pages and shows what to look at first', async ({
  session,
}) => {
  const tab = await openX(session, 'x-corporate');
  const desk = await session.desk();
  await issueFromTemplate(desk, 'blackout-major-incident');
  await tab.bringToFront();
  await tab.waitFor(SURFACE.blackout, RUNG_MS);
  await tab.click(X.editor);
  await tab.type(CALM);
  await expectHeldThenClose(session, tab, () => tab.click(X.post));
  await standDownAtDesk(desk);
  await tab.bringToFront();
  await tab.waitForText(SURFACE.banner, guardEn.stoodDown, RUNG_MS);
  for (const words of ['scheduled', 'pinned post', 'tone']) await tab.waitForText(SURFACE.banner, words);
  await expectArrives(session, 'CreateTweet', () => tab.click(X.post));
});

test('a removal asked for at the desk is shown to its account alone, and told done', async ({
  session,
  stage,
}) => {
  const tab = await openX(session, 'x-corporate');
  const desk = await session.desk();
  await askRemoval(desk, 'x-corporate', 'https://x.com/TeifiCoastPol/status/1990000000000000001');
  await tab.bringToFront();
  await tab.waitForText(SURFACE.banner, 'asks you to remove', RUNG_MS);
  const rural = await openX(session, 'x-rural');
  expect(await rural.text(SURFACE.banner)).not.toContain('asks you to remove');
  await rural.close();
  await session.actAs('x', 'x-corporate');

  await tab.bringToFront();
  await confirmRemoval(tab);
  // Cordon removes nothing itself.
  expect(stage.journal.entries().map(({ operation }) => operation)).not.toContain('DeleteTweet');
  await desk.bringToFront();
  await goTo(desk, 'removals');
  await desk.waitFor(TOLD_DONE, HEARD_MS);
});

test('a notice for one district leaves the others in peace', async ({ session, stage }) => {
  await stage.force.issueBlackout({ scope: { districts: ['rural'] } });
  const rural = await openX(session, 'x-rural');
  await rural.waitFor(SURFACE.blackout, RUNG_MS);
  const corporate = await openX(session, 'x-corporate');
  await corporate.click(X.editor);
  await corporate.type(CALM);
  await expectArrives(session, 'CreateTweet', () => corporate.click(X.post));
  expect(await corporate.isVisible(SURFACE.blackout)).toBe(false);
});

test('of two notices in force the stricter rules and both are shown', async ({ session, stage }) => {
  const tab = await openX(session, 'x-corporate');
  await stage.force.issueBlackout();
  await tab.waitFor(SURFACE.blackout, RUNG_MS);
  await stage.force.issueCorporateLinesOnly();
  await tab.waitForText(SURFACE.banner, 'One more notice', RUNG_MS);
  expect(await tab.isVisible(SURFACE.blackout)).toBe(true);
  await tab.click(X.editor);
  await tab.type(CALM);
  await expectHeldThenClose(session, tab, () => tab.click(X.post));
  const blackout = stage.force.openNotices().find(({ level }) => level === 'blackout');
  await stage.force.standDown(blackout?.identifier);
  await tab.waitGone(SURFACE.blackout, RUNG_MS);
  await tab.waitForText(SURFACE.banner, guardEn['corporate-lines-only']);
});

test('with a fresh heartbeat the banner says clear and when that was checked', async ({ session }) => {
  const tab = await openClear(session);
  expect(await tab.text(SURFACE.banner)).toMatch(/Clear, checked \d\d:\d\d/);
});
