import {
  base64url,
  CompactEncrypt,
  CompactSign,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
} from 'jose';
import * as v from 'valibot';
import { type Membership, membershipSchema } from '../settings/joining';
import { encodeJoiningCode } from '../settings/joining-code';
import {
  BOARD_BYTES_LIMIT,
  BOARD_ENCRYPTION,
  BOARD_KEY_MANAGEMENT,
  BOARD_SIGNATURE,
  BOARD_TYPE,
  contentKeyId,
} from './envelope';
import { boardSchema } from './schema';

const { signingKeys, forceId, contentKey } = membershipSchema.entries;
const publicKey = signingKeys.pipe[0].item;
const privateKey = v.object({ ...publicKey.entries, d: publicKey.entries.x });

/** Validates a force's keys, as an author's file holds them. */
export const forceKeysSchema = v.object({
  version: v.literal(1),
  forceId,
  /** ES256; signs boards. */
  signingKey: privateKey,
  /** A256GCM, base64url; the same in every browser of the force. */
  contentKey,
  /** Public half of the key that can revoke the others. */
  recoveryKey: publicKey,
  /** Its private half; belongs offline, and nothing here but the making of it needs it. */
  recoveryPrivateKey: v.optional(privateKey),
});
/** A force's keys; plain JSON. Whoever has them speaks for Corporate Communications. */
export type ForceKeys = v.InferOutput<typeof forceKeysSchema>;

/** A board as an author writes it. */
export type BoardInput = v.InferInput<typeof boardSchema>;

/** Thrown when a board cannot be signed as it stands; the message says where and why. */
export class BoardInputError extends Error {
  override readonly name = 'BoardInputError';
}

/**
 * Makes new keys for a force: an ES256 pair that signs, the content key, and a recovery pair. Key ids are
 * RFC 7638 thumbprints. Throws valibot's error when the force id is not a lower-case key.
 */
export async function createForceKeys(forceId: string): Promise<ForceKeys> {
  const [signing, recovery] = await Promise.all([createPair(), createPair()]);
  return v.parse(forceKeysSchema, {
    version: 1,
    forceId,
    signingKey: signing,
    contentKey: base64url.encode(crypto.getRandomValues(new Uint8Array(32))),
    recoveryKey: recovery,
    recoveryPrivateKey: recovery,
  });
}

async function createPair(): Promise<Record<string, unknown>> {
  const pair = await generateKeyPair(BOARD_SIGNATURE, { extractable: true });
  const jwk = await exportJWK(pair.privateKey);
  return { ...jwk, kid: await calculateJwkThumbprint(jwk) };
}

/**
 * Validates, signs and encrypts a board; gives the text to put on the web server (a compact JWE, at most 1 MB).
 * Too long texts inside are shortened as the reader would. Throws {@link BoardInputError}.
 */
export async function signBoard(board: BoardInput, keys: ForceKeys): Promise<string> {
  const read = v.safeParse(boardSchema, board);
  if (!read.success) {
    const [issue] = read.issues;
    throw new BoardInputError(`${v.getDotPath(issue) ?? 'board'}: ${issue.message}`);
  }
  if (read.output.force.id !== keys.forceId) {
    throw new BoardInputError(`force.id: is ${read.output.force.id}, the keys are for ${keys.forceId}`);
  }
  if (Date.parse(read.output.expires) <= Date.parse(read.output.signedAt)) {
    throw new BoardInputError('expires: must be later than signedAt');
  }
  const signature = await new CompactSign(new TextEncoder().encode(JSON.stringify(read.output)))
    .setProtectedHeader({ alg: BOARD_SIGNATURE, typ: BOARD_TYPE, kid: keys.signingKey.kid })
    .sign(await importJWK(keys.signingKey, BOARD_SIGNATURE));
  const text = await new CompactEncrypt(new TextEncoder().encode(signature))
    .setProtectedHeader({
      alg: BOARD_KEY_MANAGEMENT,
      enc: BOARD_ENCRYPTION,
      cty: BOARD_TYPE,
      kid: await contentKeyId(keys.contentKey),
    })
    .encrypt(base64url.decode(keys.contentKey));
  if (text.length > BOARD_BYTES_LIMIT) {
    throw new BoardInputError(`board: ${text.length} bytes when signed, ${BOARD_BYTES_LIMIT} are allowed`);
  }
  return text;
}

/**
 * What a browser needs to belong to the force: public halves and the content key.
 * `boards` are the https addresses of its board, tried in order. Throws valibot's error when they are not.
 */
export function membershipFor(keys: ForceKeys, boards: readonly string[]): Membership {
  return v.parse(membershipSchema, {
    forceId: keys.forceId,
    boards: [...boards],
    signingKeys: [keys.signingKey],
    contentKey: keys.contentKey,
    recoveryKey: keys.recoveryKey,
  });
}

/** The joining code for {@link membershipFor}; throws as that does. */
export async function joiningCodeFor(keys: ForceKeys, boards: readonly string[]): Promise<string> {
  return encodeJoiningCode(membershipFor(keys, boards));
}
