import { describe, expect, test } from 'vitest';
import { decideDevice, EMPTY_BOOK } from './devices';
import { entryKey } from './entry-key';
import { readInbox } from './inbox';
import { ACCOUNT_STATES, entryProblems, isAllowedStep, learntIds, matchesSearch } from './register';
import { account, opened } from './reports.test-data';

describe('an account goes only by the allowed steps (S4.2)', () => {
  const allowed = ACCOUNT_STATES.flatMap((from) =>
    ACCOUNT_STATES.filter((to) => from !== to && isAllowedStep(from, to)).map((to) => `${from} → ${to}`),
  );
  test('and no others', () => {
    expect(allowed).toEqual([
      'proposed → approved',
      'proposed → declined',
      'approved → declined',
      'approved → live',
      'declined → proposed',
      'live → closed',
      'closed → proposed',
    ]);
  });
});

describe('what is wrong with an entry', () => {
  const others = [
    account('other', { ids: ['7'], handle: 'Quay' }),
    account('gone', { handle: 'Old', state: 'closed' }),
  ];
  const problems = (
    rest: Parameters<typeof account>[1],
    before = null as ReturnType<typeof account> | null,
  ) =>
    entryProblems(account('a', rest), { others, groups: ['g'], before }).map(
      (p) => `${p.field} ${p.problem}`,
    );

  test.each([
    [{}, []],
    [{ ids: ['7'] }, ['ids id-taken']],
    [{ handle: 'quay' }, ['handle handle-taken']],
    [{ handle: 'old' }, []],
    [{ kind: 'page' as const }, ['kind page-not-on-x']],
    [
      { platform: 'facebook' as const, kind: 'page' as const, custody: 'sealed' as const },
      ['custody custody-of-page'],
    ],
    [{ custody: 'roles' as const }, ['custody custody-of-login']],
    [{ counterpart: 'a' }, ['counterpart own-counterpart']],
    [{ counterpart: 'nobody' }, ['counterpart unknown-counterpart']],
    [{ contactGroup: 'h' }, ['contactGroup unknown-group']],
    [{ name: '' }, ['name missing']],
    [{ handle: 'a b' }, ['handle invalid']],
    [{ ids: [], handle: undefined as never }, ['handle unreachable']],
  ])('%j', (rest, expected) => {
    expect(problems(rest)).toEqual(expected);
  });

  test('a state that cannot come next', () => {
    expect(problems({ state: 'live' }, account('a', { state: 'declined' }))).toEqual(['state step']);
    expect(problems({ state: 'live' }, account('a', { state: 'approved' }))).toEqual([]);
  });
});

test('ids learnt by reports are offered for accounts without one, and disputes are marked', () => {
  const register = [account('a'), account('b', { ids: ['9'] }), account('c', { state: 'closed' })];
  const tell = (device: string, counter: number, accountKey: string, id: string) =>
    opened(device, counter, { kind: 'account-id', accountKey, id });
  const { entries } = readInbox([
    tell('p', 1, 'a', '5'),
    tell('q', 1, 'a', '5'),
    tell('q', 2, 'a', '6'),
    tell('q', 3, 'a', '9'),
    tell('q', 4, 'b', '8'),
    tell('q', 5, 'c', '8'),
    tell('bad', 1, 'a', '4'),
  ]);
  let book = decideDevice(EMPTY_BOOK, 'p', { state: 'pinned', name: 'Rhian' }, 0);
  book = decideDevice(book, 'bad', { state: 'not-believed' }, 0);
  expect(
    learntIds(register, entries, book).map(({ entry, ...rest }) => ({ key: entry.key, ...rest })),
  ).toEqual([
    { key: 'a', id: '5', pinned: 1, unpinned: 1, disputed: true },
    { key: 'a', id: '6', pinned: 0, unpinned: 1, disputed: true },
  ]);
});

test('a key comes from a name and is not taken', () => {
  expect(entryKey('x Glannau Teifi – Môr', [], 'x')).toBe('x-glannau-teifi-mor');
  expect(entryKey('Quay', ['quay', 'quay-2'], 'x')).toBe('quay-3');
  expect(entryKey('警察', [], 'group')).toBe('group');
});

test('a search looks everywhere, without regard to case and accents', () => {
  const entry = account('x-mor', { name: 'Heddlu’r Môr', handle: 'HeddluMor', ids: ['42'] });
  expect(['mor', 'MÔR heddlu', '@heddlumor', '42', ''].every((s) => matchesSearch(entry, s))).toBe(true);
  expect(matchesSearch(entry, 'mor tir')).toBe(false);
});
