import type { Page, PasswordPage, Platform } from '../platforms/platform';

/** Milliseconds within which the success cue must follow the sending of the form. */
const CUE_MS = 30_000;

/** Follows the password form of a registered login. Reads no field. */
export interface PasswordWatch {
  /** A press or key that went through to the page. */
  pressed(path: readonly EventTarget[], event: Event): void;
  /** Something on the page changed: look for the success cue, if one is awaited. */
  pageChanged(): void;
}

/**
 * Notices that the form on a password page was sent and went through: by the answer's status where the address tells
 * what was sent (X), else by the form leaving the page without an error (Meta).
 */
export function watchPasswords(
  platform: Platform,
  page: () => Page,
  onChanged: () => void,
  signal: AbortSignal,
): PasswordWatch {
  let sent: { readonly at: number; readonly form: PasswordPage } | null = null;
  let pending: ReturnType<typeof setTimeout> | undefined;

  const done = (): void => {
    sent = null;
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
  observer.observe({ type: 'resource' });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(pending);
  });

  return {
    pressed(path, event) {
      const form = platform.findPasswordPage(page());
      if (!form) return;
      const sends =
        event.type === 'submit' ||
        (event.type === 'click' && form.isSubmit(path)) ||
        (event.type === 'keydown' &&
          event instanceof KeyboardEvent &&
          event.key === 'Enter' &&
          isPasswordField(path[0]));
      if (sends) sent = { at: performance.now(), form };
    },
    pageChanged() {
      if (!sent) return;
      if (isLate(sent.at)) {
        sent = null;
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
    },
  };
}

function isPasswordField(target: EventTarget | undefined): boolean {
  return target instanceof HTMLInputElement && target.type === 'password';
}
