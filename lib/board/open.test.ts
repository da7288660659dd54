import fc from 'fast-check';
import { base64url, generateKeyPair } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createForce, type ForceKeys, membershipFor, type RecoveryKey } from '../desk/force-keys';
import { BoardInputError, signBoard } from './author';
import { BOARD_BYTES_LIMIT } from './envelope';
import type { PrivateJwk } from './fields';
import { type OpenContext, openBoard } from './open';
import { encryptAnything, HOUR, NOON, sampleBoard, wrapAnything } from './testing';

const BOARDS = ['https://board.example/board'];
const FIRST: OpenContext = { now: NOON, lastSequence: 0 };
let keys: ForceKeys;
let others: ForceKeys;
let recovery: RecoveryKey;
let signer: PrivateJwk;
let genuine: string;

beforeAll(async () => {
  ({ keys, recovery } = await createForce('teifi-coast'));
  ({ keys: others } = await createForce('teifi-coast'));
  [signer] = keys.signing as [PrivateJwk]; // the schema wants one
  genuine = await signBoard(sampleBoard(), keys);
});

const open = (text: string, context: Partial<OpenContext> = {}) =>
  openBoard(text, membershipFor(keys, BOARDS), { ...FIRST, ...context });

describe('only what Comms signed counts', () => {
  it('accepts a genuine board, with white space around it, and names key and digest', async () => {
    const opened = await open(`\uFEFF${genuine}\r\n`);
    expect(opened).toMatchObject({ ok: true, kid: signer.kid, board: { sequence: 7 } });
    expect(opened.ok && opened.board.accounts[0]?.name).toBe('Teifi Coast 🌊');
    expect(opened.ok && opened.digest).toMatch(/^[\w-]{43}$/);
  });

  it('knows the same board again when it was signed anew', async () => {
    const first = await open(genuine);
    if (!first.ok) throw new Error(first.problem);
    const again = await open(await signBoard(sampleBoard(), keys), {
      lastSequence: 7,
      lastDigest: first.digest,
    });
    expect(again).toMatchObject({ ok: true, digest: first.digest });
  });

  it('accepts either key while keys are being changed', async () => {
    const membership = membershipFor(keys, BOARDS);
    const both = {
      ...membership,
      signingKeys: [...membership.signingKeys, ...membershipFor(others, BOARDS).signingKeys],
    };
    const byOther = await signBoard(sampleBoard(), { ...others, content: keys.content });
    expect(await openBoard(byOther, both, FIRST)).toMatchObject({ ok: true, kid: others.signing[0]?.kid });
    expect(await openBoard(byOther, membership, FIRST)).toMatchObject({ ok: false, problem: 'forged' });
  });

  const payload = () => JSON.stringify(sampleBoard());
  const refusals: [string, string, () => Promise<string> | string, Partial<OpenContext>?][] = [
    ['an empty text', 'not-a-board', () => ''],
    ['a web page', 'not-a-board', () => '<!doctype html><title>Sign in</title>'],
    ['a JWS without encryption', 'not-a-board', () => 'eyJhbGciOiJFUzI1NiJ9.e30.c2ln'],
    ['five parts with no header', 'not-a-board', () => 'eyJ..a.b.c'],
    ['a text over the limit', 'too-large', () => 'a'.repeat(BOARD_BYTES_LIMIT + 1)],
    ['another content key', 'wrong-key', () => signBoard(sampleBoard(), others)],
    [
      'another content key, none named',
      'wrong-key',
      () => wrapAnything(payload(), others, { encrypted: { kid: 'other' } }),
    ],
    ['compression', 'not-a-board', () => wrapAnything(payload(), keys, { encrypted: { zip: 'DEF' } })],
    [
      'another content type',
      'not-a-board',
      () => wrapAnything(payload(), keys, { encrypted: { cty: 'JWT' } }),
    ],
    ['a cut off end', 'forged', () => genuine.slice(0, -4)],
    ['altered ciphertext', 'forged', () => flip(genuine, genuine.lastIndexOf('.') - 20)],
    ['no signature inside', 'forged', () => encryptAnything(payload(), keys)],
    ['an unsigned token inside', 'forged', () => encryptAnything(unsigned(payload()), keys)],
    ['a signer nobody knows', 'forged', () => signBoard(sampleBoard(), { ...others, content: keys.content })],
    [
      'a stranger using our key id',
      'forged',
      async () => wrapAnything(payload(), keys, { key: (await generateKeyPair('ES256')).privateKey }),
    ],
    ['the recovery key', 'forged', () => signBoard(sampleBoard(), { ...keys, signing: [recovery.key] })],
    [
      'another elliptic curve',
      'forged',
      async () =>
        wrapAnything(payload(), keys, {
          signed: { alg: 'ES384' },
          key: (await generateKeyPair('ES384')).privateKey,
        }),
    ],
    [
      'a MAC made with the public key',
      'forged',
      () =>
        wrapAnything(payload(), keys, {
          signed: { alg: 'HS256' },
          key: new TextEncoder().encode(signer.x),
        }),
    ],
    ['another type of token', 'forged', () => wrapAnything(payload(), keys, { signed: { typ: 'JWT' } })],
    [
      'a board of another force under our keys',
      'forged',
      () =>
        wrapAnything(
          JSON.stringify(sampleBoard({ force: { id: 'other-force', name: { en: 'Other' } } })),
          keys,
        ),
    ],
    ['text that is no JSON', 'malformed', () => wrapAnything('{"version":1', keys)],
    [
      'a version to come',
      'malformed',
      () => wrapAnything(JSON.stringify({ ...sampleBoard(), version: 2 }), keys),
    ],
    ['an older board', 'rolled-back', () => genuine, { lastSequence: 8 }],
    [
      'another board of the same number',
      'replaced',
      () => genuine,
      { lastSequence: 7, lastDigest: 'another' },
    ],
    ['an expired board', 'expired', () => genuine, { now: NOON + 24 * 7 * HOUR }],
  ];
  it.each(refusals)('refuses %s as %s', async (_what, problem, make, context) => {
    expect(await open(await make(), context)).toMatchObject({ ok: false, problem });
  });

  it('names the first field at fault', async () => {
    const board = { ...sampleBoard(), accounts: [{ ...sampleBoard().accounts[0], state: 'maybe' }] };
    expect(await open(await wrapAnything(JSON.stringify(board), keys))).toMatchObject({
      ok: false,
      problem: 'malformed',
      path: 'accounts.0.state',
    });
  });

  it('opens an expired board only for the keeper, who accepted it earlier', async () => {
    const late = { now: NOON + 24 * 7 * HOUR };
    expect(await open(genuine, { ...late, acceptExpired: true })).toMatchObject({ ok: true });
  });

  it('never accepts other content, however a genuine board is altered', async () => {
    const original = await open(genuine);
    const mutation = fc.record({
      at: fc.nat(genuine.length - 1),
      remove: fc.nat(3),
      insert: fc.oneof(fc.stringMatching(/^[\w.-]{0,4}$/), fc.string({ maxLength: 4 })),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), async (mutations) => {
        let text = genuine;
        for (const { at, remove, insert } of mutations)
          text = text.slice(0, at) + insert + text.slice(at + remove);
        const opened = await open(text);
        if (opened.ok) expect(opened).toEqual(original);
      }),
      { numRuns: 400 },
    );
  });
});

describe('an author cannot sign what readers would refuse', () => {
  it.each([
    [
      'a tag of two words',
      { hashtags: [{ tag: 'two words', status: 'ours' as const }] },
      /^hashtags\.0\.tag: /,
    ],
    ['another force', { force: { id: 'other-force', name: { en: 'Other' } } }, /^force\.id: /],
    ['an end before the beginning', { expires: '2027-03-01T07:00:00Z' }, /^expires: /],
  ])('%s', async (_what, changes, message) => {
    const signing = signBoard(sampleBoard(changes), keys);
    await expect(signing).rejects.toThrow(BoardInputError);
    await expect(signing).rejects.toThrow(message);
  });

  it('a board over the limit', async () => {
    const tags = Array.from({ length: 5000 }, (_, i) => ({
      tag: `Diogel${i}`,
      status: 'ours' as const,
      reason: { en: 'x'.repeat(200) },
    }));
    await expect(signBoard(sampleBoard({ hashtags: tags }), keys)).rejects.toThrow(/^board: \d+ bytes/);
  });

  it('leaves private halves out of a membership', () => {
    const text = JSON.stringify(membershipFor(keys, BOARDS));
    for (const secret of [signer.d, keys.opening[0]?.d, keys.desk]) expect(text).not.toContain(secret);
  });
});

function flip(text: string, at: number): string {
  return text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
}

function unsigned(payload: string): string {
  const header = { alg: 'none', typ: 'cordon-board+jws', kid: signer.kid };
  return `${base64url.encode(JSON.stringify(header))}.${base64url.encode(payload)}.`;
}
