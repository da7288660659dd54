import {
  base64url,
  CompactSign,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose';
import * as v from 'valibot';
import { base64url as base64urlField, type PublicKey } from '../board/fields';
import { HEARTBEAT_TYPE, type Heartbeat } from './api';

const token = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16,200}$/, '16 to 200 letters, digits, - or _'));

/** Private P-256 key as a JWK, such as an administrator hands in by environment. */
const privateKey = v.object({
  kty: v.literal('EC'),
  crv: v.literal('P-256'),
  x: base64urlField(32),
  y: base64urlField(32),
  d: base64urlField(32),
});

const secretsSchema = v.object({
  version: v.literal(1),
  key: privateKey,
  deskToken: token,
  reportToken: token,
});

/** What an instance must know: the key of its heartbeats, and the tokens it admits. All instances share them. */
export interface RelaySecrets {
  readonly key: PublicKey;
  readonly deskToken: string;
  readonly reportToken: string;
  /** Signs a heartbeat as a compact JWS (ES256, the key's id in its header). */
  readonly sign: (heartbeat: Heartbeat) => Promise<string>;
}

/** Makes a key and two tokens of 256 bits, as text to be kept in the store. */
export async function makeSecrets(): Promise<string> {
  const pair = await generateKeyPair('ES256', { extractable: true });
  const { kty, crv, x, y, d } = await exportJWK(pair.privateKey);
  const random = (): string => base64url.encode(crypto.getRandomValues(new Uint8Array(32)));
  return JSON.stringify({
    version: 1,
    key: { kty, crv, x, y, d },
    deskToken: random(),
    reportToken: random(),
  });
}

/** Secrets given from outside instead of those in the store. */
export interface GivenSecrets {
  readonly deskToken?: string | undefined;
  readonly reportToken?: string | undefined;
  /** Private P-256 key as a JWK in JSON. */
  readonly key?: string | undefined;
}

/** Reads secrets as {@link makeSecrets} made them, with those given in their place. Throws a sentence that quotes none. */
export async function readSecrets(kept: string, given: GivenSecrets = {}): Promise<RelaySecrets> {
  const read = v.safeParse(secretsSchema, parse(kept));
  if (!read.success)
    throw new Error('The relay keys in the store cannot be read: put back a copy or remove them.');
  const own = given.key === undefined ? read.output.key : readKey(given.key);
  const tokenOf = (name: 'deskToken' | 'reportToken', what: string): string => {
    const value = given[name];
    if (value === undefined) return read.output[name];
    if (!v.is(token, value))
      throw new Error(`The ${what} token must have 16 to 200 letters, digits, - or _.`);
    return value;
  };
  const deskToken = tokenOf('deskToken', 'desk');
  const reportToken = tokenOf('reportToken', 'report');
  if (deskToken === reportToken) throw new Error('The desk token and the report token must differ.');

  const { d: _, ...half } = own;
  const kid = await calculateJwkThumbprint(half);
  const key = await importJWK({ ...own, alg: 'ES256' } satisfies JWK, 'ES256');
  const encoder = new TextEncoder();
  return {
    key: { ...half, kid },
    deskToken,
    reportToken,
    sign: (heartbeat) =>
      new CompactSign(encoder.encode(JSON.stringify(heartbeat)))
        .setProtectedHeader({ alg: 'ES256', typ: HEARTBEAT_TYPE, kid })
        .sign(key),
  };
}

function readKey(text: string): v.InferOutput<typeof privateKey> {
  const read = v.safeParse(privateKey, parse(text));
  if (!read.success) throw new Error('The relay key must be a private P-256 key as a JWK in JSON.');
  return read.output;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // JSON's own message would quote from the text, and the text is secret.
    return null;
  }
}
