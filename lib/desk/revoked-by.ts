import { base64url } from 'jose';
import * as v from 'valibot';
import { revocationSchema } from '../board/revocation';

/** Ids of the keys that a revocation out of one's own keys file takes back. Unverified: the file is one's own. */
export function revokedBy(text: string): readonly string[] {
  try {
    const payload = base64url.decode(text.split('.')[1] ?? '');
    return v.parse(revocationSchema, JSON.parse(new TextDecoder().decode(payload))).revoked;
  } catch {
    return [];
  }
}
