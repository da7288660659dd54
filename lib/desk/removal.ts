import type { Localized, RegisterEntry, RemovalRequest } from '../board/schema';
import { type DeviceBook, trustOf } from './devices';
import type { InboxEntry } from './inbox';
import { timeOf } from './seen';

/** Where a removal request stands, in the order in which the desk lists them. */
export const REMOVAL_STANDINGS = ['overdue', 'told-done', 'open', 'withdrawn', 'closed'] as const;
/** See {@link REMOVAL_STANDINGS}. */
export type RemovalStanding = (typeof REMOVAL_STANDINGS)[number];

/** An operator's word that the posts are gone. `at` in ms. */
export interface ToldDone {
  readonly at: number;
  readonly deviceId: string;
  readonly pinned: boolean;
  /** Whether it came after the time that was asked. */
  readonly late: boolean;
}

/** A request and what has come of it. */
export interface FollowedRemoval {
  readonly request: RemovalRequest;
  readonly standing: RemovalStanding;
  /** The first word that it is done; of a pinned device where there is one. */
  readonly told: ToldDone | null;
}

/**
 * Follows the requests (R2): what operators told, and what is overdue at `now` (ms). Cordon cannot see whether a post
 * is gone, so a request that was told done stays until somebody at the desk has looked and closed it.
 */
export function followRemovals(
  requests: readonly RemovalRequest[],
  entries: readonly InboxEntry[],
  devices: DeviceBook,
  now: number,
): FollowedRemoval[] {
  return requests
    .map((request): FollowedRemoval => {
      const told = toldOf(request, entries, devices);
      return { request, told, standing: standingOf(request, told, now) };
    })
    .sort(
      (a, b) =>
        REMOVAL_STANDINGS.indexOf(a.standing) - REMOVAL_STANDINGS.indexOf(b.standing) ||
        Date.parse(a.request.by) - Date.parse(b.request.by),
    );
}

function standingOf(request: RemovalRequest, told: ToldDone | null, now: number): RemovalStanding {
  if (request.state === 'withdrawn') return 'withdrawn';
  if (request.state === 'done') return 'closed';
  if (told) return 'told-done';
  return Date.parse(request.by) < now ? 'overdue' : 'open';
}

function toldOf(
  request: RemovalRequest,
  entries: readonly InboxEntry[],
  devices: DeviceBook,
): ToldDone | null {
  let best: ToldDone | null = null;
  for (const entry of entries) {
    const { event } = entry.report;
    if (event.kind !== 'removal-done' || event.removal !== request.id) continue;
    const trust = trustOf(devices, entry.deviceId);
    if (entry.replayed || trust === 'not-believed' || event.accountKey !== request.account) continue;
    const at = timeOf(entry, Date.parse(request.asked));
    const told = {
      at,
      deviceId: entry.deviceId,
      pinned: trust === 'pinned',
      late: at > Date.parse(request.by),
    };
    if (!best || (told.pinned && !best.pinned) || (told.pinned === best.pinned && told.at < best.at))
      best = told;
  }
  return best;
}

/** What somebody at the desk fills in to ask for a removal. */
export interface RemovalDraft {
  readonly account: string;
  /** As typed: one address a line. */
  readonly posts: string;
  /** When it should be gone, in ms. */
  readonly by: number;
  readonly askedBy: RemovalRequest['askedBy'];
  readonly reason: Localized;
}

/** What is wrong with a draft. */
export type RemovalProblem =
  | 'no-account'
  | 'no-posts'
  | 'too-many-posts'
  | 'not-an-address'
  | 'too-soon'
  | 'other-platform';

/** Addresses in one request; the board's own limit. */
export const POSTS_LIMIT = 20;

/** The addresses of a draft, blanks and repetitions left out. */
export function postsOf(draft: Pick<RemovalDraft, 'posts'>): string[] {
  return [...new Set(draft.posts.split(/\s+/).filter(Boolean))];
}

/** Everything that is wrong with a draft; empty when it may go out. `now` in ms. */
export function removalProblems(
  draft: RemovalDraft,
  register: readonly RegisterEntry[],
  now: number,
): RemovalProblem[] {
  const problems: RemovalProblem[] = [];
  const account = register.find(({ key, state }) => key === draft.account && state === 'live');
  const posts = postsOf(draft);
  if (!account) problems.push('no-account');
  if (posts.length === 0) problems.push('no-posts');
  if (posts.length > POSTS_LIMIT) problems.push('too-many-posts');
  if (posts.some((post) => !isAddress(post))) problems.push('not-an-address');
  else if (account && posts.some((post) => !isOn(post, account.platform))) problems.push('other-platform');
  if (!(draft.by > now)) problems.push('too-soon');
  return problems;
}

const isAddress = (post: string): boolean =>
  post.startsWith('https://') && post.length <= 2048 && URL.canParse(post);

const HOSTS: Readonly<Record<RegisterEntry['platform'], RegExp>> = {
  x: /^(?:[a-z-]+\.)?(?:x|twitter)\.com$/,
  facebook: /^(?:[a-z-]+\.)?(?:facebook\.com|fb\.com|fb\.me|fb\.watch)$/,
};

const isOn = (post: string, platform: RegisterEntry['platform']): boolean =>
  HOSTS[platform].test(new URL(post).hostname);

/**
 * A new request's id: its day in UTC, and enough chance that two desks which ask on the same day never give the same
 * one. The second would otherwise be offered as a change of the first.
 */
export function removalId(now: number): string {
  const chance = Array.from(crypto.getRandomValues(new Uint8Array(4)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  );
  return `removal-${new Date(now).toISOString().slice(0, 10)}-${chance.join('')}`;
}

/** The request that a draft becomes. `now` in ms; `id` must be new on the board. */
export function removalFrom(draft: RemovalDraft, id: string, now: number): RemovalRequest {
  const reason = trimmed(draft.reason);
  return {
    id,
    account: draft.account,
    posts: postsOf(draft),
    asked: new Date(now).toISOString(),
    by: new Date(draft.by).toISOString(),
    askedBy: draft.askedBy,
    ...(reason ? { reason } : {}),
    state: 'open',
  };
}

/** A text with its blanks at both ends cut, and empty languages left out; null when nothing is left. */
export function trimmed(text: Localized): Localized | null {
  const en = text.en?.trim();
  const cy = text.cy?.trim();
  if (!en && !cy) return null;
  return { ...(en ? { en } : {}), ...(cy ? { cy } : {}) };
}
