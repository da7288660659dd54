import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose';
import * as v from 'valibot';
import { digestText } from '../board/digest';
import { membershipSchema } from '../settings/joining';
import {
  type ForceKeys,
  forceKeysSchema,
  type RecoveryKey,
  recoveryKeySchema,
  upgradeKeys,
  upgradeRecovery,
} from './force-keys';

/** Version of the files written here. */
const FILE_VERSION = 2;

/** The one way a file is closed. */
const KEY_MANAGEMENT = 'PBES2-HS512+A256KW';
const ENCRYPTION = 'A256GCM';

/** Rounds of PBKDF2-HMAC-SHA-512; the issue asks for 600,000, well above the 210,000 of OWASP's advice (2023). */
const ROUNDS = 600_000;

/**
 * Rounds a file may ask for; ours. Fewer would be a file that somebody made easy to guess, more one that keeps the
 * page busy for minutes. A file outside is refused without computing.
 */
const ROUNDS_ALLOWED = { least: 100_000, most: 2_000_000 };

/** Characters a file may have; ours. Full keys take about 40,000. */
const FILE_LIMIT = 1_000_000;

/** Characters a passphrase needs; ours. Six of a word list's words are about forty. */
export const PASSPHRASE_LEAST = 12;

/** Why a file did not open. */
export type KeysFileProblem =
  /** Nothing is in it. */
  | 'empty'
  /** Something else, or the other kind of Cordon's files. */
  | 'not-a-keys-file'
  /** Cut off or altered. */
  | 'damaged'
  /** Whole, of a version this Cordon does not know. */
  | 'newer-version'
  /** Whole, and this passphrase does not open it. */
  | 'wrong-passphrase'
  /** It is closed in a way that is not ours, or what lies in it are no keys. */
  | 'invalid';

/** Keys out of a file; `upgraded` says that it was an older one, and that a new one should be saved. */
export type KeysFileResult =
  | { readonly ok: true; readonly keys: ForceKeys; readonly upgraded: boolean }
  | { readonly ok: false; readonly problem: KeysFileProblem };

/** The recovery key out of its file. */
export type RecoveryFileResult =
  | { readonly ok: true; readonly recovery: RecoveryKey }
  | { readonly ok: false; readonly problem: KeysFileProblem };

type Kind = 'keys' | 'recovery';

const outside = v.object({
  cordon: v.picklist(['keys', 'recovery']),
  version: v.literal(FILE_VERSION),
  forceId: membershipSchema.entries.forceId,
  /** When the file was made, ISO 8601. */
  made: v.string(),
  /** SHA-256 of `jwe`, base64url: tells a damaged file from a wrong passphrase. It protects nothing. */
  check: v.string(),
  jwe: v.string(),
});

/** What is wrong with a passphrase for a new file, or null. Characters are counted as people see code points. */
export function passphraseProblem(passphrase: string): 'too-short' | null {
  return [...passphrase.trim()].length < PASSPHRASE_LEAST ? 'too-short' : null;
}

/**
 * A file with a force's keys, closed by a passphrase (PBES2 with 600,000 rounds, about a second of computing).
 * Throws a RangeError when {@link passphraseProblem} finds one.
 */
export function sealKeysFile(keys: ForceKeys, passphrase: string): Promise<string> {
  return seal('keys', v.parse(forceKeysSchema, keys), passphrase);
}

/** A file with the recovery key; as {@link sealKeysFile}. */
export function sealRecoveryFile(recovery: RecoveryKey, passphrase: string): Promise<string> {
  return seal('recovery', v.parse(recoveryKeySchema, recovery), passphrase);
}

/**
 * Opens a file of {@link sealKeysFile}, or a plain one of `npm run board`, which needs no passphrase. Keys of
 * version 1 are brought up to date. Never throws.
 */
export async function openKeysFile(text: string, passphrase: string): Promise<KeysFileResult> {
  const opened = await open('keys', text, passphrase);
  if (!opened.ok) return opened;
  const read = v.safeParse(forceKeysSchema, opened.content);
  if (read.success) return { ok: true, keys: read.output, upgraded: false };
  const keys = await upgradeKeys(opened.content);
  return keys ? { ok: true, keys, upgraded: true } : { ok: false, problem: opened.otherwise };
}

/** Opens a file of {@link sealRecoveryFile}, or a plain one of `npm run board`. Never throws. */
export async function openRecoveryFile(text: string, passphrase: string): Promise<RecoveryFileResult> {
  const opened = await open('recovery', text, passphrase);
  if (!opened.ok) return opened;
  const read = v.safeParse(recoveryKeySchema, opened.content);
  const recovery = read.success ? read.output : upgradeRecovery(opened.content);
  return recovery ? { ok: true, recovery } : { ok: false, problem: opened.otherwise };
}

/** Whether a text is a closed file, so that a passphrase must be asked for. */
export function isSealedFile(text: string): boolean {
  const value = parse(text);
  return typeof value === 'object' && value !== null && 'cordon' in value;
}

async function seal(kind: Kind, content: ForceKeys | RecoveryKey, passphrase: string): Promise<string> {
  if (passphraseProblem(passphrase)) throw new RangeError('the passphrase is too short');
  const jwe = await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(content)))
    .setProtectedHeader({ alg: KEY_MANAGEMENT, enc: ENCRYPTION })
    .setKeyManagementParameters({ p2c: ROUNDS })
    .encrypt(bytesOf(passphrase));
  const file: v.InferOutput<typeof outside> = {
    cordon: kind,
    version: FILE_VERSION,
    forceId: content.forceId,
    made: new Date().toISOString(),
    check: await digestText(jwe),
    jwe,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** What lies in a file, unread; `otherwise` is the problem when it turns out to be something else. */
type Opened =
  | { readonly ok: true; readonly content: unknown; readonly otherwise: KeysFileProblem }
  | { readonly ok: false; readonly problem: KeysFileProblem };

async function open(kind: Kind, text: string, passphrase: string): Promise<Opened> {
  const fail = (problem: KeysFileProblem): Opened => ({ ok: false, problem });
  const whole = text.replace(/^\uFEFF/, '').trim();
  if (whole === '') return fail('empty');
  if (whole.length > FILE_LIMIT) return fail('not-a-keys-file');
  const value = parse(whole);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    // The beginning of a file of ours whose end is missing.
    return fail(/^\{\s*"cordon"/.test(whole) ? 'damaged' : 'not-a-keys-file');
  }
  if (!('cordon' in value)) {
    const isNewer = 'forceId' in value && 'version' in value && Number(value.version) > FILE_VERSION;
    return isNewer ? fail('newer-version') : { ok: true, content: value, otherwise: 'not-a-keys-file' };
  }
  if (value.cordon !== kind) return fail('not-a-keys-file');
  if ('version' in value && Number(value.version) > FILE_VERSION) return fail('newer-version');
  const file = v.safeParse(outside, value);
  if (!file.success || (await digestText(file.output.jwe)) !== file.output.check) return fail('damaged');
  if (!isClosedOurWay(file.output.jwe)) return fail('invalid');
  // An empty one is never right, and trying it takes a second.
  const plain = passphrase === '' ? null : await decrypt(file.output.jwe, passphrase);
  if (plain === null) return fail('wrong-passphrase');
  const content = parse(plain);
  const isItsForce =
    typeof content === 'object' &&
    content !== null &&
    'forceId' in content &&
    content.forceId === file.output.forceId;
  return isItsForce ? { ok: true, content, otherwise: 'invalid' } : fail('invalid');
}

function isClosedOurWay(jwe: string): boolean {
  try {
    const { alg, enc, p2c, crit, zip } = decodeProtectedHeader(jwe);
    const { least, most } = ROUNDS_ALLOWED;
    return (
      alg === KEY_MANAGEMENT &&
      enc === ENCRYPTION &&
      typeof p2c === 'number' &&
      p2c >= least &&
      p2c <= most &&
      crit === undefined &&
      zip === undefined
    );
  } catch {
    return false;
  }
}

async function decrypt(jwe: string, passphrase: string): Promise<string | null> {
  try {
    const { plaintext } = await compactDecrypt(jwe, bytesOf(passphrase), {
      // jose opens neither this family nor so many rounds unless told to.
      keyManagementAlgorithms: [KEY_MANAGEMENT],
      contentEncryptionAlgorithms: [ENCRYPTION],
      maxPBES2Count: ROUNDS_ALLOWED.most,
      maxDecompressedLength: 0,
    });
    return new TextDecoder().decode(plaintext);
  } catch {
    return null;
  }
}

/** A passphrase as typed on any keyboard: ŵ is one code point on some and two on others. Outer spaces do not count. */
function bytesOf(passphrase: string): Uint8Array {
  return new TextEncoder().encode(passphrase.trim().normalize('NFC'));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
