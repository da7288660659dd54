import { CompactEncrypt, CompactSign, importJWK } from 'jose';
import type { PublicKey } from '../board/fields';
import type { DeviceRow } from '../records/database';
import { REPORT_ENCRYPTION, REPORT_KEY_MANAGEMENT, REPORT_TYPE, type Report } from './report';

/** What signs a report. */
export type Signer = Pick<DeviceRow, 'privateKey' | 'publicKey'>;

/**
 * Signs a report with this browser's device key and seals it to Communications; gives a compact JWE of about 1.5 kB.
 * Rejects when a key is unusable.
 */
export async function sealReport(report: Report, device: Signer, openingKey: PublicKey): Promise<string> {
  const { kty, crv, x, y } = device.publicKey;
  const signed = await new CompactSign(new TextEncoder().encode(JSON.stringify(report)))
    .setProtectedHeader({ alg: 'ES256', typ: REPORT_TYPE, jwk: { kty, crv, x, y } })
    .sign(device.privateKey);
  return new CompactEncrypt(new TextEncoder().encode(signed))
    .setProtectedHeader({
      alg: REPORT_KEY_MANAGEMENT,
      enc: REPORT_ENCRYPTION,
      cty: REPORT_TYPE,
      kid: openingKey.kid,
    })
    .encrypt(await importJWK(openingKey, REPORT_KEY_MANAGEMENT));
}
