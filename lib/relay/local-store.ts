import type { Storage } from 'unstorage';
import type { ReportPage, StoredReport } from './api';
import { sha256 } from './digest';
import {
  parseCursor,
  type RelayStore,
  readStoredReport,
  STORED_REPORTS_LIMIT,
  StoreFullError,
} from './store';

/** The board's item; on files also the name under which somebody may replace it by hand. */
const BOARD = 'board.jwe';
const SECRETS = 'relay-keys.json';
/** Highest number of a report that was dropped: numbers go on from there, for desks remember how far they have read. */
const DROPPED = 'reports-dropped';

/** How to open a {@link createLocalStore}. */
export interface LocalStoreOptions {
  /** Reports taken at most; see {@link STORED_REPORTS_LIMIT}. */
  readonly reportsLimit?: number;
}

/**
 * The store of a relay that is the only one on its storage: order and exclusion come from this process.
 * A report's number stands in the name of its item, so that a restart finds the order again. See {@link RelayStore.reports}
 * for what it begins with.
 */
export async function createLocalStore(
  storage: Storage,
  { reportsLimit = STORED_REPORTS_LIMIT }: LocalStoreOptions = {},
): Promise<RelayStore> {
  /** Reports by number, ascending, as far as they are durable. */
  const numbers: number[] = [];
  const idOf = new Map<number, string>();
  const numberOf = new Map<string, number>();
  /** Numbers given out to reports that are still being written. */
  const unfinished = new Set<number>();
  /** What is being done for an id: the next one with it waits. */
  const busy = new Map<string, Promise<unknown>>();
  let last = Number((await storage.getItem<unknown>(DROPPED)) ?? 0);
  if (!Number.isSafeInteger(last)) throw new Error(`${DROPPED} is no number`);

  for (const key of await storage.getKeys('reports')) {
    const [, number = '', id = ''] = /^reports:(\d{15})\.([\w-]+)$/.exec(key) ?? [];
    if (!id) continue;
    numbers.push(Number(number));
    idOf.set(Number(number), id);
    numberOf.set(id, Number(number));
  }
  numbers.sort((a, b) => a - b);
  last = Math.max(last, numbers.at(-1) ?? 0);

  const keyOf = (number: number, id: string): string => `reports:${String(number).padStart(15, '0')}.${id}`;

  async function readReport(number: number): Promise<StoredReport | null> {
    const id = idOf.get(number);
    if (id === undefined) return null;
    const value = await storage.getItem<unknown>(keyOf(number, id));
    if (value === null) return null;
    try {
      return readStoredReport(value);
    } catch {
      // One that was spoilt on the disk must not keep the desk from all the others.
      return null;
    }
  }

  async function readBoard(): Promise<string | null> {
    const text = await storage.getItem<unknown>(BOARD);
    // unstorage gives back what looks like JSON as what it stands for; a board never does.
    if (text !== null && typeof text !== 'string') throw new Error('what lies in the store is no board');
    return text;
  }

  async function enter(report: StoredReport): Promise<'added' | 'same' | 'other'> {
    const present = numberOf.get(report.id);
    if (present !== undefined) {
      const there = await readReport(present);
      if (there) return there.text === report.text ? 'same' : 'other';
    }
    if (numbers.length + unfinished.size >= reportsLimit)
      throw new StoreFullError('as many reports as allowed');
    last = Math.max(last + 1, Date.parse(report.receivedAt) || 0);
    const number = last;
    unfinished.add(number);
    try {
      await write(storage, keyOf(number, report.id), JSON.stringify(report));
      idOf.set(number, report.id);
      numberOf.set(report.id, number);
      insert(numbers, number);
    } finally {
      unfinished.delete(number);
    }
    return 'added';
  }

  let boardTurn: Promise<unknown> = Promise.resolve();

  return {
    board: readBoard,
    replaceBoard(expected, { text, tag }) {
      const replace = boardTurn.then(async () => {
        // Read again: somebody may have replaced the file by hand.
        const now = (await readBoard())?.trim() ?? null;
        const present = now === null ? null : await sha256(now);
        // Asked twice because the first answer was lost: it is done already.
        if (present === tag) return { replaced: true, present };
        if (present !== expected) return { replaced: false, present };
        await write(storage, BOARD, text);
        return { replaced: true, present: tag };
      });
      boardTurn = replace.catch(() => {});
      return replace;
    },
    addReport(report) {
      const before = busy.get(report.id) ?? Promise.resolve();
      const entering = before.then(() => enter(report));
      const settled: Promise<void> = entering
        .then(
          () => {},
          () => {},
        )
        .then(() => {
          if (busy.get(report.id) === settled) busy.delete(report.id);
        });
      busy.set(report.id, settled);
      return entering;
    },
    async reports(after, limit): Promise<ReportPage> {
      const from = parseCursor(after);
      if (from === null) throw new RangeError('not a cursor');
      // A reader that passed a number still being written would never come back for it.
      const end = Math.min(...unfinished, Number.POSITIVE_INFINITY);
      const start = firstAbove(numbers, from);
      const page = numbers.slice(start, start + limit).filter((number) => number < end);
      const reports = (await Promise.all(page.map(readReport))).filter((report) => report !== null);
      const next = page.at(-1) ?? from;
      const following = numbers[firstAbove(numbers, next)];
      return { reports, cursor: String(next), more: following !== undefined && following < end };
    },
    async forgetReports(before) {
      let dropped = 0;
      for (let number = numbers[0]; number !== undefined; number = numbers[0]) {
        const report = await readReport(number);
        if (report && Date.parse(report.receivedAt) >= before) break;
        if (unfinished.size > 0 && Math.min(...unfinished) < number) break;
        await write(storage, DROPPED, String(number));
        const id = idOf.get(number);
        if (id !== undefined) {
          await storage.removeItem(keyOf(number, id));
          numberOf.delete(id);
        }
        idOf.delete(number);
        numbers.shift();
        dropped += 1;
      }
      return dropped;
    },
    async secrets(made) {
      const kept = await storage.getItem<unknown>(SECRETS);
      if (kept !== null) return { secrets: JSON.stringify(kept), first: false };
      await write(storage, SECRETS, made);
      return { secrets: made, first: true };
    },
    async follow(onChange) {
      const end = await storage.watch((_, key) => {
        if (key === BOARD) onChange();
      });
      return () => void end();
    },
    async close() {
      await boardTurn;
      await Promise.allSettled(busy.values());
      await storage.dispose();
    },
  };
}

/** Index of the first number above another one, in an ascending list. */
function firstAbove(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

function insert(numbers: number[], number: number): void {
  numbers.splice(firstAbove(numbers, number), 0, number);
}

async function write(storage: Storage, key: string, value: string): Promise<void> {
  try {
    await storage.setItem(key, value);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOSPC' || code === 'EDQUOT')
      throw new StoreFullError(`no room (${code})`, { cause: error });
    throw error;
  }
}
