import { base64url } from 'jose';

/** SHA-256 of some bytes, base64url. */
export async function digestBytes(bytes: Uint8Array): Promise<string> {
  // A copy, because jose may give a view on shared memory, which WebCrypto's types do not take.
  return base64url.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))));
}

/** SHA-256 of a text in UTF-8, base64url. */
export function digestText(text: string): Promise<string> {
  return digestBytes(new TextEncoder().encode(text));
}
