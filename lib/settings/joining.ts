import * as v from 'valibot';
import { base64url, httpsUrl, publicKeySchema } from '../board/fields';

/**
 * What a browser needs to belong to a force: where the board lies, and the keys to trust and to open it with.
 * It comes from a joining code or from managed storage, and both are validated here.
 */
export const membershipSchema = v.object({
  forceId: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/)),
  /** Addresses of the board, tried in order. */
  boards: v.pipe(v.array(httpsUrl), v.minLength(1), v.maxLength(5)),
  /** ES256 public keys that may sign the board; more than one while keys are being changed. */
  signingKeys: v.pipe(v.array(publicKeySchema), v.minLength(1), v.maxLength(5)),
  /** A256GCM key of the board's encryption, base64url. Keeps strangers out; not a secret from colleagues. */
  contentKey: base64url(32),
  /** Public half of the offline recovery key. */
  recoveryKey: v.optional(publicKeySchema),
  /** Bearer token with which this browser may hand reports to the relay. Keeps strangers' rubbish out; no more. */
  reportToken: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16,200}$/))),
});
/** See {@link membershipSchema}. */
export type Membership = v.InferOutput<typeof membershipSchema>;
