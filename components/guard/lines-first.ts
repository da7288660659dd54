import type { Notice } from '../../lib/board/schema';
import type { GuardData } from '../../lib/messages/guard-data';
import { acknowledgementMark } from '../../lib/messages/snapshot';
import { accountOf, type GuardState } from './guard-store';

/** What to look at before writing while a notice is in force (DO3, S5.11). */
export interface LinesFirst {
  readonly notices: readonly Notice[];
  /** The corporate accounts of this platform. */
  readonly accounts: GuardData['corporateAccounts'];
  /** Identifiers of the notices for which nobody here has said yet that they looked. */
  readonly unseen: readonly string[];
}

/**
 * The corporate lines and accounts to look at, once the operator has gone into a composer; null while there is
 * nothing to look at. A notice that has run out has lines that may be out of date, and a test message has none.
 */
export function linesFirst(
  state: Pick<GuardState, 'isComposing' | 'notices' | 'data' | 'view'>,
): LinesFirst | null {
  const account = accountOf(state.view);
  if (!account || !state.isComposing) return null;
  const accounts = (state.data?.corporateAccounts ?? []).filter(
    ({ platform }) => platform === account.platform,
  );
  const notices = state.notices
    .filter(({ notice, phase }) => phase === 'in-force' && notice.status !== 'test')
    .map(({ notice }) => notice)
    .filter(({ corporateLines }) => corporateLines.length + accounts.length > 0);
  if (notices.length === 0) return null;
  const seen = state.view.snapshot.linesSeen ?? [];
  const unseen = notices
    .map(({ identifier }) => identifier)
    .filter((identifier) => !seen.includes(acknowledgementMark(identifier, account.key)));
  return { notices, accounts, unseen };
}
