import { database } from '../records/database';
import type { Membership } from '../settings/joining';
import { type BoardKeeper, type BoardStore, createBoardKeeper, type KeeperState } from './keep';

const store = (forceId: string): BoardStore => ({
  load: () => database.boards.get(forceId),
  save: async (kept) => {
    await database.boards.put(kept);
  },
});

/** The board of whichever force this browser belongs to now. */
export interface BoardService {
  /** Changes the membership; the same one again changes nothing. Null ends it. */
  use(membership: Membership | null): void;
  /** What is known without asking anybody; null without a membership. */
  read(): Promise<KeeperState | null>;
  /** Asks the board's addresses, then calls `onState`. A call during a call shares its answer. */
  refresh(): Promise<KeeperState | null>;
}

/** Keeps the board in the extension's database and tells of each answer. */
export function createBoardService(
  onState: (state: KeeperState) => Promise<void>,
  signal: AbortSignal,
): BoardService {
  let current: { readonly key: string; readonly keeper: BoardKeeper; readonly end: AbortController } | null =
    null;

  return {
    use(membership) {
      const key = JSON.stringify(membership);
      if (current?.key === key) return;
      current?.end.abort();
      current = null;
      if (!membership) return;
      const end = new AbortController();
      const keeper = createBoardKeeper({
        membership,
        store: store(membership.forceId),
        signal: AbortSignal.any([signal, end.signal]),
      });
      current = { key, keeper, end };
    },
    read: async () => (await current?.keeper.read()) ?? null,
    async refresh() {
      const asked = current;
      if (!asked) return null;
      const state = await asked.keeper.refresh().catch(() => null);
      // A membership that was left meanwhile has nothing more to say.
      if (!state || current !== asked) return null;
      await onState(state);
      return state;
    },
  };
}
