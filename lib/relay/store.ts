import type { ReportPage, StoredReport } from './api';

/** A board's text with its SHA-256 in base64url, which is its entity tag without the quotes. */
export interface TaggedBoard {
  readonly text: string;
  readonly tag: string;
}

/** What came of an attempt to replace the board. `present` is the tag of what stands there now. */
export interface Replacement {
  readonly replaced: boolean;
  readonly present: string | null;
}

/**
 * What the relay keeps, and the few steps that must not be torn: replacing the board only when it still is the one
 * the author saw, and entering a report once and in an order that no reader can skip.
 *
 * Every promise rejects when the store cannot be reached, with {@link StoreFullError} when it has no room.
 */
export interface RelayStore {
  /** The board's text as it lies in the store now; null while there is none. */
  board(): Promise<string | null>;
  /** Puts a board in place of the one with the tag `expected` (null: of none), durably, or leaves everything as is. */
  replaceBoard(expected: string | null, next: TaggedBoard): Promise<Replacement>;
  /** Keeps a report durably. `same`: this very text is there under this id; `other`: another text is. */
  addReport(report: StoredReport): Promise<'added' | 'same' | 'other'>;
  /**
   * At most `limit` reports that were entered after the cursor, oldest first. A cursor is a whole number as text. Numbers
   * are no lower than the time in ms at which a report came: a store that lost its memory does not begin again below
   * what desks have read already.
   */
  reports(after: string, limit: number): Promise<ReportPage>;
  /** Drops reports received before an instant (milliseconds since 1970) and gives how many. */
  forgetReports(before: number): Promise<number>;
  /** Gives the secrets kept here, or keeps those given, when there are none; two instances at once agree. */
  secrets(made: string): Promise<{ readonly secrets: string; readonly first: boolean }>;
  /** Calls back when the board may have changed in whatever way. Gives a function that ends it. */
  follow(onChange: () => void): Promise<() => void>;
  /** Waits for what is being written and lets go of the store. */
  close(): Promise<void>;
}

/** There is no room left: disk full, quota, or Redis at its memory limit. What stood there before still stands. */
export class StoreFullError extends Error {
  override readonly name = 'StoreFullError';
}

/** Reports the store takes at most; ours. At their largest that is 3.2 GB, and a force writes some hundreds a day. */
export const STORED_REPORTS_LIMIT = 200_000;

/** Reads a cursor. Gives null when it is none. */
export function parseCursor(cursor: string): number | null {
  if (cursor === '') return 0;
  return /^\d{1,15}$/.test(cursor) ? Number(cursor) : null;
}

/** Reads a report as it lies in a store. Throws when it is none, which means that somebody else wrote there. */
export function readStoredReport(value: unknown): StoredReport {
  const { id, receivedAt, text } = Object(value);
  if (typeof id !== 'string' || typeof receivedAt !== 'string' || typeof text !== 'string') {
    throw new Error('what lies in the store is no report');
  }
  return { id, receivedAt, text };
}
