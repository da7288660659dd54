import { calculateJwkThumbprint } from 'jose';

/**
 * How a board is wrapped: a compact JWS (ES256), and after it any revocations, inside a compact JWE (`dir`,
 * A256GCM). Author and reader share these names, and the reader accepts nothing else.
 */

/** Bytes a board's text may have; ours. The largest register the schema allows, filled with plausible entries, fits. */
export const BOARD_BYTES_LIMIT = 1_000_000;

/** `typ` of the signed layer and `cty` of the encrypted one. */
export const BOARD_TYPE = 'cordon-board+jws';

/** `typ` of a revocation: a compact JWS by the recovery key, which may follow the board inside the encryption. */
export const REVOCATION_TYPE = 'cordon-revocation+jws';

/** What stands between the board and its revocations; no compact JWS holds it. */
export const REVOCATION_SEPARATOR = '~';

/** Revocations one board may carry; ours. Each one repeats those before it, so the last would do. */
export const REVOCATIONS_LIMIT = 10;

/** The one signature algorithm. */
export const BOARD_SIGNATURE = 'ES256';

/** The one way the content key is used: directly. */
export const BOARD_KEY_MANAGEMENT = 'dir';

/** The one content encryption. */
export const BOARD_ENCRYPTION = 'A256GCM';

/**
 * Id of a content key, named in the header of what it encrypts: its RFC 7638 thumbprint, which tells nothing of
 * the key. By it a board meant for another force is told apart from one that was altered.
 */
export function contentKeyId(contentKey: string): Promise<string> {
  return calculateJwkThumbprint({ kty: 'oct', k: contentKey });
}

/** Whether a text has the outer form of a board: a compact JWE whose key is not wrapped. */
export function looksLikeBoard(text: string): boolean {
  return /^eyJ[\w-]*\.\.[\w-]+\.[\w-]+\.[\w-]+$/.test(text);
}

/** Whether a text of which only the beginning is known may still become a board. Leading white space is allowed. */
export function mayBecomeBoard(beginning: string): boolean {
  const start = beginning.trimStart();
  return 'eyJ'.startsWith(start.slice(0, 3)) && /^[\w-]*(\.[\w-]*){0,4}\s*$/.test(start);
}
