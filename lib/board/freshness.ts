import type { FetchProblem } from './fetch';
import type { BoardProblem } from './open';

/**
 * Milliseconds without a good board after which what it says is "not known". Ours: the board is asked for every
 * 30 seconds, so this is ten misses, which no lift or change of network explains; and a blackout should not be
 * unknown to an operator for longer than it takes to write a post.
 */
export const UNREACHED_AFTER_MS = 5 * 60_000;

/** Milliseconds by which a board may be signed in the future before this computer's clock is distrusted; ours. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** Milliseconds a clock may be set back without being distrusted: a time server's ordinary correction; ours. */
export const CLOCK_STEP_MS = 10_000;

/**
 * Milliseconds for which a good heartbeat earns "clear", and after which its absence is told. Ours: the board is asked
 * for every 30 seconds, so this is four answers.
 */
export const CLEAR_FOR_MS = 2 * 60_000;

/** What is known when freshness is asked for. Times in milliseconds since 1970. */
export interface FreshnessFacts {
  /** The last accepted board; ISO 8601 instants as the board gives them. */
  readonly board?:
    | { readonly signedAt: string; readonly expires: string; readonly relay?: unknown }
    | undefined;
  /** When an address last gave the board, new or unchanged, and it was accepted. */
  readonly reachedAt?: number | undefined;
  /** When the request was sent whose answer came with the last good heartbeat for the board at hand. */
  readonly clearAt?: number | undefined;
  /** Since when answers have come without a good heartbeat, though the board names a relay. */
  readonly unvouchedSince?: number | undefined;
  /** Whether the last genuine heartbeat shows that this computer's clock differs from the relay's. */
  readonly skewed?: boolean | undefined;
  /** Latest time an address was tried; it never goes back unless the board is reached. */
  readonly triedAt?: number | undefined;
  /** What went wrong at the last try; absent when it went well. */
  readonly problem?: { readonly problem: FetchProblem | BoardProblem } | undefined;
  readonly now: number;
}

/** Why it is not known what is in force. */
export type UnknownReason =
  /** No address answered with a board for longer than {@link UNREACHED_AFTER_MS}. */
  | 'unreachable'
  /** An address answered, and what it gave was refused. */
  | 'refused'
  /** This computer's clock went back, is behind the board's signer, or differs from the relay's. */
  | 'clock'
  /** The board is served, and its relay does not say that it is the newest: it may be held back. */
  | 'heartbeat';

/**
 * How far the board at hand may be believed to be the latest. A board that is a file can be held back by its host, so
 * all it earns is "no order in the board signed at …"; only a relay's heartbeat earns "clear" (design, promise 5).
 * Times in milliseconds since 1970.
 */
export type Freshness =
  /** The relay said lately that this is the newest board. */
  | { readonly state: 'clear'; readonly checkedAt: number; readonly signedAt: number }
  /** Reached lately: what it says is what was signed at that time. */
  | { readonly state: 'file'; readonly signedAt: number; readonly reachedAt: number }
  /** Not known since the last good answer. */
  | { readonly state: 'unknown'; readonly since: number; readonly reason: UnknownReason }
  /** The board's own end has passed. */
  | { readonly state: 'expired'; readonly since: number; readonly signedAt: number }
  /** No board was ever accepted here. */
  | { readonly state: 'never' };

/** Refusals: something was there and was not believed, which is no mere silence. */
const REFUSALS: ReadonlySet<FetchProblem | BoardProblem> = new Set<BoardProblem>([
  'wrong-key',
  'forged',
  'malformed',
  'rolled-back',
  'replaced',
  'expired',
  'too-large',
]);

/**
 * Judges freshness. Pure. Whatever the clock does, the answer errs towards "not known": time is taken as the
 * latest ever seen, and a clock that went back is a reason of its own until the board is reached again.
 * `not-a-board` counts as not reached, because the sign-in page of a wireless network looks like that.
 */
export function boardFreshness(facts: FreshnessFacts): Freshness {
  const { board, reachedAt, triedAt, problem, now } = facts;
  if (!board || reachedAt === undefined) return { state: 'never' };
  const signedAt = Date.parse(board.signedAt);
  const expires = Date.parse(board.expires);
  const latest = Math.max(now, reachedAt, triedAt ?? reachedAt);
  if (latest >= expires) return { state: 'expired', since: expires, signedAt };
  if (problem && REFUSALS.has(problem.problem))
    return { state: 'unknown', since: reachedAt, reason: 'refused' };
  if (latest - reachedAt > UNREACHED_AFTER_MS)
    return { state: 'unknown', since: reachedAt, reason: 'unreachable' };
  const { clearAt, unvouchedSince, skewed } = facts;
  const hasRelay = board.relay !== undefined;
  const since = (hasRelay ? (clearAt ?? unvouchedSince) : undefined) ?? reachedAt;
  if (now < latest - CLOCK_STEP_MS || signedAt > now + CLOCK_TOLERANCE_MS || (hasRelay && skewed)) {
    return { state: 'unknown', since, reason: 'clock' };
  }
  if (!hasRelay) return { state: 'file', signedAt, reachedAt };
  // Measured to the last answer, so that a relay that cannot be reached is told as that.
  if (unvouchedSince !== undefined && reachedAt - since > CLEAR_FOR_MS)
    return { state: 'unknown', since, reason: 'heartbeat' };
  if (clearAt !== undefined && latest - clearAt <= CLEAR_FOR_MS)
    return { state: 'clear', checkedAt: clearAt, signedAt };
  return { state: 'file', signedAt, reachedAt };
}
