import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { makeCertificate } from '../../test/stage/certificate';
import { FolderInUseError } from './folder-lock';
import { type RelayOptions, type RunningRelay, startRelay } from './node';
import { boardText, reportText } from './testing';
import {
  DESK_TOKEN,
  idsOfReports,
  openBell,
  postReport,
  putBoard,
  REPORT_TOKEN,
  startRelayProcess,
} from './testing-processes';

// Relays start as processes of their own here, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cordon-relay-'));
  cleanUp.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function start(options: Partial<RelayOptions> & { folder?: string } = {}): Promise<RunningRelay> {
  const relay = await startRelay({
    ...options,
    folder: options.folder ?? (await makeFolder()),
    secrets: { deskToken: DESK_TOKEN, reportToken: REPORT_TOKEN },
  });
  cleanUp.push(() => relay.close());
  return relay;
}

async function etagOf(url: string): Promise<string | null> {
  return (await fetch(`${url}/board`)).headers.get('ETag');
}

describe('keys and tokens', () => {
  it('are made at the first start, for the owner of the folder alone, and stay', async () => {
    const folder = await makeFolder();
    const first = await startRelay({ folder });
    expect(first.isFirstStart).toBe(true);
    expect(first.deskToken).toMatch(/^[\w-]{43}$/);
    expect(first.reportToken).not.toBe(first.deskToken);
    await first.close();
    expect((await stat(join(folder, 'relay-keys.json'))).mode & 0o777).toBe(0o600);
    const again = await startRelay({ folder });
    cleanUp.push(() => again.close());
    expect(again).toMatchObject({
      isFirstStart: false,
      key: first.key,
      deskToken: first.deskToken,
      reportToken: first.reportToken,
    });
  });

  it('that are damaged stop the start with a sentence that quotes none', async () => {
    const folder = await makeFolder();
    await writeFile(join(folder, 'relay-keys.json'), '{"version":1,"deskToken":"secret-of-the-desk"}');
    await expect(startRelay({ folder })).rejects.toThrow(/cannot be read/);
    await expect(startRelay({ folder })).rejects.not.toThrow(/secret-of-the-desk/);
  });
});

describe('a folder', () => {
  it('serves one relay alone, and the next once that has ended', async () => {
    const folder = await makeFolder();
    const relay = await start({ folder });
    await expect(startRelay({ folder })).rejects.toThrow(FolderInUseError);
    await expect(startRelayProcess(['--folder', folder])).rejects.toThrow(/another relay works in/i);
    await relay.close();
    const child = await startRelayProcess(['--folder', folder]);
    expect(await child.stop()).toBe(0);
    expect(await readdir(folder)).not.toContain('relay.lock');
  });

  it('a board put there by hand is served and rung', async () => {
    const folder = await makeFolder();
    const relay = await start({ folder });
    const bell = await openBell(relay.url);
    const text = boardText();
    await writeFile(join(folder, 'by-hand'), `${text}\n`);
    await rename(join(folder, 'by-hand'), join(folder, 'board.jwe'));
    await bell.heard('changed');
    expect(await (await fetch(`${relay.url}/board`)).text()).toBe(text);
  });
});

describe('killed at any moment', () => {
  it('the relay has the old board or the new one whole, and every report it acknowledged, once', async () => {
    const folder = await makeFolder();
    const acknowledged = new Set<string>();
    /** Handed in without an answer: may be there or not. */
    const open = new Map<string, string>();
    const candidates = new Set<string | null>([null]);
    for (let round = 0; round < 5; round += 1) {
      const relay = await startRelayProcess(['--folder', folder]);
      const now = await fetch(`${relay.url}/board`);
      const present = now.status === 200 ? await now.text() : null;
      expect(candidates.has(present)).toBe(true);
      const ids = await idsOfReports(relay.url);
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of acknowledged) expect(ids).toContain(id);
      // What was handed in without an answer is handed in again, as the outbox does.
      for (const [id, text] of open) {
        expect((await postReport(relay.url, id, text)).ok).toBe(true);
        acknowledged.add(id);
      }
      open.clear();

      candidates.clear();
      candidates.add(present);
      let isAlive = true;
      const publish = async (): Promise<void> => {
        while (isAlive) {
          const text = boardText(20_000);
          candidates.add(text);
          const answer = await putBoard(relay.url, text, await etagOf(relay.url));
          if (!answer.ok) throw new Error(`answered ${answer.status}`);
          candidates.clear();
          candidates.add(text);
        }
      };
      const report = async (): Promise<void> => {
        while (isAlive) {
          const id = randomUUID();
          const text = reportText();
          open.set(id, text);
          if ((await postReport(relay.url, id, text)).status !== 201) throw new Error('not taken');
          open.delete(id);
          acknowledged.add(id);
        }
      };
      const work = Promise.allSettled([publish(), report(), report(), report()]);
      const bell = await openBell(relay.url);
      // The kill falls somewhere into publishing, ringing and writing, elsewhere each time.
      await bell.heard('changed', 1 + round * 2);
      await relay.kill();
      isAlive = false;
      await work;
      expect(await bell.closed).toBe(1006);
    }
    const relay = await start({ folder });
    const ids = await idsOfReports(relay.url);
    for (const id of acknowledged) expect(ids).toContain(id);
    expect(new Set(ids).size).toBe(ids.length);
    expect((await readdir(folder)).filter((name) => name.endsWith('.unfinished'))).toEqual([]);
    expect(candidates.has((await readFile(join(folder, 'board.jwe'), 'utf8')).trim())).toBe(true);
  });
});

describe('reports', () => {
  it('a restart goes on with the numbers, also when the newest were dropped for their age', async () => {
    const folder = await makeFolder();
    const first = await start({ folder });
    for (let n = 0; n < 3; n += 1) await postReport(first.url, randomUUID(), reportText());
    const headers = { Authorization: `Bearer ${DESK_TOKEN}` };
    const { cursor } = await (await fetch(`${first.url}/reports`, { headers })).json();
    await first.close();
    // At its start this one drops what is older than no days at all.
    const forgetful = await start({ folder, limits: { reportDays: -1 } });
    await expect.poll(() => idsOfReports(forgetful.url)).toEqual([]);
    await forgetful.close();
    const next = await start({ folder });
    const id = randomUUID();
    await postReport(next.url, id, reportText());
    const page = await (await fetch(`${next.url}/reports?after=${cursor}`, { headers })).json();
    expect(page.reports).toMatchObject([{ id }]);
  });

  it('of one flooding address are limited, others pass; what a client says of itself does not help it', async () => {
    const relay = await start({ proxies: 1, limits: { reportsPerAddress: 2 } });
    const from = async (forwarded: string): Promise<number> =>
      (await postReport(relay.url, randomUUID(), reportText(), { 'X-Forwarded-For': forwarded })).status;
    expect([await from('198.51.100.1'), await from('1.1.1.1, 198.51.100.1')]).toEqual([201, 201]);
    const refused = await postReport(relay.url, randomUUID(), reportText(), {
      'X-Forwarded-For': '2.2.2.2, 198.51.100.1',
    });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(await from('198.51.100.2')).toBe(201);
  });

  it('of one address are limited by the day as well, so that it cannot fill the places of all', async () => {
    const relay = await start({ limits: { reportsPerAddressDay: 2 } });
    const statuses: number[] = [];
    let wait = 0;
    for (let i = 0; i < 3; i += 1) {
      const answer = await postReport(relay.url, randomUUID(), reportText());
      statuses.push(answer.status);
      wait = Number(answer.headers.get('Retry-After'));
    }
    expect(statuses).toEqual([201, 201, 429]);
    expect(wait).toBeGreaterThan(3_600);
  });
});

describe('the doorbell', () => {
  it('rings all when the board changes, and says nothing else but ticks', async () => {
    const relay = await start({ limits: { tickMs: 200 } });
    const bells = await Promise.all(Array.from({ length: 20 }, () => openBell(relay.url)));
    await putBoard(relay.url, boardText(), null);
    await Promise.all(bells.map((bell) => bell.heard('changed')));
    await Promise.all(bells.map((bell) => bell.heard('tick', 3)));
    expect(new Set(bells.flatMap(({ words }) => words))).toEqual(new Set(['changed', 'tick']));
  });

  it('does not ring for a board that was refused', async () => {
    const relay = await start({ limits: { tickMs: 200 } });
    const bell = await openBell(relay.url);
    await putBoard(relay.url, boardText(), `"${'a'.repeat(43)}"`);
    await putBoard(relay.url, boardText(), null, 'not-the-desk-token');
    await bell.heard('tick', 2);
    expect(bell.words).not.toContain('changed');
  });

  it('drops whoever does not answer pings, and keeps the others', async () => {
    const relay = await start({ limits: { tickMs: 100 } });
    const dead = await openBell(relay.url, { autoPong: false });
    const live = await openBell(relay.url);
    expect(await dead.closed).toBe(1006);
    await live.heard('tick', 5);
    expect(live.socket.readyState).toBe(live.socket.OPEN);
  });

  it('closes on a long message, and on many short ones', async () => {
    const relay = await start();
    const long = await openBell(relay.url);
    long.socket.send('x'.repeat(17));
    expect(await long.closed).toBe(1009);
    const chatty = await openBell(relay.url);
    for (let n = 0; n < 10; n += 1) chatty.socket.send('x');
    expect(await chatty.closed).toBe(1008);
  });

  it('refuses more than it may hold, and anything that is not the doorbell', async () => {
    const relay = await start({ limits: { doorbells: 1 } });
    const held = await openBell(relay.url);
    await expect(openBell(relay.url)).rejects.toThrow('503');
    held.socket.close();
    await held.closed;
    await expect
      .poll(async () => (await fetch(`${relay.url}/metrics`)).text())
      .toContain('cordon_relay_doorbells 0');
    await openBell(relay.url);
    await expect(openBell(`${relay.url}/x`)).rejects.toThrow('404');
  });

  it('takes any address that a client asks to be upgraded at, and goes on', async () => {
    const relay = await start();
    for (const target of ['//', 'http://[', '/%', '*']) {
      const socket = connect(relay.port, '127.0.0.1');
      const handshake = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n';
      socket.write(
        `GET ${target} HTTP/1.1\r\nHost: x\r\n${handshake}Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
      );
      const [answer] = await once(socket, 'data');
      expect(String(answer)).toMatch(/^HTTP\/1\.1 40[04] /);
      socket.destroy();
    }
    expect((await fetch(`${relay.url}/health`)).status).toBe(200);
  });

  it('says that the relay restarts when it is stopped, and what was being written is written', async () => {
    const folder = await makeFolder();
    const relay = await start({ folder });
    const bell = await openBell(relay.url);
    const id = randomUUID();
    const handedIn = postReport(relay.url, id, reportText());
    // Sent, though not yet answered.
    await expect.poll(async () => (await readdir(folder)).includes('reports')).toBe(true);
    await relay.close();
    expect(await bell.closed).toBe(1012);
    expect((await handedIn).status).toBe(201);
    const again = await start({ folder });
    expect(await idsOfReports(again.url)).toEqual([id]);
  });
});

it('speaks https when it is given a certificate', async () => {
  const { keyPem, certificatePem } = await makeCertificate();
  const relay = await start({ tls: { key: keyPem, cert: certificatePem } });
  expect(relay.url).toMatch(/^https:/);
  const bell = await openBell(relay.url, { rejectUnauthorized: false });
  bell.socket.close();
  const asked = request(`${relay.url}/health`, { rejectUnauthorized: false, agent: false }).end();
  const [answer] = await once(asked, 'response');
  expect(answer.statusCode).toBe(200);
  answer.resume();
});
