import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HEARTBEAT_HEADER } from '../../lib/relay/api';
import type { Ask } from './http';
import { type Stage, startStage } from './server';

let stage: Stage;

beforeAll(async () => {
  stage = await startStage();
  await stage.openRelay();
}, 60_000);
beforeEach(() => stage.reset());
afterAll(() => stage.close());

/** Asks the relay's host of the stage, and gives status and headers; status 0 when the connection broke. */
async function ask(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body = '',
): Promise<{ status: number; headers: Record<string, string | undefined>; body: string }> {
  let status = 0;
  let answered: Record<string, string | undefined> = {};
  let text = '';
  const response = {
    writeHead(code: number, given: Record<string, string>) {
      status = code;
      answered = given;
    },
    end(content?: Buffer) {
      text = content?.toString('utf8') ?? '';
    },
    destroy() {
      status = 0;
    },
  };
  await stage.relay.handle({
    host: 'relay.teificoast.example',
    method,
    url: new URL(path, stage.relay.url),
    headers,
    cookies: new Map(),
    body,
    // Only these three of a response are used.
    response: response as unknown as Ask['response'],
  });
  return { status, headers: answered, body: text };
}

describe('the relay of the stage', () => {
  it('holds what the force signs, and names itself in it', async () => {
    await stage.force.issueBlackout();
    const answer = await ask('GET', '/board');
    expect(answer.status).toBe(200);
    expect(answer.body).toBe(stage.force.boardText());
    expect(answer.headers[HEARTBEAT_HEADER.toLowerCase()]).toMatch(/^eyJ/);
    expect(stage.force.board.relay).toEqual({ url: stage.relay.url, keys: [stage.relay.key] });
  });

  it('keeps the board when it is killed, and is the same one when it comes back', async () => {
    await stage.force.issueBlackout();
    const { key } = stage.relay;
    await stage.relay.kill();
    expect((await ask('GET', '/board')).status).toBe(0);
    await stage.relay.restart();
    expect((await ask('GET', '/board')).body).toBe(stage.force.boardText());
    expect(stage.relay.key).toEqual(key);
  }, 60_000);

  it('lets the force go on from what a desk has published', async () => {
    const there = await stage.relay.board();
    await stage.force.issueAdvice();
    const theirs = stage.force.boardText();
    // A board of the past that somebody put back is not taken for the force's word.
    const now = await stage.relay.board();
    expect(await stage.relay.put(there?.text ?? '', now?.etag ?? null)).toBeLessThan(300);
    expect(stage.force.boardText()).toBe(theirs);
    await stage.force.issueBlackout();
    expect(stage.force.openNotices().map(({ level }) => level)).toEqual(['advice', 'blackout']);
    expect((await ask('GET', '/board')).body).toBe(stage.force.boardText());
  });

  it('gives an old board and its old heartbeat while it is frozen', async () => {
    const before = await ask('GET', '/board');
    await stage.relay.setFault('frozen');
    await stage.force.issueBlackout();
    const frozen = await ask('GET', '/board');
    expect(frozen.body).toBe(before.body);
    const same = await ask('GET', '/board', { 'if-none-match': String(before.headers.etag) });
    expect(same.status).toBe(304);
    expect(same.headers[HEARTBEAT_HEADER.toLowerCase()]).toBe(frozen.headers[HEARTBEAT_HEADER.toLowerCase()]);
  });

  it('breaks off after it has taken in what was sent, when the answer is to be lost', async () => {
    await stage.relay.setFault('lost-answer');
    const { status } = await ask(
      'PUT',
      '/board',
      {
        authorization: `Bearer ${stage.relay.deskToken}`,
        'if-match': (await stage.relay.board())?.etag ?? '',
      },
      stage.force.pastTexts.at(-1),
    );
    expect(status).toBe(0);
    expect((await stage.relay.board())?.text).toBe(stage.force.pastTexts.at(-1));
  });
});
