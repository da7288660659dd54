import * as v from 'valibot';

/** An https address of at most 2,048 characters. */
export const httpsUrl = v.pipe(
  v.string(),
  v.maxLength(2048),
  v.check((s) => s.startsWith('https://') && URL.canParse(s), 'an https address'),
);

/** Exactly so many bytes in base64url without padding. */
export const base64url = (bytes: number) =>
  v.pipe(
    v.string(),
    v.regex(/^[A-Za-z0-9_-]+$/),
    v.length(Math.ceil((bytes * 4) / 3), `${bytes} bytes in base64url`),
  );

/** A P-256 public key with its id, as boards and joining codes carry it. */
export const publicKeySchema = v.object({
  kty: v.literal('EC'),
  crv: v.literal('P-256'),
  x: base64url(32),
  y: base64url(32),
  kid: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
});
/** See {@link publicKeySchema}. */
export type PublicKey = v.InferOutput<typeof publicKeySchema>;

/** A P-256 key with its private half. It never leaves the files and the memory of those who publish. */
export const privateJwkSchema = v.object({ ...publicKeySchema.entries, d: base64url(32) });
/** See {@link privateJwkSchema}. */
export type PrivateJwk = v.InferOutput<typeof privateJwkSchema>;

/** The public half, without anything else that stands in the key. */
export function publicHalf({ kty, crv, x, y, kid }: PublicKey): PublicKey {
  return { kty, crv, x, y, kid };
}
