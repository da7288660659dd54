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
import { digestBytes } from './digest';
import {
  BOARD_BYTES_LIMIT,
  BOARD_ENCRYPTION,
  BOARD_KEY_MANAGEMENT,
  BOARD_SIGNATURE,
  BOARD_TYPE,
  contentKeyId,
  looksLikeBoard,
  REVOCATION_SEPARATOR,
} from './envelope';
import { readRevocations } from './revocation';
import { type Board, boardSchema } from './schema';
import { startTrust, type Trust, withBoard, withRevocations } from './trust';

/** Why a board was refused. */
export type BoardProblem =
  /** More than {@link BOARD_BYTES_LIMIT}. */
  | 'too-large'
  /** Something else lies there: a web page, another kind of text, or another kind of encryption. */
  | 'not-a-board'
  /** Encrypted with another content key than this browser holds. */
  | 'wrong-key'
  /** Altered, signed by nobody we trust (any more) or in another way than ours, or signed for another force. */
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
  /** Id of the key that signed it. Once that is revoked neither its number nor its digest binds. */
  readonly lastKid?: string | undefined;
  /** Whom earlier boards left trusted; without it the membership's own keys count. */
  readonly trust?: Trust | undefined;
  /** Opens an expired board too: for one that was accepted before it expired and lies in the store. */
  readonly acceptExpired?: boolean;
}

/**
 * An accepted board with its digest (SHA-256 of what was signed, base64url) and the key that signed it, or the
 * problem. Either way whom to trust from now on: a genuine revocation counts even if the board that brought it does
 * not. `recount` is there when the last accepted board was signed by a revoked key: the lowest number from now on.
 */
export type OpenResult = { readonly trust: Trust; readonly recount?: number } & (
  | { readonly ok: true; readonly board: Board; readonly digest: string; readonly kid: string }
  | { readonly ok: false; readonly problem: BoardProblem; readonly path?: string }
);

/**
 * Decrypts, verifies and validates a board's text. Nothing of it is used unless all of it holds. Never throws.
 * The digest is over the signed payload, so the same board signed or encrypted anew is the same board.
 */
export async function openBoard(
  text: string,
  membership: Membership,
  context: OpenContext,
): Promise<OpenResult> {
  const before = await startTrust(membership, context.trust);
  // In UTF-8 a text has at least as many bytes as it has UTF-16 units, and a board has exactly as many.
  if (text.length > BOARD_BYTES_LIMIT) return { ok: false, problem: 'too-large', trust: before };
  const contentKeys = [...new Set([...before.contentKeys, membership.contentKey])];
  const decrypted = await decrypt(text.trim(), contentKeys);
  if (typeof decrypted === 'string') return { ok: false, problem: decrypted, trust: before };

  const [signed = '', ...revoking] = decrypted.inside.split(REVOCATION_SEPARATOR);
  const revocations = await readRevocations(revoking, membership.forceId, membership.recoveryKey);
  const trust = await withRevocations(before, revocations, membership);
  const recounts = context.lastKid !== undefined && trust.revoked.includes(context.lastKid);
  const told = recounts ? { trust, recount: trust.countFrom } : { trust };
  const last = recounts
    ? { sequence: trust.countFrom, digest: undefined }
    : { sequence: context.lastSequence, digest: context.lastDigest };
  const refuse = (problem: BoardProblem, path?: string): OpenResult => {
    return { ok: false, problem, ...(path !== undefined && { path }), ...told };
  };

  const verified = await verify(signed, trust);
  if (!verified) return refuse('forged');
  const read = v.safeParse(boardSchema, parseJson(verified.payload));
  if (!read.success) return refuse('malformed', v.getDotPath(read.issues[0]) ?? '');
  const board = read.output;
  if (board.force.id !== membership.forceId) return refuse('forged');
  const after = await withBoard(trust, board, verified.kid, decrypted.contentKey);
  if (!after) return refuse('malformed', 'keys.signing');
  const digest = await digestBytes(verified.payload);
  if (board.sequence < last.sequence) return refuse('rolled-back');
  if (board.sequence === last.sequence && last.digest && digest !== last.digest) return refuse('replaced');
  if (!context.acceptExpired && context.now >= Date.parse(board.expires)) return refuse('expired');
  return { ok: true, board, digest, kid: verified.kid, ...told, trust: after };
}

async function decrypt(
  text: string,
  contentKeys: readonly string[],
): Promise<{ inside: string; contentKey: string } | BoardProblem> {
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
  const ids = await Promise.all(contentKeys.map(contentKeyId));
  const named = contentKeys.filter((_, index) => ids[index] === header.kid);
  for (const contentKey of named.length > 0 ? named : contentKeys) {
    try {
      const { plaintext } = await compactDecrypt(text, base64url.decode(contentKey), {
        keyManagementAlgorithms: [BOARD_KEY_MANAGEMENT],
        contentEncryptionAlgorithms: [BOARD_ENCRYPTION],
        maxDecompressedLength: 0,
      });
      return { inside: new TextDecoder().decode(plaintext), contentKey };
    } catch {
      // Another of our keys may fit.
    }
  }
  // A board that names our key and does not open with it was altered on the way.
  return named.length > 0 ? 'forged' : 'wrong-key';
}

async function verify(signed: string, trust: Trust): Promise<{ payload: Uint8Array; kid: string } | null> {
  const header = headerOf(signed);
  if (!header || header.typ !== BOARD_TYPE || header.crit !== undefined) return null;
  const key = trust.signingKeys.find((candidate) => candidate.kid === header.kid);
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
