import { BOARD_BYTES_LIMIT, looksLikeBoard, mayBecomeBoard } from './envelope';

/** Milliseconds one address gets for headers and body together; ours. A board is a few kB, so ten seconds is generous. */
export const FETCH_TIMEOUT_MS = 10_000;

/** Why nothing usable came from an address. */
export type FetchProblem =
  /** No answer: no network, no such host, refused, bad certificate, or no permission for the host. */
  | 'offline'
  /** No whole answer in time. */
  | 'timeout'
  /** An answer other than the board; `detail` is the status, or `redirect` when it led away from https. */
  | 'http'
  /** More than {@link BOARD_BYTES_LIMIT}; reading stopped there. */
  | 'too-large'
  /** An answer that is no board, such as the sign-in page of a wireless network. */
  | 'not-a-board';

/** What one address gave. `same` is given only when an `etag` was sent. */
export type FetchResult =
  | { readonly status: 'new'; readonly text: string; readonly etag?: string }
  | { readonly status: 'same' }
  | { readonly status: 'failed'; readonly problem: FetchProblem; readonly detail?: string };

/** How to ask an address. */
export interface FetchOptions {
  /** Entity tag of the copy at hand; the server then may answer that nothing changed. */
  readonly etag?: string | undefined;
  /** Ends the request; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
  readonly fetch?: typeof globalThis.fetch;
}

/**
 * Asks one https address for the board. No cookies go along and no cache answers. The text is only checked for
 * looking like a board: whether to believe it is for `openBoard` to say.
 * Rejects only when `signal` is aborted.
 */
export async function fetchBoard(url: string, options: FetchOptions = {}): Promise<FetchResult> {
  const { etag, signal, timeoutMs = FETCH_TIMEOUT_MS, fetch = globalThis.fetch } = options;
  if (!url.startsWith('https://')) return failed('http', 'redirect');
  signal?.throwIfAborted();
  const stop = new AbortController();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    stop.abort();
  }, timeoutMs);
  const forward = () => stop.abort(signal?.reason);
  signal?.addEventListener('abort', forward, { once: true });
  try {
    const response = await fetch(url, {
      headers: etag === undefined ? {} : { 'If-None-Match': etag },
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'follow',
      referrerPolicy: 'no-referrer',
      signal: stop.signal,
    });
    return await readResponse(response, etag);
  } catch {
    signal?.throwIfAborted();
    return failed(timedOut ? 'timeout' : 'offline');
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', forward);
    // Whatever was not read is not wanted.
    stop.abort();
  }
}

async function readResponse(response: Response, etag: string | undefined): Promise<FetchResult> {
  if (response.redirected && !response.url.startsWith('https://')) return failed('http', 'redirect');
  if (response.status === 304 && etag !== undefined) return { status: 'same' };
  if (response.status !== 200) return failed('http', String(response.status));
  if (Number(response.headers.get('Content-Length')) > BOARD_BYTES_LIMIT) return failed('too-large');

  const text = await readText(response);
  if (typeof text !== 'string') return text;
  if (!looksLikeBoard(text)) return failed('not-a-board');
  const tag = response.headers.get('ETag');
  return tag === null ? { status: 'new', text } : { status: 'new', text, etag: tag };
}

/** The body as text, read no further than it may still be a board of allowed size. */
async function readText(response: Response): Promise<string | FetchResult> {
  if (!response.body) return failed('not-a-board');
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      bytes += chunk.value.byteLength;
      if (bytes > BOARD_BYTES_LIMIT) return failed('too-large');
      const first = text.length < 3;
      text += decoder.decode(chunk.value, { stream: true });
      if (first && !mayBecomeBoard(text)) return failed('not-a-board');
    }
    return (text + decoder.decode()).trim();
  } finally {
    // Ends a body that was left half read; a finished or broken one does not mind.
    reader.cancel().catch(() => {});
  }
}

function failed(problem: FetchProblem, detail?: string): FetchResult {
  return detail === undefined ? { status: 'failed', problem } : { status: 'failed', problem, detail };
}
