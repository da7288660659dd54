import type { KnownAccount } from '../../lib/accounts/types';
import { acknowledgementMark, type Snapshot } from '../../lib/messages/snapshot';
import { type ApplicableNotice, concerns, noticesFor } from '../../lib/notices/applicable';

/** A notice as the popup lists it. */
export interface ShownNotice {
  readonly applicable: ApplicableNotice;
  readonly acknowledged: boolean;
  /** How many accounts it concerns; null where one account is meant. */
  readonly concerned: number | null;
}

/**
 * The notices to list at `now` (ms), strictest first: those for one account, or those of all official accounts
 * together where none is acting.
 */
export function noticesShown(snapshot: Snapshot, account: KnownAccount | null, now: number): ShownNotice[] {
  const { notices, accounts, acknowledged } = snapshot;
  if (account) {
    return noticesFor(account, notices, now).map((applicable) => ({
      applicable,
      acknowledged: acknowledged.includes(acknowledgementMark(applicable.notice.identifier, account.key)),
      concerned: null,
    }));
  }
  // A scope that takes in everybody orders them as for one account, without leaving any out.
  const everywhere = { accounts: [], districts: [], platforms: [], exempt: [] };
  const open = notices.map((notice) => ({ ...notice, scope: everywhere }));
  const nobody: KnownAccount = { key: '', platform: 'x', kind: 'login', ids: [], name: '' };
  return noticesFor(nobody, open, now).flatMap(({ notice, phase }) => {
    const original = notices.find(({ identifier }) => identifier === notice.identifier);
    if (!original) return [];
    const concerned = accounts.filter((known) => concerns(original, known)).length;
    return [{ applicable: { notice: original, phase }, acknowledged: false, concerned }];
  });
}
