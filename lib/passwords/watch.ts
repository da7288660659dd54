import type { PlatformId } from '../platforms/hosts';
import type { Page } from '../platforms/platform';
import { findPasswordPage, type PasswordPage } from './pages';

/** Milliseconds within which the success cue must follow the sending of the form. */
const CUE_MS = 30_000;

/**
 * Notices that the form on a password page was sent and went through: by the answer's status where the address tells
 * what was sent (X), else by the form leaving the page without an error (Meta).
 */
export function watchPasswords(
  window: Window & typeof globalThis,
  platform: PlatformId,
  onChanged: () => void,
  signal: AbortSignal,
): void {
  const { document } = window;
  const page = (): Page => ({ document, url: new URL(window.location.href) });
  let sent: { readonly at: number; readonly form: PasswordPage } | null = null;
  let pending: ReturnType<typeof setTimeout> | undefined;

  const forget = (): void => {
    sent = null;
    observer.disconnect();
    changes.disconnect();
  };
  const done = (): void => {
    forget();
    onChanged();
  };
  const isLate = (at: number): boolean => performance.now() - at > CUE_MS;

  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (!sent?.form.successPath || entry.startTime < sent.at - 50) continue;
      const { responseStatus } = entry as PerformanceResourceTiming; // only resource entries are observed
      if (
        new URL(entry.name).pathname === sent.form.successPath &&
        responseStatus >= 200 &&
        responseStatus < 300
      )
        done();
    }
  });
  signal.addEventListener('abort', () => {
    forget();
    clearTimeout(pending);
  });

  const pressed = (event: Event): void => {
    const path = event.composedPath();
    const form = findPasswordPage(platform, page());
    if (!form) return;
    const sends =
      event.type === 'submit' ||
      (event.type === 'click' && form.isSubmit(path)) ||
      (event.type === 'keydown' &&
        event instanceof KeyboardEvent &&
        event.key === 'Enter' &&
        isPasswordField(path[0]));
    if (!sends || !page().document.querySelector('input[type="password"]')) return;
    sent = { at: performance.now(), form };
    if (form.successPath) observer.observe({ type: 'resource' });
    else changes.observe(document, { subtree: true, childList: true });
  };
  const pageChanged = (): void => {
    if (!sent) return;
    if (isLate(sent.at)) {
      forget();
      return;
    }
    // Where the address of the answer tells, nothing else is believed.
    if (sent.form.successPath) return;
    clearTimeout(pending);
    // Once more after the page has settled: a form that is being re-drawn is gone for a moment too.
    pending = setTimeout(() => {
      const { document } = page();
      if (!sent) return;
      if (sent.form.hasFailed(document)) sent = null;
      else if (sent.form.hasSucceeded(document)) done();
    }, 300);
  };

  const changes = new MutationObserver(pageChanged);
  const options = { capture: true, passive: true, signal } as const;
  for (const type of ['click', 'keydown', 'submit']) window.addEventListener(type, pressed, options);
}

function isPasswordField(target: EventTarget | undefined): boolean {
  return target instanceof HTMLInputElement && target.type === 'password';
}
