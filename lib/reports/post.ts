/** Milliseconds one report gets to be handed in; ours. It is 1.5 kB. */
export const POST_TIMEOUT_MS = 15_000;

/** What became of one try to hand a report in. */
export type PostResult =
  /** The relay has it, now or from before. */
  | { readonly outcome: 'taken' }
  /** It will never take it; `problem` is the http status. */
  | { readonly outcome: 'refused'; readonly problem: string }
  /** Not now; `retryAfterMs` is the relay's own word. */
  | { readonly outcome: 'later'; readonly problem: string; readonly retryAfterMs?: number };

/** What handing in needs. */
export interface PostParts {
  /** The relay's address from the board, without a trailing slash. */
  readonly relayUrl: string;
  readonly token: string;
  readonly id: string;
  readonly text: string;
  readonly signal?: AbortSignal | undefined;
}

/** Statuses by which the relay says that this text will never do: another one under the id, garbled, too large. */
const FOR_GOOD = new Set([400, 409, 413]);

/** Hands one sealed report to the relay (lib/relay/api.ts). Never rejects. */
export async function postReport(parts: PostParts, fetch = globalThis.fetch): Promise<PostResult> {
  const { relayUrl, token, id, text, signal } = parts;
  const timeout = AbortSignal.timeout(POST_TIMEOUT_MS);
  try {
    const response = await fetch(`${relayUrl}/reports/${id}`, {
      method: 'POST',
      body: text,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'text/plain' },
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    // What the answer says beside its status is of no use, and unread it would hold the connection.
    response.body?.cancel().catch(() => {});
    return resultOf(response);
  } catch {
    return { outcome: 'later', problem: 'offline' };
  }
}

function resultOf({ status, headers }: Response): PostResult {
  if (status === 200 || status === 201) {
    // A filtering proxy says 200 with a page of its own; the report would be lost if that were believed.
    return headers.get('Content-Type')?.startsWith('text/html')
      ? { outcome: 'later', problem: 'not-a-relay' }
      : { outcome: 'taken' };
  }
  if (FOR_GOOD.has(status)) return { outcome: 'refused', problem: String(status) };
  const seconds = Number(headers.get('Retry-After') ?? Number.NaN);
  return {
    outcome: 'later',
    problem: String(status),
    ...(seconds >= 0 ? { retryAfterMs: seconds * 1000 } : {}),
  };
}
