import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KnownAccount } from '../../lib/accounts/types';
import type { MyRecords } from './my-records';
import { recordsCsv, recordsJson } from './records-export';

const RECORDS: MyRecords = {
  gate: [
    {
      id: 1,
      kind: 'reason',
      at: 2000,
      accountKey: 'a',
      intent: 'post',
      rules: ['x.y', 'z'],
      reason: 'correction',
    },
  ],
  gateCount: 1,
  passwords: [
    {
      id: 1,
      accountKey: 'a',
      changedAt: 3000,
      loggedAt: 3500,
      origin: 'logged',
      route: 'phone',
      reportedAt: null,
    },
  ],
};
const named = (name: string): KnownAccount => ({ key: 'a', platform: 'x', kind: 'login', ids: [], name });

/** Reads a CSV as RFC 4180 has it. */
function parse(csv: string): string[][] {
  const rows: string[][] = [[]];
  let field = '';
  let quoted = false;
  for (let i = 0; i < csv.length; i += 1) {
    const c = csv[i];
    if (quoted && c === '"' && csv[i + 1] === '"') {
      field += '"';
      i += 1;
    } else if (c === '"') quoted = !quoted;
    else if (!quoted && c === ',') {
      rows.at(-1)?.push(field);
      field = '';
    } else if (!quoted && c === '\r' && csv[i + 1] === '\n') {
      rows.at(-1)?.push(field);
      field = '';
      rows.push([]);
      i += 1;
    } else field += c;
  }
  rows.pop();
  return rows;
}

describe('the export', () => {
  test('JSON holds both kinds with instants that people and programs can read', () => {
    const read = JSON.parse(recordsJson(RECORDS, 5000));
    expect(read.exportedAt).toBe('1970-01-01T00:00:05.000Z');
    expect(read.gate[0]).toMatchObject({
      kind: 'reason',
      at: '1970-01-01T00:00:02.000Z',
      rules: ['x.y', 'z'],
    });
    expect(read.passwords[0]).toMatchObject({ changedAt: '1970-01-01T00:00:03.000Z', reportedAt: null });
  });

  test('CSV is one table, newest first', () => {
    const rows = parse(recordsCsv(RECORDS, [named('Teifi')]).slice(1));
    expect(rows.map(([record]) => record)).toEqual(['record', 'password', 'gate']);
    expect(rows[2]).toEqual([
      'gate',
      '1970-01-01T00:00:02.000Z',
      'a',
      'Teifi',
      'reason',
      'post',
      'correction',
      'x.y z',
      '',
      '',
      '',
    ]);
  });

  test('any name of an account comes back whole, in its own cell', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (name) => {
        const rows = parse(recordsCsv(RECORDS, [named(name)]).slice(1));
        expect(rows).toHaveLength(3);
        expect(rows.every((row) => row.length === 11)).toBe(true);
        expect(rows[1]?.[3]?.replace(/^'(?=[=+\-@\t\r])/, '')).toBe(name);
      }),
    );
  });

  test.each(['=1+1', '+44', '-2', '@sum', '\tx'])('%j does not run in a spreadsheet', (name) => {
    const cell = parse(recordsCsv(RECORDS, [named(name)]).slice(1))[1]?.[3];
    expect(cell).toBe(`'${name}`);
  });
});
