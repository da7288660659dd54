import type { Signal } from '../../accounts/types';
import type { Page } from '../platform';
import { SELECTORS } from './selectors';

/** The numeric id in X's `twid` cookie (`u%3D123`), or null. Readable by page script (seen in clients of 2026). */
export function parseTwid(cookies: string): string | null {
  return /(?:^|;\s{0,5})twid=(?:"?u(?:%3D|=))(\d{1,25})/i.exec(cookies)?.[1] ?? null;
}

const HANDLE = /^[A-Za-z0-9_]{1,20}$/;

/** The handle in the test id of an avatar, or null. */
function handleOfAvatar(element: Element | null): string | null {
  const handle = element?.getAttribute('data-testid')?.slice('UserAvatar-Container-'.length) ?? '';
  return HANDLE.test(handle) ? handle : null;
}

/** The handle in a link to a profile, or null. */
function handleOfLink(element: Element | null): string | null {
  const handle = element?.getAttribute('href')?.split(/[/?#]/)[1] ?? '';
  return HANDLE.test(handle) ? handle : null;
}

/**
 * The signs of the acting account on X: the cookie the server acts on, the account menu's avatar (there is no text
 * in the collapsed navigation) and the link to one's own profile.
 */
export function readSignals({ document }: Page): Signal[] {
  const signals: Signal[] = [];
  const id = parseTwid(document.cookie);
  if (id) signals.push({ source: 'id-cookie', kind: 'id', value: id });
  const switcher = document.querySelector(SELECTORS.accountSwitcher);
  const menu = handleOfAvatar(switcher?.querySelector(SELECTORS.avatar) ?? null);
  if (menu) signals.push({ source: 'account-switcher', kind: 'handle', value: menu });
  const link =
    handleOfLink(document.querySelector(SELECTORS.profileLink)) ??
    handleOfAvatar(document.querySelector(`${SELECTORS.narrowProfile} ${SELECTORS.avatar}`));
  if (link) signals.push({ source: 'profile-link', kind: 'handle', value: link });
  return signals;
}
