import fc from 'fast-check';
import { CompactSign, importJWK } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createForce } from '../desk/force-keys';
import { HEARTBEAT_LIFE_MS } from '../relay/api';
import { digestText } from './digest';
import { type PrivateJwk, publicHalf } from './fields';
import { type Beat, HEARTBEAT_TOLERANCE_MS, hearClock, judgeHeartbeat, readHeartbeat } from './heartbeat';
import { HOUR, NOON, signHeartbeat } from './testing';

const TEXT = 'eyJhbGciOiJkaXIifQ..a.b.c';
const EDGE = HEARTBEAT_LIFE_MS + HEARTBEAT_TOLERANCE_MS;
let key: PrivateJwk;
let other: PrivateJwk;
let genuine: string;
let digest: string;

beforeAll(async () => {
  const { keys } = await createForce('a');
  [key] = keys.signing as [PrivateJwk]; // the schema wants one
  [other] = keys.opening as [PrivateJwk];
  genuine = await signHeartbeat(TEXT, NOON, key);
  digest = await digestText(TEXT);
});

describe('only the relay that the board names can vouch for it', () => {
  it('a genuine heartbeat is read', async () => {
    expect(await readHeartbeat(genuine, [publicHalf(other), publicHalf(key)])).toEqual({
      board: digest,
      at: NOON,
    });
    const empty = await signHeartbeat(null, NOON, key);
    expect(await readHeartbeat(empty, [publicHalf(key)])).toEqual({ board: null, at: NOON });
  });

  const bad: [string, () => Promise<string> | string][] = [
    ['nothing', () => ''],
    ['a web page', () => '<!doctype html>'],
    ['another key', () => signHeartbeat(TEXT, NOON, other)],
    ['another key under the same id', () => signHeartbeat(TEXT, NOON, other, { kid: key.kid })],
    ['another type', () => signHeartbeat(TEXT, NOON, key, { typ: 'cordon-board+jws' })],
    ['no time', () => sign({ board: 'a' })],
    ['a board that is no digest', () => sign({ board: 'a', at: '2027-03-01T12:00:00Z' })],
    [
      'a MAC made with the public key',
      () =>
        new CompactSign(new TextEncoder().encode('{}'))
          .setProtectedHeader({ alg: 'HS256', typ: 'cordon-heartbeat+jws', kid: key.kid })
          .sign(new TextEncoder().encode(key.x.padEnd(64, 'a'))),
    ],
  ];
  it.each(bad)('%s is none', async (_what, make) => {
    expect(await readHeartbeat(await make(), [publicHalf(key)])).toBeNull();
  });

  it('however a genuine one is altered, it says nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(genuine.length - 1),
        fc.nat(3),
        fc.stringMatching(/^[\w.-]{0,4}$/),
        async (at, remove, insert) => {
          const altered = genuine.slice(0, at) + insert + genuine.slice(at + remove);
          const beat = await readHeartbeat(altered, [publicHalf(key)]);
          if (beat) expect(beat).toEqual({ board: digest, at: NOON });
        },
      ),
      { numRuns: 200 },
    );
  });
});

async function sign(statement: object): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(statement)))
    .setProtectedHeader({ alg: 'ES256', typ: 'cordon-heartbeat+jws', kid: key.kid })
    .sign(await importJWK(key, 'ES256'));
}

describe('what a heartbeat is worth', () => {
  const beat = (at: number, board: string | null = 'ours'): Beat => ({ board, at });
  const cases: [string, Parameters<typeof judgeHeartbeat>, string][] = [
    ['now', [beat(NOON), 'ours', NOON, undefined], 'good'],
    ['at the edge', [beat(NOON - EDGE), 'ours', NOON, undefined], 'good'],
    ['at the other edge', [beat(NOON + EDGE), 'ours', NOON, undefined], 'good'],
    ['about a newer board', [beat(NOON, 'theirs'), 'ours', NOON, undefined], 'other-board'],
    ['about no board', [beat(NOON, null), 'ours', NOON, undefined], 'other-board'],
    ['none at all', [null, 'ours', NOON, undefined], 'none'],
    ['this clock is an hour slow', [beat(NOON + HOUR), 'ours', NOON, undefined], 'clock'],
    [
      'this clock is an hour fast',
      [beat(NOON - HOUR), 'ours', NOON, { at: NOON - HOUR - 30_000, heardAt: NOON - 30_000 }],
      'clock',
    ],
    [
      'the same one again within its life',
      [beat(NOON), 'ours', NOON + 30_000, { at: NOON, heardAt: NOON }],
      'good',
    ],
    [
      'the same one again after its life: somebody holds it back',
      [beat(NOON), 'ours', NOON + EDGE, { at: NOON, heardAt: NOON }],
      'none',
    ],
    [
      'an hour-old one again',
      [beat(NOON - HOUR), 'ours', NOON, { at: NOON - HOUR, heardAt: NOON - HOUR }],
      'none',
    ],
  ];
  it.each(cases)('%s', (_what, args, verdict) => {
    expect(judgeHeartbeat(...args)).toBe(verdict);
  });

  it('a host that goes on with an old one gets no more than a life out of it, whatever it says in between', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ wait: fc.integer({ min: 0, max: 60_000 }), old: fc.nat(5) }), { maxLength: 30 }),
        (asks) => {
          // Six genuine heartbeats were caught before noon; none is signed afterwards.
          const caught = Array.from({ length: 6 }, (_, index) => beat(NOON - index * 15_000));
          let now = NOON;
          let heard = hearClock(caught[0] ?? null, NOON, undefined);
          for (const { wait, old } of asks) {
            now += wait;
            const replayed = caught[old] ?? null;
            const verdict = judgeHeartbeat(replayed, 'ours', now, heard);
            heard = hearClock(replayed, now, heard);
            if (now > NOON + HEARTBEAT_LIFE_MS) expect(verdict).not.toBe('good');
          }
        },
      ),
    );
  });
});
