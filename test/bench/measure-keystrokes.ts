import { type ChromiumSession, pageOf } from '../e2e/chromium';
import { facebookMoves, type Moves, SURFACE, xMoves } from '../e2e/moves';
import type { Tab } from '../e2e/tab';
import { draftOf } from './check-floor';
import { dispatchedType, isOwnScript, ownWorkIn, sumBetween } from './own-work';
import { median, percentile } from './statistics';
import { recordTrace, type TraceEvent, threadOf } from './trace';

/** Characters in the draft before the measured keys. */
const LENGTH = 280;
/** Ends in the beginning of a telephone number, so that typing completes a finding and deleting takes it away. */
const ENDING = ' Ring Sam on 0';
const TYPED = '7700900123';
/** Typing and deleting {@link TYPED} once is 20 keys. */
const ROUNDS = 10;
/** On the personal account, for comparison. */
const DORMANT_ROUNDS = 5;
/** Of a quick typist. Each key's work should be over before the next. */
const KEY_MS = 40;

const EDITORS = [
  { editor: 'draft', moves: xMoves, selector: '[data-testid="tweetTextarea_0"]' },
  { editor: 'lexical', moves: facebookMoves, selector: '[role="dialog"] [data-lexical-editor="true"]' },
] as const;

interface Typing {
  /** Cordon's own main-thread CPU time a key, in ms. */
  readonly own: readonly number[];
  /** All of the main thread's CPU time a key, in ms. */
  readonly all: readonly number[];
}

/**
 * Main-thread work of Cordon a key, with real keys in the stage's real editors at 280 characters.
 *
 * `p95_ms` goes by Chromium's trace: CPU time of calls into sentinel and guard from one keydown to the next, forced
 * layout included (own-work.ts). `added_p50_ms` is what a person feels: all of the main thread's tasks, with style,
 * layout and paint, key for key on the registered account less the same on a personal one, where Cordon is dormant.
 */
export async function measureKeystrokes(
  session: ChromiumSession,
  say: (line: string) => void,
): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  for (const { editor, moves, selector } of EDITORS) {
    say(`${ROUNDS * TYPED.length * 2} keys in ${editor}`);
    const guarded = await typeAs(session, moves, moves.registered, selector);
    const dormant = await typeAs(session, moves, moves.personal, selector);
    figures[`keystroke.p95_ms.${editor}.${LENGTH}`] = percentile(guarded.own, 0.95);
    figures[`keystroke.p50_ms.${editor}.${LENGTH}`] = percentile(guarded.own, 0.5);
    const added = dormant.all.map((without, key) => (guarded.all[key] ?? Number.NaN) - without);
    figures[`keystroke.added_p50_ms.${editor}.${LENGTH}`] = median(added);
  }
  return figures;
}

async function typeAs(
  session: ChromiumSession,
  moves: Moves,
  account: string,
  selector: string,
): Promise<Typing> {
  const isGuarded = account === moves.registered;
  await session.actAs(moves.platform, account);
  const tab = await session.openTab(moves.home);
  try {
    await tab.waitFor(moves.ready);
    if (isGuarded) await tab.waitFor(SURFACE.banner);
    await moves.compose(tab);
    await tab.type(`${draftOf(LENGTH - ENDING.length)}${ENDING}`);
    await expectLength(tab, selector);
    return await typeTraced(session, tab, isGuarded);
  } finally {
    await tab.close();
    await session.actAs(moves.platform, null);
  }
}

async function typeTraced(session: ChromiumSession, tab: Tab, isGuarded: boolean): Promise<Typing> {
  const page = pageOf(tab);
  const cdp = await session.context.newCDPSession(page);
  const keys = Array.from({ length: isGuarded ? ROUNDS : DORMANT_ROUNDS }, () => [
    ...TYPED,
    ...Array(TYPED.length).fill('Backspace'),
  ]).flat();
  const events = await recordTrace(cdp, async () => {
    for (const key of keys) {
      await page.keyboard.press(key);
      await page.waitForTimeout(KEY_MS);
    }
  });
  const isKeyDown = (event: TraceEvent): boolean => dispatchedType(event) === 'keydown';
  const thread = threadOf(events, isKeyDown);
  const instants = thread.filter(isKeyDown).map(({ ts }) => ts);
  if (instants.length !== keys.length)
    throw new Error(`${keys.length} keys pressed, ${instants.length} in the trace`);
  // A measure of nothing would look best of all.
  if (isGuarded && !thread.some((event) => isOwnScript(event))) throw new Error('the guard did not work');
  const tasks = thread
    .filter(({ name }) => name.endsWith('::RunTask'))
    .map(({ ts, tdur }) => ({ ts, cpu: tdur }));
  const inMs = (sums: readonly number[]): number[] => sums.map((microseconds) => microseconds / 1000);
  return { own: inMs(sumBetween(ownWorkIn(thread), instants)), all: inMs(sumBetween(tasks, instants)) };
}

/** The draft must be in the editor, or the figures would be of another length. Line breaks are counted by neither. */
async function expectLength(tab: Tab, selector: string): Promise<void> {
  const length = await tab.evaluate((css) => {
    const lengths = [...document.querySelectorAll(css)].map((editor) => editor.textContent?.length ?? 0);
    return Math.max(0, ...lengths);
  }, selector);
  if (Math.abs(length - LENGTH) > LENGTH / 20)
    throw new Error(`${length} characters in the editor, not ${LENGTH}`);
}
