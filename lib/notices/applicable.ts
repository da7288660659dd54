import type { KnownAccount } from '../accounts/types';
import type { Notice } from '../board/schema';
import type { Intent, Target } from '../gate/intent';
import { isPublishing, isReshare } from '../gate/intent';

/** Where a notice stands for an account at a moment. An expired one that no newer board ended may have ended. */
export type NoticePhase = 'in-force' | 'may-have-ended';

/** A notice that concerns an account, and where it stands. */
export interface ApplicableNotice {
  readonly notice: Notice;
  readonly phase: NoticePhase;
}

const LEVELS = { advice: 0, 'corporate-lines-only': 1, blackout: 2 } as const;

/**
 * The notices that nothing on the same board has replaced or ended (CAP 1.2: an update or cancel names what it
 * replaces in `references`). A cancel itself is not in force; it only ends others.
 */
export function currentNotices(notices: readonly Notice[]): Notice[] {
  const ends = (by: Notice, notice: Notice): boolean =>
    by.messageType !== 'alert' &&
    by.references.includes(notice.identifier) &&
    by.identifier !== notice.identifier &&
    Date.parse(by.sent) >= Date.parse(notice.sent) &&
    // An exercise or a test that names a real order by mistake must not end it.
    (notice.status !== 'actual' || by.status === 'actual');
  return notices.filter(
    (notice) => notice.messageType !== 'cancel' && !notices.some((by) => ends(by, notice)),
  );
}

/** Whether a notice's scope takes in this account. Empty lists do not narrow; exempt accounts are out in any case. */
export function concerns(notice: Notice, account: KnownAccount): boolean {
  const { accounts, districts, platforms, exempt } = notice.scope;
  if (exempt.includes(account.key)) return false;
  if (platforms.length > 0 && !platforms.includes(account.platform)) return false;
  if (accounts.length === 0 && districts.length === 0) return true;
  return (
    accounts.includes(account.key) || (account.district !== undefined && districts.includes(account.district))
  );
}

/** Where a notice stands at `now` (ms). */
export function phaseOf(notice: Notice, now: number): NoticePhase {
  return Date.parse(notice.expires) <= now ? 'may-have-ended' : 'in-force';
}

/** The notices for an account at `now` (ms), strictest first; actual before exercise; newest first among equals. */
export function noticesFor(
  account: KnownAccount,
  notices: readonly Notice[],
  now: number,
): ApplicableNotice[] {
  return (
    currentNotices(notices)
      .filter((notice) => concerns(notice, account))
      .map(
        (notice): ApplicableNotice => ({
          notice,
          phase: phaseOf(notice, now),
        }),
      )
      // Advice that has run out has nothing left to say; an expired hold still asks.
      .filter(({ notice, phase }) => phase === 'in-force' || notice.level !== 'advice')
      .sort(
        (a, b) =>
          Number(a.phase !== 'in-force') - Number(b.phase !== 'in-force') ||
          Number(a.notice.status !== 'actual') - Number(b.notice.status !== 'actual') ||
          LEVELS[b.notice.level] - LEVELS[a.notice.level] ||
          Date.parse(b.notice.sent) - Date.parse(a.notice.sent),
      )
  );
}

/** What a notice demands before an intent may go on. */
export type Demand = 'pass' | 'reason' | 'exercise' | 'hold';

/** What one notice demands of an intent (levels of the design: advice, corporate lines only, blackout). */
export function demandOf({ notice, phase }: ApplicableNotice, intent: Intent, target?: Target): Demand {
  if (!isPublishing(intent) || notice.level === 'advice' || notice.status === 'test') return 'pass';
  if (notice.level === 'corporate-lines-only' && isReshare(intent) && target && mayReshare(notice, target)) {
    return 'pass';
  }
  if (notice.status === 'exercise') return phase === 'in-force' ? 'exercise' : 'pass';
  if (phase === 'may-have-ended') return 'reason';
  return notice.level === 'blackout' ? 'hold' : 'reason';
}

/** Whether a post, or its author, stands in the notice's list of what may be reshared. */
export function mayReshare(notice: Notice, target: Target): boolean {
  const { author, post } = target;
  if (
    author &&
    notice.reshare.accounts.some((a) => a.replace(/^@/, '').toLowerCase() === author.toLowerCase())
  ) {
    return true;
  }
  const place = post === undefined ? null : placeOf(post);
  return place !== null && notice.reshare.posts.some((url) => placeOf(url) === place);
}

/** What tells one post's address from another's: its path, and Facebook's ids where they stand in the query. */
function placeOf(address: string): string | null {
  const base = 'https://platform.invalid';
  if (!URL.canParse(address, base)) return null;
  const { pathname, searchParams } = new URL(address, base);
  const ids = ['story_fbid', 'id', 'fbid'].map((name) => searchParams.get(name) ?? '');
  return [pathname.replace(/\/+$/, '').toLowerCase(), ...ids].join(' ');
}
