import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { type PublicKey, publicKeySchema } from '../../lib/board/fields';
import { HEARTBEAT_HEADER, type ReportPage, type StoredReport } from '../../lib/relay/api';
import { type Ask, send } from './http';

/** Where the sample force's relay answers. */
export const RELAY_URL = 'https://relay.teificoast.example';

/**
 * What may go wrong between a browser and the relay, or with whoever holds it. `no-heartbeat`: the board comes, its
 * freshness does not; `frozen`: the board, and the heartbeat, of the moment at which this began; `lost-answer`: what
 * is handed in arrives, and the connection breaks before the answer.
 */
export const RELAY_FAULTS = ['none', 'down', 'no-heartbeat', 'frozen', 'lost-answer'] as const;
/** One of {@link RELAY_FAULTS}. */
export type RelayFault = (typeof RELAY_FAULTS)[number];

/** How long a relay gets to start, in milliseconds: tsx compiles it first, on a machine that may be busy. */
const START_MS = 30_000;

const ready = v.object({ port: v.number(), key: publicKeySchema });

/** What the relay's process answered. */
interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * The sample force's relay: the product's own, in a process of its own behind the stage's certificate, so that it can
 * be killed and started again under the same address, with faults on request on the way to it.
 */
export class RelayHost {
  readonly url = RELAY_URL;
  /** Whoever has it may publish. */
  readonly deskToken = randomBytes(24).toString('base64url');
  /** Whoever has it may hand in reports. */
  readonly reportToken = randomBytes(24).toString('base64url');
  /** What was asked of the relay and how it was answered (0: not at all), oldest first. */
  readonly asked: { readonly at: number; readonly method: string; readonly path: string; status: number }[] =
    [];
  #fault: RelayFault = 'none';
  #frozen: Answer | null = null;
  #folder: string | null = null;
  #child: ChildProcess | null = null;
  #port = 0;
  #key: PublicKey | null = null;
  readonly #sockets = new Set<Duplex>();
  #published: ((text: string) => Promise<void>) | null = null;
  #beforePut: (() => Promise<void>) | null = null;

  /** Whether it was ever started. */
  get isUsed(): boolean {
    return this.#folder !== null;
  }

  /** Whether its process is there. */
  get isRunning(): boolean {
    return this.#child !== null;
  }

  /** Public key of its heartbeats. Throws before the first start. */
  get key(): PublicKey {
    if (!this.#key) throw new Error('the relay was never started');
    return this.#key;
  }

  get fault(): RelayFault {
    return this.#fault;
  }

  /** Sets what goes wrong from now on. */
  async setFault(fault: RelayFault): Promise<void> {
    this.#beforePut = null;
    this.#frozen = fault === 'frozen' ? await this.#pass('GET', '/board', {}) : null;
    this.#fault = fault;
    if (fault === 'down') this.cut();
  }

  /** Breaks every connection that is open now, doorbells too. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Does something once, just before the next board that a desk hands in reaches the relay. */
  beforeNextPut(act: () => Promise<void>): void {
    this.#beforePut = act;
  }

  /** Sets who is told of each board that somebody published here. */
  onPublished(listener: (text: string) => Promise<void>): void {
    this.#published = listener;
  }

  /** Starts it, on what it kept if it ran before. Does nothing while it runs; rejects when it does not come up. */
  async start(): Promise<void> {
    if (this.#child) return;
    this.#folder ??= await mkdtemp(join(tmpdir(), 'cordon-relay-'));
    const child = fork(fileURLToPath(new URL('./relay-process.ts', import.meta.url)), [this.#folder, '0'], {
      cwd: fileURLToPath(new URL('../../', import.meta.url)),
      execArgv: ['--import', 'tsx'],
      env: {
        ...process.env,
        CORDON_RELAY_DESK_TOKEN: this.deskToken,
        CORDON_RELAY_REPORT_TOKEN: this.reportToken,
      },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (part: string) => {
      said = (said + part).slice(-4_000);
    });
    this.#child = child;
    child.once('exit', () => {
      if (this.#child === child) this.#child = null;
    });
    const { port, key } = await new Promise<v.InferOutput<typeof ready>>((resolve, reject) => {
      const timer = setTimeout(() => {
        child.kill('SIGKILL');
        reject(new Error(`the relay did not start within ${START_MS} ms: ${said}`));
      }, START_MS);
      child.once('message', (message) => {
        clearTimeout(timer);
        resolve(v.parse(ready, message));
      });
      child.once('exit', (code) => {
        clearTimeout(timer);
        reject(new Error(`the relay ended with ${code} instead of starting: ${said}`));
      });
    });
    this.#port = port;
    this.#key = key;
  }

  /** Ends its process at once, as a power cut would; resolves when it is gone. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGKILL');
    await gone;
    this.cut();
  }

  /** Kills it if it runs, and starts it on what it kept. */
  async restart(): Promise<void> {
    await this.kill();
    await this.start();
  }

  /** Ends it and removes what it kept. May be called twice. */
  async close(): Promise<void> {
    await this.kill();
    if (this.#folder) await rm(this.#folder, { recursive: true, force: true });
    this.#folder = null;
  }

  /** Answers a request to the relay's host. */
  async handle(ask: Ask): Promise<void> {
    const path = ask.url.pathname + ask.url.search;
    const note = { at: Date.now(), method: ask.method, path, status: 0 };
    this.asked.push(note);
    const breakDown = () => void ask.response.destroy();
    if (!this.isUsed) return send(ask, 404, 'text/plain', 'the force has no relay');
    if (this.#fault === 'down' || !this.#child) return breakDown();
    const isPut = ask.method === 'PUT' && ask.url.pathname === '/board';
    const act = isPut ? this.#beforePut : null;
    if (act) {
      this.#beforePut = null;
      await act();
      if (!this.#child) return breakDown();
    }
    const frozen = ask.method === 'GET' && ask.url.pathname === '/board' ? this.#frozen : null;
    const answer = frozen ?? (await this.#pass(ask.method, path, ask.headers, ask.body).catch(() => null));
    if (!answer) return breakDown();
    note.status = answer.status;
    if (isPut && answer.status < 300) await this.#published?.(ask.body);
    if (this.#fault === 'lost-answer' && (ask.method === 'PUT' || ask.method === 'POST')) return breakDown();
    const headers = { ...answer.headers };
    // This server says these for itself.
    for (const name of ['connection', 'keep-alive', 'transfer-encoding']) delete headers[name];
    if (this.#fault === 'no-heartbeat') {
      delete headers[HEARTBEAT_HEADER.toLowerCase()];
      if (ask.url.pathname === '/heartbeat') return breakDown();
    }
    const same = frozen && ask.headers['if-none-match'] === headers.etag;
    if (same) delete headers['content-length'];
    ask.response.writeHead(same ? 304 : answer.status, headers);
    ask.response.end(same ? undefined : answer.body);
  }

  /** Leads a WebSocket through to the relay's doorbell. */
  upgrade(asked: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.#fault === 'down' || !this.#child) return void socket.destroy();
    const upstream = connect(this.#port, '127.0.0.1', () => {
      const lines = asked.rawHeaders.flatMap((name, at, all) => (at % 2 ? [] : [`${name}: ${all[at + 1]}`]));
      upstream.write(`${asked.method} ${asked.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
      upstream.write(head);
      upstream.pipe(socket);
      socket.pipe(upstream);
    });
    upstream.setNoDelay(true);
    for (const end of [socket, upstream]) {
      this.#sockets.add(end);
      end.on('close', () => {
        this.#sockets.delete(end);
        upstream.destroy();
        socket.destroy();
      });
      end.on('error', () => end.destroy());
    }
  }

  /** The board as the relay holds it, and its entity tag; null while there is none. Rejects when it cannot be asked. */
  async board(): Promise<{ readonly text: string; readonly etag: string } | null> {
    const answer = await this.#pass('GET', '/board', {});
    if (answer.status === 404) return null;
    const { etag } = answer.headers;
    if (answer.status !== 200 || !etag) throw new Error(`the relay answered ${answer.status}`);
    return { text: answer.body.toString('utf8'), etag };
  }

  /**
   * Puts a board on the relay in place of the one with this entity tag (null: in place of none), as a desk does.
   * Gives the status: below 300 it is published, 412 means that somebody else was first.
   */
  async put(text: string, etag: string | null): Promise<number> {
    const { status } = await this.#pass(
      'PUT',
      '/board',
      {
        authorization: `Bearer ${this.deskToken}`,
        'content-type': 'application/jose',
        ...(etag === null ? { 'if-none-match': '*' } : { 'if-match': etag }),
      },
      text,
    );
    return status;
  }

  /** Every report that the relay holds, oldest first, still sealed. */
  async reports(): Promise<readonly StoredReport[]> {
    const reports: StoredReport[] = [];
    let cursor = '';
    for (;;) {
      const query = cursor ? `?after=${encodeURIComponent(cursor)}` : '';
      const answer = await this.#pass('GET', `/reports${query}`, {
        authorization: `Bearer ${this.deskToken}`,
      });
      if (answer.status !== 200) throw new Error(`the relay answered ${answer.status}`);
      // The product's own relay answers in the shape that api.ts gives.
      const page = JSON.parse(answer.body.toString('utf8')) as ReportPage;
      reports.push(...page.reports);
      if (!page.more) return reports;
      cursor = page.cursor;
    }
  }

  #pass(method: string, path: string, headers: IncomingHttpHeaders, body?: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const { connection: _, ...kept } = headers;
      const sent = request(
        { host: '127.0.0.1', port: this.#port, method, path, headers: kept, agent: false },
        (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('error', reject);
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(parts),
            }),
          );
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }
}
