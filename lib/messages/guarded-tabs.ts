import { PLATFORM_IDS, sentinelMatches } from '../platforms/hosts';
import { browser } from './browser';
import { sendMessage } from './protocol';

/** The storage.session key; a background that starts again within the browser's session finds its tabs there. */
const KEY = 'guardedTabs';

/** The tabs in which a registered account acts. */
export interface GuardedTabs {
  /** A page told whether a registered account acts in it. */
  report(tabId: number, isGuarded: boolean): Promise<void>;
  /**
   * Forgets tabs that are closed, show something else, or in which a personal account acts by now: a page that loads
   * under a personal account tells nobody of itself.
   */
  check(): Promise<void>;
  /** The ids, latest first. */
  list(): Promise<readonly number[]>;
}

/** Milliseconds a page gets to say who acts in it; one that a dialog has stopped counts as it was. */
const ANSWER_MS = 1_000;

/** Whether a registered account acts in a tab, as its page says now. */
async function askPage(tabId: number): Promise<boolean> {
  // Where nobody answers there is no sentinel: the page is discarded or just loading, and will tell by itself.
  const answer = sendMessage('whoActs', {}, tabId).then(
    (report) => report !== null,
    () => false,
  );
  return Promise.race([
    answer,
    new Promise<true>((resolve) => {
      setTimeout(() => resolve(true), ANSWER_MS);
    }),
  ]);
}

/** Keeps the list of guarded tabs. `onChange` hears of it when the first one comes or the last one goes. */
export function createGuardedTabs(
  onChange: () => void,
  isActingIn: (tabId: number) => Promise<boolean> = askPage,
): GuardedTabs {
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
    async check() {
      const known = await inTurn(read);
      if (known.length === 0) return;
      const open = await browser.tabs.query({ url: PLATFORM_IDS.flatMap(sentinelMatches) });
      const stays = await Promise.all(
        known.map(async (id) => open.some((tab) => tab.id === id) && (await isActingIn(id))),
      );
      const gone = new Set(known.filter((_, at) => !stays[at]));
      // Apart from the asking, for whoever reports meanwhile must not wait for a page that is slow to answer.
      if (gone.size > 0) {
        await inTurn(async () => {
          const before = await read();
          await write(
            before,
            before.filter((id) => !gone.has(id)),
          );
        });
      }
    },
    list: () => inTurn(read),
  };
}
