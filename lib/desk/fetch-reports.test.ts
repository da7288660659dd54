import { describe, expect, test } from 'vitest';
import { fetchReports } from './fetch-reports';

const SOURCE = { url: 'https://relay.example', deskToken: 'desk-token-of-these-tests' };
const PAGE = {
  reports: [{ id: 'i', receivedAt: '2026-11-22T03:00:00.000Z', text: 'sealed' }],
  cursor: 'c 2',
  more: false,
};
const asked: { url: string; token: string | null }[] = [];
const answering = (answer: () => Response | Promise<Response>): typeof fetch => {
  return async (input, init) => {
    asked.push({ url: String(input), token: new Headers(init?.headers).get('authorization') });
    return answer();
  };
};
const ask = (answer: () => Response | Promise<Response>, cursor = '') =>
  fetchReports(SOURCE, cursor, new AbortController().signal, answering(answer));

describe('asking the relay for reports', () => {
  test('goes on where it left off, with the desk’s token', async () => {
    asked.length = 0;
    const first = await ask(() => Response.json(PAGE));
    expect(first).toEqual({ ok: true, page: PAGE });
    await ask(() => Response.json(PAGE), PAGE.cursor);
    expect(asked).toEqual([
      { url: 'https://relay.example/reports', token: `Bearer ${SOURCE.deskToken}` },
      { url: 'https://relay.example/reports?after=c%202', token: `Bearer ${SOURCE.deskToken}` },
    ]);
  });

  test('takes what follows a row that cannot be read', async () => {
    const spoilt = { ...PAGE, reports: [{ id: 7 }, null, ...PAGE.reports] };
    expect(await ask(() => Response.json(spoilt))).toEqual({ ok: true, page: PAGE });
  });

  test.each([
    ['offline', () => Promise.reject(new TypeError('refused'))],
    ['unauthorised', () => new Response('', { status: 401 })],
    ['unauthorised', () => new Response('', { status: 403 })],
    ['busy', () => new Response('', { status: 429 })],
    ['http', () => new Response('', { status: 500 })],
    ['malformed', () => new Response('<html>')],
    ['malformed', () => Response.json({ reports: 'many', cursor: '', more: false })],
  ] as const)('says %s instead of throwing', async (problem, answer) => {
    expect(await ask(answer)).toMatchObject({ ok: false, problem });
  });
});
