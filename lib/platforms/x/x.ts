import type { Health, Page, Platform } from '../platform';
import { findComposers, intentOfKey, intentOfPress, noteShortcut, noteTrigger } from './controls';
import { parseTwid, readSignals } from './identity';
import { SELECTORS, UNKNOWN_COMPOSERS } from './selectors';

const COUNTED = [
  'accountSwitcher',
  'profileLink',
  'narrowProfile',
  'column',
  'editor',
  'submit',
  'post',
] as const;
/** One of these stands on every signed-in page of the app Cordon knows. */
const NAVIGATION = ['accountSwitcher', 'profileLink', 'narrowProfile'] as const;

/**
 * Counts the controls. X has a second front end without test ids (seen signed out since June 2026): a page with a
 * main region but none of the known navigation is one that Cordon does not know.
 */
function examine({ document, url }: Page): Health {
  const found: Record<string, number> = {};
  for (const name of COUNTED) found[name] = document.querySelectorAll(SELECTORS[name]).length;
  found.classicApp = document.querySelectorAll('script[src*="/responsive-web/"]').length;
  found.rewrittenApp = document.querySelectorAll('script[src*="/x-web/"]').length;
  if (UNKNOWN_COMPOSERS.test(url.pathname))
    return { state: 'not-protecting', reason: 'unknown-composer', found };
  if (NAVIGATION.some((name) => found[name])) return { state: 'protecting', found };
  if (found.editor && found.submit) return { state: 'protecting', found };
  return { state: 'not-protecting', reason: 'no-controls', found };
}

/** X as Cordon knows it. */
export const x: Platform = {
  id: 'x',
  readSignals,
  readLogin: ({ document }) => parseTwid(document.cookie),
  identityRegions: (document) =>
    [SELECTORS.accountSwitcher, SELECTORS.profileLink, SELECTORS.narrowProfile]
      .map((selector) => document.querySelector(selector))
      .filter((element) => element !== null),
  findMain: (document) => document.querySelector(SELECTORS.main),
  intentOfPress: (path, page) => {
    noteTrigger(path);
    return intentOfPress(path, page);
  },
  intentOfKey: (event, path, page) => {
    if (event.key === 'Enter' || event.key === ' ') noteTrigger(path);
    else noteShortcut(event.key, path);
    return intentOfKey(event, path, page);
  },
  findComposers,
  findOpeners: () => [],
  examine,
  scheduledUrl: 'https://x.com/compose/post/unsent/scheduled',
};
