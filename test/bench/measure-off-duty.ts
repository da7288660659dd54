import { type ChromiumSession, pageOf } from '../e2e/chromium';
import { MOVES, SURFACE } from '../e2e/moves';
import type { Tab } from '../e2e/tab';
import { isOwnScript, ownWorkIn } from './own-work';
import { median } from './statistics';
import { recordTrace, threadOf } from './trace';

/** How long a page is followed from its navigation, as the best peer was, and how often. */
const FIRST_MS = 2_500;
const LOADS = 5;
/** The sentinel may look for the account for ten seconds; idle begins after that. */
const SETTLED_MS = 10_500;
const IDLE_MS = 3_000;
const MARK = 'bench-idle';

/**
 * What Cordon costs on a personal account's page. `main_thread_ms`: CPU time out of Chromium's trace of the sentinel
 * starting, its callbacks, the extension's messages to the page and what they release (own-work.ts), in the first
 * 2.5 s. Not in it is the browser making a world for the script, as it does for any extension. Median of five loads, the dearer platform. `idle_wakeups`: how often any of that ran within 3 s, eleven
 * seconds after loading, with nobody touching the page; both platforms together.
 */
export async function measureOffDuty(
  session: ChromiumSession,
  say: (line: string) => void,
): Promise<Record<string, number>> {
  const opened = performance.now();
  const idle: Tab[] = [];
  const costs: number[] = [];
  for (const moves of MOVES) {
    await session.actAs(moves.platform, moves.personal);
    const tab = await session.openTab(moves.home);
    await tab.waitFor(moves.ready);
    idle.push(tab);
  }
  for (const moves of MOVES) {
    say(`${LOADS} loads of a personal account's page, ${moves.platform}`);
    const tab = await session.openTab(moves.home);
    await tab.waitFor(moves.ready);
    const loads: number[] = [];
    for (let i = 0; i < LOADS; i++) loads.push(await costOfLoad(session, tab, moves.home));
    costs.push(median(loads));
    if (await tab.isVisible(SURFACE.guard)) throw new Error('the guard is on a personal account’s page');
    await tab.close();
  }
  say('idle pages');
  let wakeups = 0;
  for (const tab of idle) {
    await tab.bringToFront();
    wakeups += await wakeupsOf(session, tab, Math.max(1_000, opened + SETTLED_MS - performance.now()));
    await tab.close();
  }
  for (const moves of MOVES) await session.actAs(moves.platform, null);
  return { 'offduty.main_thread_ms': Math.max(...costs), 'offduty.idle_wakeups': wakeups };
}

async function costOfLoad(session: ChromiumSession, tab: Tab, url: string): Promise<number> {
  const page = pageOf(tab);
  const cdp = await session.context.newCDPSession(page);
  const events = await recordTrace(cdp, async () => {
    const start = performance.now();
    await page.goto(url, { waitUntil: 'commit' });
    await page.waitForTimeout(Math.max(0, start + FIRST_MS - performance.now()));
  });
  await cdp.detach();
  // The page before this one stood in the same process and goes first: its farewell is not this page's.
  const isStart = (name: string): boolean => name === 'EvaluateScript';
  const thread = threadOf(events, (event) => isStart(event.name) && isOwnScript(event));
  const from = thread.find((event) => isStart(event.name) && isOwnScript(event))?.ts ?? 0;
  const work = ownWorkIn(thread).filter(({ ts }) => ts >= from);
  return work.reduce((sum, { cpu }) => sum + cpu, 0) / 1000;
}

async function wakeupsOf(session: ChromiumSession, tab: Tab, settleMs: number): Promise<number> {
  const page = pageOf(tab);
  const cdp = await session.context.newCDPSession(page);
  await page.waitForTimeout(settleMs);
  const events = await recordTrace(cdp, async () => {
    // A trace of nothing still has to show which thread was looked at.
    await tab.evaluate((name) => void performance.mark(name), MARK);
    await page.waitForTimeout(IDLE_MS);
  });
  await cdp.detach();
  return ownWorkIn(threadOf(events, ({ name }) => name === MARK)).length;
}
