import type { Board } from '../board/schema';
import type { GateRecord } from '../messages/protocol';
import type { ReportEvent } from './report';

/**
 * What an event is about, in one stable text: the same thing is reported once. An override is an event each time it
 * happens, so `nonce` (a UUID) tells one from the other.
 */
export function aboutOf(event: ReportEvent, nonce: string): string {
  switch (event.kind) {
    case 'overridden':
      return `overridden ${nonce}`;
    case 'removal-done':
      return `removal-done ${event.removal}`;
    case 'account-id':
      return `account-id ${event.accountKey} ${event.id}`;
    default:
      return `${event.kind} ${event.notice} ${event.accountKey}`;
  }
}

/**
 * The override that a gate record tells of, or null. Promise 12: only a release from a notice is Communications'
 * business; what the checks found, held or let pass never is.
 */
export function overrideOf(record: GateRecord): ReportEvent | null {
  const { kind, accountKey, notice, intent, reason } = record;
  if (accountKey === undefined || notice === undefined) return null;
  if (kind === 'exercise') return { kind: 'overridden', accountKey, notice, intent, reason: 'exercise' };
  if ((kind !== 'risk-to-life' && kind !== 'reason') || reason === undefined) return null;
  return { kind: 'overridden', accountKey, notice, intent, reason };
}

/**
 * Whether an event speaks of a live account and of a notice or removal request that the board names. A page that has
 * taken over its renderer can send messages, but it cannot make Communications read its own words.
 */
export function isOnBoard(event: ReportEvent, board: Board): boolean {
  const account = board.accounts.find(({ key }) => key === event.accountKey);
  if (account?.state !== 'live') return false;
  if (event.kind === 'account-id') return account.ids.length === 0;
  if (event.kind === 'removal-done') {
    return board.removals.some(
      ({ id, account: whose }) => id === event.removal && whose === event.accountKey,
    );
  }
  return board.notices.some(({ identifier }) => identifier === event.notice);
}
