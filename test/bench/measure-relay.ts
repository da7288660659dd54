import { type ChildProcess, fork } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { ROOT } from '../e2e/session';
import type { ClientNews } from './relay-clients';
import { percentile } from './statistics';

/** Doorbells held while boards are published; the issue asks for 10,000 at least. */
const DOORBELLS = 10_500;
/** Processes they are divided among, each with an address of its own: ports of one would run short. */
const CLIENTS = 2;
/** Boards published while they are held. */
const BOARDS = 10;
/** Bytes of a board; about that of a force with a hundred accounts. */
const BOARD_BYTES = 60_000;
/** How long anything may take, in milliseconds. */
const PATIENCE_MS = 120_000;

/**
 * One relay process on files, ten thousand doorbells, some boards published, and a flood of requests for an unchanged
 * board: the figures of issue "Incidents from the desk" that begin with `relay.`. The fan-out is from the moment at
 * which the PUT is sent to that at which a client hears of it, over all clients and boards.
 */
export async function measureRelay(say: (line: string) => void): Promise<Record<string, number>> {
  const folder = await mkdtemp(join(tmpdir(), 'cordon-bench-'));
  const tokens = {
    desk: randomBytes(24).toString('base64url'),
    report: randomBytes(24).toString('base64url'),
  };
  const children: ChildProcess[] = [];
  const start = (script: string, args: string[] = []): ChildProcess => {
    const child = fork(fileURLToPath(new URL(script, import.meta.url)), args, {
      cwd: ROOT,
      execArgv: ['--import', 'tsx'],
      env: {
        ...process.env,
        CORDON_RELAY_DESK_TOKEN: tokens.desk,
        CORDON_RELAY_REPORT_TOKEN: tokens.report,
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    children.push(child);
    return child;
  };
  try {
    const relay = start('../stage/relay-process.ts', [folder, '0']);
    const { port } = v.parse(v.object({ port: v.number() }), await messageOf(relay));
    const address = `http://127.0.0.1:${port}`;

    say(`opening ${DOORBELLS} doorbells`);
    const clients = Array.from({ length: CLIENTS }, () => start('relay-clients.ts'));
    const each = DOORBELLS / CLIENTS;
    let lost = 0;
    for (const client of clients) {
      client.on('message', (message) => {
        // Sent by relay-clients.ts, which says what it sends.
        if ((message as ClientNews).news === 'lost') lost += 1;
      });
    }
    await Promise.all(
      clients.map((client, index) => {
        const held = newsOf(client, 'held');
        client.send({ do: 'hold', port, count: each, from: `127.0.0.${index + 2}` });
        return held;
      }),
    );

    const delays: number[] = [];
    let tag: string | null = null;
    for (let round = 0; round < BOARDS; round += 1) {
      const text = `eyJhbGciOiJkaXIifQ..${randomBytes(12).toString('base64url')}.${randomBytes((BOARD_BYTES * 3) / 4).toString('base64url')}.${randomBytes(16).toString('base64url')}`;
      const rung = clients.map((client) => newsOf(client, 'rung'));
      const sent = performance.timeOrigin + performance.now();
      const answer = await fetch(`${address}/board`, {
        method: 'PUT',
        body: text,
        headers: {
          Authorization: `Bearer ${tokens.desk}`,
          ...(tag === null ? { 'If-None-Match': '*' } : { 'If-Match': `"${tag}"` }),
        },
      });
      if (!answer.ok) throw new Error(`the relay answered ${answer.status} to a board`);
      tag = createHash('sha256').update(text).digest('base64url');
      for (const news of await Promise.all(rung)) delays.push(...news.at.map((at) => at - sent));
    }
    const figures = await readMetrics(address);
    say(`rang ${delays.length} times, lost ${lost} doorbells`);

    const asker = start('relay-clients.ts');
    const asked = newsOf(asker, 'asked');
    asker.send({ do: 'ask', port, connections: 50, seconds: 5, tag });
    const { notModified, other, seconds } = await asked;
    if (other > 0) throw new Error(`${other} answers to an unchanged board were no 304`);
    return {
      'relay.doorbells': figures.doorbells,
      'relay.fanout_p50_ms': percentile(delays, 0.5),
      'relay.fanout_p99_ms': percentile(delays, 0.99),
      'relay.rss_mb': figures.rss / 1e6,
      'relay.not_modified_per_s': notModified / seconds,
    };
  } finally {
    for (const child of children) child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the relay says of itself: doorbells held, and its memory in bytes. */
async function readMetrics(address: string): Promise<{ doorbells: number; rss: number }> {
  const text = await (await fetch(`${address}/metrics`)).text();
  const read = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  return { doorbells: read('cordon_relay_doorbells'), rss: read('cordon_relay_rss_bytes') };
}

/** The next message of a process that is wanted. Rejects when it ends or takes too long. */
function messageOf(
  child: ChildProcess,
  wanted: (message: unknown) => boolean = () => true,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      child.off('message', take);
      child.off('exit', gone);
    };
    const take = (message: unknown): void => {
      if (!wanted(message)) return;
      end();
      resolve(message);
    };
    const gone = (code: number | null): void => {
      end();
      reject(new Error(`a process of the bench ended with ${code}`));
    };
    const timer = setTimeout(() => {
      end();
      reject(new Error(`nothing was heard for ${PATIENCE_MS} ms`));
    }, PATIENCE_MS);
    child.on('message', take);
    child.on('exit', gone);
  });
}

async function newsOf<N extends ClientNews['news']>(
  child: ChildProcess,
  news: N,
): Promise<Extract<ClientNews, { news: N }>> {
  const message = await messageOf(child, (found) => Object(found).news === news);
  // Sent by relay-clients.ts, and picked by its name just now.
  return message as Extract<ClientNews, { news: N }>;
}
