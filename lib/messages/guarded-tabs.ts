import { PLATFORM_IDS, sentinelMatches } from '../platforms/hosts';
import { browser } from './browser';

/** The storage.session key; a background that starts again within the browser's session finds its tabs there. */
const KEY = 'guardedTabs';

/** The tabs in which a registered account acts. */
export interface GuardedTabs {
  /** A page told whether a registered account acts in it. */
  report(tabId: number, isGuarded: boolean): Promise<void>;
  /** Forgets tabs that are closed or show something else by now, which nobody tells us of. */
  check(): Promise<void>;
  /** The ids, latest first. */
  list(): Promise<readonly number[]>;
}

/** Keeps the list of guarded tabs. `onChange` hears of it when the first one comes or the last one goes. */
export function createGuardedTabs(onChange: () => void): GuardedTabs {
  let queue: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(step: () => Promise<T>): Promise<T> => {
    const next = queue.then(step, step);
    queue = next.catch(() => undefined);
    return next;
  };

  async function read(): Promise<readonly number[]> {
    const { [KEY]: stored } = await browser.storage.session.get(KEY);
    return Array.isArray(stored) ? stored.filter((id): id is number => typeof id === 'number') : [];
  }

  async function write(before: readonly number[], after: readonly number[]): Promise<void> {
    if (before.join() === after.join()) return;
    await browser.storage.session.set({ [KEY]: after });
    if (before.length === 0 || after.length === 0) onChange();
  }

  return {
    report: (tabId, isGuarded) =>
      inTurn(async () => {
        const before = await read();
        const others = before.filter((id) => id !== tabId);
        // Where it stands already it stays: a guard in sight says so every 20 seconds.
        if (isGuarded && others.length < before.length) return;
        await write(before, isGuarded ? [tabId, ...others] : others);
      }),
    check: () =>
      inTurn(async () => {
        const before = await read();
        if (before.length === 0) return;
        const open = await browser.tabs.query({ url: PLATFORM_IDS.flatMap(sentinelMatches) });
        await write(
          before,
          before.filter((id) => open.some((tab) => tab.id === id)),
        );
      }),
    list: () => inTurn(read),
  };
}
