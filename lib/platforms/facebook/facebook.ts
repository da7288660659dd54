import type { Health, Page, Platform } from '../platform';
import {
  composerOf,
  findComposers,
  intentOfKey,
  intentOfPress,
  intentOfSubmit,
  notePassed,
  noteTrigger,
} from './controls';
import { parseCookies, readSignals } from './identity';
import { SELECTORS, UNKNOWN_COMPOSERS } from './selectors';

const COUNTED = ['main', 'dialog', 'article', 'editor', 'composerForm', 'commentForm', 'data'] as const;

/**
 * Counts the controls. Facebook shows no composer until one is opened, so a page is taken as protected until a
 * dialog holds something to write in that Cordon cannot place.
 */
function examine({ document, url }: Page): Health {
  const found: Record<string, number> = {};
  for (const name of COUNTED) found[name] = document.querySelectorAll(SELECTORS[name]).length;
  if (UNKNOWN_COMPOSERS.test(url.pathname))
    return { state: 'not-protecting', reason: 'unknown-composer', found };
  for (const dialog of document.querySelectorAll(SELECTORS.dialog)) {
    // Plain text boxes belong to reports, messages to sellers and the like.
    const editors = [...dialog.querySelectorAll<HTMLElement>(SELECTORS.richEditor)];
    if (editors.some((editor) => !composerOf(editor))) {
      return { state: 'not-protecting', reason: 'unknown-composer', found };
    }
  }
  return { state: 'protecting', found };
}

/** Facebook as Cordon knows it. */
export const facebook: Platform = {
  id: 'facebook',
  readSignals,
  readLogin: ({ document }) => parseCookies(document.cookie).login,
  identityRegions: () => [],
  findMain: (document) => document.querySelector(SELECTORS.main),
  intentOfPress: (path) => {
    noteTrigger(path);
    return intentOfPress(path);
  },
  intentOfKey: (event, path) => {
    if (event.key === 'Enter' || event.key === ' ') noteTrigger(path);
    return intentOfKey(event, path);
  },
  intentOfSubmit,
  notePassed,
  findComposers,
  findOpeners: (document) => [...document.querySelectorAll(SELECTORS.opener)],
  examine,
  scheduledUrl: 'https://business.facebook.com/latest/posts/scheduled_posts',
};
