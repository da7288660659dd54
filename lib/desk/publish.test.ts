import { describe, expect, test } from 'vitest';
import { signBoard } from '../board/author';
import type { Board } from '../board/schema';
import { DESK_TOKEN, fakeServer, RELAY_URL, sampleBoard, sampleKeys, sampleNotice } from './desk.test-data';
import { type ForceKeys, membershipFor } from './force-keys';
import { loadBoard, nextBoard, type PublishTarget, publishBoard, sinceThen } from './publish';

const NOW = Date.parse('2026-11-22T12:30:00Z');
const TARGET: PublishTarget = { kind: 'relay', url: RELAY_URL, deskToken: DESK_TOKEN };
const keys = await sampleKeys();
const sign = (board: Board, by: ForceKeys = keys): Promise<string> => signBoard(nextBoard(board, 0, NOW), by);
const first = await sign(sampleBoard());
const second = await sign(sampleBoard({ sequence: 1, notices: [sampleNotice()] }));
const known = { first: sampleBoard(), lastSequence: 0 };
const load = (server: ReturnType<typeof fakeServer>, lastSequence = 0, by: ForceKeys = keys) =>
  loadBoard(TARGET, membershipFor(by), { ...known, lastSequence }, { fetch: server.fetch, now: () => NOW });
const put = (server: ReturnType<typeof fakeServer>, text: string, etag: string | null) =>
  publishBoard(TARGET, text, etag, { fetch: server.fetch });

describe('loading', () => {
  test('an empty place gives the first board, and publishing there demands that it still is empty', async () => {
    const server = fakeServer();
    const result = await load(server);
    expect(result).toMatchObject({ ok: true, loaded: { text: null, etag: null } });
    expect(await put(server, first, null)).toMatchObject({ ok: true });
    expect(await put(server, second, null)).toEqual({ ok: false, problem: 'changed' });
    expect(server.text).toBe(first);
  });

  test('gives the board with its entity tag', async () => {
    const result = await load(fakeServer(first));
    expect(result).toMatchObject({ ok: true, loaded: { text: first, board: { sequence: 1 } } });
  });

  test.each<[string, string | null, number, string]>([
    ['older than this desk published', first, 2, 'rolled-back'],
    ['nothing, though this desk has published', null, 2, 'empty'],
    ['something else', 'Welcome to the wireless network', 0, 'unreadable'],
  ])('refuses what is %s', async (_, text, lastSequence, problem) => {
    expect(await load(fakeServer(text), lastSequence)).toMatchObject({ ok: false, problem });
  });

  test('refuses a board signed with keys it does not hold', async () => {
    const strangers = await sampleKeys();
    expect(await load(fakeServer(await sign(sampleBoard(), strangers)))).toMatchObject({
      ok: false,
      problem: 'not-ours',
    });
  });

  test('a server without entity tags is refused: two desks could overwrite each other', async () => {
    const plain: typeof fetch = async () => new Response(first);
    const weak: typeof fetch = async () => new Response(first, { headers: { ETag: 'W/"1"' } });
    for (const fetch of [plain, weak]) {
      const result = await loadBoard(TARGET, membershipFor(keys), known, { fetch });
      expect(result).toMatchObject({ ok: false, problem: 'no-etag' });
    }
  });

  test.each([
    [401, 'unauthorised'],
    [500, 'http'],
  ])('status %i is %s', async (status, problem) => {
    const server = fakeServer(first);
    server.faults.push(status);
    expect(await load(server)).toMatchObject({ ok: false, problem });
  });
});

const tagOf = async (server: ReturnType<typeof fakeServer>): Promise<string | null> => {
  const result = await load(server);
  return result.ok ? result.loaded.etag : null;
};

describe('publishing', () => {
  test('sends the desk token and If-Match', async () => {
    const server = fakeServer(first);
    expect(await put(server, second, await tagOf(server))).toMatchObject({ ok: true });
    expect(server.puts).toEqual([{ token: `Bearer ${DESK_TOKEN}`, text: second }]);
  });

  test('of two desks at once the second is told, and nothing is overwritten', async () => {
    const server = fakeServer(first);
    const tag = await tagOf(server);
    const other = await sign(sampleBoard({ sequence: 1, notices: [sampleNotice({ identifier: 'n2' })] }));
    const results = await Promise.all([put(server, second, tag), put(server, other, tag)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toEqual({ ok: false, problem: 'changed' });
    expect(server.puts).toHaveLength(1);
  });

  test('a connection that breaks after the server took it counts as published', async () => {
    const server = fakeServer(first);
    const tag = await tagOf(server);
    server.faults.push('after-commit');
    expect(await put(server, second, tag)).toMatchObject({ ok: true });
    expect(server.puts).toHaveLength(1);
  });

  test('a connection that breaks before is not published, and says so', async () => {
    const server = fakeServer(first);
    const tag = await tagOf(server);
    server.faults.push('before-commit');
    expect(await put(server, second, tag)).toEqual({ ok: false, problem: 'offline' });
    expect(server.text).toBe(first);
  });

  test('a press repeated after its answer was lost finds its own board, not a stranger', async () => {
    const server = fakeServer(first);
    const tag = await tagOf(server);
    await put(server, second, tag);
    expect(await put(server, second, tag)).toMatchObject({ ok: true });
    expect(server.puts).toHaveLength(1);
  });

  test('a server that died in the middle leaves it unclear until it can be looked at', async () => {
    const server = fakeServer(first);
    server.isUp = false;
    expect(await put(server, second, '"tag"')).toEqual({ ok: false, problem: 'unclear' });
  });

  test.each([
    [403, 'unauthorised'],
    [413, 'too-large'],
    [507, 'full'],
    [400, 'http'],
    [502, 'http'],
  ])('status %i leaves the old board and says %s', async (status, problem) => {
    const server = fakeServer(first);
    const tag = await tagOf(server);
    server.faults.push(status);
    expect(await put(server, second, tag)).toMatchObject({ ok: false, problem });
    expect(server.text).toBe(first);
  });
});

describe('what somebody else did meanwhile', () => {
  test('is counted by what matters', () => {
    const before = sampleBoard({ notices: [sampleNotice({ identifier: 'old' })] });
    const after = sampleBoard({
      notices: [
        ...before.notices,
        sampleNotice({
          identifier: 'c',
          messageType: 'cancel',
          references: ['old'],
          headline: { en: 'Over' },
        }),
        sampleNotice({ identifier: 'new', headline: { cy: 'Newydd' } }),
      ],
      accounts: before.accounts.slice(1),
      hashtags: [{ tag: 'TeifiSafe', status: 'ours' }],
    });
    expect(sinceThen(before, after)).toMatchObject({
      issued: ['Newydd'],
      ended: ['Incident at the docks'],
      register: 1,
      others: 1,
    });
    expect(sinceThen(before, before)).toMatchObject({ issued: [], ended: [], register: 0, others: 0 });
  });
});

test('numbers only go up, even after a board that this desk knows and the server lost', () => {
  expect(nextBoard(sampleBoard({ sequence: 4 }), 9, NOW).sequence).toBe(10);
  expect(nextBoard(sampleBoard({ sequence: 9 }), 4, NOW).sequence).toBe(10);
});
