import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Database } from '../../lib/records/database';
import { readRecords, recordKeeper } from './my-records';

let db: Database;
beforeEach(async () => {
  db = new Database('my-records-test');
  await db.gate.bulkAdd([
    { kind: 'held', at: 100, intent: 'post', rules: [] },
    { kind: 'reason', at: 300, intent: 'post', rules: [], reason: 'correction' },
    { kind: 'held', at: 200, intent: 'reply', rules: [] },
  ]);
  const change = { accountKey: 'a', loggedAt: 1, origin: 'logged', route: 'phone' } as const;
  await db.passwords.bulkAdd([
    { ...change, changedAt: 100, reportedAt: null },
    { ...change, changedAt: 150, reportedAt: 160 },
    { ...change, changedAt: 250, reportedAt: 260 },
  ]);
});
afterEach(() => db.delete());

describe('my records', () => {
  test('newest first, and the newest only, with how many there are', async () => {
    const { gate, gateCount, passwords } = await readRecords(db, 2);
    expect(gate.map(({ at }) => at)).toEqual([300, 200]);
    expect(gateCount).toBe(3);
    expect(passwords.map(({ changedAt }) => changedAt)).toEqual([250, 150, 100]);
  });

  test('an export reads all of them', async () => {
    expect((await recordKeeper(db).readAll()).gate).toHaveLength(3);
  });

  test('deleting takes what is from before the day, and says as many as it asked about', async () => {
    const keeper = recordKeeper(db);
    expect(await keeper.count({ before: 200 })).toBe(2);
    expect(await keeper.remove({ before: 200 })).toBe(2);
    const left = await keeper.readAll();
    expect(left.gate.map(({ at }) => at)).toEqual([300, 200]);
    expect(left.passwords.map(({ changedAt }) => changedAt)).toEqual([250, 100]);
  });

  test('a password change that has not been reported outlives "delete all"', async () => {
    const keeper = recordKeeper(db);
    expect(await keeper.count('all')).toBe(5);
    expect(await keeper.remove('all')).toBe(5);
    const left = await keeper.readAll();
    expect(left.gate).toEqual([]);
    expect(left.passwords.map(({ reportedAt }) => reportedAt)).toEqual([null]);
  });
});
