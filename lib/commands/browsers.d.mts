import type { Host, RunResult } from './host.mjs';

/** A browser that can load the extension. */
export interface Found {
  /** Absolute path of the program. */
  readonly path: string;
  readonly kind: 'chromium' | 'firefox';
  /** Where it came from: the environment variable, the machine, a fetching tool's cache, or Debian's package just installed. */
  readonly source: 'variable' | 'installed' | 'fetched' | 'package';
}

/** No browser: which one, a sentence for people, and the command that would install it. */
export interface Missing {
  readonly missing: 'chromium' | 'firefox';
  readonly sentence: string;
  readonly command: string;
}

/** How to look. */
export interface FindOptions {
  /** Also fetch or install one where none is found (network, minutes). Without it nothing is changed. */
  readonly get?: boolean;
  readonly host?: Host;
  /** Takes lines of progress. */
  readonly say?: (line: string) => void;
}

/**
 * Finds a Chromium that loads unpacked extensions: CORDON_CHROMIUM, an installed one (never branded Chrome or Edge),
 * Playwright's; with `get` also fetches Playwright's, or installs Debian's package. Never rejects.
 */
export function findChromium(options?: FindOptions): Promise<Found | Missing>;

/**
 * Finds a Firefox of at least the manifest's version: CORDON_FIREFOX, an installed one, one that @puppeteer/browsers
 * keeps; with `get` also fetches one, or installs Debian's package. Never rejects.
 */
export function findFirefox(options?: FindOptions): Promise<Found | Missing>;

/**
 * Installs one of Debian's packages, as root or through a sudo that asks nothing.
 * @returns how apt-get ended, or null where it cannot be used
 */
export function aptGet(host: Host, packageName: string): Promise<RunResult | null>;
