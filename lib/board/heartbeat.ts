import { compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import * as v from 'valibot';
import { HEARTBEAT_LIFE_MS, HEARTBEAT_TYPE, type Heartbeat } from '../relay/api';
import { BOARD_SIGNATURE } from './envelope';
import type { PublicKey } from './fields';

/**
 * Milliseconds by which this computer's clock may differ from the relay's, beyond a heartbeat's own life; ours.
 * Domains keep their computers within seconds. It is also how much longer a host could go on with an old heartbeat,
 * so it is short.
 */
export const HEARTBEAT_TOLERANCE_MS = 60_000;

/** A genuine heartbeat as read: `board` is the digest of the newest board, `at` is in ms by the relay's clock. */
export interface Beat {
  readonly board: string | null;
  readonly at: number;
}

/** The newest time the relay's clock was heard to say, and when that was by ours. Times in ms. */
export interface RelayClock {
  readonly at: number;
  readonly heardAt: number;
}

/** What a heartbeat is worth. */
export type Verdict =
  /** Fresh, and about this very board. */
  | 'good'
  /** Fresh, and about another board. */
  | 'other-board'
  /** Genuine and going on, at a time that is not this computer's. */
  | 'clock'
  /** None, not genuine, or an old one again. */
  | 'none';

const schema: v.GenericSchema<unknown, Heartbeat> = v.object({
  board: v.nullable(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/))),
  at: v.pipe(v.string(), v.isoTimestamp()),
});

/** Reads a heartbeat signed by one of these keys, or null. Never throws. */
export async function readHeartbeat(text: string, keys: readonly PublicKey[]): Promise<Beat | null> {
  try {
    const header = decodeProtectedHeader(text);
    const key = keys.find(({ kid }) => kid === header.kid);
    if (!key || header.typ !== HEARTBEAT_TYPE || header.crit !== undefined) return null;
    const { payload } = await compactVerify(text, await importJWK(key, BOARD_SIGNATURE), {
      algorithms: [BOARD_SIGNATURE],
    });
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
    const { board, at } = v.parse(schema, json);
    return { board, at: Date.parse(at) };
  } catch {
    return null;
  }
}

/**
 * Judges a heartbeat against the digest of the board at hand. `sentAt` is when it was asked for, in ms by this clock.
 * A relay signs anew every quarter of a heartbeat's life, so one that goes on being the same is an old one again,
 * whatever this clock says. One that goes on and is out of time proves a wrong clock. Pure.
 */
export function judgeHeartbeat(
  beat: Beat | null,
  digest: string,
  sentAt: number,
  heard: RelayClock | undefined,
): Verdict {
  if (!beat) return 'none';
  const goesOn = !heard || beat.at > heard.at || sentAt - heard.heardAt <= HEARTBEAT_LIFE_MS;
  const age = sentAt - beat.at;
  // None comes from the future.
  if (!goesOn) return age < -HEARTBEAT_TOLERANCE_MS ? 'clock' : 'none';
  if (Math.abs(age) > HEARTBEAT_LIFE_MS + HEARTBEAT_TOLERANCE_MS) return 'clock';
  return beat.board === digest ? 'good' : 'other-board';
}

/** The relay's clock after this heartbeat was heard. */
export function hearClock(
  beat: Beat | null,
  sentAt: number,
  heard: RelayClock | undefined,
): RelayClock | undefined {
  if (!beat || (heard && beat.at <= heard.at)) return heard;
  return { at: beat.at, heardAt: sentAt };
}

/** Steps in ms by which a clock ahead is told: it is heard anew at each check, and what rests on it must not waver. */
const AHEAD_STEP_MS = 5 * 60_000;

/** A clock near the edge between two steps stays with the step it was on by this many ms; ours. */
const AHEAD_SLACK_MS = 60_000;

/**
 * Milliseconds by which this computer's clock is ahead of the relay's, rounded up; 0 where it is not, or not by more
 * than a heartbeat may be old. A host that replays an old heartbeat looks the same: both must not let an order run out
 * early (design, promise 5: a wrong clock never ends a hold). `before` is what was found the last time.
 */
export function clockAhead(heard: RelayClock | undefined, before = 0): number {
  const ahead = heard ? heard.heardAt - heard.at : 0;
  const least = HEARTBEAT_LIFE_MS + HEARTBEAT_TOLERANCE_MS;
  if (before > 0 && ahead <= before && ahead > Math.max(before - AHEAD_STEP_MS, least) - AHEAD_SLACK_MS)
    return before;
  if (ahead <= least) return 0;
  return Math.ceil(ahead / AHEAD_STEP_MS) * AHEAD_STEP_MS;
}
