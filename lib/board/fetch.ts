import { HEARTBEAT_HEADER } from '../relay/api';
import { BOARD_BYTES_LIMIT, looksLikeBoard, mayBecomeBoard } from './envelope';

/** Characters a heartbeat may have; ours. A genuine one has about 300. */
const HEARTBEAT_LIMIT = 2000;

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

/** What one address gave. `same` is given only when an `etag` was sent; the heartbeat came in a header, unread. */
export type FetchResult =
  | { readonly status: 'new'; readonly text: string; readonly etag?: string; readonly heartbeat?: string }
  | { readonly status: 'same'; readonly heartbeat?: string }
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
  const { etag } = options;
  if (!url.startsWith('https://')) return failed('http', 'redirect');
  const headers = etag === undefined ? {} : { 'If-None-Match': etag };
  return request(url, headers, options, (response) => readResponse(response, etag));
}

/**
 * Asks a relay for its heartbeat alone, for a board that came from elsewhere; null when none comes. `relay` is its
 * address as the board names it. The text is unread. Rejects only when `signal` is aborted.
 */
export async function fetchHeartbeat(
  relay: string,
  options: Omit<FetchOptions, 'etag'> = {},
): Promise<string | null> {
  const answer = await request(`${relay}/heartbeat`, {}, options, async (response) => {
    const landed = !response.redirected || response.url.startsWith('https://');
    return landed && response.status === 200 ? readText(response, HEARTBEAT_LIMIT) : null;
  });
  return typeof answer === 'string' ? answer : null;
}

async function request<T>(
  url: string,
  headers: Record<string, string>,
  options: FetchOptions,
  read: (response: Response) => Promise<T>,
): Promise<T | FetchResult> {
  const { signal, timeoutMs = FETCH_TIMEOUT_MS, fetch = globalThis.fetch } = options;
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
      headers,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'follow',
      referrerPolicy: 'no-referrer',
      signal: stop.signal,
    });
    return await read(response);
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
  const beat = response.headers.get(HEARTBEAT_HEADER);
  const heartbeat = beat && beat.length <= HEARTBEAT_LIMIT ? { heartbeat: beat } : {};
  if (response.status === 304 && etag !== undefined) return { status: 'same', ...heartbeat };
  if (response.status !== 200) return failed('http', String(response.status));
  if (Number(response.headers.get('Content-Length')) > BOARD_BYTES_LIMIT) return failed('too-large');

  const text = await readText(response, BOARD_BYTES_LIMIT);
  if (typeof text !== 'string') return text;
  if (!looksLikeBoard(text)) return failed('not-a-board');
  const tag = response.headers.get('ETag');
  return { status: 'new', text, ...(tag !== null && { etag: tag }), ...heartbeat };
}

/** The body as text, read no further than it may still be signed text of allowed size in bytes. */
async function readText(response: Response, limit: number): Promise<string | FetchResult> {
  if (!response.body) return failed('not-a-board');
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      bytes += chunk.value.byteLength;
      if (bytes > limit) return failed('too-large');
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
