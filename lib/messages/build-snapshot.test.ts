import { describe, expect, it } from 'vitest';
import type { Board, Notice } from '../board/schema';
import { buildSnapshot, knownAccounts, type SnapshotParts } from './build-snapshot';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const board: Board = {
  version: 1,
  force: { id: 'teifi', name: { en: 'Teifi' } },
  sequence: 3,
  signedAt: '2026-11-22T08:00:00Z',
  expires: '2026-12-22T08:00:00Z',
  accounts: [
    { key: 'a', platform: 'x', kind: 'login', ids: ['1'], handle: 'A', name: 'A', state: 'live' },
    { key: 'b', platform: 'x', kind: 'login', ids: [], handle: 'B', name: 'B', state: 'live' },
    { key: 'c', platform: 'x', kind: 'login', ids: ['3'], name: 'C', state: 'closed' },
    { key: 'd', platform: 'x', kind: 'login', ids: ['4'], name: 'D', state: 'proposed' },
  ],
  notices: [],
  hashtags: [],
  contacts: { communications: { name: { en: 'Comms' } } },
  corporateAccounts: [],
  contactGroups: [],
  removals: [],
  wordLists: [],
  preElection: [],
  legalFlags: [],
};
const notice = (fields: Partial<Notice>): Notice => ({
  identifier: 'n1',
  sent: '2026-11-22T08:00:00Z',
  status: 'actual',
  messageType: 'alert',
  references: [],
  expires: '2026-11-22T20:00:00Z',
  level: 'blackout',
  scope: { accounts: [], districts: [], platforms: [], exempt: [] },
  headline: { en: 'Blackout' },
  corporateLines: [],
  reshare: { accounts: [], posts: [] },
  ...fields,
});
const parts: SnapshotParts = {
  force: 'teifi',
  previous: null,
  keeper: { board, sequence: 3, reachedAt: NOW - 1000, triedAt: NOW - 1000, misses: [], kept: true },
  language: 'en',
  everConfirmed: false,
  learntIds: [],
  acknowledged: ['n2 b', 'n1 a'],
  outstanding: ['b', 'b'],
  reports: { linesSeen: ['n1 a'], undisclosed: ['delivered'], removalsDone: [] },
  now: NOW,
};

describe('the snapshot for pages', () => {
  it('holds live accounts alone', () => {
    expect(buildSnapshot(parts).accounts.map(({ key }) => key)).toEqual(['a', 'b']);
  });

  it('takes a learnt id only where the register has none', () => {
    const learnt = [
      { key: 'a', id: '99', at: NOW },
      { key: 'b', id: '22', at: NOW },
    ];
    expect(knownAccounts(board, learnt).map(({ ids }) => ids)).toEqual([['1'], ['22']]);
  });

  it('is the same for the same parts a little later, so that idle pages stay idle', () => {
    const later = {
      ...parts,
      keeper: { ...parts.keeper, reachedAt: NOW + 30_000, triedAt: NOW + 30_000 },
      now: NOW + 31_000,
    };
    expect(JSON.stringify(buildSnapshot(later))).toBe(JSON.stringify(buildSnapshot(parts)));
  });

  it('holds marks of notices and accounts that the board names, and no other that a page may have sent', () => {
    const marks = ['n1 a', 'n1 z', 'old b', 'two words b', 'n1', ''];
    const named = { ...board, notices: [notice({}), notice({ identifier: 'two words' })] };
    const of = (facts: Partial<SnapshotParts>) =>
      buildSnapshot({
        ...parts,
        acknowledged: marks,
        reports: { ...parts.reports, linesSeen: marks },
        ...facts,
      });
    const made = of({ keeper: { ...parts.keeper, board: named } });
    expect([made.acknowledged, made.linesSeen]).toEqual([
      ['n1 a', 'two words b'],
      ['n1 a', 'two words b'],
    ]);
    // The hold that stays without a board stays with its answers.
    const lost = of({ previous: made, keeper: { sequence: 3, misses: [], kept: true } });
    expect(lost.acknowledged).toEqual(['n1 a', 'two words b']);
  });

  it('keeps the last hold while there is no board to end it', () => {
    const previous = { ...buildSnapshot(parts), acknowledged: [] };
    const lost = { ...parts, previous, keeper: { sequence: 3, misses: [], kept: true } };
    expect(buildSnapshot(lost).accounts).toEqual(previous.accounts);
    expect(buildSnapshot(lost).board.state).toBe('unknown');
    expect(buildSnapshot({ ...lost, force: 'another' }).accounts).toEqual([]);
  });

  it('says since when the board is not known, and never that all is clear', () => {
    const summary = buildSnapshot({ ...parts, now: NOW + 3_600_000 }).board;
    expect(summary).toMatchObject({ state: 'unknown', since: new Date(NOW - 1000).toISOString() });
    expect(buildSnapshot(parts).board.state).toBe('file');
    expect(buildSnapshot({ ...parts, keeper: { sequence: 0, misses: [], kept: true } }).board.state).toBe(
      'unknown',
    );
  });

  it('lets no order run out early because this computer’s clock is an hour ahead', () => {
    const minute = 60_000;
    const expires = new Date(NOW - 30 * minute).toISOString();
    const ordered = { ...board, notices: [notice({ expires })] };
    const at = (relay: number): number => {
      const relayClock = { at: NOW - relay, heardAt: NOW };
      const [shown] = buildSnapshot({
        ...parts,
        keeper: { ...parts.keeper, board: ordered, relayClock },
      }).notices;
      return Date.parse(shown?.expires ?? '');
    };
    // By the relay's clock it is an hour earlier, and the order has another half hour to run.
    expect(at(60 * minute)).toBe(NOW + 30 * minute);
    // A clock that is right, or behind, leaves the end where it is; so does a heartbeat as old as one may be.
    expect([at(0), at(-60 * minute), at(2 * minute)]).toEqual(Array(3).fill(NOW - 30 * minute));
  });

  it('does not waver where the clock is ahead by nearly a whole step', () => {
    const minute = 60_000;
    const ordered = { ...board, notices: [notice({})] };
    let previous = buildSnapshot({ ...parts, keeper: { ...parts.keeper, board: ordered } });
    const end = (ahead: number): string => {
      const keeper = { ...parts.keeper, board: ordered, relayClock: { at: NOW - ahead, heardAt: NOW } };
      previous = buildSnapshot({ ...parts, previous, keeper });
      return previous.notices[0]?.expires ?? '';
    };
    const put = [60, 60.01, 59.99, 60.02, 64.99, 65].map((minutes) => end(minutes * minute));
    expect(new Set(put.slice(1)).size).toBe(1);
    // From just above what a heartbeat may be old to just below it, and then right again.
    expect(end(2.1 * minute)).toBe(end(1.9 * minute));
    expect(end(0)).toBe('2026-11-22T20:00:00Z');
  });

  it('says clear without the time of the check, and names the clock and a board held back', () => {
    const relay = { url: 'https://relay.example', keys: [] };
    const of = (facts: object, now = NOW) =>
      buildSnapshot({
        ...parts,
        now,
        keeper: { ...parts.keeper, board: { ...board, relay }, clearAt: NOW - 1000, ...facts },
      }).board;
    expect(of({})).toEqual({ state: 'clear', signedAt: board.signedAt });
    expect(of({ clearAt: NOW - 20_000, reachedAt: NOW - 20_000 })).toEqual(of({}));
    expect(of({ skewed: true })).toMatchObject({ state: 'unknown', problem: 'clock' });
    const late = { reachedAt: NOW + 200_000, triedAt: NOW + 200_000, unvouchedSince: NOW + 30_000 };
    expect(of(late, NOW + 200_000)).toEqual({
      state: 'unknown',
      since: new Date(NOW - 1000).toISOString(),
      signedAt: board.signedAt,
      problem: 'heartbeat',
    });
  });
});
