import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filterEntries, foldFloods, type OpenedReport, readInbox } from './inbox';
import { about, opened } from './reports.test-data';

describe('gaps and replays are shown', () => {
  test.each([
    { numbers: [1, 2, 3], gaps: [], missing: 0 },
    { numbers: [1, 2, 3, 6], gaps: [{ from: 4, to: 5 }], missing: 2 },
    { numbers: [3], gaps: [{ from: 1, to: 2 }], missing: 2 },
    {
      numbers: [7, 2, 4],
      gaps: [
        { from: 1, to: 1 },
        { from: 3, to: 3 },
        { from: 5, to: 6 },
      ],
      missing: 4,
    },
  ])('$numbers', ({ numbers, gaps, missing }) => {
    const inbox = readInbox(numbers.map((n) => opened('d', n, about('delivered', 'a'))));
    expect(inbox.devices.get('d')).toMatchObject({ gaps, missing, replays: 0 });
  });

  test('a number one below 2^53 makes one gap and no loop', () => {
    const inbox = readInbox([opened('d', Number.MAX_SAFE_INTEGER, about('delivered', 'a'), 1)]);
    expect(inbox.devices.get('d')?.gaps).toHaveLength(1);
  });

  test('the same number with other content is a replay, and the first to come in counts', () => {
    const first = opened('d', 1, about('acknowledged', 'a'), 1, 2, 'one');
    const second = opened('d', 1, about('acknowledged', 'b'), 1, 3, 'two');
    const { entries, devices } = readInbox([second, first]);
    expect(entries.map(({ report, replayed }) => [report.id, replayed])).toEqual([
      ['two', true],
      ['one', false],
    ]);
    expect(devices.get('d')?.replays).toBe(1);
  });

  test('the same id twice with the same content is a harmless duplicate', () => {
    const one = opened('d', 1, about('acknowledged', 'a'));
    const again = { ...one, receivedAt: '2026-11-22T09:00:00.000Z', by: 'hand' as const };
    const inbox = readInbox([again, one]);
    expect(inbox).toMatchObject({ duplicates: 1 });
    expect(inbox.entries).toHaveLength(1);
    expect(inbox.devices.get('d')).toMatchObject({ reports: 1, replays: 0 });
  });

  test('the same id with other content is a replay', () => {
    const one = opened('d', 1, about('acknowledged', 'a'), 1, 2, 'same');
    const other = opened('e', 1, about('acknowledged', 'b'), 1, 3, 'same');
    expect(readInbox([one, other]).entries.filter(({ replayed }) => replayed)).toHaveLength(1);
  });
});

describe('a device is marked', () => {
  test('at its first sight alone', () => {
    const inbox = readInbox([1, 2, 3].map((n) => opened('d', n, about('delivered', 'a'))));
    expect(inbox.entries.map(({ firstSight }) => firstSight)).toEqual([false, false, true]);
  });

  test.each([
    { at: 0, received: 299, clock: 'right' },
    { at: 0, received: 301, clock: 'late' },
    { at: 3600, received: 0, clock: 'ahead' },
    { at: 299, received: 0, clock: 'right' },
  ])('when its clock is wrong: $at s by the device, $received s by the relay', ({ at, received, clock }) => {
    const { entries } = readInbox([opened('d', 1, about('delivered', 'a'), at, received)]);
    expect(entries[0]?.clock).toBe(clock);
  });
});

describe('whatever comes, the list stands', () => {
  const garbage = (problem: 'wrong-key' | 'forged'): OpenedReport => ({
    ok: false,
    receivedAt: '2026-11-22T03:00:00.000Z',
    problem,
  });

  test('garbage is counted by why', () => {
    const inbox = readInbox([
      garbage('forged'),
      opened('d', 1, about('delivered', 'a')),
      garbage('forged'),
      garbage('wrong-key'),
    ]);
    expect(inbox.garbageCount).toBe(3);
    expect([...inbox.garbage]).toEqual([
      ['forged', 2],
      ['wrong-key', 1],
    ]);
    expect(inbox.entries).toHaveLength(1);
  });

  const reports = fc.array(
    fc.record({
      device: fc.constantFrom('d', 'e'),
      counter: fc.integer({ min: 1, max: 6 }),
      account: fc.constantFrom('a', 'b'),
      id: fc.constantFrom('1', '2', '3', '4', '5', '6', '7', '8'),
      received: fc.integer({ min: 0, max: 5 }),
    }),
    { maxLength: 30 },
  );
  const build = (
    rows: { device: string; counter: number; account: string; id: string; received: number }[],
  ) => rows.map((r) => opened(r.device, r.counter, about('acknowledged', r.account), 0, r.received, r.id));

  test('the order in which reports are given does not matter', () => {
    fc.assert(
      fc.property(reports, fc.infiniteStream(fc.integer()), (rows, keys) => {
        const shuffled = rows.map((row) => ({ row, key: keys.next().value })).sort((a, b) => a.key - b.key);
        expect(readInbox(build(shuffled.map(({ row }) => row)))).toEqual(readInbox(build(rows)));
      }),
    );
  });

  test('reports that count have each id and each number of a device once', () => {
    fc.assert(
      fc.property(reports, (rows) => {
        const counted = readInbox(build(rows)).entries.filter(({ replayed }) => !replayed);
        expect(new Set(counted.map(({ report }) => report.id)).size).toBe(counted.length);
        expect(new Set(counted.map((e) => `${e.deviceId} ${e.report.counter}`)).size).toBe(counted.length);
      }),
    );
  });

  test('a flood of one device is folded, and the others are not', () => {
    const flood = Array.from({ length: 400 }, (_, i) => opened('flood', i + 1, about('delivered', 'a'), i));
    const { entries } = readInbox([...flood, opened('quiet', 1, about('acknowledged', 'b'), 200)]);
    const rows = foldFloods(entries, new Set());
    expect(rows).toHaveLength(10);
    expect(rows.filter(({ kind }) => kind === 'folded')).toEqual([
      { kind: 'folded', deviceId: 'flood', count: 392 },
    ]);
    expect(foldFloods(entries, new Set(['flood']))).toHaveLength(401);
  });

  test('it is filtered by account and kind', () => {
    const { entries } = readInbox([
      opened('d', 1, about('delivered', 'a')),
      opened('d', 2, about('acknowledged', 'a')),
      opened('d', 3, about('acknowledged', 'b')),
    ]);
    expect(filterEntries(entries, { account: 'a', kind: 'acknowledged' })).toHaveLength(1);
    expect(filterEntries(entries, {})).toHaveLength(3);
  });
});
