import fc from 'fast-check';
import { base64url, CompactSign, generateKeyPair, importJWK } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  beginRotation,
  boardKeys,
  createForce,
  type ForceKeys,
  finishRotation,
  membershipFor,
  type RecoveryKey,
  revoke,
} from '../desk/force-keys';
import { signBoard } from './author';
import { type PrivateJwk, type PublicKey, publicHalf } from './fields';
import { type OpenContext, type OpenResult, openBoard } from './open';
import { type Revocation, readRevocations } from './revocation';
import { encryptAnything, NOON, sampleBoard, wrapAnything } from './testing';
import { startTrust, type Trust, withRevocations } from './trust';

const BOARDS = ['https://board.example/board'];
let keys: ForceKeys;
let recovery: RecoveryKey;
let stranger: ForceKeys;

beforeAll(async () => {
  ({ keys, recovery } = await createForce('teifi-coast'));
  ({ keys: stranger } = await createForce('teifi-coast'));
});

const signerOf = ({ signing }: ForceKeys): PrivateJwk => {
  const [signer] = signing;
  if (!signer) throw new Error('no signing key');
  return signer;
};
const code = (of: ForceKeys) => membershipFor(of, BOARDS);
const board = (of: ForceKeys, sequence: number) =>
  signBoard(sampleBoard({ sequence, keys: boardKeys(of) }), of);

/** Reads texts one after the other, as a browser does, and gives the last result and what is known after it. */
async function read(
  texts: readonly string[],
  membership = code(keys),
): Promise<{ result: OpenResult; context: OpenContext }> {
  let context: OpenContext = { now: NOON, lastSequence: 0 };
  let last: OpenResult | undefined;
  for (const text of texts) {
    const result = await openBoard(text, membership, context);
    last = result;
    context = result.ok
      ? {
          now: NOON,
          lastSequence: result.board.sequence,
          lastDigest: result.digest,
          lastKid: result.kid,
          trust: result.trust,
        }
      : {
          ...context,
          ...(result.recount !== undefined && {
            lastSequence: result.recount,
            lastDigest: undefined,
            lastKid: undefined,
          }),
          trust: result.trust,
        };
  }
  if (!last) throw new Error('nothing to read');
  return { result: last, context };
}

describe('a board says who signs the next one', () => {
  it('after a change of keys that was announced, the new key signs and the old one no longer does', async () => {
    const begun = await beginRotation(await beginRotation(keys, 'signing'), 'content');
    const done = finishRotation(finishRotation(begun, 'signing'), 'content');
    const announced = await board(begun, 8);
    const { result } = await read([await board(keys, 7), announced, await board(done, 9)]);
    expect(result).toMatchObject({ ok: true, kid: signerOf(done).kid, board: { sequence: 9 } });

    const old = { ...keys, content: done.content };
    for (const text of [await board(keys, 10), await board(old, 10)]) {
      const after = await read([announced, await board(done, 9), text]);
      expect(after.result).toMatchObject({ ok: false, problem: 'forged' });
    }
    expect((await read([await board(done, 9)])).result).toMatchObject({ ok: false });
    expect((await read([await board(done, 9)], code(done))).result).toMatchObject({ ok: true });
  });

  it.each([
    ['not naming the key that signs it', () => boardKeys(stranger).signing],
    ['naming no point of the curve', () => [{ ...publicHalf(signerOf(keys)), x: 'A'.repeat(43) }]],
  ])('%s, it is malformed', async (_what, signing) => {
    const odd = { ...sampleBoard(), keys: { ...boardKeys(keys), signing: signing() } };
    const { result } = await read([await wrapAnything(JSON.stringify(odd), keys)]);
    expect(result).toMatchObject({ ok: false, problem: 'malformed', path: 'keys.signing' });
  });

  it('and an author cannot sign such a one', async () => {
    await expect(signBoard(sampleBoard({ keys: boardKeys(stranger) }), keys)).rejects.toThrow(
      /^keys\.signing/,
    );
  });

  it('another joining code begins anew, but what was revoked stays revoked', async () => {
    const after = await revoke(keys, recovery, [signerOf(keys).kid], 7);
    const { context } = await read([await board(keys, 7), await board(after, 8)]);
    const begun = await beginRotation(keys, 'signing');
    const renewed = await startTrust(code(begun), context.trust);
    expect(renewed.signingKeys.map(({ kid }) => kid)).toEqual([begun.nextSigning?.kid]);
    expect(await startTrust(code(keys), context.trust)).toBe(context.trust);
  });
});

describe('the recovery key takes a lost key back', () => {
  let lost: string;
  let after: ForceKeys;
  beforeAll(async () => {
    lost = signerOf(keys).kid;
    after = await revoke(keys, recovery, [lost], 7);
  });

  it('and the next board is believed though a stranger has used up the numbers', async () => {
    const misused = await board(keys, Number.MAX_SAFE_INTEGER);
    expect((await read([await board(keys, 7), misused])).result.ok).toBe(true);
    const { result } = await read([await board(keys, 7), misused, await board(after, 8)]);
    expect(result).toMatchObject({ ok: true, kid: signerOf(after).kid, board: { sequence: 8 } });
  });

  it('and it never counts again, whoever names it', async () => {
    const again = { ...after, signing: [...after.signing, signerOf(keys)] };
    const { result, context } = await read([
      await board(keys, 7),
      await board(again, 8),
      await board(keys, 9),
    ]);
    expect(result).toMatchObject({ ok: false, problem: 'forged' });
    expect(context.trust?.signingKeys.map(({ kid }) => kid)).toEqual([signerOf(after).kid]);
    const older = { ...after, signing: [signerOf(keys)], content: stranger.content };
    const joined = await startTrust(code(older), context.trust);
    expect(joined.signingKeys).toEqual([]);
  });

  it('nor under another id', async () => {
    const renamed = { ...signerOf(keys), kid: 'renamed' };
    const again = { ...after, signing: [...after.signing, renamed] };
    const { context } = await read([await board(again, 8)]);
    expect(context.trust?.signingKeys.map(({ kid }) => kid)).toEqual([signerOf(after).kid]);
  });

  it('also when a later board does not carry the revocation', async () => {
    const bare = { ...after, revocations: [] };
    const first = [await board(keys, 7), await board(after, 8)];
    expect((await read([...first, await board(bare, 9)])).result.ok).toBe(true);
    expect((await read([...first, await board(bare, 9), await board(keys, 10)])).result.ok).toBe(false);
  });

  it('also when the board that carries it is refused', async () => {
    const refused = await signBoard(sampleBoard({ sequence: 8 }), {
      ...keys,
      revocations: after.revocations,
    });
    const { result, context } = await read([await board(keys, 7), refused]);
    expect(result).toMatchObject({ ok: false, problem: 'forged', recount: 8 });
    expect(context.trust?.revoked).toEqual([lost]);
    expect((await read([await board(keys, 7), refused, await board(after, 8)])).result.ok).toBe(true);
  });

  it('and an older board of the force is still rolled back', async () => {
    const below = await board(after, 7);
    expect((await read([await board(keys, 7), below])).result).toMatchObject({ problem: 'rolled-back' });
    expect((await read([await board(after, 9), await board(after, 8)])).result).toMatchObject({
      problem: 'rolled-back',
    });
  });

  it('and a browser that joins after the next change of keys is not led back to the replacement', async () => {
    const later = finishRotation(await beginRotation(after, 'signing'), 'signing');
    const { result } = await read([await board(later, 12)], code(later));
    expect(result).toMatchObject({ ok: true, kid: signerOf(later).kid });
  });

  it('but not where the joining code names no recovery key', async () => {
    const { recoveryKey: _none, ...membership } = code(keys);
    const { context } = await read([await board(keys, 7), await board(after, 8)], membership);
    expect(context.trust?.revoked).toEqual([]);
  });

  it('and nobody else can', async () => {
    const { recovery: other } = await createForce('teifi-coast');
    await expect(revoke(keys, other, [lost], 7)).rejects.toThrow('other-recovery-key');
    const [text = ''] = after.revocations;
    const payload = new TextEncoder().encode('{}');
    const signedBy = async (key: CryptoKey | Uint8Array, header: object) =>
      new CompactSign(payload)
        .setProtectedHeader({ alg: 'ES256', kid: keys.recoveryKey.kid, ...header })
        .sign(key);
    const own = await importJWK(signerOf(keys), 'ES256');
    const wellFormed = async (typ: string) =>
      new CompactSign(base64url.decode(text.split('.')[1] ?? ''))
        .setProtectedHeader({ alg: 'ES256', kid: keys.recoveryKey.kid, typ })
        .sign(await importJWK(recovery.key, 'ES256'));
    const again = [await wellFormed('cordon-revocation+jws')];
    expect(await readRevocations(again, 'teifi-coast', keys.recoveryKey)).toHaveLength(1);
    const texts = [
      await wellFormed('cordon-board+jws'),
      await signedBy(own, { typ: 'cordon-revocation+jws' }),
      await signedBy((await generateKeyPair('ES256')).privateKey, { typ: 'cordon-revocation+jws' }),
      await signedBy(await importJWK(recovery.key, 'ES256'), { typ: 'cordon-revocation+jws' }),
      await signedBy(await importJWK(recovery.key, 'ES256'), { typ: 'cordon-board+jws' }),
      text.slice(0, -6),
      'x'.repeat(30_000),
    ];
    expect(await readRevocations(texts, 'teifi-coast', keys.recoveryKey)).toEqual([]);
    expect(await readRevocations([text], 'other-force', keys.recoveryKey)).toEqual([]);
    expect(await readRevocations([text], 'teifi-coast', undefined)).toEqual([]);
  });

  it('whatever is altered or hung on behind, nothing else is believed', async () => {
    const genuine = (await readRevocations(after.revocations, 'teifi-coast', keys.recoveryKey))[0];
    const [text = ''] = after.revocations;
    const mutation = fc.record({
      at: fc.nat(text.length - 1),
      remove: fc.nat(3),
      insert: fc.stringMatching(/^[\w.~-]{0,4}$/),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), async (mutations) => {
        let altered = text;
        for (const { at, remove, insert } of mutations)
          altered = altered.slice(0, at) + insert + altered.slice(at + remove);
        const told = await readRevocations(altered.split('~'), 'teifi-coast', keys.recoveryKey);
        for (const one of told) expect(one).toEqual(genuine);
        const inside = `${await jwsOf(keys, 9)}~${altered}`;
        const { result } = await read([await encryptAnything(inside, keys)]);
        if (told.length === 0) expect(result).toMatchObject({ ok: true, trust: { revoked: [] } });
      }),
      { numRuns: 60 },
    );
  });
});

/** A board of these keys, signed and not yet encrypted. */
async function jwsOf(of: ForceKeys, sequence: number): Promise<string> {
  const signer = signerOf(of);
  const payload = JSON.stringify(sampleBoard({ sequence }));
  return new CompactSign(new TextEncoder().encode(payload))
    .setProtectedHeader({ alg: 'ES256', typ: 'cordon-board+jws', kid: signer.kid })
    .sign(await importJWK(signer, 'ES256'));
}

describe('order of arrival does not matter', () => {
  it('for revocations, whether they come together or one by one, with gaps or again', async () => {
    const pool = await Promise.all(
      Array.from({ length: 5 }, async () => publicHalf(signerOf((await createForce('a')).keys))),
    );
    const membership = { ...code(keys), signingKeys: pool.slice(0, 2) };
    const start = await startTrust(membership);
    const at = fc.nat(pool.length - 1).map((index): PublicKey => {
      const key = pool[index];
      if (!key) throw new Error('no key');
      return key;
    });
    const one = fc.record({
      version: fc.constant(1 as const),
      forceId: fc.constant('teifi-coast'),
      serial: fc.integer({ min: 1, max: 1000 }),
      revoked: fc.array(
        at.map(({ kid }) => kid),
        { maxLength: 3 },
      ),
      signingKeys: fc.array(at, { minLength: 1, maxLength: 2 }),
      sequence: fc.integer({ min: 1, max: 99 }),
    }) satisfies fc.Arbitrary<Revocation>;
    const some = fc.uniqueArray(one, { minLength: 1, maxLength: 5, selector: ({ serial }) => serial });
    const arrival = some.chain((all) =>
      fc.record({
        all: fc.constant(all),
        order: fc.shuffledSubarray(all, { minLength: all.length }),
        again: fc.subarray(all),
        moved: fc.boolean(),
      }),
    );
    const plain = ({ signingKeys, revoked, revocation, countFrom }: Trust) => ({
      kids: signingKeys.map(({ kid }) => kid),
      revoked,
      revocation,
      countFrom,
    });
    await fc.assert(
      fc.asyncProperty(arrival, async ({ all, order, again, moved }) => {
        const from = { ...start, moved };
        const together = await withRevocations(from, all, membership);
        let single = from;
        for (const each of [...order, ...again]) single = await withRevocations(single, [each], membership);
        expect(plain(single)).toEqual(plain(together));
        for (const { kid } of together.signingKeys) expect(together.revoked).not.toContain(kid);
      }),
      { numRuns: 100 },
    );
  });
});
