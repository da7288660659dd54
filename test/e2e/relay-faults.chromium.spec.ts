import { guardEn } from '../../lib/i18n/en/guard';
import { pageOf } from './chromium';
import { expect, test } from './fixtures';
import { CARD } from './incident-steps';
import { refreshBoard, SURFACE } from './moves';
import { CALM } from './tour-steps';
import { cordonPage, expectHeldThenClose, openX, readRecords, X } from './x-page';

test.use({ withRelay: true });

const RUNG_MS = 8_000;
const HOUR_MS = 3_600_000;

for (const [said, clockMs] of [
  ['fast', HOUR_MS],
  ['slow', -HOUR_MS],
] as const) {
  test(`a clock an hour ${said} is told as that, makes nothing clear, and ends no hold`, async ({
    launch,
    stage,
  }) => {
    const session = await launch({ clockMs });
    await session.join();
    const tab = await openX(session, 'x-corporate');
    await tab.waitForText(SURFACE.banner, guardEn.notKnownClock);
    await stage.force.issueBlackout();
    await tab.waitFor(SURFACE.blackout, RUNG_MS);
    expect(await tab.text(SURFACE.banner)).not.toContain('Clear');
    await tab.click(X.editor);
    await tab.type(CALM);
    await expectHeldThenClose(session, tab, () => tab.click(X.post));
    // Half an hour is over by a clock that is fast: what has run out asks, and does not let through by itself.
    await stage.force.update({ minutes: 30 });
    await refreshBoard(session);
    await tab.bringToFront();
    await tab.click(X.editor);
    await expectHeldThenClose(session, tab, () => tab.click(X.post));
    await stage.force.standDown();
    await tab.waitGone(SURFACE.blackout, RUNG_MS);
    expect(await tab.text(SURFACE.banner)).not.toContain('Clear');
  });
}

test('the worker killed between sealing and sending: the report leaves once, by the worker after it', async ({
  chromiumSession: session,
  stage,
}) => {
  const tab = await openX(session, 'x-corporate');
  await stage.force.issueBlackout();
  await tab.waitFor(SURFACE.blackout, RUNG_MS);
  const notice = stage.force.openNotices()[0]?.identifier;
  const told = async () =>
    (await stage.force.reports()).filter(
      ({ event }) => event.kind === 'acknowledged' && event.notice === notice,
    ).length;
  await stage.relay.setFault('down');
  await tab.click(`${CARD} .button--strong`);
  await tab.waitForText(CARD, guardEn.acknowledged);
  const records = await cordonPage(session);
  const waiting = async () =>
    ((await readRecords(records)).outbox ?? []).filter(
      ({ kind, state, sealed }) => kind === 'acknowledged' && state === 'waiting' && sealed !== undefined,
    ).length;
  await expect.poll(waiting).toBe(1);
  await session.killBackground();
  expect(await told()).toBe(0);
  await stage.relay.setFault('none');
  await refreshBoard(session);
  await expect.poll(told, { timeout: 40_000 }).toBe(1);
  await expect.poll(waiting).toBe(0);
  await session.killBackground();
  await refreshBoard(session);
  expect(await told()).toBe(1);
});

test('an order that runs out while its page sleeps may have ended when the page wakes, and asks', async ({
  chromiumSession: session,
  stage,
}) => {
  const tab = await openX(session, 'x-corporate');
  await stage.force.issueBlackout({ minutes: 5 / 60 });
  await tab.waitFor(SURFACE.blackout, RUNG_MS);
  const cdp = await session.context.newCDPSession(pageOf(tab));
  await cdp.send('Page.setWebLifecycleState', { state: 'frozen' });
  // Asleep, the page tells nothing; the order's own end is what is waited for.
  const ends = Date.parse(stage.force.openNotices()[0]?.expires ?? '');
  await expect.poll(() => Date.now() > ends + 500, { timeout: 20_000 }).toBe(true);
  await cdp.send('Page.setWebLifecycleState', { state: 'active' });
  await tab.waitForText(SURFACE.banner, 'may have ended');
  await tab.click(X.editor);
  await tab.type(CALM);
  await expectHeldThenClose(session, tab, () => tab.click(X.post));
});

test('the browser itself tells of an order’s start and of its end, once each, and takes the first back', async ({
  chromiumSession: session,
  stage,
}) => {
  const tab = await openX(session, 'x-corporate');
  const page = await cordonPage(session);
  const shownOf = (identifier: string) =>
    page.evaluate(async (wanted) => {
      const { chrome } = globalThis as unknown as {
        chrome: { notifications: { getAll(): Promise<Record<string, boolean>> } };
      };
      const ids = Object.keys(await chrome.notifications.getAll());
      return ids.filter((id) => id.endsWith(wanted)).map((id) => id.slice(0, -wanted.length - 1));
    }, identifier);
  const { identifier } = await stage.force.issueBlackout();
  await tab.waitFor(SURFACE.blackout, RUNG_MS);
  await expect.poll(() => shownOf(identifier)).toHaveLength(1);
  const [start] = await shownOf(identifier);
  await stage.force.standDown();
  await tab.waitGone(SURFACE.blackout, RUNG_MS);
  await expect.poll(async () => (await shownOf(identifier))[0] ?? start).not.toBe(start);
  await refreshBoard(session);
  expect(await shownOf(identifier)).toHaveLength(1);
});
