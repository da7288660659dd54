import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideDevice, EMPTY_BOOK } from './devices';
import { type OpenedReport, readInbox } from './inbox';
import { about, account, notice, opened, overridden, SENT } from './reports.test-data';
import { noticesToWatch, whoHasSeen } from './seen';
import { COLUMNS, seenCsv } from './seen-csv';

const REGISTER = [
  account('a'),
  account('b'),
  account('c', { district: 'north' }),
  account('d', { state: 'closed' }),
];
const PINNED = decideDevice(EMPTY_BOOK, 'p', { state: 'pinned', name: 'Rhian' }, SENT);
const seen = (reports: OpenedReport[], book = PINNED, what = notice()) =>
  whoHasSeen(what, REGISTER, readInbox(reports).entries, book);
const of = (result: ReturnType<typeof seen>, key: string) => result.accounts.find((a) => a.key === key);

describe('who has seen a notice', () => {
  test('those not heard from stand first', () => {
    const result = seen([
      opened('p', 1, about('acknowledged', 'a')),
      opened('q', 1, about('delivered', 'b')),
    ]);
    expect(result.accounts.map(({ key, standing }) => [key, standing])).toEqual([
      ['c', 'not-heard'],
      ['b', 'delivered'],
      ['a', 'acknowledged'],
    ]);
    expect(result).toMatchObject({ concerned: 3, notHeard: 1 });
  });

  test('pinned and unpinned devices are counted apart', () => {
    const result = seen([
      opened('p', 1, about('acknowledged', 'a')),
      opened('q', 1, about('acknowledged', 'a'), 0),
      opened('q', 2, about('acknowledged', 'b')),
    ]);
    expect(result.acknowledged).toEqual({ pinned: 1, unpinned: 1 });
    // The pinned device's word stands, although the other came first.
    expect(of(result, 'a')?.acknowledged).toMatchObject({ deviceId: 'p', pinned: true });
  });

  test('a device that is not to be believed counts nowhere', () => {
    const book = decideDevice(PINNED, 'q', { state: 'not-believed' }, SENT);
    const result = seen([opened('q', 1, about('acknowledged', 'b'))], book);
    expect(of(result, 'b')?.standing).toBe('not-heard');
    expect(result.setAside.notBelieved).toBe(1);
  });

  test('delivery names devices, first and last', () => {
    const result = seen([
      opened('p', 1, about('delivered', 'a'), 10),
      opened('q', 1, about('delivered', 'a'), 40),
      opened('q', 2, about('delivered', 'a'), 20),
    ]);
    expect(of(result, 'a')?.delivered).toEqual({
      pinned: 1,
      unpinned: 1,
      first: SENT + 10_000,
      last: SENT + 40_000,
    });
  });

  test('overrides come with their reason, oldest first', () => {
    const result = seen([opened('p', 2, overridden('a'), 9), opened('p', 1, overridden('a'), 5)]);
    expect(of(result, 'a')?.overridden.map(({ at, reason }) => [at - SENT, reason])).toEqual([
      [5_000, 'missing-person'],
      [9_000, 'missing-person'],
    ]);
    expect(result).toMatchObject({ overrides: 2, overridden: { pinned: 1, unpinned: 0 } });
  });

  test('an account that the notice does not concern, or that is not live, is set aside', () => {
    const northOnly = notice({ scope: { accounts: [], districts: ['north'], platforms: [], exempt: [] } });
    const reports = [opened('p', 1, about('acknowledged', 'a')), opened('p', 2, about('acknowledged', 'd'))];
    const result = seen(reports, PINNED, northOnly);
    expect(result.accounts.map(({ key }) => key)).toEqual(['c']);
    expect(result.setAside.notConcerned).toBe(2);
  });

  test('a report about another notice is not looked at', () => {
    const result = seen([opened('p', 2, about('acknowledged', 'b', 'n2'))]);
    expect(result.setAside).toEqual({ notConcerned: 0, notBelieved: 0, replayed: 0 });
    expect(result.notHeard).toBe(3);
  });

  test('a desk whose clock is an hour ahead loses no acknowledgement, and says that a clock is wrong', () => {
    const result = seen([opened('p', 1, about('acknowledged', 'a'), -3590, -3589)]);
    expect(result).toMatchObject({ early: 1, acknowledged: { pinned: 1, unpinned: 0 } });
    expect(of(result, 'a')?.acknowledged?.at).toBe(SENT);
  });

  test.each([-3600, 3600])(
    'a clock wrong by %i s loses no acknowledgement: the time it came in counts',
    (wrong) => {
      const result = seen([opened('p', 1, about('acknowledged', 'a'), 30 + wrong, 31)]);
      expect(of(result, 'a')?.acknowledged?.at).toBe(SENT + 31_000);
    },
  );

  test('a report that waited offline keeps the time at which it happened', () => {
    const result = seen([opened('p', 1, about('acknowledged', 'a'), 30, 7200)]);
    expect(result.timeline).toEqual([SENT + 30_000]);
  });

  test('a number used a second time acknowledges nothing', () => {
    const result = seen([
      opened('p', 1, about('acknowledged', 'a'), 1, 2, 'one'),
      opened('p', 1, about('acknowledged', 'b'), 1, 3, 'two'),
    ]);
    expect(of(result, 'b')?.standing).toBe('not-heard');
    expect(result).toMatchObject({ acknowledged: { pinned: 1, unpinned: 0 }, setAside: { replayed: 1 } });
  });

  test('replays and duplicates are never counted twice, whatever comes how often', () => {
    const rows = fc.array(
      fc.record({
        device: fc.constantFrom('p', 'q', 'r'),
        counter: fc.integer({ min: 1, max: 5 }),
        account: fc.constantFrom('a', 'b', 'c', 'd', 'z'),
        kind: fc.constantFrom('delivered' as const, 'acknowledged' as const),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(rows, (list) => {
        const reports = list.map((r) =>
          opened(
            r.device,
            r.counter,
            about(r.kind, r.account),
            r.counter,
            r.counter + 1,
            `${r.device}${r.counter}`,
          ),
        );
        const once = seen(reports);
        const twice = seen([...reports, ...reports]);
        expect({ ...twice, setAside: null }).toEqual({ ...once, setAside: null });
        const { pinned, unpinned } = once.acknowledged;
        expect(pinned + unpinned).toBe(once.timeline.length);
        expect(pinned + unpinned + once.notHeard).toBeLessThanOrEqual(once.concerned);
      }),
    );
  });

  test('real notices in force come first, then exercises, then those that may have ended, then past ones', () => {
    const at = (offset: number) => new Date(SENT + offset).toISOString();
    const watched = noticesToWatch(
      [
        notice({ identifier: 'old' }),
        notice({ identifier: 'end', messageType: 'cancel', references: ['old'], sent: at(5) }),
        notice({ identifier: 'expired', expires: at(1) }),
        notice({ identifier: 'open', sent: at(-9) }),
        notice({ identifier: 'drill', status: 'exercise', sent: at(9) }),
      ],
      SENT + 1000,
    );
    expect(watched.map(({ notice: n, standing }) => [n.identifier, standing])).toEqual([
      ['open', 'in-force'],
      ['drill', 'in-force'],
      ['expired', 'may-have-ended'],
      ['old', 'ended'],
    ]);
  });
});

test('the table for a spreadsheet runs no formula and is UTF-8 with its mark', () => {
  const register = [account('a', { name: '=HYPERLINK("https://x.example")' })];
  const result = whoHasSeen(notice(), register, readInbox([opened('p', 1, overridden('a'))]).entries, PINNED);
  const columns = Object.fromEntries(COLUMNS.map((c) => [c, c])) as Record<(typeof COLUMNS)[number], string>;
  const csv = seenCsv(notice(), result, {
    columns,
    standing: ({ standing }) => standing,
    reason: (reason) => reason,
    intent: (intent) => intent,
    device: () => '+44',
  });
  expect(csv.startsWith('\uFEFFnotice,')).toBe(true);
  expect(csv).toContain(`"'=HYPERLINK(""https://x.example"")"`);
  expect(csv).toContain('2026-11-22T03:00:01.000Z post: missing-person');
});
