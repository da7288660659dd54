import type { KnownAccount } from '../accounts/types';
import type { Notice } from '../board/schema';
import { noticesFor } from '../notices/applicable';

/**
 * X's publishing operations. The operation is the last part of the address (design, "How it moves" 6; names from X's
 * bundles and maintained clients). Saving a draft is CreateDraftTweet or EditDraftTweet and is not among them.
 */
export const PUBLISHING_OPERATIONS = [
  'CreateTweet',
  'CreateNoteTweet',
  'CreateScheduledTweet',
  'EditScheduledTweet',
  'CreateRetweet',
  'ArticleEntityPublish',
] as const;

/** Chromium's and Firefox's number for "no tab": requests that a page's own service worker makes. */
const NO_TAB = -1;

/** A tab that shows X, as far as the background knows it. */
export interface XTab {
  readonly tabId: number;
  /** The registered account acting there; absent for a personal or unread page. */
  readonly account?: KnownAccount;
  /** Until when (ms) its rules are out of the way for a release. */
  readonly liftedUntil?: number;
}

/** One of the session rules Cordon sets, in the form of the declarativeNetRequest API. */
export interface NetworkRule {
  readonly id: number;
  readonly priority: number;
  readonly action: { readonly type: 'block' };
  readonly condition: {
    readonly requestDomains: ['x.com', 'twitter.com'];
    readonly urlFilter: string;
    readonly requestMethods: ['post'];
    readonly resourceTypes: ('xmlhttprequest' | 'ping' | 'other')[];
    readonly tabIds: number[];
  };
}

/**
 * The rules that back the gate during a blackout, one an operation: a single regular expression for all of them is
 * more than Chromium accepts (2 kB compiled, Chromium 156). They name the tabs they are for; requests without a tab
 * are included only while every open tab of X is held, since they cannot be told apart.
 */
export function rulesFor(tabs: readonly XTab[], notices: readonly Notice[], now: number): NetworkRule[] {
  const isHeld = ({ account, liftedUntil }: XTab): boolean =>
    account !== undefined &&
    (liftedUntil ?? 0) <= now &&
    noticesFor(account, notices, now).some(
      ({ notice, phase }) =>
        phase === 'in-force' && notice.level === 'blackout' && notice.status === 'actual',
    );
  const heldTabs = tabs.filter(isHeld);
  if (heldTabs.length === 0) return [];
  const numbers = heldTabs.map(({ tabId }) => tabId).sort((a, b) => a - b);
  const tabIds = heldTabs.length === tabs.length ? [NO_TAB, ...numbers] : numbers;
  return PUBLISHING_OPERATIONS.map((operation, index) => ({
    id: index + 1,
    priority: 1,
    action: { type: 'block' },
    condition: {
      requestDomains: ['x.com', 'twitter.com'],
      // The caret stands for the end of the address or a separator, so CreateTweet does not take in a longer name.
      urlFilter: `/i/api/graphql/*/${operation}^`,
      requestMethods: ['post'],
      resourceTypes: ['xmlhttprequest', 'ping', 'other'],
      tabIds,
    },
  }));
}
