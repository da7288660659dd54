import {
  base64url,
  CompactSign,
  calculateJwkThumbprint,
  compactVerify,
  exportJWK,
  generateKeyPair,
  importJWK,
} from 'jose';
import * as v from 'valibot';
import { BOARD_SIGNATURE, REVOCATION_TYPE, REVOCATIONS_LIMIT } from '../board/envelope';
import {
  base64url as base64urlText,
  httpsUrl,
  type PrivateJwk,
  type PublicKey,
  privateJwkSchema,
  publicHalf,
  publicKeySchema,
} from '../board/fields';
import { type Revocation, revocationSchema } from '../board/revocation';
import type { Board, BoardRelay } from '../board/schema';
import { type Membership, membershipSchema } from '../settings/joining';
import { encodeJoiningCode } from '../settings/joining-code';

const { forceId } = membershipSchema.entries;
const token = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16,200}$/));

/** Keys kept to open what was sealed or encrypted earlier; ours, far beyond one change a year. */
const OLD_KEYS_LIMIT = 50;

/** Opening and content keys that a board names (lib/board/schema.ts allows five). */
const NAMED_KEYS_LIMIT = 5;

const publishing = v.variant('kind', [
  v.object({
    kind: v.literal('relay'),
    /** Without a trailing slash. */
    url: httpsUrl,
    deskToken: token,
    reportToken: token,
    /** Keys of its heartbeats. */
    keys: v.pipe(v.array(publicKeySchema), v.minLength(1), v.maxLength(5)),
  }),
  v.object({
    kind: v.literal('put'),
    url: httpsUrl,
    /** Sent as a bearer token. */
    token: v.exactOptional(v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,2000}$/))),
  }),
  /** The board is put there by hand. */
  v.object({ kind: v.literal('file'), url: httpsUrl }),
]);
/** Where a force's board goes. */
export type Publishing = v.InferOutput<typeof publishing>;

/** Validates a force's keys. */
export const forceKeysSchema = v.object({
  version: v.literal(2),
  forceId,
  /** ES256; the first one signs boards, and all may. */
  signing: v.pipe(v.array(privateJwkSchema), v.minLength(1), v.maxLength(4)),
  /** Announced, and not yet signing. */
  nextSigning: v.exactOptional(privateJwkSchema),
  /** ECDH-ES; new reports are sealed to the first one, the rest open older reports. */
  opening: v.pipe(v.array(privateJwkSchema), v.minLength(1), v.maxLength(OLD_KEYS_LIMIT)),
  /** A256GCM, base64url; the first one encrypts boards. */
  content: v.pipe(v.array(base64urlText(32)), v.minLength(1), v.maxLength(OLD_KEYS_LIMIT)),
  /** Announced, and not yet encrypting. */
  nextContent: v.exactOptional(base64urlText(32)),
  /** A256GCM, base64url; seals what the desk keeps for itself. */
  desk: base64urlText(32),
  /** Public half of the key that can revoke the others. */
  recoveryKey: publicKeySchema,
  /** What it has said so far; goes with every board. */
  revocations: v.pipe(v.array(v.pipe(v.string(), v.maxLength(20_000))), v.maxLength(REVOCATIONS_LIMIT)),
  publishing: v.exactOptional(publishing),
});
/** A force's keys in the clear. Whoever has them speaks for Corporate Communications and opens its reports. */
export type ForceKeys = v.InferOutput<typeof forceKeysSchema>;

/** Validates the offline half: the key that can revoke the others. */
export const recoveryKeySchema = v.object({ version: v.literal(2), forceId, key: privateJwkSchema });
/** See {@link recoveryKeySchema}. It belongs on paper or on a stick in a safe, apart from the other keys. */
export type RecoveryKey = v.InferOutput<typeof recoveryKeySchema>;

/** Which of the keys is changed. */
export type KeyUse = 'signing' | 'opening' | 'content';

/** Why keys cannot do what was asked; shown in words of the desk's own. */
export class KeysError extends Error {
  override readonly name = 'KeysError';
  constructor(
    readonly problem: /** The recovery key is another force's, or of other keys of this force. */
      | 'other-recovery-key'
      /** Nothing was announced that could take over. */
      | 'not-begun'
      /** It is not known where the board lies, so nobody can be told. */
      | 'no-address',
  ) {
    super(problem);
  }
}

/**
 * Makes new keys for a force, and the recovery key apart from them. Key ids are RFC 7638 thumbprints.
 * Throws valibot's error when the force id is not a lower-case key.
 */
export async function createForce(force: string): Promise<{ keys: ForceKeys; recovery: RecoveryKey }> {
  const id = v.parse(forceId, force);
  const [signing, opening, recovery] = await Promise.all([createPair(), createPair(), createPair()]);
  const keys: ForceKeys = {
    version: 2,
    forceId: id,
    signing: [signing],
    opening: [opening],
    content: [createSecret()],
    desk: createSecret(),
    recoveryKey: publicHalf(recovery),
    revocations: [],
  };
  return { keys, recovery: { version: 2, forceId: id, key: recovery } };
}

/** A P-256 pair; the same form serves ES256 and ECDH-ES, and no pair is used for both. */
async function createPair(): Promise<PrivateJwk> {
  const pair = await generateKeyPair(BOARD_SIGNATURE, { extractable: true });
  const jwk = await exportJWK(pair.privateKey);
  return v.parse(privateJwkSchema, { ...jwk, kid: await calculateJwkThumbprint(jwk) });
}

function createSecret(): string {
  return base64url.encode(crypto.getRandomValues(new Uint8Array(32)));
}

const firstKeysSchema = v.object({
  version: v.literal(1),
  forceId,
  signingKey: privateJwkSchema,
  contentKey: base64urlText(32),
  recoveryKey: publicKeySchema,
});

/**
 * Keys of version 1, which earlier releases of `npm run board` wrote, with what they lacked: an opening key and the
 * desk's own. Those are new at each call, so the result must be saved. Null when the value is something else.
 */
export async function upgradeKeys(value: unknown): Promise<ForceKeys | null> {
  const read = v.safeParse(firstKeysSchema, value);
  if (!read.success) return null;
  const { signingKey, contentKey, recoveryKey } = read.output;
  return {
    version: 2,
    forceId: read.output.forceId,
    signing: [signingKey],
    opening: [await createPair()],
    content: [contentKey],
    desk: createSecret(),
    recoveryKey,
    revocations: [],
  };
}

const firstRecoverySchema = v.object({
  version: v.literal(1),
  forceId,
  recoveryPrivateKey: privateJwkSchema,
});

/** The recovery key of version 1, or null when the value is something else. */
export function upgradeRecovery(value: unknown): RecoveryKey | null {
  const read = v.safeParse(firstRecoverySchema, value);
  if (!read.success) return null;
  return { version: 2, forceId: read.output.forceId, key: read.output.recoveryPrivateKey };
}

/**
 * Begins to change a key. The next signing or content key is only announced by the next board, so that every browser
 * knows it before it is used; a new opening key serves at once, and the old ones go on opening older reports.
 * Begun already: the same keys.
 */
export async function beginRotation(keys: ForceKeys, use: KeyUse): Promise<ForceKeys> {
  switch (use) {
    case 'signing':
      return keys.nextSigning ? keys : { ...keys, nextSigning: await createPair() };
    case 'content':
      return keys.nextContent ? keys : { ...keys, nextContent: createSecret() };
    case 'opening':
      return { ...keys, opening: [await createPair(), ...keys.opening].slice(0, OLD_KEYS_LIMIT) };
  }
}

/**
 * Puts the announced key to use. A signing key that is replaced no longer counts once the next board is read; a
 * browser that has not read a board since the announcement must join anew. An opening key has nothing to finish.
 * Throws {@link KeysError} `not-begun`.
 */
export function finishRotation(keys: ForceKeys, use: KeyUse): ForceKeys {
  if (use === 'opening') return keys;
  if (use === 'signing') {
    const { nextSigning, ...rest } = keys;
    if (!nextSigning) throw new KeysError('not-begun');
    return { ...rest, signing: [nextSigning] };
  }
  const { nextContent, ...rest } = keys;
  if (!nextContent) throw new KeysError('not-begun');
  return { ...rest, content: [nextContent, ...keys.content].slice(0, OLD_KEYS_LIMIT) };
}

/**
 * Takes back signing keys for good, by the recovery key: a new one signs, and every board from now on carries the
 * revocation. `lastSequence` is the number of the last board that was really ours; browsers count on from there,
 * whatever numbers a stranger has used. `now` in ms. Throws {@link KeysError} `other-recovery-key`.
 */
export async function revoke(
  keys: ForceKeys,
  recovery: RecoveryKey,
  kids: readonly string[],
  lastSequence: number,
  now: number = Date.now(),
): Promise<ForceKeys> {
  const { x, y } = keys.recoveryKey;
  if (recovery.forceId !== keys.forceId || recovery.key.x !== x || recovery.key.y !== y) {
    throw new KeysError('other-recovery-key');
  }
  const earlier = await readOwnRevocations(keys);
  const signing = await createPair();
  const revocation = v.parse(revocationSchema, {
    version: 1,
    forceId: keys.forceId,
    // By the clock, so that two copies of the keys which know nothing of each other do not give the same one.
    serial: Math.max(Math.floor(now / 1000), ...earlier.map(({ serial }) => serial + 1)),
    revoked: [...new Set([...earlier.flatMap(({ revoked }) => revoked), ...kids])],
    signingKeys: [publicHalf(signing)],
    sequence: lastSequence + 1,
  });
  const text = await new CompactSign(new TextEncoder().encode(JSON.stringify(revocation)))
    .setProtectedHeader({ alg: BOARD_SIGNATURE, typ: REVOCATION_TYPE, kid: keys.recoveryKey.kid })
    .sign(await importJWK(recovery.key, BOARD_SIGNATURE));
  const { nextSigning: _given, ...rest } = keys;
  return {
    ...rest,
    signing: [signing],
    revocations: [...keys.revocations, text].slice(-REVOCATIONS_LIMIT),
  };
}

async function readOwnRevocations(keys: ForceKeys): Promise<Revocation[]> {
  const key = await importJWK(keys.recoveryKey, BOARD_SIGNATURE);
  return Promise.all(
    keys.revocations.map(async (text) => {
      const { payload } = await compactVerify(text, key, { algorithms: [BOARD_SIGNATURE] });
      return v.parse(revocationSchema, JSON.parse(new TextDecoder().decode(payload)));
    }),
  );
}

/** What a board says of these keys: who may sign the next one, what reports are sealed to, what opens it. */
export function boardKeys(keys: ForceKeys): NonNullable<Board['keys']> {
  const { signing, nextSigning, opening, content, nextContent } = keys;
  return {
    signing: [...signing, ...(nextSigning ? [nextSigning] : [])].map(publicHalf),
    opening: opening.slice(0, NAMED_KEYS_LIMIT).map(publicHalf),
    content: [...content.slice(0, 1), ...(nextContent ? [nextContent] : [])],
  };
}

/** The relay that a board names, or undefined when it is published in another way. */
export function boardRelay({ publishing: where }: ForceKeys): BoardRelay | undefined {
  return where?.kind === 'relay' ? { url: where.url, keys: where.keys } : undefined;
}

/**
 * The keys fitted to the board that stands: a copy that was made before the announced signing key took over takes it
 * into use too. Null when the board is signed by keys that this copy does not have, so that what it signs would be
 * refused; then a newer copy is needed.
 */
export function fitToBoard(keys: ForceKeys, board: Board): ForceKeys | null {
  const { keys: named } = board;
  if (!named) return keys;
  const mayGo = ({ kid }: PublicKey) => named.signing.some((key) => key.kid === kid);
  const [signer] = keys.signing;
  if (signer && mayGo(signer)) return keys;
  return keys.nextSigning && mayGo(keys.nextSigning) ? finishRotation(keys, 'signing') : null;
}

/**
 * What a browser needs to belong to the force: public halves and the content key. `boards` are the https addresses of
 * its board, tried in order; where the keys say it is published, unless given. Throws {@link KeysError} `no-address`,
 * or valibot's error when an address is not one.
 */
export function membershipFor(keys: ForceKeys, boards?: readonly string[]): Membership {
  const { publishing: where } = keys;
  const addresses = boards ?? addressesOf(where);
  if (addresses.length === 0 && !boards) throw new KeysError('no-address');
  const [contentKey] = keys.content;
  return v.parse(membershipSchema, {
    forceId: keys.forceId,
    boards: [...addresses],
    signingKeys: boardKeys(keys).signing,
    contentKey,
    recoveryKey: keys.recoveryKey,
    ...(where?.kind === 'relay' && { reportToken: where.reportToken }),
  });
}

function addressesOf(where: Publishing | undefined): readonly string[] {
  if (!where) return [];
  return [where.kind === 'relay' ? `${where.url}/board` : where.url];
}

/** The joining code for {@link membershipFor}; throws as that does. */
export function joiningCodeFor(keys: ForceKeys, boards?: readonly string[]): string {
  return encodeJoiningCode(membershipFor(keys, boards));
}
