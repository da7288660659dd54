import type { Board, HashtagEntry, Localized, RemovalRequest } from '../board/schema';

/** What the guard needs of the board beyond the snapshot; read only on a registered account. */
export interface GuardData {
  readonly version: 1;
  readonly forceName: Localized;
  readonly hashtags: readonly HashtagEntry[];
  readonly contacts: Board['contacts'];
  readonly corporateAccounts: Board['corporateAccounts'];
  readonly contactGroups: Board['contactGroups'];
  /** Open removal requests (R2). */
  readonly removals: readonly RemovalRequest[];
  /** Whether reports go to a relay by themselves, or wait to be copied or mailed. */
  readonly reporting: 'relay' | 'hand';
}

/** The storage.local key of the guard's data. */
export const GUARD_DATA_KEY = 'guard-data';

/** Reads stored guard data, or null when there is none or it has another shape. Written by the background alone. */
export function parseGuardData(value: unknown): GuardData | null {
  if (typeof value !== 'object' || value === null) return null;
  const data = value as Partial<GuardData>; // narrowed field by field below
  const whole =
    data.version === 1 &&
    Array.isArray(data.hashtags) &&
    Array.isArray(data.corporateAccounts) &&
    data.contacts;
  return whole ? (data as GuardData) : null;
}
