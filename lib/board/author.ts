import { base64url, CompactEncrypt, CompactSign, importJWK } from 'jose';
import * as v from 'valibot';
import {
  BOARD_BYTES_LIMIT,
  BOARD_ENCRYPTION,
  BOARD_KEY_MANAGEMENT,
  BOARD_SIGNATURE,
  BOARD_TYPE,
  contentKeyId,
  REVOCATION_SEPARATOR,
} from './envelope';
import type { PrivateJwk } from './fields';
import { boardSchema } from './schema';

/** What signing a board takes of a force's keys. */
export interface AuthorKeys {
  readonly forceId: string;
  /** ES256; the first one signs. */
  readonly signing: readonly PrivateJwk[];
  /** A256GCM, base64url; the first one encrypts. */
  readonly content: readonly string[];
  /** Signed revocations that go with every board. */
  readonly revocations: readonly string[];
}

/** A board as an author writes it. */
export type BoardInput = v.InferInput<typeof boardSchema>;

/** Thrown when a board cannot be signed as it stands; the message says where and why. */
export class BoardInputError extends Error {
  override readonly name = 'BoardInputError';
}

/**
 * Validates, signs and encrypts a board; gives the text to put on the web server (a compact JWE, at most 1 MB).
 * The keys' revocations go with it. Too long texts inside are shortened as the reader would.
 * Throws {@link BoardInputError}.
 */
export async function signBoard(board: BoardInput, keys: AuthorKeys): Promise<string> {
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
  const [signer] = keys.signing;
  const [contentKey] = keys.content;
  if (!signer || !contentKey) throw new BoardInputError('keys: no key to sign or to encrypt with');
  const named = read.output.keys;
  // Browsers would refuse the board after it: the one that says who signs next must be able to say so itself.
  if (named && !named.signing.some(({ kid }) => kid === signer.kid)) {
    throw new BoardInputError('keys.signing: does not name the key that signs');
  }
  const signature = await new CompactSign(new TextEncoder().encode(JSON.stringify(read.output)))
    .setProtectedHeader({ alg: BOARD_SIGNATURE, typ: BOARD_TYPE, kid: signer.kid })
    .sign(await importJWK(signer, BOARD_SIGNATURE));
  const inside = [signature, ...keys.revocations].join(REVOCATION_SEPARATOR);
  const text = await new CompactEncrypt(new TextEncoder().encode(inside))
    .setProtectedHeader({
      alg: BOARD_KEY_MANAGEMENT,
      enc: BOARD_ENCRYPTION,
      cty: BOARD_TYPE,
      kid: await contentKeyId(contentKey),
    })
    .encrypt(base64url.decode(contentKey));
  if (text.length > BOARD_BYTES_LIMIT) {
    throw new BoardInputError(`board: ${text.length} bytes when signed, ${BOARD_BYTES_LIMIT} are allowed`);
  }
  return text;
}
