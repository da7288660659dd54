import type { CDPSession } from '@playwright/test';
import { type ChromiumSession, EXTENSION_ID, pageOf } from '../e2e/chromium';
import { MOVES, type Moves, SURFACE } from '../e2e/moves';
import { type ClockPoint, placeClockPoints } from './clock-points';
import { median, percentile } from './statistics';

/** Loads a platform. */
const LOADS = 10;
const PATIENCE_MS = 10_000;
const [FIRST, START, READ, KNOWN, PAINTED] = [
  'bench-first',
  'bench-start',
  'bench-read',
  'bench-known',
  'bench-painted',
] as const;

/** Names are gone from the built script; messages, keys and the API's own words are not. */
const POINTS: readonly ClockPoint[] = [
  // Where WXT's wrapper calls the sentinel; only constants are made before, in well under a millisecond.
  { mark: START, after: /try\{(?=\w+=\w+\.main\(\))/ },
  // Before the closing brace of what takes the stored snapshot: read, checked and applied.
  { mark: READ, after: /\.storage\.local\.get\(\w+\)\.then\(\(?\w+\)?=>\{[^{}]*(?=\})/ },
  // Where the sentinel asks for the guard: it has resolved who is acting, and that account is registered.
  { mark: KNOWN, after: /\w+\(\(\)=>(?=\w+\([`'"]injectGuard[`'"])/ },
];

/**
 * How long a registered account's page stands without Cordon, over loads of both platforms.
 *
 * `gate.blind_ms`: from the sentinel's start at document_start until it has read and applied the snapshot. Publishing
 * presses stop meanwhile. `blind_first_ms` counts from before the first script of the document instead, which adds the
 * making of worlds: Cordon's, and those of the tools that measure.
 * `banner.first_ms`: from the sentinel resolving the identity as registered to after the first frame with the banner;
 * holds injecting the guard, its start, and whatever the page does meanwhile with the same thread. Frames come
 * every 16.7 ms.
 */
export async function measurePageStart(
  session: ChromiumSession,
  say: (line: string) => void,
): Promise<Record<string, number>> {
  const blind: number[] = [];
  const blindFirst: number[] = [];
  const banner: number[] = [];
  for (const moves of MOVES) {
    say(`${LOADS} loads of a registered account's page, ${moves.platform}`);
    await session.actAs(moves.platform, moves.registered);
    const tab = await session.openTab('about:blank');
    const page = pageOf(tab);
    await page.addInitScript(noteBanner, {
      host: SURFACE.guard,
      banner: SURFACE.banner,
      first: FIRST,
      painted: PAINTED,
    });
    const cdp = await session.context.newCDPSession(page);
    await placePoints(session, cdp, moves);
    for (let i = 0; i < LOADS; i++) {
      await tab.goto(moves.home);
      await page.waitForFunction((name) => performance.getEntriesByName(name).length > 0, PAINTED, {
        timeout: PATIENCE_MS,
        polling: 100,
      });
      const times = await tab.evaluate(
        (names) => names.map((name) => performance.getEntriesByName(name)[0]?.startTime),
        [FIRST, START, READ, KNOWN, PAINTED],
      );
      const [first, start, read, known, painted] = times;
      if (
        first === undefined ||
        start === undefined ||
        read === undefined ||
        known === undefined ||
        painted === undefined
      ) {
        throw new Error(`a page start without all of its marks: ${times.join(', ')}`);
      }
      blind.push(read - start);
      blindFirst.push(read - first);
      banner.push(painted - known);
    }
    await tab.close();
    await session.actAs(moves.platform, null);
  }
  return {
    'gate.blind_ms': percentile(blind, 0.95),
    'gate.blind_first_ms': percentile(blindFirst, 0.95),
    'gate.blind_p50_ms': median(blind),
    'banner.first_ms': median(banner),
    'banner.first_p95_ms': percentile(banner, 0.95),
  };
}

/** The script is read from the browser, so that it is the one that runs there. */
async function placePoints(session: ChromiumSession, cdp: CDPSession, { platform }: Moves): Promise<void> {
  const name = `sentinel-${platform}.js`;
  const page = await session.extensionPage('options.html');
  const text = await page.evaluate(async (path) => (await fetch(path)).text(), `/${name}`);
  await page.close();
  await placeClockPoints(cdp, { url: `chrome-extension://${EXTENSION_ID}/${name}`, text }, POINTS);
}

/**
 * Runs in the page before anything else of the document: marks that instant, and the first frame in which the banner
 * stands. A task after a frame's callbacks runs when that frame has been painted.
 */
function noteBanner(names: { host: string; banner: string; first: string; painted: string }): void {
  performance.mark(names.first);
  // No function here may have a name: tsx would wrap it in a helper that the page does not have.
  new MutationObserver((_, observer) => {
    const host = document.documentElement.querySelector(`:scope > ${names.host}`);
    if (!host?.shadowRoot) return;
    observer.disconnect();
    new MutationObserver((__, inside) => {
      if (!host.shadowRoot?.querySelector(names.banner)) return;
      inside.disconnect();
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => void performance.mark(names.painted);
        channel.port2.postMessage(null);
      });
    }).observe(host.shadowRoot, { subtree: true, childList: true });
  }).observe(document, { subtree: true, childList: true });
}
