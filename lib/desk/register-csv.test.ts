import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RegisterEntry } from '../board/schema';
import {
  compareImport,
  flatten,
  keptAtFirst,
  type RegisterFile,
  readRegisterCsv,
  registerCsv,
  takeRows,
  unflatten,
} from './register-csv';
import { account } from './reports.test-data';

function read(text: string): RegisterFile {
  const result = readRegisterCsv(text);
  if (!result.ok) throw new Error(result.problem);
  return result.file;
}

const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .map((s) => s.replace(/[\r\uFEFF]/g, '').trim())
  .filter((s) => s.length > 0 && s.length <= 200);
const nasty = fc.oneof(
  text,
  text.map((s) => `=${s}`),
  fc.constantFrom("'=1", "''-2", '@x', '"', ',;\ta', 'a\nb', '+1'),
);
const entry: fc.Arbitrary<RegisterEntry> = fc
  .record(
    {
      name: nasty,
      platform: fc.constantFrom('x' as const, 'facebook' as const),
      kind: fc.constantFrom('login' as const, 'page' as const),
      ids: fc.array(fc.stringMatching(/^\d{1,25}$/), { maxLength: 2 }),
      state: fc.constantFrom(
        'proposed' as const,
        'approved' as const,
        'declined' as const,
        'live' as const,
        'closed' as const,
      ),
      handle: fc.stringMatching(/^\w[\w.]{0,20}$/),
      district: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,10}$/),
      owner: nasty,
      purpose: fc.record({ en: nasty, cy: nasty }, { requiredKeys: ['cy'] }),
      staffing: fc.constantFrom('individual' as const, 'team' as const),
      custody: fc.constantFrom('delegated' as const, 'roles' as const, 'unknown' as const),
      reviewDate: fc.constantFrom('2027-01-31', '2026-02-28'),
      plan: fc.constant('https://plans.example/a,b'),
    },
    { requiredKeys: ['name', 'platform', 'kind', 'ids', 'state'] },
  )
  .map((rest) => ({ key: 'k', ...rest }));
const register = fc
  .array(entry, { maxLength: 6 })
  .map((entries) => entries.map((one, i) => ({ ...one, key: `account-${i}` })));

describe('the register as a table', () => {
  test('what is saved comes back the same, in either language', () => {
    fc.assert(
      fc.property(register, fc.constantFrom('en' as const, 'cy' as const), (entries, language) => {
        const csv = registerCsv(entries, language);
        const result = readRegisterCsv(csv);
        if (entries.length === 0) return;
        expect(result.ok).toBe(true);
        if (!result.ok) return;
        expect(result.file.ignored).toEqual([]);
        const items = compareImport(result.file, entries);
        expect(items.map(({ status }) => status)).toEqual(entries.map(() => 'unchanged'));
        for (const item of items) expect(unflatten(item.flat)).toEqual({ ok: true, entry: item.before });
      }),
    );
  });

  test('a row of texts stands for the same entry', () => {
    fc.assert(
      fc.property(entry, (one) => {
        expect(unflatten(flatten(one))).toEqual({ ok: true, entry: one });
      }),
    );
  });

  test('no text makes reading throw', () => {
    fc.assert(fc.property(fc.string({ maxLength: 300 }), (s) => void readRegisterCsv(`key,name\n${s}`)));
  });

  test('headings and words may be Welsh or English, with semicolons, in any order', () => {
    const file = read('CYFLWR;Enw;platfform;Enw defnyddiwr\nByw;Glannau Teifi;X;@GlannauTeifi\n');
    expect(file.columns).toEqual(['state', 'name', 'platform', 'handle']);
    expect(file.rows[0]?.cells).toEqual({
      state: 'live',
      name: 'Glannau Teifi',
      platform: 'x',
      handle: 'GlannauTeifi',
    });
  });

  test.each([
    ['', 'empty'],
    ['Teifi,Aeron\n1,2', 'no-headings'],
    ['key,name,Enw\na,b,c', 'double-heading'],
    ['key,name\na,"b', 'damaged'],
  ])('%j is refused as %s', (csv, problem) => {
    expect(readRegisterCsv(csv)).toMatchObject({ ok: false, problem });
  });

  test('line numbers count the line breaks inside cells', () => {
    const file = read('key,name,owner\r\na,"one\r\ntwo",x\r\n\r\nb,three,y\r\n');
    expect(file.rows.map(({ line }) => line)).toEqual([2, 5]);
  });

  test.each([
    ['ids', '6.155E+13', 'rounded-number'],
    ['reviewDate', '31/2/2026', 'not-a-date'],
    ['state', 'alive', 'unknown-word'],
  ])('%s %s is said to be wrong', (column, cell, problem) => {
    expect(read(`key,name,${column}\na,A,${cell}\n`).rows[0]?.problems).toEqual([{ column, problem, cell }]);
  });

  test('a British date is understood', () => {
    expect(read('key,name,Next review\na,A,1/3/2026\n').rows[0]?.cells.reviewDate).toBe('2026-03-01');
  });
});

describe('bringing a table in', () => {
  const board = [account('a', { owner: 'Harbour team', district: 'north' }), account('b')];

  test('what would be added, changed and left alone is told apart', () => {
    const items = compareImport(
      read('key,name,platform,handle,owner,district\na,a,x,a,Quay team,\nb,b,x,b,,\n,New,x,brandnew,,\n'),
      board,
    );
    expect(items.map(({ status, line }) => [line, status])).toEqual([
      [2, 'changed'],
      [3, 'unchanged'],
      [4, 'added'],
    ]);
    expect(items[0]?.differences).toEqual([
      { column: 'district', ours: 'north', theirs: '', kind: 'emptied' },
      { column: 'owner', ours: 'Harbour team', theirs: 'Quay team', kind: 'differs' },
    ]);
    expect(items[2]?.flat).toMatchObject({ key: 'x-new', kind: 'login', state: 'proposed' });
  });

  test('an entry changed on the board since the table was saved is in conflict, and the board’s word stands at first', () => {
    const csv = registerCsv(board, 'en').replace('Harbour team', 'Quay team');
    const moved = [account('a', { owner: 'Slipway team', district: 'north' }), account('b')];
    const [item] = compareImport(read(csv), moved);
    expect(item?.differences).toEqual([
      { column: 'owner', ours: 'Slipway team', theirs: 'Quay team', kind: 'conflict' },
    ]);
    expect(item && [...keptAtFirst(item)]).toEqual(['owner']);
  });

  test('a blank cell wipes nothing out unless somebody says so', () => {
    const items = compareImport(read('key,name,owner,district\na,Renamed,,\n'), board);
    const [item] = items;
    expect(item && [...keptAtFirst(item)].sort()).toEqual(['district', 'owner']);
    const [row] = takeRows(items, keptAtFirst, board, []).values();
    expect(row).toMatchObject({ ok: true, entry: { name: 'Renamed', owner: 'Harbour team' } });
    const [cleared] = takeRows(items, () => new Set(), board, []).values();
    expect(cleared?.ok && cleared.entry.owner).toBeUndefined();
  });

  test('columns that the file does not have stay as they are', () => {
    const [item] = compareImport(read('key,name\na,Renamed\n'), board);
    expect(item?.flat).toMatchObject({ name: 'Renamed', owner: 'Harbour team' });
  });

  const take = (csv: string, entries: RegisterEntry[]) => {
    const items = compareImport(read(csv), entries);
    return [...takeRows(items, keptAtFirst, entries, []).values()];
  };

  test('a state may not jump a step', () => {
    const [row] = take('key,name,state\na,a,Proposed\n', board);
    expect(row).toEqual({ ok: false, problems: [{ field: 'state', problem: 'step' }] });
  });

  test('two rows of a file may name each other as counterparts, and may not share a handle', () => {
    const twins = 'key,name,platform,handle,counterpart\nx-en,E,x,en,x-cy\nx-cy,C,x,cy,x-en\n';
    expect(take(twins, board).map(({ ok }) => ok)).toEqual([true, true]);
    const same = 'key,name,platform,handle\nx-1,E,x,quay,\nx-2,C,x,Quay\n';
    expect(take(same, board)).toEqual([
      { ok: false, problems: [{ field: 'handle', problem: 'handle-taken' }] },
      { ok: false, problems: [{ field: 'handle', problem: 'handle-taken' }] },
    ]);
  });

  test('a line that names an account again is marked with the first', () => {
    const items = compareImport(read('key,name\na,One\na,Two\n'), board);
    expect(items.map(({ repeats }) => repeats)).toEqual([null, 2]);
  });
});
