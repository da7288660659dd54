import type { Hit, Page, Platform } from '../platforms/platform';

/** Everything a press consists of. Held presses are stopped from their first event on, so that nothing half-works. */
const POINTER = [
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'click',
  'touchstart',
  'touchend',
] as const;
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
  /** Gives whether the event was stopped. */
  const handle = (event: Event, find: (path: readonly EventTarget[]) => Hit | null): boolean => {
    if (!hooks.isAwake()) return false;
    const path = event.composedPath();
    const hit = find(path);
    const stops = hit !== null && hooks.mustStop(hit, event);
    if (stops) stop(event);
    else hooks.onPassed(path, event);
    return stops;
  };
  /** What was decided when a key went down that has not come up yet. */
  const down = new Map<string, boolean>();

  const options = { capture: true, passive: false, signal } as const;
  for (const type of POINTER) {
    window.addEventListener(
      type,
      (event) => handle(event, (path) => platform.intentOfPress(path, page())),
      options,
    );
  }
  for (const type of KEYS) {
    window.addEventListener(
      type,
      (event) => {
        const decided = down.get(event.code);
        if (type === 'keyup') down.delete(event.code);
        // What a key did to the page in going down (picked a name, ended a composition, opened a menu) must not turn
        // its coming up into another press.
        if (type !== 'keydown' && decided !== undefined) {
          if (decided) stop(event);
          return;
        }
        const stops = handle(event, (path) => platform.intentOfKey(event, path, page()));
        if (type === 'keydown') down.set(event.code, stops);
      },
      options,
    );
  }
  window.addEventListener(
    'submit',
    (event) => handle(event, (path) => platform.intentOfSubmit?.(path) ?? null),
    options,
  );
}
