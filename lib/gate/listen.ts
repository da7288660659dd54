import type { Hit, Page, Platform } from '../platforms/platform';

/** Names of the elements that hold Cordon's own surfaces. */
const OWN_HOSTS: ReadonlySet<string> = new Set(['crd-strip', 'side-note']);

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
}

const stop = (event: Event): void => {
  event.preventDefault();
  event.stopImmediatePropagation();
};

/**
 * Stops what is left of a press on a control whose first event was stopped, for when the gate's own listeners go in
 * the middle of it. Ends with the press, after `forMs` milliseconds at the latest.
 */
export function stopRestOfPress(window: Window, control: Element, forMs: number): void {
  const rest = new AbortController();
  for (const type of [...POINTER, ...KEYS]) {
    window.addEventListener(
      type,
      (event) => {
        if (!event.composedPath().includes(control)) return;
        stop(event);
        if (type === 'click' || type === 'keyup') rest.abort();
      },
      { capture: true, passive: false, signal: rest.signal },
    );
  }
  setTimeout(() => rest.abort(), forMs);
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
  /** Gives whether the event was stopped. */
  const handle = (event: Event, find: (path: readonly EventTarget[]) => Hit | null): boolean => {
    if (!hooks.isAwake()) return false;
    const path = event.composedPath();
    // Cordon's own buttons are buttons too, and none of the page's.
    if (path.some((target) => target instanceof Element && OWN_HOSTS.has(target.localName))) return false;
    const hit = find(path);
    // A key that is held down repeats itself: what answered a notice must not press Post as well.
    const repeats = event instanceof KeyboardEvent && event.repeat;
    const stops = hit !== null && (repeats || hooks.mustStop(hit, event));
    if (stops) stop(event);
    else if (hit && (event.type === 'click' || event.type === 'keydown')) platform.notePassed?.(hit);
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
