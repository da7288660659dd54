import 'fake-indexeddb/auto';
import * as v from 'valibot';
import { beforeEach, describe, expect, test } from 'vitest';
import { DeskDatabase } from '../records/desk-database';
import { readRecord, writeRecord } from './desk-records';

const OWNER = { forceId: 'teifi-coast', desk: 'A'.repeat(43) };
const STRANGER = { ...OWNER, desk: 'B'.repeat(43) };
let database: DeskDatabase;
let count = 0;
beforeEach(() => {
  count += 1;
  database = new DeskDatabase(`records-test-${count}`);
});
const read = (owner = OWNER, name = 'drafts') => readRecord(database, owner, name, v.string());

describe('what the desk keeps is useless without the keys', () => {
  test('a record comes back under the key it was sealed with, and lies there sealed', async () => {
    await writeRecord(database, OWNER, 'drafts', 'Major incident');
    expect(await read()).toBe('Major incident');
    expect(await read(STRANGER)).toBeNull();
    expect(JSON.stringify(await database.records.toArray())).not.toContain('Major incident');
  });

  test('no record passes for another, and an altered one for none', async () => {
    await writeRecord(database, OWNER, 'drafts', 'Major incident');
    const row = await database.records.get([OWNER.forceId, 'drafts']);
    if (!row) throw new Error('nothing was kept');
    await database.records.put({ ...row, name: 'pending' });
    expect(await read(OWNER, 'pending')).toBeNull();
    await database.records.put({ ...row, sealed: `${row.sealed.slice(0, -2)}xx` });
    expect(await read()).toBeNull();
  });

  test('a record of another shape, or none at all, is none', async () => {
    await writeRecord(database, OWNER, 'drafts', { of: 'another shape' });
    expect(await read()).toBeNull();
    expect(await read(OWNER, 'nothing')).toBeNull();
  });
});
