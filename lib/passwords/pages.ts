import type { PlatformId } from '../platforms/hosts';
import { findElement, type Page } from '../platforms/platform';

const PASSWORD_FIELD = 'input[type="password"]';
const BUTTON = '[role="button"], button';

/** A password form on the page. */
export interface PasswordPage {
  /** The control that sends the form. */
  readonly isSubmit: (path: readonly EventTarget[]) => boolean;
  /** Path of the request that answers with status 200 when the change went through, where the URL tells. */
  readonly successPath?: string;
  /** Whether the page shows that the last attempt failed. Reads no field's value. */
  readonly hasFailed: (document: Document) => boolean;
  /** Whether the page shows that the change went through. Reads no field's value. */
  readonly hasSucceeded: (document: Document) => boolean;
}

/** X's password page. The request's path was seen in four independent clients; it is not under /1.1/. */
function findOnX({ url }: Page): PasswordPage | null {
  if (!/^\/settings\/password\/?$/.test(url.pathname)) return null;
  return {
    isSubmit: (path) => Boolean(findElement(path)?.closest('[data-testid="settingsDetailSave"]')),
    successPath: '/i/api/i/account/change_password.json',
    hasFailed: (document) => Boolean(document.querySelector('[aria-invalid="true"], [role="alert"]')),
    hasSucceeded: (document) => Boolean(document.querySelector('[data-testid="toast"]')),
  };
}

const dialogWithPasswords = (element: Element | null | undefined): Element | null => {
  const dialog = element?.closest('[role="dialog"]') ?? null;
  return dialog?.querySelector(PASSWORD_FIELD) ? dialog : null;
};

/** Meta's password page (path from a route table of 2026-01-12); the change is one more call to a shared address. */
function findOnFacebook({ url }: Page): PasswordPage | null {
  if (url.hostname !== 'accountscenter.facebook.com') return null;
  if (!/^\/password_and_security\/password\/change\b/.test(url.pathname)) return null;
  return {
    isSubmit: (path) => {
      const button = findElement(path)?.closest(BUTTON);
      const dialog = dialogWithPasswords(button);
      return Boolean(dialog && [...dialog.querySelectorAll(BUTTON)].at(-1) === button);
    },
    hasFailed: (document) => Boolean(document.querySelector('[role="alert"]')),
    hasSucceeded: (document) => !document.querySelector(PASSWORD_FIELD),
  };
}

/** The password form of a page, or null. Apart from the platforms, so that only registered accounts' pages load it. */
export function findPasswordPage(platform: PlatformId, page: Page): PasswordPage | null {
  return platform === 'x' ? findOnX(page) : findOnFacebook(page);
}
