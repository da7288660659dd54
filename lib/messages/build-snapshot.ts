import type { KnownAccount } from '../accounts/types';
import { boardFreshness, type Freshness } from '../board/freshness';
import { clockAhead } from '../board/heartbeat';
import type { KeeperState } from '../board/keep';
import type { Board, Notice } from '../board/schema';
import type { LearntIdRow } from '../records/database';
import type { ReportMarks } from '../reports/marks';
import type { GuardData } from './guard-data';
import type { BoardSummary, Language, Snapshot } from './snapshot';

/** Everything the snapshot is made of. `now` in ms. */
export interface SnapshotParts {
  readonly force: string;
  /** The snapshot as it stands, which outlives a board that cannot be read back. */
  readonly previous: Snapshot | null;
  readonly keeper: KeeperState;
  readonly language: Language;
  readonly everConfirmed: boolean;
  readonly learntIds: readonly LearntIdRow[];
  readonly acknowledged: readonly string[];
  readonly outstanding: readonly string[];
  readonly reports: ReportMarks;
  readonly now: number;
}

/** The register as pages need it: live accounts alone, with the ids that pages have taught. */
export function knownAccounts(board: Board | undefined, learntIds: readonly LearntIdRow[]): KnownAccount[] {
  return (board?.accounts ?? [])
    .filter(({ state }) => state === 'live')
    .map(({ key, platform, kind, ids, handle, name, district }) => {
      const learnt = learntIds.find((row) => row.key === key);
      return {
        key,
        platform,
        kind,
        name,
        // What Comms has written down wins over what a page once showed.
        ids: ids.length === 0 && learnt ? [learnt.id] : ids,
        ...(handle ? { handle } : {}),
        ...(district ? { district } : {}),
      };
    });
}

/** Whether the board is unknown though it was reached and nothing was refused, so that no answer names the reason. */
const isItsOwnReason = (
  freshness: Freshness,
): freshness is Extract<Freshness, { state: 'unknown' }> & { reason: 'clock' | 'heartbeat' } =>
  freshness.state === 'unknown' && (freshness.reason === 'clock' || freshness.reason === 'heartbeat');

/** How far the board can be trusted, in the words pages use. */
export function summarise(keeper: KeeperState, now: number): BoardSummary {
  const freshness = boardFreshness({ ...keeper, now });
  const problem = keeper.problem ? { problem: keeper.problem.problem } : {};
  const signedAt = keeper.board ? { signedAt: keeper.board.signedAt } : {};
  switch (freshness.state) {
    case 'clear':
      // Without the time, which pages ask for (guardAlive): the snapshot is not rewritten at each check.
      return { state: 'clear', ...signedAt };
    case 'file':
      return { state: 'file', ...signedAt, ...problem };
    case 'unknown':
    case 'expired':
      return {
        state: freshness.state,
        since: new Date(freshness.since).toISOString(),
        ...signedAt,
        ...(isItsOwnReason(freshness) ? { problem: freshness.reason } : problem),
      };
    case 'never':
      return { state: 'unknown', ...problem };
  }
}

/** By how much the ends shown last were put off, in ms. */
function shownAhead(notices: readonly Notice[], shown: readonly Notice[]): number {
  const ends = new Map(shown.map(({ identifier, expires }) => [identifier, Date.parse(expires)]));
  const put = notices.map(({ identifier, expires }) => (ends.get(identifier) ?? 0) - Date.parse(expires));
  return Math.max(0, ...put);
}

/**
 * The notices with their ends by this computer's clock: where that is ahead of the relay's, an order would otherwise
 * turn into "may have ended" before its time.
 */
function noticesHere(
  { board, relayClock }: KeeperState,
  shown: readonly Notice[] | undefined,
): readonly Notice[] {
  const ahead = clockAhead(relayClock, board && shown ? shownAhead(board.notices, shown) : 0);
  if (!board || ahead === 0) return board?.notices ?? [];
  return board.notices.map((notice) => ({
    ...notice,
    expires: new Date(Date.parse(notice.expires) + ahead).toISOString(),
  }));
}

/**
 * Marks of notices and accounts that the board still names. Pages send them, so that a renderer in strange hands could otherwise
 * let the snapshot grow until nothing new can be stored; and those of past years need not go to every page.
 */
function onBoard(
  marks: readonly string[],
  notices: readonly Notice[],
  accounts: readonly KnownAccount[],
): string[] {
  const identifiers = new Set(notices.map(({ identifier }) => identifier));
  const keys = new Set(accounts.map(({ key }) => key));
  return marks
    .filter((mark) => {
      // An account's key has no space, an identifier may.
      const space = mark.lastIndexOf(' ');
      return identifiers.has(mark.slice(0, space)) && keys.has(mark.slice(space + 1));
    })
    .sort();
}

/** The snapshot for pages. Equal parts give an equal snapshot, so that it is written only when something changed. */
export function buildSnapshot(parts: SnapshotParts): Snapshot {
  const { force, previous, keeper, language, everConfirmed, learntIds, acknowledged, outstanding, now } =
    parts;
  const { linesSeen, undisclosed, removalsDone } = parts.reports;
  // The last hold stays while there is no board to end it, be it that the database or a new key failed.
  const kept = !keeper.board && previous?.force === force ? previous : null;
  const accounts = kept?.accounts ?? knownAccounts(keeper.board, learntIds);
  const notices =
    kept?.notices ?? noticesHere(keeper, previous?.force === force ? previous.notices : undefined);
  return {
    version: 1,
    force,
    language,
    everConfirmed,
    accounts,
    notices,
    board: summarise(keeper, now),
    acknowledged: onBoard(acknowledged, notices, accounts),
    outstanding: [...new Set(outstanding)].sort(),
    linesSeen: onBoard(linesSeen, notices, accounts),
    undisclosed,
    removalsDone,
  };
}

/** What the guard needs beyond the snapshot, or null before the first board. `hasToken`: the relay will take reports. */
export function buildGuardData(board: Board | undefined, hasToken: boolean): GuardData | null {
  if (!board) return null;
  const { force, hashtags, contacts, corporateAccounts, contactGroups, removals, relay } = board;
  return {
    version: 1,
    forceName: force.name,
    hashtags,
    contacts,
    corporateAccounts,
    contactGroups,
    removals: removals.filter(({ state }) => state === 'open'),
    reporting: relay && hasToken ? 'relay' : 'hand',
  };
}
