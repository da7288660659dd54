import type { KnownAccount } from '../accounts/types';
import type { Notice } from '../board/schema';
import type { ReportKind } from '../reports/report';

/** The languages Cordon speaks. */
export type Language = 'en' | 'cy';

/** How far the board can be trusted now. `clear` is earned only by a relay's heartbeat. */
export type BoardState = 'none' | 'file' | 'clear' | 'unknown' | 'expired';

/** What pages are told of the board. Times are ISO 8601 instants. */
export interface BoardSummary {
  readonly state: BoardState;
  readonly signedAt?: string;
  /** Since when it could not be reached, while `unknown`. */
  readonly since?: string;
  /** Why the newest answer was refused or did not come. */
  readonly problem?: string;
}

/**
 * The small decision snapshot that the background writes and every page reads, so that a press is decided without
 * asking anybody. It is rewritten only when something in it changes: idle pages then stay idle.
 */
export interface Snapshot {
  readonly version: 1;
  /** Id of the force whose board this is from. */
  readonly force: string;
  readonly language: Language;
  /** Whether an official account has ever been confirmed in this browser profile. */
  readonly everConfirmed: boolean;
  readonly accounts: readonly KnownAccount[];
  readonly notices: readonly Notice[];
  readonly board: BoardSummary;
  /** `notice identifier + space + account key` of each acknowledged notice. */
  readonly acknowledged: readonly string[];
  /** Keys of accounts whose changed password has not been reported. */
  readonly outstanding: readonly string[];
  /** The same marks for notices whose corporate lines were looked at. */
  readonly linesSeen?: readonly string[];
  /** Kinds of reports that wait because the operator has not been shown yet what they hold. */
  readonly undisclosed?: readonly ReportKind[];
  /** Ids of removal requests that an operator here has done. */
  readonly removalsDone?: readonly string[];
}

/** The storage.local key of the snapshot. */
export const SNAPSHOT_KEY = 'snapshot';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads a stored snapshot, or null when there is none or it has another shape. Only the background writes it, from
 * a board that was validated in full, so this checks what the gate would trip over and costs pages no library.
 */
export function parseSnapshot(value: unknown): Snapshot | null {
  if (!isRecord(value) || value.version !== 1) return null;
  if (typeof value.force !== 'string') return null;
  const { language, board, accounts, notices, acknowledged, outstanding } = value;
  if (language !== 'en' && language !== 'cy') return null;
  if (!isRecord(board) || typeof board.state !== 'string') return null;
  if (![accounts, notices, acknowledged, outstanding].every(Array.isArray)) return null;
  if (!isEach(accounts, (a) => typeof a.key === 'string' && Array.isArray(a.ids))) return null;
  if (!isEach(notices, (n) => typeof n.identifier === 'string' && isRecord(n.scope) && isRecord(n.reshare)))
    return null;
  // The checks above cover what is read without care elsewhere; the rest was validated before it was written.
  return value as unknown as Snapshot;
}

function isEach(value: unknown, test: (item: Record<string, unknown>) => boolean): boolean {
  return Array.isArray(value) && value.every((item) => isRecord(item) && test(item));
}

/** The mark under which an acknowledgement of a notice by an account is kept. */
export const acknowledgementMark = (notice: string, account: string): string => `${notice} ${account}`;
