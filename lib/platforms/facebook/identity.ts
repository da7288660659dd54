import type { Signal } from '../../accounts/types';
import type { Page } from '../platform';
import { SELECTORS } from './selectors';

const ACCOUNTS_CENTER = 'accountscenter.facebook.com';

/** The person's id in `c_user` and the acting Page's in `i_user`, which is absent while one acts as oneself. */
export function parseCookies(cookies: string): { login: string | null; page: string | null } {
  const read = (name: string) => new RegExp(`(?:^|;\\s{0,5})${name}=(\\d{1,25})`).exec(cookies)?.[1] ?? null;
  return { login: read('c_user'), page: read('i_user') };
}

/** The acting id in a page's inline data (`CurrentUserInitialData` → `USER_ID`), or null; "0" means signed out. */
export function parseInlineData(json: string): string | null {
  const at = json.indexOf('"CurrentUserInitialData"');
  if (at < 0) return null;
  // The record is a few hundred characters long and follows its name.
  const id = /"USER_ID":"(\d{1,25})"/.exec(json.slice(at, at + 2000))?.[1] ?? null;
  return id === '0' ? null : id;
}

/** Where the acting id was found, and what it was. */
interface Found {
  readonly script: Element;
  readonly id: string;
}
const found = new WeakMap<Document, Found>();

/**
 * The acting id in the page's inline data. What was found is kept, because the site may take its scripts away after
 * use, and because reading them all again would cost milliseconds; a script that is replaced is read anew.
 */
function readInlineData(document: Document): string | null {
  const known = found.get(document);
  if (known?.script.isConnected) return known.id;
  for (const script of document.querySelectorAll(SELECTORS.data)) {
    const id = parseInlineData(script.textContent ?? '');
    if (id) {
      found.set(document, { script, id });
      return id;
    }
  }
  return known?.id ?? null;
}

/**
 * The signs of the acting account on Facebook: the cookies the server acts on, and what the page was loaded with.
 * Accounts Center is about the login alone, whatever Page it acts as.
 */
export function readSignals({ document, url }: Page): Signal[] {
  const { login, page } = parseCookies(document.cookie);
  const acting = url.hostname === ACCOUNTS_CENTER ? login : (page ?? login);
  const signals: Signal[] = [];
  if (acting) signals.push({ source: 'id-cookie', kind: 'id', value: acting });
  const data = url.hostname === ACCOUNTS_CENTER ? null : readInlineData(document);
  if (data) signals.push({ source: 'page-data', kind: 'id', value: data });
  return signals;
}
