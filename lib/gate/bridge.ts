import type { Identity, Standing } from '../accounts/types';
import type { Snapshot } from '../messages/snapshot';
import type { Composer, Health, Platform } from '../platforms/platform';
import type { Decision, DraftVerdict, Reason } from './decide';
import type { Intent } from './intent';

/** A press that was stopped, as the guard shows it at the place of action. */
export interface HeldPress {
  /** Number of the stop within this page, so that a later one replaces an earlier one on screen. */
  readonly serial: number;
  readonly intent: Intent;
  readonly decision: Extract<Decision, { pass: false }>;
  /** The control that was pressed: the notice is shown beside it. */
  readonly control: Element;
  /** Whether the network rules of this tab are out of the way, so that a release would work. */
  readonly releasable: boolean;
}

/** A password form that was sent and seemed to succeed; the operator is asked about it. */
export interface PasswordQuestion {
  readonly accountKey: string;
  /** When the form was sent, in ms. */
  readonly at: number;
}

/** What the sentinel knows of this page at the moment. */
export interface View {
  readonly snapshot: Snapshot;
  readonly identity: Identity;
  readonly standing: Standing;
  readonly health: Health;
  readonly held: HeldPress | null;
  readonly passwordQuestion: PasswordQuestion | null;
  /** A release that is running out: until when (ms) the next press may pass by risk to life. */
  readonly releasedUntil: number | null;
}

/** How the operator answers a stopped press. */
export type Answer =
  | { readonly kind: 'acknowledge' }
  | { readonly kind: 'reason'; readonly reason: Reason }
  | { readonly kind: 'risk-to-life'; readonly reason: Reason }
  | { readonly kind: 'exercise' }
  /** The page does not tell who is acting, and the operator says it is no official account. */
  | { readonly kind: 'not-official' }
  | { readonly kind: 'dismiss' };

/**
 * What sentinel and guard share. Both run in Cordon's isolated world of the page, so they meet in a plain object there,
 * out of the page's reach: a decision never waits for a message.
 */
export interface Bridge {
  readonly platform: Platform;
  view(): View;
  /** Calls back on each change of the view, until the signal ends. */
  subscribe(listener: () => void, signal: AbortSignal): void;
  /** The guard's judgement of what stands in a composer; without one, drafts pass unchecked. */
  setJudge(judge: ((composer: Composer) => DraftVerdict) | null): void;
  /** Applies the operator's answer to the stopped press. Never presses anything. */
  answer(answer: Answer): void;
  acknowledgeNotice(identifier: string): void;
  /** A password form of this page was sent and seemed to succeed. */
  notePasswordChange(): void;
  answerPassword(changed: boolean): void;
  /** Ends when the guard is to take everything down. */
  readonly guardSignal: AbortSignal;
}

const KEY = Symbol.for('cordon.bridge');
type World = typeof globalThis & { [KEY]?: Bridge };

/** Puts the bridge where the guard finds it; null takes it away. */
export function publishBridge(bridge: Bridge | null): void {
  const world: World = globalThis;
  if (bridge) world[KEY] = bridge;
  else delete world[KEY];
}

/** The bridge of this page's sentinel, or null when none is running. */
export function findBridge(): Bridge | null {
  const world: World = globalThis;
  return world[KEY] ?? null;
}
