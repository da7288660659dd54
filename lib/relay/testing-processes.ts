import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Tokens of the relays that tests start, so that they stay the same over a restart. */
export const DESK_TOKEN = 'desk-token-for-tests';
export const REPORT_TOKEN = 'report-token-for-tests';

/** A relay in a process of its own. */
export interface RelayProcess {
  readonly url: string;
  /** Ends it as a power cut would; resolves when it is gone. */
  kill(): Promise<void>;
  /** Asks it to end; resolves with its exit code. */
  stop(): Promise<number | null>;
}

/** Starts `npm run relay` with arguments, on any free port, and resolves once it answers. Rejects with what it said. */
export async function startRelayProcess(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<RelayProcess> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'lib/commands/relay.ts', '--port', '0', '--log', 'warn', ...args],
    {
      cwd: ROOT,
      env: {
        ...process.env,
        CORDON_RELAY_DESK_TOKEN: DESK_TOKEN,
        CORDON_RELAY_REPORT_TOKEN: REPORT_TOKEN,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const exited = once(child, 'exit');
  const url = await saying(child, /answers at (http\S+)/);
  return {
    url,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async stop() {
      child.kill('SIGTERM');
      await exited;
      return child.exitCode;
    },
  };
}

/** Waits until a process prints something. Gives the first group; rejects with all it printed when it ends instead. */
export function saying(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const take = (chunk: Buffer): void => {
      said += chunk.toString();
      const found = pattern.exec(said);
      if (found) resolve(found[1] ?? '');
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`ended with ${code}: ${said}`)));
  });
}

/** A client of a doorbell. */
export interface TestBell {
  readonly socket: WebSocket;
  /** All words so far. */
  readonly words: string[];
  /** Resolves when this word has come so often. */
  heard(word: string, times?: number): Promise<void>;
  /** Resolves with the code with which the connection ends. */
  readonly closed: Promise<number>;
}

/** Opens a doorbell and resolves once it is open. Rejects when the relay refuses. */
export async function openBell(url: string, options: WebSocket.ClientOptions = {}): Promise<TestBell> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/doorbell`, options);
  const words: string[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (data) => {
    words.push(data.toString());
    for (const look of waiting) look();
  });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.on('error', () => {});
  return {
    socket,
    words,
    closed,
    heard: (word, times = 1) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (words.filter((other) => other === word).length < times) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
}

/** Puts a board in place of the one with this tag, quotes and all; null: of none. */
export function putBoard(
  url: string,
  text: string,
  tag: string | null,
  token = DESK_TOKEN,
): Promise<Response> {
  return fetch(`${url}/board`, {
    method: 'PUT',
    body: text,
    headers: {
      Authorization: `Bearer ${token}`,
      ...(tag === null ? { 'If-None-Match': '*' } : { 'If-Match': tag }),
    },
  });
}

/** Hands in a report. */
export function postReport(url: string, id: string, text: string, headers: Record<string, string> = {}) {
  return fetch(`${url}/reports/${id}`, {
    method: 'POST',
    body: text,
    headers: { Authorization: `Bearer ${REPORT_TOKEN}`, ...headers },
  });
}

/** Ids of all reports at a relay, page by page. */
export async function idsOfReports(url: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor = '';
  for (;;) {
    const answer = await fetch(`${url}/reports?after=${cursor}`, {
      headers: { Authorization: `Bearer ${DESK_TOKEN}` },
    });
    const page = await answer.json();
    ids.push(...page.reports.map(({ id }: { id: string }) => id));
    if (!page.more) return ids;
    cursor = page.cursor;
  }
}
