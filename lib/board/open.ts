import {
  base64url,
  compactDecrypt,
  compactVerify,
  decodeProtectedHeader,
  importJWK,
  type ProtectedHeaderParameters,
} from 'jose';
import * as v from 'valibot';
import type { Membership } from '../settings/joining';
import {
  BOARD_BYTES_LIMIT,
  BOARD_ENCRYPTION,
  BOARD_KEY_MANAGEMENT,
  BOARD_SIGNATURE,
  BOARD_TYPE,
  contentKeyId,
  looksLikeBoard,
} from './envelope';
import { type Board, boardSchema } from './schema';

/** Why a board was refused. */
export type BoardProblem =
  /** More than {@link BOARD_BYTES_LIMIT}. */
  | 'too-large'
  /** Something else lies there: a web page, another kind of text, or another kind of encryption. */
  | 'not-a-board'
  /** Encrypted with another content key than this browser holds. */
  | 'wrong-key'
  /** Altered, signed by nobody we trust or in another way than ours, or signed for another force. */
  | 'forged'
  /** Signed, but not a board Cordon can read; `path` names the first field at fault. */
  | 'malformed'
  /** Lower in sequence than one accepted before. */
  | 'rolled-back'
  /** As high in sequence as the last accepted, and saying something else. */
  | 'replaced'
  /** Past the time its signer gave it. */
  | 'expired';

/** What a browser already knows when it opens a board. */
export interface OpenContext {
  /** Now, in milliseconds since 1970. */
  readonly now: number;
  /** Sequence of the last accepted board; 0 when there was none. */
  readonly lastSequence: number;
  /** Digest of the last accepted board. */
  readonly lastDigest?: string | undefined;
  /** Opens an expired board too: for one that was accepted before it expired and lies in the store. */
  readonly acceptExpired?: boolean;
}

/** An accepted board with its digest (SHA-256 of what was signed, base64url) and the key that signed it, or the problem. */
export type OpenResult =
  | { readonly ok: true; readonly board: Board; readonly digest: string; readonly kid: string }
  | { readonly ok: false; readonly problem: BoardProblem; readonly path?: string };

/**
 * Decrypts, verifies and validates a board's text. Nothing of it is used unless all of it holds. Never throws.
 * The digest is over the signed payload, so the same board signed or encrypted anew is the same board.
 */
export async function openBoard(
  text: string,
  membership: Membership,
  context: OpenContext,
): Promise<OpenResult> {
  // In UTF-8 a text has at least as many bytes as it has UTF-16 units, and a board has exactly as many.
  if (text.length > BOARD_BYTES_LIMIT) return refuse('too-large');
  const decrypted = await decrypt(text.trim(), membership.contentKey);
  if (typeof decrypted === 'string') return refuse(decrypted);
  const verified = await verify(decrypted.signed, membership);
  if (!verified) return refuse('forged');

  const read = v.safeParse(boardSchema, parseJson(verified.payload));
  if (!read.success) return { ok: false, problem: 'malformed', path: v.getDotPath(read.issues[0]) ?? '' };
  const board = read.output;
  if (board.force.id !== membership.forceId) return refuse('forged');
  const digest = await digestOf(verified.payload);
  if (board.sequence < context.lastSequence) return refuse('rolled-back');
  if (board.sequence === context.lastSequence && context.lastDigest && digest !== context.lastDigest) {
    return refuse('replaced');
  }
  if (!context.acceptExpired && context.now >= Date.parse(board.expires)) return refuse('expired');
  return { ok: true, board, digest, kid: verified.kid };
}

function refuse(problem: BoardProblem): OpenResult {
  return { ok: false, problem };
}

async function decrypt(text: string, contentKey: string): Promise<{ signed: string } | BoardProblem> {
  if (!looksLikeBoard(text)) return 'not-a-board';
  const header = headerOf(text);
  if (
    !header ||
    header.alg !== BOARD_KEY_MANAGEMENT ||
    header.enc !== BOARD_ENCRYPTION ||
    header.cty !== BOARD_TYPE ||
    header.zip !== undefined ||
    header.crit !== undefined
  ) {
    return 'not-a-board';
  }
  const ourKeyNamed = header.kid === (await contentKeyId(contentKey));
  try {
    const { plaintext } = await compactDecrypt(text, base64url.decode(contentKey), {
      keyManagementAlgorithms: [BOARD_KEY_MANAGEMENT],
      contentEncryptionAlgorithms: [BOARD_ENCRYPTION],
      maxDecompressedLength: 0,
    });
    return { signed: new TextDecoder().decode(plaintext) };
  } catch {
    // A board that names our key and does not open with it was altered on the way.
    return ourKeyNamed ? 'forged' : 'wrong-key';
  }
}

async function verify(
  signed: string,
  membership: Membership,
): Promise<{ payload: Uint8Array; kid: string } | null> {
  const header = headerOf(signed);
  if (!header || header.typ !== BOARD_TYPE || header.crit !== undefined) return null;
  const key = membership.signingKeys.find((candidate) => candidate.kid === header.kid);
  if (!key) return null;
  try {
    const { payload } = await compactVerify(signed, await importJWK(key, BOARD_SIGNATURE), {
      algorithms: [BOARD_SIGNATURE],
    });
    return { payload, kid: key.kid };
  } catch {
    return null;
  }
}

function headerOf(token: string): ProtectedHeaderParameters | null {
  try {
    return decodeProtectedHeader(token);
  } catch {
    return null;
  }
}

/** The JSON in these bytes, or undefined, which no schema accepts. */
function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

async function digestOf(bytes: Uint8Array): Promise<string> {
  // A copy, because jose may give a view on shared memory, which WebCrypto's types do not take.
  return base64url.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))));
}
