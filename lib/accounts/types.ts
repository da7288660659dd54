import type { PlatformId } from '../platforms/hosts';

/** Where a sign of the acting account was read. */
export type SignalSource =
  /** X's `twid`, Facebook's `c_user` and `i_user`: what the server will act on. */
  | 'id-cookie'
  /** X's account menu button. */
  | 'account-switcher'
  /** X's own-profile link in the navigation. */
  | 'profile-link'
  /** Facebook's CurrentUserInitialData and X's initial state: true when the page was loaded. */
  | 'page-data';

/** One sign of who is acting, as read from the page or its cookies. */
export interface Signal {
  readonly source: SignalSource;
  readonly kind: 'id' | 'handle';
  /** Digits of an id, or a handle without @. */
  readonly value: string;
}

/** What Cordon needs of a registered account to recognise it. */
export interface KnownAccount {
  /** The register's own key. */
  readonly key: string;
  readonly platform: PlatformId;
  readonly kind: 'login' | 'page';
  /** Numeric ids; empty until the first confirmed match by handle has taught one. */
  readonly ids: readonly string[];
  readonly handle?: string;
  readonly name: string;
  readonly district?: string;
}

/** How sure Cordon is of who is acting. */
export type IdentityStatus = 'confirmed' | 'likely' | 'conflict' | 'unknown';

/** Who is acting on a page. `account` is there only when it is on the register. */
export interface Identity {
  readonly status: IdentityStatus;
  readonly account?: KnownAccount;
  /** Every sign that was read, for "check this page" and for the notice of a conflict. */
  readonly evidence: readonly Signal[];
  /** An id seen beside a confirmed handle whose register entry has no id yet. */
  readonly learnt?: { readonly key: string; readonly id: string };
}

/**
 * What the acting account is to Cordon. `signed-out` and `personal` mean silence;
 * `unclear` is an unknown or conflicting identity and is shown where a registered account has been seen before.
 */
export type Standing = 'registered' | 'personal' | 'signed-out' | 'unclear';
