import type { BoardService } from '../board/service';
import { database } from '../records/database';
import { loadSettings } from '../settings/store';
import { browser } from './browser';
import { buildGuardData, buildSnapshot } from './build-snapshot';
import { GUARD_DATA_KEY } from './guard-data';
import { parseSnapshot, SNAPSHOT_KEY, type Snapshot } from './snapshot';

/** The one writer of the snapshot. */
export interface SnapshotWriter {
  /** Works the snapshot out anew and writes it if it changed; calls run one after another. */
  write(): Promise<Snapshot | null>;
}

/** Makes the writer. `onWritten` hears of each snapshot, changed or not. */
export function createSnapshotWriter(
  board: BoardService,
  onWritten: (snapshot: Snapshot | null) => Promise<void>,
): SnapshotWriter {
  let queue: Promise<unknown> = Promise.resolve();

  async function build(): Promise<{ snapshot: Snapshot | null; guardData: unknown }> {
    const { settings } = await loadSettings();
    board.use(settings.membership ?? null);
    const keeper = await board.read();
    if (!settings.membership || !keeper) return { snapshot: null, guardData: null };
    const [stored, everConfirmed, learntIds, acknowledgements, passwords] = await Promise.all([
      browser.storage.local.get(SNAPSHOT_KEY),
      database.facts.get('everConfirmed'),
      database.learntIds.toArray(),
      database.acknowledgements.toArray(),
      database.passwords.toArray(),
    ]);
    const snapshot = buildSnapshot({
      force: settings.membership.forceId,
      previous: parseSnapshot(stored[SNAPSHOT_KEY]),
      keeper,
      language: settings.language,
      everConfirmed: everConfirmed !== undefined,
      learntIds,
      acknowledged: acknowledgements.map(({ mark }) => mark),
      outstanding: passwords.filter((row) => row.reportedAt === null).map((row) => row.accountKey),
      now: Date.now(),
    });
    // Without a board what pages were given last stays with the snapshot that stays.
    return { snapshot, guardData: keeper.board ? buildGuardData(keeper.board) : undefined };
  }

  async function run(): Promise<Snapshot | null> {
    const { snapshot, guardData } = await build();
    if (guardData !== undefined) await put(GUARD_DATA_KEY, guardData);
    // Last, since pages act on the snapshot and may then read the rest.
    await put(SNAPSHOT_KEY, snapshot);
    await onWritten(snapshot);
    return snapshot;
  }

  return {
    write() {
      const next = queue.then(run, run);
      queue = next.catch(() => undefined);
      return next;
    },
  };
}

async function put(key: string, value: unknown): Promise<void> {
  const stored = await browser.storage.local.get(key);
  if (JSON.stringify(stored[key] ?? null) === JSON.stringify(value)) return;
  if (value === null) await browser.storage.local.remove(key);
  else await browser.storage.local.set({ [key]: value });
}
