import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boardFreshness,
  CLEAR_FOR_MS,
  CLOCK_STEP_MS,
  CLOCK_TOLERANCE_MS,
  type FreshnessFacts,
  UNREACHED_AFTER_MS,
} from './freshness';
import { HOUR, NOON, sampleBoard } from './testing';

const { signedAt, expires } = sampleBoard();
const good: FreshnessFacts = { board: { signedAt, expires }, reachedAt: NOON, triedAt: NOON, now: NOON };
const MINUTE = 60_000;

describe('never green from stale', () => {
  const cases: [string, Partial<FreshnessFacts>, object][] = [
    ['reached just now', {}, { state: 'file', signedAt: Date.parse(signedAt), reachedAt: NOON }],
    ['no board yet', { board: undefined, reachedAt: undefined }, { state: 'never' }],
    ['a board that was never reached', { reachedAt: undefined }, { state: 'never' }],
    [
      'one miss within five minutes',
      { now: NOON + 4 * MINUTE, triedAt: NOON + 4 * MINUTE, problem: { problem: 'offline' } },
      { state: 'file' },
    ],
    [
      'unreachable for longer',
      { now: NOON + UNREACHED_AFTER_MS + 1, problem: { problem: 'offline' } },
      { state: 'unknown', since: NOON, reason: 'unreachable' },
    ],
    [
      'nobody tried for longer, as after sleep',
      { now: NOON + UNREACHED_AFTER_MS + 1 },
      { state: 'unknown', since: NOON, reason: 'unreachable' },
    ],
    [
      'refused a minute ago',
      { now: NOON + MINUTE, problem: { problem: 'forged' } },
      { state: 'unknown', since: NOON, reason: 'refused' },
    ],
    ['a wireless network asking to sign in', { problem: { problem: 'not-a-board' } }, { state: 'file' }],
    ['expired', { now: Date.parse(expires) }, { state: 'expired', since: Date.parse(expires) }],
    [
      'expired, then the clock went back a day',
      {
        now: Date.parse(expires) - 24 * HOUR,
        triedAt: Date.parse(expires) + 1,
        reachedAt: Date.parse(expires) - 25 * HOUR,
      },
      { state: 'expired' },
    ],
    ['the clock went back an hour', { now: NOON - HOUR }, { state: 'unknown', since: NOON, reason: 'clock' }],
    ['the clock was set right by a second', { now: NOON - 1000 }, { state: 'file' }],
    [
      'signed in the future of this clock',
      { board: { signedAt: new Date(NOON + CLOCK_TOLERANCE_MS + 1).toISOString(), expires } },
      { state: 'unknown', reason: 'clock' },
    ],
  ];
  it.each(cases)('%s', (_what, facts, expected) => {
    expect(boardFreshness({ ...good, ...facts })).toMatchObject(expected);
  });

  const vouched: FreshnessFacts = {
    ...good,
    board: { signedAt, expires, relay: {} },
    clearAt: NOON,
  };
  const ofRelay: [string, Partial<FreshnessFacts>, object][] = [
    ['vouched for just now', {}, { state: 'clear', checkedAt: NOON, signedAt: Date.parse(signedAt) }],
    [
      'vouched for, then two minutes of silence from everybody',
      { now: NOON + CLEAR_FOR_MS + 1, triedAt: NOON + CLEAR_FOR_MS + 1 },
      { state: 'file' },
    ],
    [
      'unreachable for longer',
      { now: NOON + UNREACHED_AFTER_MS + 1 },
      { state: 'unknown', since: NOON, reason: 'unreachable' },
    ],
    [
      'one answer without a heartbeat',
      { reachedAt: NOON + MINUTE, now: NOON + MINUTE, unvouchedSince: NOON + MINUTE },
      { state: 'clear', checkedAt: NOON },
    ],
    [
      'served for longer than two minutes and not vouched for: it may be held back',
      { reachedAt: NOON + 3 * MINUTE, now: NOON + 3 * MINUTE, unvouchedSince: NOON + MINUTE },
      { state: 'unknown', since: NOON, reason: 'heartbeat' },
    ],
    [
      'never vouched for',
      { clearAt: undefined, reachedAt: NOON + 3 * MINUTE, now: NOON + 3 * MINUTE, unvouchedSince: NOON },
      { state: 'unknown', since: NOON, reason: 'heartbeat' },
    ],
    [
      'never vouched for, and only asked just now',
      { clearAt: undefined, unvouchedSince: NOON },
      { state: 'file' },
    ],
    ['a clock that differs from the relay’s', { skewed: true }, { state: 'unknown', reason: 'clock' }],
    ['refused lately', { problem: { problem: 'rolled-back' } }, { state: 'unknown', reason: 'refused' }],
    ['a clock set back', { now: NOON - HOUR }, { state: 'unknown', reason: 'clock' }],
    ['expired', { now: Date.parse(expires) }, { state: 'expired' }],
    ['a board that names no relay any more', { board: { signedAt, expires } }, { state: 'file' }],
  ];
  it.each(ofRelay)('with a relay: %s', (_what, facts, expected) => {
    expect(boardFreshness({ ...vouched, ...facts })).toMatchObject(expected);
  });

  it('gives no "no order" beyond its five minutes, whatever this clock does between tries', () => {
    // Real time runs on half-minute tries that all fail; the clock may jump before any of them.
    const jump = fc.oneof(
      { weight: 8, arbitrary: fc.constant(0) },
      fc.integer({ min: -3 * HOUR, max: 3 * HOUR }),
    );
    fc.assert(
      fc.property(fc.array(jump, { minLength: 12, maxLength: 60 }), (jumps) => {
        let clock = NOON;
        let triedAt = NOON;
        jumps.forEach((by, index) => {
          clock += 30_000 + by;
          triedAt = Math.max(triedAt, clock);
          const { state } = boardFreshness({ ...good, triedAt, now: clock, problem: { problem: 'offline' } });
          const forward = jumps.slice(0, index + 1).every((j) => j >= 0);
          const seen = jumps.slice(0, index + 1).filter((j) => j === 0).length * 30_000;
          if (forward && seen > UNREACHED_AFTER_MS) expect(state).not.toBe('file');
          if (clock < triedAt - CLOCK_STEP_MS) expect(state).not.toBe('file');
        });
      }),
    );
  });

  it('an hour wrong either way never turns "not known" or "expired" into "no order"', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10 * 24 * HOUR }),
        fc.integer({ min: 0, max: 10 * 24 * HOUR }),
        fc.integer({ min: -HOUR, max: HOUR }),
        (reached, tried, wrong) => {
          const facts = { ...good, reachedAt: NOON + reached, triedAt: NOON + reached + tried };
          const right = boardFreshness({ ...facts, now: facts.triedAt });
          const skewed = boardFreshness({ ...facts, now: facts.triedAt + wrong });
          if (right.state !== 'file') expect(skewed.state).not.toBe('file');
        },
      ),
    );
  });
});
