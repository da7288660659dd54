import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { findRedis } from '../commands/redis.mjs';
import { HEARTBEAT_HEADER } from './api';
import { sha256 } from './digest';
import type { RelayLimits } from './limits';
import { type RunningRelay, startRelay } from './node';
import { boardText, openHeartbeat, reportText } from './testing';
import {
  DESK_TOKEN,
  idsOfReports,
  openBell,
  postReport,
  putBoard,
  REPORT_TOKEN,
  saying,
  startRelayProcess,
} from './testing-processes';

// Relays start as processes of their own here, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const IN_CI = Boolean(process.env.CI) && process.env.CI !== 'false';
const found = await findRedis();
const program = 'path' in found ? found.path : null;

/** What the test of a missing Redis says; in CI its absence is a failure. */
const missing = 'missing' in found ? `${found.sentence} For example: ${found.command}` : '';

if (program === null && IN_CI) {
  it('a Redis is there for the tests of many relays', () => {
    throw new Error(missing);
  });
}

describe.skipIf(program === null)(`many relays on one Redis${missing && ` (skipped: ${missing})`}`, () => {
  let redis: TestRedis;
  const cleanUp: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    redis = await startRedis(program ?? '');
  });
  afterAll(() => redis?.stop());
  beforeEach(() => redis.command('FLUSHALL'));
  afterEach(async () => {
    for (const step of cleanUp.splice(0).reverse()) await step();
  });

  async function start(limits: Partial<RelayLimits> = {}): Promise<RunningRelay> {
    const relay = await startRelay({
      redis: redis.url,
      limits,
      secrets: { deskToken: DESK_TOKEN, reportToken: REPORT_TOKEN },
    });
    cleanUp.push(() => relay.close());
    return relay;
  }

  async function startApart() {
    const child = await startRelayProcess([], { CORDON_RELAY_REDIS: redis.url });
    cleanUp.push(() => child.kill());
    return child;
  }

  it('they share the key made by the first, even when they start at once', async () => {
    const relays = await Promise.all([start(), start(), start()]);
    expect(new Set(relays.map(({ key }) => key.kid)).size).toBe(1);
    expect(relays.filter(({ isFirstStart }) => isFirstStart)).toHaveLength(1);
  });

  it('of two desks that publish at once on two relays one is told, and nothing is overwritten', async () => {
    const [one, other] = await Promise.all([start(), start()]);
    let text = boardText();
    expect((await putBoard(one.url, text, null)).status).toBe(201);
    for (let round = 0; round < 20; round += 1) {
      const tag = `"${await sha256(text)}"`;
      const texts = [boardText(), boardText(), boardText(), boardText()];
      const answers = await Promise.all(
        texts.map((next, at) => putBoard((at % 2 ? one : other).url, next, tag)),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 412, 412, 412]);
      text = texts[answers.findIndex(({ status }) => status === 204)] ?? '';
      for (const { url } of [one, other]) {
        await expect.poll(async () => (await fetch(`${url}/board`)).text()).toBe(text);
      }
    }
  });

  it('what is published on one rings at the other, which then has it and vouches for it', async () => {
    const [one, other] = await Promise.all([start(), start()]);
    const bells = await Promise.all([openBell(one.url), openBell(other.url)]);
    const text = boardText();
    await putBoard(one.url, text, null);
    await Promise.all(bells.map((bell) => bell.heard('changed')));
    for (const { url, key } of [one, other]) {
      const answer = await fetch(`${url}/board`);
      expect(await answer.text()).toBe(text);
      expect(await openHeartbeat(answer.headers.get(HEARTBEAT_HEADER) ?? '', key)).toMatchObject({
        board: await sha256(text),
      });
    }
  });

  it('one whose ear for changes is cut off and refused hears again, and goes on meanwhile', async () => {
    // No tick looks at the store within this test: what rings has been heard.
    const [one, other] = await Promise.all([start({ tickMs: 60_000 }), start()]);
    const bell = await openBell(one.url);
    const ears = async (): Promise<number> =>
      Number(JSON.parse(await redis.command('PUBSUB', 'NUMSUB', 'cordon:bell'))[1]);
    expect(await ears()).toBe(2);
    const refusals = async (): Promise<boolean> => (await redis.command('ACL', 'LOG')).includes('subscribe');
    await redis.command('ACL', 'SETUSER', 'default', '-subscribe');
    try {
      await redis.command('CLIENT', 'KILL', 'TYPE', 'pubsub');
      await expect.poll(refusals, { timeout: 5_000 }).toBe(true);
    } finally {
      await redis.command('ACL', 'SETUSER', 'default', '+subscribe');
    }
    await expect.poll(ears, { timeout: 5_000 }).toBe(2);
    await putBoard(other.url, boardText(), null);
    await bell.heard('changed');
  });

  it('a report handed in at both at once is kept once, and no reader passes one that comes later', async () => {
    const [one, other] = await Promise.all([start(), start()]);
    const ids = Array.from({ length: 60 }, () => randomUUID());
    let isDone = false;
    const seen: string[] = [];
    const reader = (async () => {
      let cursor = '';
      for (let last = false; !last; ) {
        last = isDone;
        const headers = { Authorization: `Bearer ${DESK_TOKEN}` };
        const page = await (await fetch(`${other.url}/reports?after=${cursor}`, { headers })).json();
        seen.push(...page.reports.map(({ id }: { id: string }) => id));
        cursor = page.cursor;
      }
    })();
    await Promise.all(
      ids.map(async (id) => {
        const text = reportText();
        const answers = await Promise.all([one, other].map(({ url }) => postReport(url, id, text)));
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 201]);
      }),
    );
    isDone = true;
    await reader;
    expect([...seen].sort()).toEqual([...ids].sort());
    expect((await postReport(one.url, ids[0] ?? '', reportText())).status).toBe(409);
  });

  it('limits count together', async () => {
    const [one, other] = await Promise.all([
      start({ reportsPerAddress: 3 }),
      start({ reportsPerAddress: 3 }),
    ]);
    const statuses = [];
    for (const { url } of [one, other, one, other]) {
      statuses.push((await postReport(url, randomUUID(), reportText())).status);
    }
    expect(statuses).toEqual([201, 201, 201, 429]);
  });

  it('reports that are too old are dropped everywhere', async () => {
    const relay = await start();
    for (let n = 0; n < 3; n += 1) await postReport(relay.url, randomUUID(), reportText());
    await start({ reportDays: -1 });
    await expect.poll(() => idsOfReports(relay.url)).toEqual([]);
    expect(await redis.command('KEYS', 'cordon:report:*')).not.toContain('cordon:report');
  });

  it('one that is killed while it publishes, rings and writes loses nothing it acknowledged, and the other goes on', async () => {
    const other = await start();
    const acknowledged = new Set<string>();
    for (let round = 0; round < 3; round += 1) {
      const victim = await startApart();
      const rung = await openBell(victim.url);
      const bell = await openBell(other.url);
      let isAlive = true;
      let last: string | null = null;
      let trying: string | null = null;
      const publish = async (): Promise<void> => {
        while (isAlive) {
          const tag = (await fetch(`${victim.url}/board`)).headers.get('ETag');
          const text = boardText(20_000);
          trying = text;
          if (!(await putBoard(victim.url, text, tag)).ok) throw new Error('not taken');
          last = text;
        }
      };
      const report = async (): Promise<void> => {
        while (isAlive) {
          const id = randomUUID();
          if ((await postReport(victim.url, id, reportText())).status !== 201) throw new Error('not taken');
          acknowledged.add(id);
        }
      };
      const work = Promise.allSettled([publish(), report(), report()]);
      await rung.heard('changed', 1 + round * 3);
      await victim.kill();
      isAlive = false;
      await work;

      // The bell is in the same step as the board, so the other relay knows whatever became of the last attempt.
      await bell.heard('changed', 1);
      await expect
        .poll(async () => [last, trying].includes(await (await fetch(`${other.url}/board`)).text()))
        .toBe(true);
      const ids = await idsOfReports(other.url);
      for (const id of acknowledged) expect(ids).toContain(id);
      expect(new Set(ids).size).toBe(ids.length);
      const etag = (await fetch(`${other.url}/board`)).headers.get('ETag');
      expect((await putBoard(other.url, boardText(), etag)).status).toBe(204);
    }
  });

  it('one that is cut off from Redis gives the board but does not vouch for it, and recovers', async () => {
    const lone = await startRedis(program ?? '');
    cleanUp.push(() => lone.stop());
    const relay = await startRelay({
      redis: lone.url,
      limits: { storeMs: 500, tickMs: 200 },
      secrets: { deskToken: DESK_TOKEN, reportToken: REPORT_TOKEN },
    });
    cleanUp.push(() => relay.close());
    const text = boardText();
    await putBoard(relay.url, text, null);
    lone.pause();
    await expect
      .poll(async () => (await fetch(`${relay.url}/heartbeat`)).status, { timeout: 5_000 })
      .toBe(503);
    const answer = await fetch(`${relay.url}/board`);
    expect(await answer.text()).toBe(text);
    expect(answer.headers.get(HEARTBEAT_HEADER)).toBeNull();
    expect((await fetch(`${relay.url}/health`)).status).toBe(503);
    expect((await postReport(relay.url, randomUUID(), reportText())).status).toBe(503);
    lone.resume();
    await expect
      .poll(async () => (await fetch(`${relay.url}/heartbeat`)).status, { timeout: 8_000 })
      .toBe(200);
  });

  it('a Redis without room refuses with 507, and what was there stays', async () => {
    const relay = await start();
    const text = boardText();
    await putBoard(relay.url, text, null);
    await redis.command('CONFIG', 'SET', 'maxmemory', '1');
    try {
      expect((await putBoard(relay.url, boardText(), `"${await sha256(text)}"`)).status).toBe(507);
      expect((await postReport(relay.url, randomUUID(), reportText())).status).toBe(507);
      expect(await (await fetch(`${relay.url}/board`)).text()).toBe(text);
    } finally {
      await redis.command('CONFIG', 'SET', 'maxmemory', '0');
    }
    expect((await postReport(relay.url, randomUUID(), reportText())).status).toBe(201);
  });
});

it('a Redis that is not there is named in one sentence, without its password', async () => {
  const port = await freePort();
  const starting = startRelayProcess([], { CORDON_RELAY_REDIS: `redis://:hidden-word@127.0.0.1:${port}` });
  const said = await starting.then(
    () => '',
    (error: Error) => error.message,
  );
  expect(said).toContain(`Redis at 127.0.0.1:${port} cannot be used`);
  expect(said).toContain('ended with 1');
  expect(said).not.toContain('hidden-word');
});

/** A Redis of a test's own. */
interface TestRedis {
  readonly url: string;
  /** Runs a command and gives what came back, as it comes over the wire. */
  command(...words: string[]): Promise<string>;
  /** Stops answering, as behind a broken network; and goes on. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

/** Starts a Redis that keeps nothing, on a free port. */
async function startRedis(path: string): Promise<TestRedis> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'cordon-redis-'));
  const settings = { port, bind: '127.0.0.1', save: '', appendonly: 'no', dir: folder, daemonize: 'no' };
  const child: ChildProcess = spawn(
    path,
    Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await saying(child, /Ready to accept connections/);
  const { Redis } = await import('ioredis');
  const client = new Redis(port, '127.0.0.1');
  client.on('error', () => {});
  return {
    url: `redis://127.0.0.1:${port}`,
    command: async (name, ...words) => JSON.stringify(await client.call(name, ...words)),
    pause: () => child.kill('SIGSTOP'),
    resume: () => child.kill('SIGCONT'),
    async stop() {
      client.disconnect();
      child.kill('SIGKILL');
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
