import { issueFromTemplate, standDownAtDesk } from '../e2e/desk-page';
import { refreshBoard, SURFACE, xMoves } from '../e2e/moves';
import type { Session } from '../e2e/session';
import type { Tab } from '../e2e/tab';
import { percentile } from './statistics';

/** Guarded tabs that must all show an order. */
const TABS = 10;
/** Orders issued at the desk. */
const ROUNDS = 24;
/** Without a relay and without a composer each round takes half a minute, whenever the order is signed. */
const STATIC_ROUNDS = 10;
/** Milliseconds between two looks at a board that is a plain file (design, "How it moves" 3). */
const ALARM_MS = 30_000;
const COMPOSER_ROUNDS = 20;
/** The same while a composer is open. */
const COMPOSER_MS = 5_000;
/** An order that has not come by then will not; it then counts with this. */
const LOST_MS = 90_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Runs in a page: when its blackout banner stands (shown: true) or is gone (false), in ms since 1970. Told by the
 * change itself, since a tab behind others may be painted late and its timers slowed.
 */
function bannerTurns(shown: boolean): Promise<number> {
  return new Promise((resolve) => {
    const root = document.querySelector('side-note')?.shadowRoot;
    if (!root) throw new Error('the guard is not on this page');
    // No function here may have a name: tsx would wrap it in a helper that the page does not have.
    for (const look of [
      () => {
        const banner = root.querySelector('.banner--alarm');
        return (banner !== null && banner.getBoundingClientRect().height > 0) === shown;
      },
    ]) {
      if (look()) return resolve(Date.now());
      const watch = new MutationObserver(() => {
        if (!look()) return;
        watch.disconnect();
        resolve(Date.now());
      });
      watch.observe(root, { childList: true, subtree: true, attributes: true });
    }
  });
}

/** A page of X with a composer open, and one without. */
const COMPOSER = 'https://x.com/compose/post';
const PROFILE = 'https://x.com/TeifiCoastPol';

async function openGuarded(session: Session, count: number, url = xMoves.home): Promise<Tab[]> {
  await session.actAs('x', xMoves.registered);
  const tabs: Tab[] = [];
  for (let index = 0; index < count; index += 1) {
    const tab = await session.openTab(url);
    await tab.waitFor(SURFACE.banner, 30_000);
    tabs.push(tab);
  }
  return tabs;
}

const within = <T>(work: Promise<T>, what: string): Promise<T> =>
  Promise.race([
    work,
    pause(LOST_MS).then(() => {
      throw new Error(`${what} did not happen within ${LOST_MS} ms`);
    }),
  ]);

/**
 * With the relay, ten guarded tabs and the desk in one browser: ms from the press on "Issue now" until the blackout's
 * banner stands in the last of the tabs; the 95th percentile and the middle over {@link ROUNDS} orders. Each order is
 * made at the desk from a template and ended there. The stage must have its relay and the session be joined to it.
 */
export async function measureDeskToBanner(
  session: Session,
  say: (line: string) => void,
): Promise<readonly number[]> {
  say(`${TABS} guarded tabs and the desk, ${ROUNDS} orders, ${session.kind}`);
  const tabs = await openGuarded(session, TABS);
  const desk = await session.desk();
  const waits: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const stand = tabs.map((tab) => tab.evaluate(bannerTurns, true));
    const pressed = await issueFromTemplate(desk, 'blackout-major-incident');
    const last = Math.max(...(await within(Promise.all(stand), 'a banner in each tab')));
    waits.push(last - pressed);
    const gone = tabs.map((tab) => tab.evaluate(bannerTurns, false));
    await standDownAtDesk(desk);
    await within(Promise.all(gone), 'standing down in each tab');
  }
  await session.tidy();
  return waits;
}

/**
 * Without a relay: seconds from signing an order until its banner stands in the one guarded tab, for orders signed at
 * evenly spread moments between two looks at the board's file, each with a random share.
 */
async function waitsOnFile(
  session: Session,
  url: string,
  rounds: number,
  periodMs: number,
): Promise<readonly number[]> {
  const [tab] = await openGuarded(session, 1, url);
  if (!tab) throw new Error('no tab');
  const waits: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const gone = tab.evaluate(bannerTurns, false);
    await session.stage.force.clearNotices();
    await refreshBoard(session);
    await within(gone, 'standing down');
    await tab.bringToFront();
    await pause((periodMs * (round + Math.random())) / rounds);
    const stands = tab.evaluate(bannerTurns, true);
    const signed = Date.now();
    await session.stage.force.issueBlackout();
    waits.push(((await within(stands, 'the banner')) - signed) / 1000);
  }
  await session.tidy();
  return waits;
}

/**
 * The figures of an order's way to an operator: `incident.desk_to_banner_*_ms` by the relay; without one
 * `incident.static_host_p95_s`, and with a composer open `incident.composer_open_p95_s`.
 */
export async function measureIncident(
  sessions: {
    /** On a stage with a relay. */
    readonly relay: () => Promise<Session>;
    /** The same in Firefox; null where there is none. */
    readonly firefox: () => Promise<Session | null>;
    /** On a stage whose board is a plain file. */
    readonly file: () => Promise<Session>;
  },
  say: (line: string) => void,
): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  const chromium = await measureDeskToBanner(await sessions.relay(), say);
  figures['incident.desk_to_banner_p95_ms'] = percentile(chromium, 0.95);
  figures['incident.desk_to_banner_p50_ms'] = percentile(chromium, 0.5);
  const other = await sessions.firefox();
  if (other) {
    const firefox = await measureDeskToBanner(other, say);
    figures['incident.desk_to_banner_p95_ms.firefox'] = percentile(firefox, 0.95);
  } else {
    say('no Firefox here: its figure is left out');
  }
  const session = await sessions.file();
  say(`${COMPOSER_ROUNDS} orders on a plain file with a composer open`);
  const composing = await waitsOnFile(session, COMPOSER, COMPOSER_ROUNDS, COMPOSER_MS);
  figures['incident.composer_open_p95_s'] = percentile(composing, 0.95);
  say(`${STATIC_ROUNDS} orders on a plain file, half a minute each`);
  const idle = await waitsOnFile(session, PROFILE, STATIC_ROUNDS, ALARM_MS);
  figures['incident.static_host_p95_s'] = percentile(idle, 0.95);
  return figures;
}
