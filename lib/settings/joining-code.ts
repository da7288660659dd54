import { base64url } from 'jose';
import * as v from 'valibot';
import { type Membership, membershipSchema } from './joining';

/** Version of the joining code written here. Later versions keep the prefix and the checksum, so this one can name them. */
const CODE_VERSION = 1;

/** Characters of a paste that are looked at; a genuine code has about a thousand. */
const PASTE_LIMIT = 50_000;

/** Letters of the checksum: CRC-32 in base 36, padded. */
const CHECKSUM_LENGTH = 7;

/** Why a joining code was not understood. */
export type JoiningCodeProblem =
  /** Nothing was pasted. */
  | 'empty'
  /** Something else was pasted. */
  | 'not-a-code'
  /** The end is missing. */
  | 'truncated'
  /** A character is wrong or missing inside. */
  | 'damaged'
  /** Whole, but of a version this Cordon does not know. */
  | 'newer-version'
  /** Whole, but what it says is not a membership. */
  | 'invalid';

/** What reading a joining code gave. */
export type JoiningCodeResult =
  | { readonly ok: true; readonly membership: Membership }
  | { readonly ok: false; readonly problem: JoiningCodeProblem };

/**
 * The joining code of a membership: `CORDON1-`, base64url of its JSON, a point, and seven letters of checksum.
 * Fields that do not belong to a membership (a private key's `d` above all) are left out.
 * Throws valibot's error when the membership is not valid.
 */
export function encodeJoiningCode(membership: Membership): string {
  const json = JSON.stringify(v.parse(membershipSchema, membership));
  const start = `CORDON${CODE_VERSION}-${base64url.encode(json)}`;
  return `${start}.${checksum(start)}`;
}

/**
 * Reads a pasted joining code. White space, line breaks, invisible characters, and quotes, brackets or
 * punctuation around it do not matter. Never throws.
 */
export function parseJoiningCode(text: string): JoiningCodeResult {
  const code = clean(text);
  if (code === '') return { ok: false, problem: 'empty' };
  const prefix = /^CORDON([1-9]\d{0,3})-/i.exec(code);
  if (!prefix) {
    // Only the very beginning of a code was pasted.
    const started = code.length >= 4 && /^CORD(O(N\d{0,4})?)?$/i.test(code);
    return { ok: false, problem: started ? 'truncated' : 'not-a-code' };
  }
  const end = code.lastIndexOf('.');
  if (end < 0) return { ok: false, problem: /^[\w-]+$/.test(code) ? 'truncated' : 'damaged' };
  const start = code.slice(0, end);
  const given = code.slice(end + 1);
  if (given.length < CHECKSUM_LENGTH) return { ok: false, problem: 'truncated' };
  if (given !== checksum(start)) return { ok: false, problem: 'damaged' };
  if (Number(prefix[1]) !== CODE_VERSION) return { ok: false, problem: 'newer-version' };
  return readMembership(start.slice(prefix[0].length));
}

function readMembership(body: string): JoiningCodeResult {
  try {
    const json: unknown = JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(base64url.decode(body)),
    );
    const read = v.safeParse(membershipSchema, json);
    return read.success ? { ok: true, membership: read.output } : { ok: false, problem: 'invalid' };
  } catch {
    return { ok: false, problem: 'invalid' };
  }
}

/** Removes what mail programs (`>` before a quoted line), chats and word processors put into and around a code. */
function clean(text: string): string {
  return text
    .slice(0, PASTE_LIMIT)
    .replace(/[\s>\u00AD\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]+/g, '')
    .replace(/^["'`‘’‚“”„«»‹›<>()[\]{}*:]+/, '')
    .replace(/["'`‘’‚“”„«»‹›<>()[\]{}*.,;:!?]+$/, '');
}

function checksum(text: string): string {
  return crc32(new TextEncoder().encode(text)).toString(36).padStart(CHECKSUM_LENGTH, '0');
}

/** CRC-32 as in ISO 3309 (polynomial 0xEDB88320, reflected): finds any single run of up to 32 wrong bits. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
