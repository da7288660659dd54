import { guardEn } from '../../lib/i18n/en/guard';
import type { ReportKind } from '../../lib/reports/report';
import type { Stage } from '../stage/server';
import { DESK, startFromTemplate } from './desk-page';
import { expect, test } from './fixtures';
import { CARD } from './incident-steps';
import { refreshBoard, SURFACE } from './moves';
import type { Session } from './session';
import type { Tab } from './tab';
import { CALM } from './tour-steps';
import { cordonPage, expectHeldThenClose, openClear, openX, X } from './x-page';

test.use({ withRelay: true });

/** Milliseconds an order or a report may take by the doorbell. */
const RUNG_MS = 8_000;
/** The same where only the 30-second alarm is left. */
const ALARM_MS = 40_000;

/** Reports that the relay holds of the newest notice, by kind. */
async function toldOf(stage: Stage, kind: ReportKind): Promise<number> {
  const notice = stage.force.board.notices.at(-1)?.identifier;
  const reports = await stage.force.reports();
  return reports.filter(({ event }) => event.kind === kind && 'notice' in event && event.notice === notice)
    .length;
}

/** Has Cordon try at once what waits, as its own page would when asked. */
async function sendWaiting(session: Session): Promise<void> {
  const page = await cordonPage(session);
  await page.evaluate(() => {
    const api = (
      globalThis as unknown as { chrome: { runtime: { sendMessage(m: unknown): Promise<unknown> } } }
    ).chrome;
    return api.runtime.sendMessage({ cordon: 'sendReports', data: {} });
  }, undefined);
  await page.close();
}

async function acknowledge(tab: Tab): Promise<void> {
  await tab.bringToFront();
  await tab.click(`${CARD} .button--strong`);
  await tab.waitForText(CARD, guardEn.acknowledged);
}

/** A press on Post is stopped. */
async function expectHolds(session: Session, tab: Tab): Promise<void> {
  await tab.bringToFront();
  await tab.click(X.editor);
  await tab.type(CALM);
  await expectHeldThenClose(session, tab, () => tab.click(X.post));
}

test('the relay killed before a publish: the desk says so, keeps the order, and publishes it once when asked again', async ({
  session,
  stage,
}) => {
  const tab = await openX(session, 'x-corporate');
  const desk = await session.desk();
  await startFromTemplate(desk, 'blackout-major-incident');
  stage.relay.beforeNextPut(() => stage.relay.kill());
  await desk.click(DESK.issue);
  await desk.waitFor(DESK.failed, ALARM_MS);
  expect(stage.force.openNotices()).toEqual([]);
  await stage.relay.start();
  await desk.click(DESK.publishAgain);
  await desk.waitFor(DESK.notice);
  expect(stage.force.openNotices()).toHaveLength(1);
  expect((await stage.relay.board())?.text).toBe(stage.force.boardText());
  await tab.bringToFront();
  await tab.waitFor(SURFACE.blackout, ALARM_MS);
});

test('the answer to a publish lost: the desk looks at what stands, and the order is on the board once', async ({
  session,
  stage,
}) => {
  const tab = await openX(session, 'x-corporate');
  const desk = await session.desk();
  await startFromTemplate(desk, 'blackout-major-incident');
  await stage.relay.setFault('lost-answer');
  await desk.click(DESK.issue);
  await desk.waitFor(DESK.notice);
  expect(await desk.isVisible(DESK.failed)).toBe(false);
  expect(stage.force.openNotices()).toHaveLength(1);
  await tab.bringToFront();
  await tab.waitFor(SURFACE.blackout, RUNG_MS);
});

test('the relay killed while it tells of an order: pages learn of it when it is back', async ({
  session,
  stage,
}) => {
  const tab = await openClear(session);
  await stage.force.issueBlackout();
  await stage.relay.kill();
  await stage.relay.start();
  await tab.waitFor(SURFACE.blackout, ALARM_MS);
  await expectHolds(session, tab);
});

test('the relay killed before a report: it waits, says so, and arrives once', async ({ session, stage }) => {
  const tab = await openX(session, 'x-corporate');
  await stage.force.issueBlackout();
  await tab.waitFor(SURFACE.blackout, RUNG_MS);
  await stage.relay.kill();
  await acknowledge(tab);
  await stage.relay.start();
  await sendWaiting(session);
  await expect.poll(() => toldOf(stage, 'acknowledged'), { timeout: ALARM_MS }).toBe(1);
  await sendWaiting(session);
  expect(await toldOf(stage, 'acknowledged')).toBe(1);
});

test('the answer to a report lost: it is sent again and counts once', async ({ session, stage }) => {
  const tab = await openX(session, 'x-corporate');
  await stage.force.issueBlackout();
  await tab.waitFor(SURFACE.blackout, RUNG_MS);
  await expect.poll(() => toldOf(stage, 'delivered'), { timeout: RUNG_MS }).toBe(1);
  await stage.relay.setFault('lost-answer');
  const posts = () => stage.relay.asked.filter(({ method }) => method === 'POST').length;
  const before = posts();
  await acknowledge(tab);
  await expect.poll(() => toldOf(stage, 'acknowledged'), { timeout: RUNG_MS }).toBe(1);
  await stage.relay.setFault('none');
  await sendWaiting(session);
  await expect.poll(posts, { timeout: RUNG_MS }).toBeGreaterThan(before + 1);
  expect(await toldOf(stage, 'acknowledged')).toBe(1);
});

test('whoever holds the server puts an old board back: it is refused, and the hold stays', async ({
  session,
  stage,
}) => {
  const calm = stage.force.boardText();
  const tab = await openX(session, 'x-corporate');
  await stage.force.issueBlackout();
  await tab.waitFor(SURFACE.blackout, RUNG_MS);
  const there = await stage.relay.board();
  expect(await stage.relay.put(calm, there?.etag ?? null)).toBeLessThan(300);
  await refreshBoard(session);
  await tab.bringToFront();
  await tab.waitForText(SURFACE.banner, guardEn.stillHeld);
  await expectHolds(session, tab);
  expect(await tab.text(SURFACE.banner)).not.toContain('Clear');
});

test('a board that is held back never looks clear, and a hold on it stays', async ({ session, stage }) => {
  const tab = await openX(session, 'x-corporate');
  await stage.force.issueBlackout();
  await tab.waitFor(SURFACE.blackout, RUNG_MS);
  await stage.relay.setFault('frozen');
  await stage.force.standDown();
  await refreshBoard(session);
  await expectHolds(session, tab);
  await stage.relay.setFault('none');
  await refreshBoard(session);
  await tab.bringToFront();
  await tab.waitGone(SURFACE.blackout);
});

test('without heartbeats a browser says what the board’s signature says, and not clear', async ({
  launch,
  stage,
}) => {
  await stage.relay.setFault('no-heartbeat');
  const session = await launch();
  await session.join();
  const tab = await openX(session, 'x-corporate');
  await refreshBoard(session);
  await tab.bringToFront();
  expect(await tab.text(SURFACE.banner)).not.toContain('Clear');
  await stage.force.issueBlackout();
  await tab.waitFor(SURFACE.blackout, RUNG_MS);
});
