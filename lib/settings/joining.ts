import * as v from 'valibot';

const httpsUrl = v.pipe(
  v.string(),
  v.maxLength(2048),
  v.check((s) => s.startsWith('https://') && URL.canParse(s), 'an https address'),
);
const base64url = (bytes: number) =>
  v.pipe(
    v.string(),
    v.regex(/^[A-Za-z0-9_-]+$/),
    v.length(Math.ceil((bytes * 4) / 3), `${bytes} bytes in base64url`),
  );

const publicKey = v.object({
  kty: v.literal('EC'),
  crv: v.literal('P-256'),
  x: base64url(32),
  y: base64url(32),
  kid: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
});

/**
 * What a browser needs to belong to a force: where the board lies, and the keys to trust and to open it with.
 * It comes from a joining code or from managed storage, and both are validated here.
 */
export const membershipSchema = v.object({
  forceId: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/)),
  /** Addresses of the board, tried in order. */
  boards: v.pipe(v.array(httpsUrl), v.minLength(1), v.maxLength(5)),
  /** ES256 public keys that may sign the board; more than one while keys are being changed. */
  signingKeys: v.pipe(v.array(publicKey), v.minLength(1), v.maxLength(5)),
  /** A256GCM key of the board's encryption, base64url. Keeps strangers out; not a secret from colleagues. */
  contentKey: base64url(32),
  /** Public half of the offline recovery key. */
  recoveryKey: v.optional(publicKey),
});
/** See {@link membershipSchema}. */
export type Membership = v.InferOutput<typeof membershipSchema>;
/** A P-256 public key with its id. */
export type PublicKey = v.InferOutput<typeof publicKey>;
