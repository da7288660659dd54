import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createForce } from '../desk/force-keys';
import { signBoard } from './author';
import { BOARD_BYTES_LIMIT } from './envelope';
import { FETCH_TIMEOUT_MS, fetchBoard, fetchHeartbeat } from './fetch';
import { sampleBoard } from './testing';

const URL_OF_BOARD = 'https://board.example/board';
const BOARD = await signBoard(sampleBoard(), (await createForce('teifi-coast')).keys);

let server: Server | undefined;
afterEach(() => {
  vi.useRealTimers();
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

/** Starts a server and gives a fetch that leads every https address to it. */
async function serve(listener: RequestListener): Promise<typeof globalThis.fetch> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  // A listening TCP server has an address with a port.
  const { port } = started.address() as AddressInfo;
  return (input, init) =>
    fetch(String(input).replace('https://board.example', `http://127.0.0.1:${port}`), init);
}

const answer =
  (body: BodyInit | null, init?: ResponseInit): typeof globalThis.fetch =>
  async () =>
    new Response(body, init);

describe('the board is fetched', () => {
  it('whole, with its entity tag, without cookies or cache', async () => {
    const seen: RequestInit[] = [];
    const fake: typeof globalThis.fetch = async (_url, init) => {
      seen.push(init ?? {});
      return new Response(`${BOARD}\n`, { headers: { ETag: '"a"' } });
    };
    expect(await fetchBoard(URL_OF_BOARD, { fetch: fake })).toEqual({
      status: 'new',
      text: BOARD,
      etag: '"a"',
    });
    expect(seen[0]).toMatchObject({ cache: 'no-store', credentials: 'omit', headers: {} });
  });

  it('only when it changed', async () => {
    const through = await serve((request, response) => {
      response.setHeader('ETag', '"a"');
      if (request.headers['if-none-match'] === '"a"') response.writeHead(304).end();
      else response.end(BOARD);
    });
    expect(await fetchBoard(URL_OF_BOARD, { fetch: through })).toMatchObject({ status: 'new', etag: '"a"' });
    expect(await fetchBoard(URL_OF_BOARD, { fetch: through, etag: '"a"' })).toEqual({ status: 'same' });
    expect(await fetchBoard(URL_OF_BOARD, { fetch: through, etag: '"b"' })).toMatchObject({ status: 'new' });
  });

  it('in pieces', async () => {
    const through = await serve((_request, response) => {
      response.write('\n');
      response.write(BOARD.slice(0, 2));
      response.end(BOARD.slice(2));
    });
    expect(await fetchBoard(URL_OF_BOARD, { fetch: through })).toEqual({ status: 'new', text: BOARD });
  });
});

describe('the heartbeat is fetched', () => {
  it('with the board, and with the word that it is unchanged', async () => {
    const through = await serve((request, response) => {
      response.setHeader('ETag', '"a"').setHeader('Cordon-Heartbeat', 'eyJ.beat.x');
      if (request.headers['if-none-match'] === '"a"') response.writeHead(304).end();
      else response.end(BOARD);
    });
    expect(await fetchBoard(URL_OF_BOARD, { fetch: through })).toMatchObject({ heartbeat: 'eyJ.beat.x' });
    expect(await fetchBoard(URL_OF_BOARD, { fetch: through, etag: '"a"' })).toEqual({
      status: 'same',
      heartbeat: 'eyJ.beat.x',
    });
  });

  it('alone from the relay, and silence is no error', async () => {
    const asked: string[] = [];
    const beat: typeof globalThis.fetch = async (url) => {
      asked.push(String(url));
      return new Response('eyJ.beat.x\n');
    };
    expect(await fetchHeartbeat('https://relay.example', { fetch: beat })).toBe('eyJ.beat.x');
    expect(asked).toEqual(['https://relay.example/heartbeat']);
    for (const fake of [
      answer('eyJ.beat.x', { status: 503 }),
      answer('<p>Sign in'),
      answer('eyJ'.padEnd(5000, 'a')),
      () => Promise.reject(new TypeError('Failed to fetch')),
    ]) {
      expect(await fetchHeartbeat('https://relay.example', { fetch: fake })).toBeNull();
    }
  });
});

describe('whatever else lies there is named', () => {
  const sixty = 'eyJ'.padEnd(60_000, 'a');
  const cases: [string, typeof globalThis.fetch, object][] = [
    ['no network', () => Promise.reject(new TypeError('Failed to fetch')), { problem: 'offline' }],
    ['500', answer('oh', { status: 500 }), { problem: 'http', detail: '500' }],
    ['404', answer(BOARD, { status: 404 }), { problem: 'http', detail: '404' }],
    ['304 unasked', answer(null, { status: 304 }), { problem: 'http', detail: '304' }],
    ['nothing', answer(''), { problem: 'not-a-board' }],
    ['a web page', answer('<!doctype html><p>Sign in'), { problem: 'not-a-board' }],
    ['half a board', answer(BOARD.slice(0, 90)), { problem: 'not-a-board' }],
    ['a board with a page behind it', answer(`${BOARD}<p>`), { problem: 'not-a-board' }],
    [
      'an announced giant',
      answer('eyJ', { headers: { 'Content-Length': '1000001' } }),
      { problem: 'too-large' },
    ],
    [
      'a redirect to http',
      async () => redirected('http://board.example/'),
      { problem: 'http', detail: 'redirect' },
    ],
  ];
  it.each(cases)('%s', async (_what, fake, expected) => {
    expect(await fetchBoard(URL_OF_BOARD, { fetch: fake })).toEqual({ status: 'failed', ...expected });
  });

  it('an address that is not https is not asked at all', async () => {
    const fake = vi.fn<typeof globalThis.fetch>();
    expect(await fetchBoard('http://board.example/', { fetch: fake })).toMatchObject({ problem: 'http' });
    expect(fake).not.toHaveBeenCalled();
  });

  it('an endless answer is left at the limit', async () => {
    let sent = 0;
    let closed = false;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        const chunk = new TextEncoder().encode(sent === 0 ? sixty : 'a'.repeat(60_000));
        sent += chunk.length;
        controller.enqueue(chunk);
      },
      cancel() {
        closed = true;
      },
    });
    expect(await fetchBoard(URL_OF_BOARD, { fetch: answer(endless) })).toMatchObject({
      problem: 'too-large',
    });
    expect(sent).toBeLessThan(BOARD_BYTES_LIMIT + 200_000);
    expect(closed).toBe(true);
  });

  it.each(['headers', 'body'])('a server that stops before the %s has its ten seconds', async (stage) => {
    let asked = () => {};
    const asking = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const through = await serve((_request, response) => {
      if (stage === 'body') response.write(BOARD.slice(0, 20));
      asked();
    });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const result = fetchBoard(URL_OF_BOARD, { fetch: through });
    await asking;
    await vi.advanceTimersByTimeAsync(FETCH_TIMEOUT_MS);
    expect(await result).toEqual({ status: 'failed', problem: 'timeout' });
  });

  it('stops when told to', async () => {
    const stop = new AbortController();
    const through = await serve(() => stop.abort(new Error('closing')));
    await expect(fetchBoard(URL_OF_BOARD, { fetch: through, signal: stop.signal })).rejects.toThrow(
      'closing',
    );
  });
});

function redirected(url: string): Response {
  const response = new Response(BOARD);
  Object.defineProperties(response, { redirected: { value: true }, url: { value: url } });
  return response;
}
