import { base64url } from 'jose';

const encoder = new TextEncoder();

/** SHA-256 of a text's UTF-8 bytes, base64url. */
export async function sha256(text: string): Promise<string> {
  return base64url.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(text))));
}

/** Compares two secrets in a time that tells nothing about where they differ, or how long the right one is. */
export async function sameSecret(given: string, right: string): Promise<boolean> {
  const [one, other] = await Promise.all(
    [given, right].map(
      async (text) => new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(text))),
    ),
  );
  if (!one || !other) return false;
  let difference = one.length ^ other.length;
  for (const [index, byte] of one.entries()) difference |= byte ^ (other[index] ?? 0);
  return difference === 0;
}
