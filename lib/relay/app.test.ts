import { randomUUID } from 'node:crypto';
import { decodeProtectedHeader } from 'jose';
import type { Driver } from 'unstorage';
import memoryDriver from 'unstorage/drivers/memory';
import { describe, expect, it } from 'vitest';
import { BOARD_BYTES_LIMIT } from '../board/envelope';
import { HEARTBEAT_HEADER, HEARTBEAT_TYPE, REPORT_BYTES_LIMIT } from './api';
import { sha256 } from './digest';
import { boardText, createTestRelay, openHeartbeat, reportText, type TestRelay } from './testing';

const FIRST = { 'If-None-Match': '*' };
const tagOf = async (text: string): Promise<string> => `"${await sha256(text)}"`;

function put(relay: TestRelay, body: string, headers: Record<string, string>): Promise<Response> {
  return Promise.resolve(
    relay.app.request('/board', { method: 'PUT', body, headers: { ...relay.desk, ...headers } }),
  );
}

function post(relay: TestRelay, id: string, body: string, headers: Record<string, string> = relay.device) {
  return Promise.resolve(relay.app.request(`/reports/${id}`, { method: 'POST', body, headers }));
}

async function statusesOf(answers: Promise<Response>[]): Promise<number[]> {
  return (await Promise.all(answers)).map(({ status }) => status).sort();
}

/** A storage that fails on demand: with a full disk on writing, or altogether. */
function troubledDriver(): Driver & { trouble: 'none' | 'full' | 'gone' } {
  const inner = memoryDriver();
  const error = (code: string): Error => Object.assign(new Error(code), { code });
  const driver: Driver & { trouble: 'none' | 'full' | 'gone' } = {
    ...inner,
    trouble: 'none',
    async getItem(key, options) {
      if (driver.trouble === 'gone') throw error('EIO');
      return inner.getItem(key, options);
    },
    async setItem(key, value, options) {
      if (driver.trouble === 'full') throw error('ENOSPC');
      if (driver.trouble === 'gone') throw error('EIO');
      await inner.setItem?.(key, value, options);
    },
  };
  return driver;
}

describe('the board', () => {
  it('is not there before the first is published, and the relay vouches for that', async () => {
    const relay = await createTestRelay();
    const answer = await relay.app.request('/board');
    expect(answer.status).toBe(404);
    const heartbeat = await openHeartbeat(answer.headers.get(HEARTBEAT_HEADER) ?? '', relay.secrets.key);
    expect(heartbeat).toEqual({ board: null, at: '2026-03-01T08:00:00.000Z' });
  });

  it('comes with a strong tag of its text, may not be cached unasked, and answers HEAD', async () => {
    const relay = await createTestRelay();
    const text = boardText();
    expect((await put(relay, `${text}\n`, FIRST)).status).toBe(201);
    for (const method of ['GET', 'HEAD']) {
      const answer = await relay.app.request('/board', { method });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('ETag')).toBe(await tagOf(text));
      expect(answer.headers.get('Cache-Control')).toBe('no-cache');
      expect(answer.headers.get(HEARTBEAT_HEADER)).not.toBeNull();
      expect(await answer.text()).toBe(method === 'GET' ? text : '');
    }
  });

  it.each([
    ['the tag', (tag: string) => tag, 304],
    ['the weak tag, as proxies make it', (tag: string) => `W/${tag}`, 304],
    ['one of a list', (tag: string) => `"other", ${tag}`, 304],
    ['any', () => '*', 304],
    ['another tag', () => '"other"', 200],
    ['the tag without quotes', (tag: string) => tag.slice(1, -1), 200],
  ])('answers to %s with %3$s', async (_, header, status) => {
    const relay = await createTestRelay();
    const text = boardText();
    await put(relay, text, FIRST);
    const answer = await relay.app.request('/board', {
      headers: { 'If-None-Match': header(await tagOf(text)) },
    });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('ETag')).toBe(await tagOf(text));
    expect(answer.headers.get(HEARTBEAT_HEADER)).not.toBeNull();
  });

  it.each<[what: string, status: number, change: (relay: TestRelay) => RequestInit]>([
    ['no token', 401, () => ({ headers: FIRST })],
    ['the report token', 401, (relay) => ({ headers: { ...FIRST, ...relay.device } })],
    [
      'the token in another scheme',
      401,
      (r) => ({ headers: { ...FIRST, Authorization: `Basic ${r.secrets.deskToken}` } }),
    ],
    ['no condition', 428, (relay) => ({ headers: relay.desk })],
    ['a condition that anything fulfils', 428, (relay) => ({ headers: { ...relay.desk, 'If-Match': '*' } })],
    ['two conditions', 428, (relay) => ({ headers: { ...relay.desk, ...FIRST, 'If-Match': '"x"' } })],
    ['a tag that is none', 412, (relay) => ({ headers: { ...relay.desk, 'If-Match': 'x' } })],
    ['a weak tag', 412, (relay) => ({ headers: { ...relay.desk, 'If-Match': `W/"${'a'.repeat(43)}"` } })],
    [
      'a tag where there is no board',
      412,
      (r) => ({ headers: { ...r.desk, 'If-Match': `"${'a'.repeat(43)}"` } }),
    ],
    ['a text that is no board', 400, () => ({ body: '<html>' })],
    ['a report', 400, () => ({ body: reportText() })],
    ['nothing', 400, () => ({ body: '' })],
    ['one byte too many', 413, () => ({ body: boardText().padEnd(BOARD_BYTES_LIMIT + 1, 'a') })],
  ])('refuses %s with %i and keeps what it has', async (_, status, change) => {
    const relay = await createTestRelay();
    const answer = await relay.app.request('/board', {
      method: 'PUT',
      body: boardText(),
      headers: { ...relay.desk, ...FIRST },
      ...change(relay),
    });
    expect(answer.status).toBe(status);
    expect((await relay.app.request('/board')).status).toBe(404);
    expect(relay.rings()).toBe(0);
  });

  it('takes the largest board that is allowed', async () => {
    const relay = await createTestRelay();
    expect((await put(relay, boardText().padEnd(BOARD_BYTES_LIMIT, 'a'), FIRST)).status).toBe(201);
  });

  it('two desks at once: one is published, the other is told the tag that stands, and it rings once', async () => {
    const relay = await createTestRelay();
    await put(relay, boardText(), FIRST);
    const etag = (await relay.app.request('/board')).headers.get('ETag') ?? '';
    const rungBefore = relay.rings();
    const texts = Array.from({ length: 8 }, () => boardText());
    const answers = await Promise.all(texts.map((text) => put(relay, text, { 'If-Match': etag })));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, ...Array(7).fill(412)]);
    const winner = texts[answers.findIndex(({ status }) => status === 204)] ?? '';
    expect(await (await relay.app.request('/board')).text()).toBe(winner);
    for (const answer of answers) expect(answer.headers.get('ETag')).toBe(await tagOf(winner));
    expect(relay.rings()).toBe(rungBefore + 1);
  });

  it('is published once when the desk asks again because the answer was lost', async () => {
    const relay = await createTestRelay();
    const text = boardText();
    expect((await put(relay, text, FIRST)).status).toBe(201);
    expect((await put(relay, text, FIRST)).status).toBe(201);
    expect((await put(relay, boardText(), FIRST)).status).toBe(412);
  });
});

describe('the heartbeat', () => {
  it('states the board that is there, by the key the relay names', async () => {
    const relay = await createTestRelay();
    const text = boardText();
    await put(relay, text, FIRST);
    const heartbeat = await (await relay.app.request('/heartbeat')).text();
    const key: unknown = await (await relay.app.request('/key')).json();
    expect(key).toEqual(relay.secrets.key);
    expect(key).not.toHaveProperty('d');
    expect(decodeProtectedHeader(heartbeat)).toEqual({
      alg: 'ES256',
      typ: HEARTBEAT_TYPE,
      kid: relay.secrets.key.kid,
    });
    expect(await openHeartbeat(heartbeat, relay.secrets.key)).toEqual({
      board: await sha256(text),
      at: '2026-03-01T08:00:00.000Z',
    });
  });

  it('is signed anew when it is 15 seconds old, not before, and at once when the board changed', async () => {
    const relay = await createTestRelay();
    const heartbeat = async () => (await relay.app.request('/heartbeat')).text();
    await put(relay, boardText(), FIRST);
    const first = await heartbeat();
    relay.now += 14_999;
    expect(await heartbeat()).toBe(first);
    relay.now += 1;
    const second = await heartbeat();
    expect(await openHeartbeat(second, relay.secrets.key)).toMatchObject({ at: '2026-03-01T08:00:15.000Z' });
    const next = boardText();
    const etag = (await relay.app.request('/board')).headers.get('ETag') ?? '';
    await put(relay, next, { 'If-Match': etag });
    expect(await openHeartbeat(await heartbeat(), relay.secrets.key)).toMatchObject({
      board: await sha256(next),
    });
  });

  it('is signed anew when the clock was put back', async () => {
    const relay = await createTestRelay();
    await put(relay, boardText(), FIRST);
    relay.now -= 3_600_000;
    const heartbeat = await (await relay.app.request('/heartbeat')).text();
    expect(await openHeartbeat(heartbeat, relay.secrets.key)).toMatchObject({
      at: '2026-03-01T07:00:00.000Z',
    });
  });

  it('falls silent when the store is out of reach: the board still comes, nobody vouches for it', async () => {
    const driver = troubledDriver();
    const relay = await createTestRelay({ driver });
    const text = boardText();
    await put(relay, text, FIRST);
    driver.trouble = 'gone';
    relay.now += 20_000;
    const answer = await relay.app.request('/board');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe(text);
    expect(answer.headers.get(HEARTBEAT_HEADER)).toBeNull();
    expect((await relay.app.request('/heartbeat')).status).toBe(503);
    const health = await relay.app.request('/health');
    expect(health.status).toBe(503);
    expect(await health.json()).toEqual({ ok: false, failing: ['store'] });

    driver.trouble = 'none';
    relay.now += 2_000;
    expect((await relay.app.request('/heartbeat')).status).toBe(200);
    expect(await (await relay.app.request('/health')).json()).toEqual({ ok: true });
  });

  it('is not given before the store was ever read, and "there is no board" is not said', async () => {
    const driver = troubledDriver();
    const relay = await createTestRelay({ driver });
    driver.trouble = 'gone';
    expect((await relay.app.request('/board')).status).toBe(503);
    expect((await relay.app.request('/heartbeat')).status).toBe(503);
  });

  it('is not given for a file that is no board', async () => {
    const driver = memoryDriver();
    const relay = await createTestRelay({ driver });
    const text = boardText();
    await put(relay, text, FIRST);
    await driver.setItem?.('board.jwe', '<html>not found</html>', {});
    await relay.newest.check();
    const answer = await relay.app.request('/board');
    expect(await answer.text()).toBe(text);
    expect(answer.headers.get(HEARTBEAT_HEADER)).toBeNull();
  });
});

describe('reports', () => {
  it.each<[what: string, status: number, change: (relay: TestRelay) => RequestInit & { id?: string }]>([
    ['no token', 401, () => ({ headers: {} })],
    ['the desk token', 401, (relay) => ({ headers: relay.desk })],
    ['garbage', 400, () => ({ body: 'garbage' })],
    ['a board', 400, () => ({ body: boardText() })],
    ['nothing', 400, () => ({ body: '' })],
    ['an id with a path in it', 400, () => ({ id: '..%2f..%2fboard' })],
    ['an id of two letters', 400, () => ({ id: 'ab' })],
    ['one byte too many', 413, () => ({ body: reportText().padEnd(REPORT_BYTES_LIMIT + 1, 'a') })],
    [
      'one byte too many that does not say its length',
      413,
      () => ({ body: new Blob([reportText().padEnd(REPORT_BYTES_LIMIT + 1, 'a')]).stream(), duplex: 'half' }),
    ],
  ])('refuses %s with %i', async (_, status, change) => {
    const relay = await createTestRelay();
    const { id = randomUUID(), ...init } = change(relay);
    const answer = await relay.app.request(`/reports/${id}`, {
      method: 'POST',
      body: reportText(),
      headers: relay.device,
      ...init,
    });
    expect(answer.status).toBe(status);
    expect((await relay.store.reports('', 10)).reports).toEqual([]);
  });

  it('are kept once, however often and however much at once they come', async () => {
    const relay = await createTestRelay();
    const id = randomUUID();
    const text = reportText();
    const answers = Array.from({ length: 5 }, () => post(relay, id, text));
    expect(await statusesOf(answers)).toEqual([200, 200, 200, 200, 201]);
    expect((await post(relay, id, text)).status).toBe(200);
    expect((await post(relay, id, reportText())).status).toBe(409);
    expect((await relay.store.reports('', 10)).reports).toEqual([
      { id, text, receivedAt: '2026-03-01T08:00:00.000Z' },
    ]);
  });

  it('reach the desk oldest first, in pages, and nothing twice', async () => {
    const relay = await createTestRelay();
    const ids = Array.from({ length: 205 }, () => randomUUID());
    for (const id of ids) await post(relay, id, reportText(10));
    const page = async (after: string) =>
      (await relay.app.request(`/reports?after=${after}`, { headers: relay.desk })).json();
    const first = await page('');
    expect(first).toMatchObject({ more: true });
    expect(first.reports.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 200));
    const second = await page(first.cursor);
    expect(second.reports.map(({ id }: { id: string }) => id)).toEqual(ids.slice(200));
    expect(second.more).toBe(false);
    expect(await page(second.cursor)).toEqual({ reports: [], cursor: second.cursor, more: false });
  });

  it.each([
    ['no token', {}, '', 401],
    ['the report token', 'device', '', 401],
    ['a cursor that is none', 'desk', 'x', 400],
  ] as const)('are not given to %s', async (_, who, after, status) => {
    const relay = await createTestRelay();
    const headers = who === 'desk' || who === 'device' ? relay[who] : who;
    expect((await relay.app.request(`/reports?after=${after}`, { headers })).status).toBe(status);
  });

  it('too many are asked to come later, and say when', async () => {
    const relay = await createTestRelay({ takeReport: async () => 17 });
    const answer = await post(relay, randomUUID(), reportText());
    expect(answer.status).toBe(429);
    expect(answer.headers.get('Retry-After')).toBe('17');
  });
});

describe('a full disk', () => {
  it('keeps the old board and the old reports, says 507, and goes on once there is room', async () => {
    const driver = troubledDriver();
    const relay = await createTestRelay({ driver });
    const text = boardText();
    await put(relay, text, FIRST);
    driver.trouble = 'full';
    const id = randomUUID();
    expect((await put(relay, boardText(), { 'If-Match': await tagOf(text) })).status).toBe(507);
    expect((await post(relay, id, reportText())).status).toBe(507);
    const answer = await relay.app.request('/board');
    expect(await answer.text()).toBe(text);
    expect(answer.headers.get(HEARTBEAT_HEADER)).not.toBeNull();
    expect(await (await relay.app.request('/health')).json()).toEqual({ ok: false, failing: ['room'] });

    driver.trouble = 'none';
    expect((await post(relay, id, reportText())).status).toBe(201);
    expect((await relay.app.request('/health')).status).toBe(200);
  });

  it('as many reports as allowed count as full', async () => {
    const relay = await createTestRelay({ reportsLimit: 2 });
    const statuses = [];
    for (let n = 0; n < 3; n += 1) statuses.push((await post(relay, randomUUID(), reportText())).status);
    expect(statuses).toEqual([201, 201, 507]);
  });
});

describe('everybody', () => {
  it('may read every answer from any origin, refusals too', async () => {
    const driver = troubledDriver();
    const relay = await createTestRelay({ driver });
    driver.trouble = 'full';
    const answers = [
      await relay.app.request('/board'),
      await relay.app.request('/nothing'),
      await relay.app.request('/reports'),
      await put(relay, boardText(), FIRST),
      await put(relay, '', {}),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 401, 507, 428]);
    for (const { headers } of answers) {
      expect(headers.get('Access-Control-Allow-Origin')).toBe('*');
      expect(headers.get('Access-Control-Expose-Headers')).toBe('ETag,Cordon-Heartbeat,Retry-After');
    }
    const preflight = await relay.app.request('/board', {
      method: 'OPTIONS',
      headers: { Origin: 'https://x.com', 'Access-Control-Request-Method': 'PUT' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('Access-Control-Allow-Headers')).toMatch(/If-Match/);
    expect(preflight.headers.get('Access-Control-Allow-Methods')).toMatch(/PUT/);
    expect(preflight.headers.get('Access-Control-Max-Age')).toBe('86400');
  });
});

it('the log holds no text, no token and no tag of what was handed in', async () => {
  const driver = troubledDriver();
  const relay = await createTestRelay({ driver });
  const board = boardText();
  const report = reportText();
  const id = randomUUID();
  await put(relay, board, FIRST);
  await post(relay, id, report);
  await post(relay, id, reportText());
  driver.trouble = 'full';
  await put(relay, boardText(), { 'If-Match': await tagOf(board) });
  await relay.app.request('/board', {
    method: 'PUT',
    body: board,
    headers: { Authorization: 'Bearer wrong-token-of-somebody' },
  });
  const log = relay.logged.join('\n');
  expect(log).toContain('a board was published');
  for (const secret of [
    ...[board, report].flatMap((text) => text.split('.').filter((part) => part.length > 5)),
    relay.secrets.deskToken,
    relay.secrets.reportToken,
    'wrong-token-of-somebody',
  ]) {
    expect(log).not.toContain(secret);
  }
});
