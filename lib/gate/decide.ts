import type { Identity, Standing } from '../accounts/types';
import type { Notice } from '../board/schema';
import type { Snapshot } from '../messages/snapshot';
import type { ApplicableNotice, Demand } from '../notices/applicable';
import { concerns, currentNotices, demandOf, noticesFor, phaseOf } from '../notices/applicable';
import type { PlatformId } from '../platforms/hosts';
import type { Intent, Target } from './intent';
import { isPublishing } from './intent';

/** Milliseconds for which a release by risk to life holds for one draft (design, promise 7). */
export const RISK_TO_LIFE_MS = 60_000;

/** Milliseconds after which presses pass although the snapshot could not be read (design, "How it moves" 1). */
export const UNREAD_LIMIT_MS = 1_000;

/** Why a press was stopped. */
export type HoldCause =
  /** The snapshot has not been read yet. */
  | 'starting'
  /** This copy of Cordon was replaced or switched off. */
  | 'orphaned'
  | 'blackout'
  | 'corporate-lines-only'
  | 'exercise'
  | 'may-have-ended'
  /** A hold is in force for somebody here and the page does not tell who is acting. */
  | 'unclear-actor'
  /** The board has not been reached for too long. */
  | 'not-known'
  | 'findings';

/** What the operator must do before the next press may pass. */
export type Requirement = 'none' | 'acknowledge' | 'reason' | 'exercise' | 'risk-to-life';

/** The reasons an operator may choose; always from a list, since the page could watch typing. */
export const RISK_REASONS = [
  'immediate-danger',
  'missing-person',
  'public-safety',
  'correct-danger',
] as const;
/** Reasons where the notice or finding asks one but does not hold. */
export const REASONS = [
  'comms-agreed',
  'risk-to-life',
  'correction',
  'already-public',
  'not-about-this',
] as const;
/** A reason chosen from one of the lists. */
export type Reason = (typeof RISK_REASONS)[number] | (typeof REASONS)[number];

/** What the guard's checks ask of a draft. */
export interface DraftVerdict {
  readonly mode: 'inform' | 'acknowledge' | 'reason' | 'hold' | null;
  /** Ids of the rules that speak, for the record; never words of the draft. */
  readonly rules: readonly string[];
}

/** Everything one decision rests on. */
export interface Press {
  readonly intent: Intent;
  readonly target?: Target;
  /** Identity of the draft: changes with its text, so a changed draft is judged anew. */
  readonly draft: string;
  readonly verdict: DraftVerdict;
}

/** A release of one draft from the notices in force. */
export interface Release {
  /** When it ends, in ms. */
  readonly until: number;
  /** Risk to life outweighs the checks as well: nothing may ask a second time within the minute. */
  readonly riskToLife: boolean;
}

/** What the operator has released in this tab. */
export interface Releases {
  /** Drafts released from notices. */
  readonly notices: ReadonlyMap<string, Release>;
  /** Drafts whose findings were acknowledged or reasoned. */
  readonly findings: ReadonlySet<string>;
  /** Whether "not known" was acknowledged in this tab. */
  readonly notKnown: boolean;
  /** Whether "this is not an official account" was answered in this tab, for the signs as they stand. */
  readonly notOfficial: boolean;
}

/** What the gate answers. */
export type Decision =
  | { readonly pass: true }
  | {
      readonly pass: false;
      readonly cause: HoldCause;
      readonly requirement: Requirement;
      readonly notice?: Notice;
      readonly rules: readonly string[];
    };

const PASS: Decision = { pass: true };
const held = (cause: HoldCause, requirement: Requirement, notice?: Notice): Decision => ({
  pass: false,
  cause,
  requirement,
  ...(notice ? { notice } : {}),
  rules: [],
});

const STRICTNESS: Record<Demand, number> = { pass: 0, exercise: 1, reason: 2, hold: 3 };

/** The strictest demand among the notices that concern the acting account, with the notice that makes it. */
export function strictest(
  notices: readonly ApplicableNotice[],
  intent: Intent,
  target?: Target,
): { demand: Demand; by?: ApplicableNotice } {
  let out: { demand: Demand; by?: ApplicableNotice } = { demand: 'pass' };
  for (const by of notices) {
    const demand = demandOf(by, intent, target);
    if (STRICTNESS[demand] > STRICTNESS[out.demand]) out = { demand, by };
  }
  return out;
}

/** Who is acting where, and what the background says of it. */
export interface Scene {
  readonly snapshot: Snapshot;
  readonly platform: PlatformId;
  readonly identity: Identity;
  readonly standing: Standing;
}

/**
 * Decides about one press at `now` (ms): notices first, then freshness, then the draft's findings.
 * Pure and quick, since it runs inside the page's own event.
 */
export function decide(scene: Scene, press: Press, releases: Releases, now: number): Decision {
  const { snapshot, identity, standing } = scene;
  if (!isPublishing(press.intent)) return PASS;
  if (standing === 'personal' || standing === 'signed-out') return PASS;
  const release = releases.notices.get(press.draft);
  const released = release !== undefined && release.until > now;
  if (released && release.riskToLife) return PASS;
  if (standing === 'unclear' || !identity.account) {
    const silent = !snapshot.everConfirmed || releases.notOfficial || released;
    return silent ? PASS : decideUnclear(scene, press, now);
  }
  if (!released) {
    const { demand, by } = strictest(
      noticesFor(identity.account, snapshot.notices, now),
      press.intent,
      press.target,
    );
    if (by && demand !== 'pass') return byNotice(demand, by);
    if (isNotKnown(snapshot) && !releases.notKnown) return held('not-known', 'acknowledge');
  }
  return decideFindings(press, releases);
}

/** Whether the board says too little to go by: not reached for too long, or past its own end. */
export function isNotKnown({ board }: Snapshot): boolean {
  return board.state === 'unknown' || board.state === 'expired';
}

function byNotice(demand: Demand, { notice, phase }: ApplicableNotice): Decision {
  if (demand === 'exercise') return held('exercise', 'exercise', notice);
  if (phase === 'may-have-ended') return held('may-have-ended', 'reason', notice);
  return demand === 'hold'
    ? held('blackout', 'risk-to-life', notice)
    : held('corporate-lines-only', 'reason', notice);
}

/**
 * The signs disagree or say nothing, in a profile where an official account has been used. Publishing is stopped
 * only while a blackout is in force for an account that may be the one acting.
 */
function decideUnclear({ snapshot, identity, platform }: Scene, press: Press, now: number): Decision {
  const suspects = identity.account
    ? [identity.account]
    : snapshot.accounts.filter((account) => account.platform === platform);
  // Notices outside, accounts inside: a force has hundreds of accounts, and a press cannot wait for all of each.
  for (const notice of currentNotices(snapshot.notices)) {
    const applicable = { notice, phase: phaseOf(notice, now) };
    if (demandOf(applicable, press.intent, press.target) !== 'hold') continue;
    if (suspects.some((account) => concerns(notice, account)))
      return held('unclear-actor', 'risk-to-life', notice);
  }
  return PASS;
}

function decideFindings({ draft, verdict }: Press, releases: Releases): Decision {
  if (verdict.mode === null || verdict.mode === 'inform' || releases.findings.has(draft)) return PASS;
  const requirement: Requirement = verdict.mode === 'acknowledge' ? 'acknowledge' : 'reason';
  return { pass: false, cause: 'findings', requirement, rules: verdict.rules };
}
