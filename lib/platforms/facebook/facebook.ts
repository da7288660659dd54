import type { Health, Page, PasswordPage, Platform } from '../platform';
import { findElement } from '../platform';
import {
  composerOf,
  findComposers,
  intentOfKey,
  intentOfPress,
  intentOfSubmit,
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
    const editors = [...dialog.querySelectorAll<HTMLElement>(SELECTORS.anyEditor)];
    if (editors.length > 0 && !editors.some((editor) => composerOf(editor))) {
      return { state: 'not-protecting', reason: 'unknown-composer', found };
    }
  }
  return { state: 'protecting', found };
}

const dialogWithPasswords = (element: Element | null | undefined): Element | null => {
  const dialog = element?.closest(SELECTORS.dialog) ?? null;
  return dialog?.querySelector(SELECTORS.passwordField) ? dialog : null;
};

/** Meta's password page (path from a route table of 2026-01-12); the change is one more call to a shared address. */
function findPasswordPage({ url }: Page): PasswordPage | null {
  if (url.hostname !== 'accountscenter.facebook.com') return null;
  if (!/^\/password_and_security\/password\/change\b/.test(url.pathname)) return null;
  return {
    isSubmit: (path) => {
      const button = findElement(path)?.closest(SELECTORS.button);
      const dialog = dialogWithPasswords(button);
      return Boolean(dialog && [...dialog.querySelectorAll(SELECTORS.button)].at(-1) === button);
    },
    hasFailed: (document) => Boolean(document.querySelector(SELECTORS.alert)),
    hasSucceeded: (document) => !document.querySelector(SELECTORS.passwordField),
  };
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
  findComposers,
  findOpeners: (document) => [...document.querySelectorAll(SELECTORS.opener)],
  examine,
  scheduledUrl: 'https://business.facebook.com/latest/posts/scheduled_posts',
  findPasswordPage,
};
