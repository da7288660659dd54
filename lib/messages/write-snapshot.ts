import type { Board } from '../board/schema';
import type { BoardService } from '../board/service';
import { database } from '../records/database';
import { readMarks } from '../reports/marks';
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

/** A snapshot as it was written, with the board it was made of; without one the last snapshot stays. */
interface Built {
  readonly snapshot: Snapshot | null;
  readonly board?: Board | undefined;
  readonly guardData?: unknown;
}

/** Makes the writer. `onWritten` hears of each snapshot, changed or not. */
export function createSnapshotWriter(
  board: BoardService,
  onWritten: (snapshot: Snapshot | null, board: Board | undefined) => Promise<void>,
): SnapshotWriter {
  let queue: Promise<unknown> = Promise.resolve();

  async function build(): Promise<Built> {
    const { settings } = await loadSettings();
    board.use(settings.membership ?? null);
    const keeper = await board.read();
    if (!settings.membership || !keeper) return { snapshot: null, guardData: null };
    const [stored, everConfirmed, learntIds, acknowledgements, passwords, reports] = await Promise.all([
      browser.storage.local.get(SNAPSHOT_KEY),
      database.facts.get('everConfirmed'),
      database.learntIds.toArray(),
      database.acknowledgements.toArray(),
      database.passwords.toArray(),
      readMarks(database, settings.membership.forceId),
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
      reports,
      now: Date.now(),
    });
    // Without a board what pages were given last stays with the snapshot that stays.
    return keeper.board
      ? {
          snapshot,
          board: keeper.board,
          guardData: buildGuardData(keeper.board, settings.membership.reportToken !== undefined),
        }
      : { snapshot };
  }

  async function run(): Promise<Snapshot | null> {
    const { snapshot, board: made, guardData } = await build();
    // First, since pages act on the snapshot and may then read the rest; but an order goes out whatever becomes of this.
    if (guardData !== undefined) await put(GUARD_DATA_KEY, guardData).catch(() => undefined);
    await put(SNAPSHOT_KEY, snapshot);
    await onWritten(snapshot, made);
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
