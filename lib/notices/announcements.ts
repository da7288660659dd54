import type { KnownAccount } from '../accounts/types';
import type { Notice } from '../board/schema';
import { concerns, currentNotices, phaseOf } from './applicable';

/** Milliseconds for which a confirmed account counts as used in this browser profile: 30 days; ours. */
export const CONFIRMED_FOR_MS = 30 * 24 * 3_600_000;

/** A notice that the browser's notification has told of. */
export interface ToldNotice {
  readonly forceId: string;
  readonly identifier: string;
  /** Kept, so that an end is told in the right words even when the notice itself is off the board. */
  readonly status: Notice['status'];
  readonly level: Notice['level'];
  /** ISO 8601 instant. */
  readonly expires: string;
  /** Its end was told too, or it was replaced by one that was told in its place. */
  readonly ended: boolean;
}

/** One notification to show. */
export interface Announcement {
  readonly identifier: string;
  readonly change: 'starts' | 'updated' | 'ends';
  readonly status: Notice['status'];
  readonly level: Notice['level'];
  /** The notice itself; for an end, the one that ended it or that ended, where either is still known. */
  readonly notice?: Notice;
}

/** What is known when announcements are asked for. `now` in ms. */
export interface AnnouncementFacts {
  readonly forceId: string;
  readonly accounts: readonly KnownAccount[];
  readonly notices: readonly Notice[];
  /** Accounts confirmed in this browser profile, with the time in ms. */
  readonly confirmed: Readonly<Record<string, number>>;
  readonly told: readonly ToldNotice[];
  readonly now: number;
}

/**
 * What the browser's notifications have to say, and what will have been told then. A notice is told of when it starts,
 * when it is updated and when a newer board ends it, once each, and only if it concerns an account that was used in
 * this profile lately. Tests are never told, nor a notice that has run out before it was seen here.
 */
export function announcementsFor(facts: AnnouncementFacts): {
  readonly show: readonly Announcement[];
  /** Notices whose notifications say what is no longer so, and are taken away. */
  readonly over: readonly string[];
  readonly told: readonly ToldNotice[];
} {
  const { forceId, accounts, notices, confirmed, now } = facts;
  const mine = accounts.filter(({ key }) => (confirmed[key] ?? 0) > now - CONFIRMED_FOR_MS);
  const current = currentNotices(notices).filter(
    (notice) => notice.status !== 'test' && accounts.some((account) => concerns(notice, account)),
  );
  // Another force's notices are over for this browser, and nobody needs to hear of it.
  const before = facts.told.filter((told) => told.forceId === forceId);
  const wasTold = (identifier: string): boolean => before.some((told) => told.identifier === identifier);

  const fresh = current.filter(
    (notice) =>
      !wasTold(notice.identifier) &&
      phaseOf(notice, now) === 'in-force' &&
      mine.some((account) => concerns(notice, account)),
  );
  const show = fresh.map((notice): Announcement => {
    const isUpdate = notice.messageType === 'update' && notice.references.some(wasTold);
    const { identifier, status, level } = notice;
    return { identifier, status, level, change: isUpdate ? 'updated' : 'starts', notice };
  });

  const replaced = new Set(fresh.flatMap(({ references }) => references));
  const over = before.filter(
    ({ identifier, ended }) => !ended && !current.some((notice) => notice.identifier === identifier),
  );
  const ends = over
    // Advice that has run out ended by itself; only a hold leaves one waiting for a word.
    .filter(({ level, expires }) => level !== 'advice' || Date.parse(expires) > now)
    .filter(({ identifier }) => !replaced.has(identifier))
    .map(({ identifier, status, level }): Announcement => {
      const notice =
        notices.find((by) => by.messageType === 'cancel' && by.references.includes(identifier)) ??
        notices.find((ended) => ended.identifier === identifier);
      return { identifier, status, level, change: 'ends', ...(notice ? { notice } : {}) };
    });

  const isOver = new Set(over.map(({ identifier }) => identifier));
  return {
    show: [...ends, ...show],
    over: [...isOver],
    told: [
      // What has left the board and was told of as ended need not be remembered.
      ...before
        .map((told) => (isOver.has(told.identifier) ? { ...told, ended: true } : told))
        .filter(
          ({ identifier, ended }) => !ended || notices.some((notice) => notice.identifier === identifier),
        ),
      ...fresh.map(
        ({ identifier, status, level, expires }): ToldNotice => ({
          forceId,
          identifier,
          status,
          level,
          expires,
          ended: false,
        }),
      ),
    ],
  };
}
