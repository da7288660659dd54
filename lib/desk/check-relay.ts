import * as v from 'valibot';
import { type PublicKey, publicKeySchema } from '../board/fields';

/** Milliseconds the relay gets to answer; ours. */
const CHECK_TIMEOUT_MS = 10_000;

/** What a relay says of itself, or why it cannot be used. */
export type RelayCheck =
  | { readonly ok: true; readonly key: PublicKey }
  | { readonly ok: false; readonly problem: 'offline' | 'not-a-relay' | 'unhealthy' | 'unauthorised' };

/**
 * Asks a relay for its key and its health, and whether it takes the desk token. Nothing is stored there.
 * Never throws.
 */
export async function checkRelay(
  url: string,
  deskToken: string,
  fetch: typeof globalThis.fetch,
): Promise<RelayCheck> {
  const ask = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${url}${path}`, {
      headers,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      signal: AbortSignal.timeout(CHECK_TIMEOUT_MS),
    });
  try {
    const [key, health, reports] = await Promise.all([
      ask('/key'),
      ask('/health'),
      ask('/reports?after=', { Authorization: `Bearer ${deskToken}` }),
    ]);
    const read = v.safeParse(publicKeySchema, key.ok ? await key.json().catch(() => null) : null);
    if (!read.success) return { ok: false, problem: 'not-a-relay' };
    if (reports.status === 401 || reports.status === 403) return { ok: false, problem: 'unauthorised' };
    if (!health.ok) return { ok: false, problem: 'unhealthy' };
    return { ok: true, key: read.output };
  } catch {
    return { ok: false, problem: 'offline' };
  }
}
