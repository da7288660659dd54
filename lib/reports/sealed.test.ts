import fc from 'fast-check';
import { base64url, CompactEncrypt, CompactSign, exportJWK, generateKeyPair } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { deviceId, deviceWords } from './device';
import { createDevice } from './device-key';
import { type OpeningKey, openReport } from './open';
import { REPORT_TYPE, type Report } from './report';
import { sealReport } from './seal';

const report: Report = {
  version: 1,
  id: '7b0e7c4e-4a8b-4d5c-9f13-2b8f0a6f3d11',
  forceId: 'teifi-coast',
  at: '2026-11-22T12:00:00.000Z',
  counter: 3,
  event: { kind: 'acknowledged', accountKey: 'teifi-coast-x', notice: 'n1' },
};

const device = await createDevice('teifi-coast');
let key: OpeningKey;
let otherKey: OpeningKey;
let sealed: string;

async function openingKey(kid: string): Promise<OpeningKey> {
  const pair = await generateKeyPair('ECDH-ES+A256KW', { crv: 'P-256', extractable: true });
  return { ...(await exportJWK(pair.privateKey)), kid };
}

const publicOf = ({ x = '', y = '', kid }: OpeningKey) => ({ kty: 'EC', crv: 'P-256', x, y, kid }) as const;

beforeAll(async () => {
  key = await openingKey('ours');
  otherKey = await openingKey('theirs');
  sealed = await sealReport(report, device, publicOf(key));
});

/** Seals any text, signed or not, as a hostile device could. */
const sealText = (text: string, header: Record<string, string> = {}): Promise<string> =>
  import('jose').then(async ({ importJWK }) =>
    new CompactEncrypt(new TextEncoder().encode(text))
      .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: 'ours', ...header })
      .encrypt(await importJWK(publicOf(key), 'ECDH-ES+A256KW')),
  );

const sign = (
  payload: unknown,
  header: Record<string, unknown> = {},
  by: CryptoKey = device.privateKey,
): Promise<string> =>
  new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ES256', typ: REPORT_TYPE, jwk: { ...device.publicKey }, ...header })
    .sign(by);

describe('a sealed report', () => {
  it('opens with the key it was sealed to, and names its device', async () => {
    expect(await openReport(sealed, [otherKey, key], { id: report.id, forceId: 'teifi-coast' })).toEqual({
      ok: true,
      report,
      device: device.publicKey,
      deviceId: await deviceId(device.publicKey),
    });
    expect(sealed.length).toBeLessThan(2_000);
  });

  it('says nothing to anybody else', async () => {
    expect(await openReport(sealed, [otherKey])).toEqual({ ok: false, problem: 'wrong-key' });
    expect(await openReport(sealed, [{ ...otherKey, kid: 'ours' }])).toEqual({
      ok: false,
      problem: 'forged',
    });
    expect(sealed).not.toContain(base64url.encode('teifi'));
  });

  it('is refused under another id and for another force', async () => {
    const id = '00000000-0000-4000-8000-000000000000';
    expect(await openReport(sealed, [key], { id })).toEqual({ ok: false, problem: 'forged' });
    expect(await openReport(sealed, [key], { forceId: 'other' })).toEqual({ ok: false, problem: 'forged' });
  });

  it('is refused when a single character of it was changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.constantFrom(...'AbZ09-_.'), async (at, put) => {
        const i = at % sealed.length;
        const altered = sealed.slice(0, i) + put + sealed.slice(i + 1);
        const opened = await openReport(altered, [key]);
        // The last bits of a base64url part may be read in more than one way; what is opened is then the same report.
        expect(opened.ok ? opened.report : null).toEqual(opened.ok ? report : null);
        if (altered === sealed) expect(opened.ok).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('is refused when another device signed it than the one it names', async () => {
    const stranger = await createDevice('teifi-coast');
    const forged = await sealText(await sign(report, {}, stranger.privateKey));
    expect(await openReport(forged, [key])).toEqual({ ok: false, problem: 'forged' });
  });

  it('is refused unsigned, signed in another way, or as another kind of document', async () => {
    const none = `${base64url.encode(JSON.stringify({ alg: 'none', typ: REPORT_TYPE }))}.${base64url.encode(JSON.stringify(report))}.`;
    const hmac = await new CompactSign(new TextEncoder().encode(JSON.stringify(report)))
      .setProtectedHeader({ alg: 'HS256', typ: REPORT_TYPE, jwk: { ...device.publicKey } })
      .sign(new TextEncoder().encode(device.publicKey.x));
    for (const signed of [
      'text',
      none,
      hmac,
      await sign(report, { typ: 'cordon-board+jws' }),
      await sign(report, { jwk: { kty: 'EC' } }),
    ]) {
      expect(await openReport(await sealText(signed), [key])).toEqual({ ok: false, problem: 'forged' });
    }
  });

  it('cannot call its device by another’s id', async () => {
    const claims = { jwk: { ...device.publicKey, kid: 'somebody-else' } };
    const opened = await openReport(await sealText(await sign(report, claims)), [key]);
    expect(opened.ok && opened.deviceId).toBe(device.publicKey.kid);
  });

  it.each([
    ['nothing', {}],
    ['another version', { ...report, version: 2 }],
    ['an unknown kind', { ...report, event: { kind: 'finding', accountKey: 'a' } }],
    ['a counter below one', { ...report, counter: 0 }],
    ['no UUID', { ...report, id: '../../etc' }],
  ])('is malformed when its device says %s', async (_, payload) => {
    expect(await openReport(await sealText(await sign(payload)), [key])).toEqual({
      ok: false,
      problem: 'malformed',
    });
  });

  it('is not unpacked, and not decrypted in a way that is not ours', async () => {
    expect(await openReport('x'.repeat(20_000), [key])).toEqual({ ok: false, problem: 'not-a-report' });
    const direct = await new CompactEncrypt(new TextEncoder().encode('x'))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: 'ours' })
      .encrypt(crypto.getRandomValues(new Uint8Array(32)));
    expect(await openReport(direct, [key])).toEqual({ ok: false, problem: 'not-a-report' });
  });

  it('never makes the desk throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        expect((await openReport(text, [key])).ok).toBe(false);
      }),
    );
  });
});

describe('a device', () => {
  it('has a private key that cannot be taken out', async () => {
    expect(device.privateKey.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('jwk', device.privateKey)).rejects.toThrow();
  });

  it('is known by six words that say the same each time, and others for another key', async () => {
    const words = await deviceWords(device.publicKey);
    expect(words).toHaveLength(6);
    expect(words.every((word) => /^[a-z]{3,8}$/.test(word))).toBe(true);
    expect(await deviceWords({ ...device.publicKey, kid: 'claimed' })).toEqual(words);
    expect(await deviceWords((await createDevice('teifi-coast')).publicKey)).not.toEqual(words);
  });

  it('has the words that the first 66 bits of the digest give', async () => {
    const publicKey = {
      kty: 'EC',
      crv: 'P-256',
      // The example of RFC 7517, appendix A.1.
      x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
      y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
      kid: '1',
    } as const;
    const id = new TextEncoder().encode(await deviceId(publicKey));
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', id));
    const bits = [...digest].map((byte) => byte.toString(2).padStart(8, '0')).join('');
    const { wordlist } = await import('@scure/bip39/wordlists/english.js');
    const expected = [0, 1, 2, 3, 4, 5].map(
      (i) => wordlist[Number.parseInt(bits.slice(i * 11, i * 11 + 11), 2)],
    );
    expect(await deviceWords(publicKey)).toEqual(expected);
  });
});
