import type { Signal } from '../accounts/types';
import type { Intent, Target } from '../gate/intent';
import type { PlatformId } from './hosts';

/** A place where something is being written. */
export interface Composer {
  /** The surface with everything that belongs to this draft: dialog, form or box. */
  readonly surface: Element;
  /** Its editors in reading order; more than one in a thread. */
  readonly editors: readonly HTMLElement[];
  /** The control that sends it, if it is on the page yet. */
  readonly submit: Element | null;
  readonly intent: Intent;
  readonly target?: Target;
}

/** A control that was about to be used. */
export interface Hit {
  readonly intent: Intent;
  readonly control: Element;
  readonly composer?: Composer;
  readonly target?: Target;
}

/** Whether the page is one Cordon can protect. */
export interface Health {
  readonly state: 'waiting' | 'protecting' | 'not-protecting';
  /** Why not. */
  readonly reason?: 'unguarded-host' | 'no-identity' | 'no-controls' | 'unknown-composer' | 'not-started';
  /** Names of what was looked for, with how many were found: for "check this page". */
  readonly found: Readonly<Record<string, number>>;
}

/** The parts of a page that a platform reads; the URL is passed in so that tests need no navigation. */
export interface Page {
  readonly document: Document;
  readonly url: URL;
}

/**
 * One platform's pages, as far as Cordon needs them. Reads the page, changes nothing, and knows nothing of messages
 * or storage. Controls are resolved at event time, because both platforms re-create their buttons.
 */
export interface Platform {
  readonly id: PlatformId;
  /** The signs of who is acting that can be read now. */
  readSignals(page: Page): Signal[];
  /** Id of the login that owns the session, which on Facebook differs from a Page it acts as; null when signed out. */
  readLogin(page: Page): string | null;
  /** The small parts of the page whose change may mean another account. */
  identityRegions(document: Document): Element[];
  /** The page's main region; identity and controls are due soon after it appears. */
  findMain(document: Document): Element | null;
  /** What a pointer press on this path would do, or null. */
  intentOfPress(path: readonly EventTarget[], page: Page): Hit | null;
  /** What a key would do, or null. Covers keys on controls and the platform's shortcuts in editors. */
  intentOfKey(event: KeyboardEvent, path: readonly EventTarget[], page: Page): Hit | null;
  /** What sending a form would do, or null; only where the platform's composers are forms. */
  intentOfSubmit?(path: readonly EventTarget[]): Hit | null;
  /** Hears of each use of a control that was let through, where a next step must be known by it. */
  notePassed?(hit: Hit): void;
  findComposers(page: Page): Composer[];
  /** What opens a composer in the page's own column, so that nothing of ours lies on it. */
  findOpeners(document: Document): Element[];
  /** Counts of the controls looked for, and whether they suffice to protect the page. */
  examine(page: Page): Health;
  /** The platform's own list of scheduled posts. */
  readonly scheduledUrl: string;
}

/** The first element of an event's path, or null. `composedPath()` is read at once: it is empty after dispatch. */
export function findElement(path: readonly EventTarget[]): Element | null {
  const first = path[0];
  return first instanceof Element ? first : null;
}
