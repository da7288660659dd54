import { request } from 'node:https';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CSRF_TOKEN, cookiesFor } from './accounts';
import { connectProxy, STAGE_HOSTS, type Stage, startStage } from './server';

let stage: Stage;

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
}

/** Asks the stage for a page of one of its hosts, trusting its certificate and nothing else. */
function ask(
  url: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const { hostname, pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port: stage.port,
        servername: hostname,
        ca: stage.certificatePem,
        path: pathname + search,
        method: options.method ?? 'GET',
        headers: { host: hostname, ...options.headers },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => {
          text += part;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(options.body);
  });
}

const cookieHeader = (platform: 'x' | 'facebook', key: string) =>
  cookiesFor(platform, key)
    .map((cookie) => `${cookie.name}=${cookie.value}`)
    .join('; ');

function tweet(text: string, operation = 'CreateTweet'): Promise<Answer> {
  return ask(`https://x.com/i/api/graphql/abc/${operation}`, {
    method: 'POST',
    headers: {
      cookie: cookieHeader('x', 'x-corporate'),
      'x-csrf-token': CSRF_TOKEN,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ variables: { tweet_text: text } }),
  });
}

function mutate(name: string, key: string, av: string, input: Record<string, unknown>): Promise<Answer> {
  return ask('https://www.facebook.com/api/graphql/', {
    method: 'POST',
    headers: { cookie: cookieHeader('facebook', key), 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      av,
      fb_api_req_friendly_name: name,
      variables: JSON.stringify({ input }),
    }).toString(),
  });
}

beforeAll(async () => {
  stage = await startStage();
}, 60_000);
beforeEach(() => stage.reset());
afterAll(() => stage.close());

describe('the stage', () => {
  it.each(STAGE_HOSTS)('answers for %s under a certificate of that name', async (host) => {
    const { status } = await ask(`https://${host}/`);
    expect(/^(board|relay)\./.test(host) ? [404] : [200, 302]).toContain(status);
  });

  it('refuses host names it does not stand in for', async () => {
    const { status } = await ask('https://api.x.com/');
    expect(status).toBe(421);
  });

  it('sends twitter.com on to x.com', async () => {
    const { status, headers } = await ask('https://twitter.com/home?a=1');
    expect([status, headers.location]).toEqual([302, 'https://x.com/home?a=1']);
  });

  it('gives each page a content security policy', async () => {
    for (const url of [
      'https://x.com/home',
      'https://www.facebook.com/',
      'https://accountscenter.facebook.com/',
    ]) {
      expect((await ask(url)).headers['content-security-policy']).toMatch(/script-src .*'nonce-/);
    }
  });

  it('builds its page clients for production, whatever the test runner is set to', async () => {
    const page = await ask('https://x.com/home', { headers: { cookie: cookieHeader('x', 'x-corporate') } });
    const script = /src="(\/responsive-web\/[^"]+)"/.exec(page.text)?.[1] ?? '';
    const { status, text } = await ask(`https://x.com${script}`);
    expect(status).toBe(200);
    // The name of a function that React 17 has in its development build only.
    expect(text).not.toContain('jsxDEV');
  });

  it('tells who acts on X by cookie and state, and tells nothing when signed out', async () => {
    const page = await ask('https://x.com/home', { headers: { cookie: cookieHeader('x', 'x-marine') } });
    expect(page.text).toContain('"screen_name":"TeifiMarine"');
    expect(page.text).toContain('/responsive-web/');
    const out = await ask('https://x.com/home');
    expect(out.text).not.toContain('TeifiMarine');
    expect(out.text).not.toContain('/responsive-web/');
  });

  it('tells login and acting profile apart on Facebook', async () => {
    const page = await ask('https://www.facebook.com/', {
      headers: { cookie: cookieHeader('facebook', 'facebook-page') },
    });
    expect(page.text).toContain('"ACCOUNT_ID":"100000000000201","USER_ID":"61550000000001"');
  });
});

describe('the journal', () => {
  it('records what a page publishes, with who and what', async () => {
    const waiting = stage.journal.waitFor('CreateTweet');
    await tweet('hello');
    expect(await waiting).toMatchObject({
      operation: 'CreateTweet',
      actor: '2211000001',
      text: 'hello',
      publishes: true,
      accepted: true,
    });
    expect(stage.x.posts[0]?.text).toBe('hello');
  });

  it('does not take saving a draft for publishing', async () => {
    await tweet('hello', 'CreateDraftTweet');
    expect(stage.journal.entries()).toHaveLength(1);
    expect(stage.journal.published()).toHaveLength(0);
  });

  it('says what did arrive when the awaited request does not', async () => {
    await tweet('hello', 'CreateDraftTweet');
    await expect(stage.journal.waitFor('CreateTweet', 1)).rejects.toThrow(/CreateDraftTweet/);
  });

  it('marks a Facebook request whose actor is not who acts as refused', async () => {
    await mutate('ComposerStoryCreateMutation', 'facebook-page', '61550000000001', {
      message: { text: 'right' },
    });
    const answer = await mutate('ComposerStoryCreateMutation', 'facebook-personal', '61550000000001', {
      message: { text: 'stale' },
    });
    expect(stage.journal.published().map((e) => [e.text, e.accepted])).toEqual([
      ['right', true],
      ['stale', false],
    ]);
    expect(answer.text).toContain('errors');
  });
});

describe('the board', () => {
  const url = 'https://board.teificoast.example/board';

  it('is given with an ETag, answers 304 to it, and changes with each order', async () => {
    const first = await ask(url);
    const etag = String(first.headers.etag);
    expect(first.text.split('.')).toHaveLength(5);
    expect((await ask(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
    const before = stage.force.board.sequence;
    await stage.force.issueBlackout();
    expect(stage.force.board.sequence).toBe(before + 1);
    expect((await ask(url, { headers: { 'if-none-match': etag } })).status).toBe(200);
  });

  it('ends what was ordered by a notice that names it', async () => {
    const order = await stage.force.issueBlackout();
    const changed = await stage.force.update({ reason: { en: 'More is known.' } });
    expect(changed).toMatchObject({
      messageType: 'update',
      references: [order.identifier],
      level: 'blackout',
    });
    expect(await stage.force.standDown()).toMatchObject({
      messageType: 'cancel',
      references: [changed.identifier],
    });
    expect(await stage.force.standDown()).toBeNull();
  });

  it('gives orders issued at the same moment sequence numbers of their own', async () => {
    const before = stage.force.board.sequence;
    await Promise.all([stage.force.issueBlackout(), stage.force.issueAdvice(), stage.force.issueExercise()]);
    expect(stage.force.board.sequence).toBe(before + 3);
    expect(stage.force.openNotices().map((n) => [n.level, n.status])).toEqual([
      ['blackout', 'actual'],
      ['advice', 'actual'],
      ['blackout', 'exercise'],
    ]);
  });

  it('can be governed over HTTP as in the process', async () => {
    const post = (action: string, options: object = {}) =>
      ask(`https://stage.teificoast.example/api/${action}`, {
        method: 'POST',
        body: JSON.stringify(options),
      });
    await post('blackout');
    expect(stage.force.openNotices()).toHaveLength(1);
    await post('board-fault', { fault: 'slow' });
    await post('settings', { facebookLanguage: 'cy', xSwitching: 'in-place' });
    expect([stage.board.fault, stage.facebook.language, stage.x.switching]).toEqual([
      'slow',
      'cy',
      'in-place',
    ]);
    await post('stand-down');
    expect(stage.force.openNotices()).toHaveLength(0);
    expect((await post('nonsense')).status).toBe(404);
    const state = JSON.parse((await ask('https://stage.teificoast.example/api/state')).text);
    expect(state.joiningCode).toBe(await stage.force.joiningCode());
  });

  it('has faults', async () => {
    const genuine = stage.force.boardText();
    stage.board.fault = 'tampered';
    expect((await ask(url)).text).not.toBe(genuine);
    stage.board.fault = 'old';
    expect((await ask(url)).text).toBe(stage.force.pastTexts[0]);
    stage.board.fault = 'html';
    expect((await ask(url)).headers['content-type']).toContain('text/html');
    stage.board.fault = 'error-500';
    expect((await ask(url)).status).toBe(500);
    stage.board.fault = 'down';
    await expect(ask(url)).rejects.toThrow();
    stage.board.fault = 'no-cors';
    expect((await ask(url)).headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('the proxy', () => {
  it('lets only the hosts of the stage through', async () => {
    const proxy = await connectProxy(stage);
    const firstLine = (target: string) =>
      new Promise<string>((resolve, reject) => {
        const socket = connect(proxy.port, '127.0.0.1', () =>
          socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`),
        );
        socket.once('data', (data) => {
          resolve(String(data).split('\r\n')[0] ?? '');
          socket.destroy();
        });
        socket.once('error', reject);
      });
    expect(await firstLine('x.com:443')).toContain('200');
    expect(await firstLine('example.org:443')).toContain('502');
    expect(await firstLine('x.com:80')).toContain('502');
    await proxy.close();
  });
});
