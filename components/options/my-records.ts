import type { Database, GateRow, PasswordRow } from '../../lib/records/database';

/** Gate records shown on the page; an export holds all. */
const SHOWN = 200;

/** What the page shows of the operator's own records, newest first. */
export interface MyRecords {
  readonly gate: readonly GateRow[];
  readonly gateCount: number;
  readonly passwords: readonly PasswordRow[];
}

/** Which records to delete: those from before an instant (ms), or all. */
export type Deletion = { readonly before: number } | 'all';

/** What the page can do with the records. */
export interface RecordKeeper {
  readAll(): Promise<MyRecords>;
  /** How many a deletion would take. */
  count(deletion: Deletion): Promise<number>;
  /** Deletes, and gives how many were deleted. */
  remove(deletion: Deletion): Promise<number>;
}

/** Reads the newest records. Rejects when the database cannot be read. */
export async function readRecords(db: Database, limit: number = SHOWN): Promise<MyRecords> {
  const gate = await db.gate.orderBy('at').reverse().limit(limit).toArray();
  const gateCount = await db.gate.count();
  const passwords = await db.passwords.toArray();
  return { gate, gateCount, passwords: passwords.sort((a, b) => b.changedAt - a.changedAt) };
}

/**
 * Reading, counting and deleting in one database. A password change that has not been reported is never deleted:
 * it is a duty still to be done, not a memory of one.
 */
export function recordKeeper(db: Database): RecordKeeper {
  const gateOf = (deletion: Deletion) =>
    deletion === 'all' ? db.gate.toCollection() : db.gate.where('at').below(deletion.before);
  const passwordsOf = (deletion: Deletion) =>
    db.passwords.filter(
      ({ reportedAt, changedAt }) =>
        reportedAt !== null && (deletion === 'all' || changedAt < deletion.before),
    );
  return {
    readAll: () => readRecords(db, Number.POSITIVE_INFINITY),
    count: async (deletion) => (await gateOf(deletion).count()) + (await passwordsOf(deletion).count()),
    remove: (deletion) =>
      db.transaction(
        'rw',
        db.gate,
        db.passwords,
        async () => (await gateOf(deletion).delete()) + (await passwordsOf(deletion).delete()),
      ),
  };
}
