import type { Signal } from '../accounts/types';
import type { Page, Platform } from './platform';

/** Milliseconds within which several changes of the page count as one. */
const COALESCE_MS = 60;
/** Identity is due this long after navigation at the latest; then watching the whole page stops (design, promise 6). */
const SETTLE_MS = 10_000;

/** A switch of accounts follows the press that asks for it within this many milliseconds; ours. */
const SWITCH_MS = 10_000;

const IDENTITY_COOKIES = new Set(['twid', 'c_user', 'i_user']);

/** The Cookie Store API, which TypeScript's DOM library does not describe yet. Chromium 87, Firefox 140. */
interface CookieChange extends Event {
  readonly changed: readonly { readonly name: string }[];
  readonly deleted: readonly { readonly name: string }[];
}

/** A running watch. */
export interface IdentityWatch {
  /** Reads the signs now. */
  check(): void;
}

/**
 * Reads the signs of the acting account at each event that may change them: cookies, focus, return from the
 * back-forward cache, and the small region of the page that names the account. The whole page is observed only
 * until the signs are complete, so that a personal account's page is left in peace.
 */
export function watchIdentity(
  platform: Platform,
  page: () => Page,
  onSignals: (signals: readonly Signal[], hasSwitched: boolean) => void,
  signal: AbortSignal,
): IdentityWatch {
  const { document } = page();
  const window = document.defaultView;
  /** The account was switched in this tab, so what the page was loaded with is out of date, not in conflict. */
  let switchedHere = false;
  /** An identity cookie changed since the page was loaded, wherever that was done. */
  let hasSwitched = false;
  let pressedAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let regions: readonly Element[] = [];

  const check = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (signal.aborted) return;
    const signals = platform.readSignals(page()).filter((s) => !(switchedHere && s.source === 'page-data'));
    observeRegions();
    if (isComplete(signals)) whole.disconnect();
    onSignals(signals, hasSwitched);
  };
  const soon = (): void => {
    timer ??= setTimeout(check, COALESCE_MS);
  };
  const whole = new MutationObserver(soon);
  const small = new MutationObserver(soon);

  function isComplete(signals: readonly Signal[]): boolean {
    const sources = new Set(signals.map((s) => s.source));
    if (!sources.has('id-cookie')) return document.readyState === 'complete';
    return (
      sources.has('page-data') ||
      switchedHere ||
      (sources.has('account-switcher') && sources.has('profile-link'))
    );
  }

  function observeRegions(): void {
    const now = platform.identityRegions(document);
    if (now.length === regions.length && now.every((element, i) => element === regions[i])) return;
    small.disconnect();
    regions = now;
    for (const region of regions) {
      small.observe(region, {
        subtree: true,
        childList: true,
        attributes: true,
        attributeFilter: ['data-testid', 'href'],
      });
    }
  }

  whole.observe(document, { subtree: true, childList: true });
  const settle = setTimeout(() => whole.disconnect(), SETTLE_MS);
  signal.addEventListener('abort', () => {
    whole.disconnect();
    small.disconnect();
    clearTimeout(timer);
    clearTimeout(settle);
  });

  const onCookie = (event: Event): void => {
    const { changed = [], deleted = [] } = event as CookieChange; // see CookieChange
    if (![...changed, ...deleted].some(({ name }) => IDENTITY_COOKIES.has(name))) return;
    // The tab in which somebody has just pressed something made the switch; any other learns of it here and is left
    // with what it was loaded with.
    const isInUse = document.visibilityState === 'visible' && document.hasFocus();
    if (isInUse && performance.now() - pressedAt < SWITCH_MS) switchedHere = true;
    hasSwitched = true;
    // Once more a moment later: the event can come before the page's own view of its cookies has changed.
    check();
    soon();
  };
  (globalThis as { cookieStore?: EventTarget }).cookieStore?.addEventListener('change', onCookie, { signal });
  const onPress = (event: Event): void => {
    if (event.isTrusted) pressedAt = performance.now();
  };
  for (const type of ['pointerdown', 'keydown']) {
    window?.addEventListener(type, onPress, { capture: true, passive: true, signal });
  }
  for (const type of ['focus', 'pageshow', 'popstate']) window?.addEventListener(type, soon, { signal });
  document.addEventListener('visibilitychange', soon, { signal });
  document.addEventListener('DOMContentLoaded', check, { signal });

  return { check };
}
