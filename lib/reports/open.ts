import { compactDecrypt, compactVerify, decodeProtectedHeader, importJWK, type JWK } from 'jose';
import * as v from 'valibot';
import { type PublicKey, publicKeySchema } from '../board/fields';
import { REPORT_BYTES_LIMIT } from '../relay/api';
import { deviceId } from './device';
import { REPORT_ENCRYPTION, REPORT_KEY_MANAGEMENT, REPORT_TYPE, type Report, reportSchema } from './report';

/** A private opening key of Communications, as a JWK with its id. */
export type OpeningKey = JWK & { readonly kid: string };

/** Why a text could not be believed as a report. */
export type ReportProblem =
  /** Something else: no compact JWE, too long, or sealed in another way than ours. */
  | 'not-a-report'
  /** Sealed to a key that is not at hand. */
  | 'wrong-key'
  /** Altered, not signed by the device it names, or handed in under another id or for another force. */
  | 'forged'
  /** Sealed and signed, but saying something Cordon cannot read: a newer version, or garbage from a device. */
  | 'malformed';

/** An opened report with the key that signed it and that key's id, or the problem. */
export type OpenedReport =
  | { readonly ok: true; readonly report: Report; readonly device: PublicKey; readonly deviceId: string }
  | { readonly ok: false; readonly problem: ReportProblem };

/** What a report must say besides being genuine. */
export interface ExpectedReport {
  /** The id under which the relay keeps it: nobody may hand one report in twice under two ids. */
  readonly id?: string;
  readonly forceId?: string;
}

/**
 * Opens and verifies a sealed report with whichever of the keys it names. Nothing of it is used unless all of it
 * holds. Never throws. Whose device it is, the desk decides: here any device may sign.
 */
export async function openReport(
  text: string,
  openingKeys: readonly OpeningKey[],
  expected: ExpectedReport = {},
): Promise<OpenedReport> {
  const sealed = text.trim();
  if (sealed.length > REPORT_BYTES_LIMIT) return refuse('not-a-report');
  const header = headerOf(sealed);
  if (header?.alg !== REPORT_KEY_MANAGEMENT || header.enc !== REPORT_ENCRYPTION)
    return refuse('not-a-report');
  const key = openingKeys.find(({ kid }) => kid === header.kid);
  if (!key) return refuse('wrong-key');
  const signed = await decrypt(sealed, key);
  if (signed === null) return refuse('forged');
  const verified = await verify(signed);
  if (!verified) return refuse('forged');

  const read = v.safeParse(reportSchema, parseJson(verified.payload));
  if (!read.success) return refuse('malformed');
  const report = read.output;
  if (expected.id !== undefined && report.id !== expected.id) return refuse('forged');
  if (expected.forceId !== undefined && report.forceId !== expected.forceId) return refuse('forged');
  return { ok: true, report, device: verified.device, deviceId: verified.device.kid };
}

const refuse = (problem: ReportProblem): OpenedReport => ({ ok: false, problem });

function headerOf(token: string): ReturnType<typeof decodeProtectedHeader> | null {
  try {
    return decodeProtectedHeader(token);
  } catch {
    return null;
  }
}

async function decrypt(sealed: string, key: OpeningKey): Promise<string | null> {
  try {
    const { plaintext } = await compactDecrypt(sealed, await importJWK(key, REPORT_KEY_MANAGEMENT), {
      keyManagementAlgorithms: [REPORT_KEY_MANAGEMENT],
      contentEncryptionAlgorithms: [REPORT_ENCRYPTION],
      // We never compress, and a compressed text could be a bomb.
      maxDecompressedLength: 0,
    });
    return new TextDecoder('utf-8', { fatal: true }).decode(plaintext);
  } catch {
    return null;
  }
}

/** The signed payload and the device that its header names, when the signature is that device's. */
async function verify(signed: string): Promise<{ payload: string; device: PublicKey } | null> {
  try {
    const { typ, jwk } = decodeProtectedHeader(signed);
    if (typ !== REPORT_TYPE) return null;
    const named = v.safeParse(publicKeySchema, { ...(jwk ?? {}), kid: 'unread' });
    if (!named.success) return null;
    // The id is worked out here and never read: a device cannot call itself by another's.
    const device = { ...named.output, kid: await deviceId(named.output) };
    const { payload } = await compactVerify(signed, await importJWK(device, 'ES256'), {
      algorithms: ['ES256'],
    });
    return { payload: new TextDecoder('utf-8', { fatal: true }).decode(payload), device };
  } catch {
    return null;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
