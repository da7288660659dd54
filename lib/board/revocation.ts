import { compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import * as v from 'valibot';
import { BOARD_SIGNATURE, REVOCATION_TYPE, REVOCATIONS_LIMIT } from './envelope';
import { type PublicKey, publicKeySchema } from './fields';

/** Characters one revocation may have; ours. A hundred key ids and five keys take about 9,000. */
const REVOCATION_CHARACTERS = 20_000;

/**
 * Validates what the recovery key says when a signing key is lost: these keys never count again, those sign from
 * now on, and numbers are counted from there, because whoever had the lost key may have used them up.
 */
export const revocationSchema = v.object({
  version: v.literal(1),
  forceId: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/)),
  /** Only goes up; of several the highest decides who signs. */
  serial: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** Ids of all keys revoked so far. */
  revoked: v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(100))), v.maxLength(100)),
  /** Who signs from now on. */
  signingKeys: v.pipe(v.array(publicKeySchema), v.minLength(1), v.maxLength(5)),
  /** The lowest number of a board signed by them. */
  sequence: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
});
/** See {@link revocationSchema}. */
export type Revocation = v.InferOutput<typeof revocationSchema>;

/**
 * The genuine ones among these texts: signed by this force's recovery key and well formed. The rest is passed over,
 * since all a bad one could do is to do nothing. Looks at no more than {@link REVOCATIONS_LIMIT}. Never throws.
 */
export async function readRevocations(
  texts: readonly string[],
  forceId: string,
  recoveryKey: PublicKey | undefined,
): Promise<Revocation[]> {
  if (!recoveryKey) return [];
  const read = await Promise.all(
    texts.slice(0, REVOCATIONS_LIMIT).map((text) => readRevocation(text, recoveryKey)),
  );
  return read.filter((one) => one !== null).filter((one) => one.forceId === forceId);
}

async function readRevocation(text: string, recoveryKey: PublicKey): Promise<Revocation | null> {
  if (text.length > REVOCATION_CHARACTERS) return null;
  try {
    const header = decodeProtectedHeader(text);
    if (header.typ !== REVOCATION_TYPE || header.crit !== undefined || header.kid !== recoveryKey.kid)
      return null;
    const { payload } = await compactVerify(text, await importJWK(recoveryKey, BOARD_SIGNATURE), {
      algorithms: [BOARD_SIGNATURE],
    });
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
    const read = v.safeParse(revocationSchema, json);
    return read.success ? read.output : null;
  } catch {
    return null;
  }
}
