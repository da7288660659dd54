import type { Identity, Signal, Standing } from '../accounts/types';
import type { Reason } from '../gate/decide';
import type { Intent } from '../gate/intent';
import type { PlatformId } from '../platforms/hosts';
import type { Health } from '../platforms/platform';
import type { ReportKind } from '../reports/report';
import { browser } from './browser';
import { createMessenger } from './messenger';
import type { Language } from './snapshot';

/** What a page's sentinel tells the background about itself. */
export interface StandingReport {
  readonly platform: PlatformId;
  readonly standing: Standing;
  readonly status: Identity['status'];
  /** Key of the registered account; absent for any other account, whose identity never leaves the page. */
  readonly accountKey?: string;
  /** Id of a registered account that the register knew by handle alone. */
  readonly learnt?: { readonly key: string; readonly id: string };
  readonly health: Health['state'];
}

/** Something the guard did or the operator answered: account, rule names and choices, never words of a draft. */
export interface GateRecord {
  readonly kind:
    | 'held'
    | 'risk-to-life'
    | 'reason'
    | 'acknowledged'
    | 'exercise'
    | 'not-known-acknowledged'
    | 'not-official';
  readonly accountKey?: string;
  readonly intent: Intent;
  readonly notice?: string;
  readonly rules: readonly string[];
  readonly reason?: Reason;
  /** Tells one record from another: a page that got no answer sends it again. */
  readonly nonce?: string;
}

/** "Check this page" of the popup: evidence without any draft text, ready to copy. */
export interface PageCheck {
  readonly host: string;
  readonly path: string;
  readonly platform: PlatformId;
  readonly status: Identity['status'];
  readonly standing: Standing;
  /** Name of the registered account, if it is one. */
  readonly accountName?: string;
  readonly evidence: readonly Signal[];
  readonly health: Health;
  readonly composers: number;
}

/** How a changed password is told to Corporate Communications. */
export type PasswordRoute = 'phone' | 'in-person' | 'delegated';

/** What the options page and the popup ask for when joining. */
export type JoinResult =
  | { readonly ok: true; readonly forceName: { readonly en?: string; readonly cy?: string } }
  | {
      readonly ok: false;
      /** From reading the code, from fetching the board, or from opening it. */
      readonly stage: 'code' | 'fetch' | 'board' | 'managed';
      readonly problem: string;
      readonly detail?: string;
    };

/** How fresh the board is, for those who watch it. Times in ms since 1970. */
export interface BoardTimes {
  /** When the newest board was last confirmed: by a heartbeat where there is a relay, else by reaching its file. */
  readonly checkedAt: number | null;
}

/** Every message between Cordon's contexts. */
export interface Protocol {
  // From the sentinel and the guard of a page:
  reportStanding(report: StandingReport): void;
  /** Takes the network rules off this tab before a release is offered; answers when they are gone. */
  liftRules(data: { readonly forMs: number }): void;
  restoreRules(data: Record<string, never>): void;
  recordGate(record: GateRecord): void;
  acknowledgeNotice(data: { readonly identifier: string; readonly accountKey: string }): void;
  /**
   * A guarded page is in sight; sent when it comes into sight and every 20 s (in Firefox this alone keeps the
   * background awake). Opens the doorbell where there is none, and tells how fresh the board is.
   */
  guardAlive(data: Record<string, never>): BoardTimes;
  /** The guard has shown a notice on a page of this account; told once for both. */
  noticeDelivered(data: { readonly identifier: string; readonly accountKey: string }): void;
  /** The operator has looked at the corporate lines of a notice (DO3). */
  linesSeen(data: { readonly identifier: string; readonly accountKey: string }): void;
  /** The operator says that the posts of a removal request are gone (R2). */
  removalDone(data: { readonly removal: string; readonly accountKey: string }): void;
  /** The operator was shown what reports of these kinds hold; until then none of them leaves. */
  reportsShown(data: { readonly kinds: readonly ReportKind[] }): void;
  /** A composer is open on a registered account: look at the board now (the guard repeats this every 5 s). */
  composerOpen(data: Record<string, never>): void;
  /** The operator answered whether the password of an account was changed. */
  passwordAnswer(data: { readonly accountKey: string; readonly changed: boolean; readonly at: number }): void;
  injectGuard(data: Record<string, never>): void;
  // From Cordon's own pages:
  join(data: { readonly code: string }): JoinResult;
  leave(data: Record<string, never>): void;
  setLanguage(data: { readonly language: Language }): void;
  refreshBoard(data: Record<string, never>): void;
  /** Logs that a password was changed and how Corporate Communications was or will be told; done when reported. */
  logPassword(data: {
    readonly accountKey: string;
    readonly changedAt: string;
    readonly route: PasswordRoute;
    readonly reported: boolean;
  }): void;
  /** Marks an outstanding change as reported. */
  resolvePassword(data: { readonly id: number; readonly route: PasswordRoute }): void;
  /** These reports were copied or mailed by hand and need not be sent again. */
  handOver(data: { readonly ids: readonly string[]; readonly by: 'copy' | 'mail' }): void;
  /** Tries at once to send what waits. */
  sendReports(data: Record<string, never>): void;
  // To a page's sentinel:
  checkPage(data: Record<string, never>): PageCheck;
  /** Who acts on a page, and for how many ms yet the network rules must stay away from it; null unless registered. */
  whoActs(data: Record<string, never>): (StandingReport & { readonly liftForMs: number }) | null;
}

/** Sends and answers {@link Protocol} messages in the background and in Cordon's own pages. */
export const { sendMessage, onMessage } = createMessenger(browser);
