import type { Hit, Page, Platform } from '../platforms/platform';

/** Everything a press consists of. Held presses are stopped from their first event on, so that nothing half-works. */
const POINTER = ['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'click', 'touchstart', 'touchend'] as const;
const KEYS = ['keydown', 'keypress', 'keyup'] as const;

/** How the gate asks about events on the page. */
export interface GateHooks {
  /** False lets every event by without a look: the account is nobody's business. */
  isAwake(): boolean;
  /** Whether this use of a control must be stopped. */
  mustStop(hit: Hit, event: Event): boolean;
  /** A press that is not stopped, for those who follow what happens on the page (password forms). */
  onPassed(path: readonly EventTarget[], event: Event): void;
}

/**
 * Listens on the window in the capture phase, before any listener of the page: registered at document_start, it is
 * first in line. Scripted clicks are stopped like real ones; Cordon itself never sends any.
 */
export function listenAtGate(
  window: Window,
  platform: Platform,
  page: () => Page,
  hooks: GateHooks,
  signal: AbortSignal,
): void {
  const stop = (event: Event): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const handle = (event: Event, find: (path: readonly EventTarget[]) => Hit | null): void => {
    if (!hooks.isAwake()) return;
    const path = event.composedPath();
    const hit = find(path);
    if (hit && hooks.mustStop(hit, event)) stop(event);
    else hooks.onPassed(path, event);
  };

  const options = { capture: true, passive: false, signal } as const;
  for (const type of POINTER) {
    window.addEventListener(type, (event) => handle(event, (path) => platform.intentOfPress(path, page())), options);
  }
  for (const type of KEYS) {
    window.addEventListener(
      type,
      (event) => handle(event, (path) => platform.intentOfKey(event, path, page())),
      options,
    );
  }
  window.addEventListener('submit', (event) => handle(event, (path) => platform.intentOfSubmit?.(path) ?? null), options);
}
