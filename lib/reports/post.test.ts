import { describe, expect, it } from 'vitest';
import { postReport } from './post';

const parts = { relayUrl: 'https://relay.example/r', token: 'token', id: 'id', text: 'sealed' };
const answering =
  (status: number, headers: Record<string, string> = {}) =>
  async () =>
    new Response('x', { status, headers });

describe('handing a report in', () => {
  it('says who hands in and nothing else', async () => {
    let asked: Request | undefined;
    await postReport(parts, async (url, init) => {
      asked = new Request(String(url), init);
      return new Response(null, { status: 201 });
    });
    expect(asked?.url).toBe('https://relay.example/r/reports/id');
    expect(asked?.headers.get('Authorization')).toBe('Bearer token');
    expect(asked?.credentials).toBe('omit');
    expect(await asked?.text()).toBe('sealed');
  });

  it.each([
    [200, {}, { outcome: 'taken' }],
    [201, { 'Content-Type': 'application/json' }, { outcome: 'taken' }],
    [200, { 'Content-Type': 'text/html; charset=utf-8' }, { outcome: 'later', problem: 'not-a-relay' }],
    [409, {}, { outcome: 'refused', problem: '409' }],
    [400, {}, { outcome: 'refused', problem: '400' }],
    [413, {}, { outcome: 'refused', problem: '413' }],
    [401, {}, { outcome: 'later', problem: '401' }],
    [404, {}, { outcome: 'later', problem: '404' }],
    [429, { 'Retry-After': '7' }, { outcome: 'later', problem: '429', retryAfterMs: 7_000 }],
    [503, { 'Retry-After': 'soon' }, { outcome: 'later', problem: '503' }],
    [507, {}, { outcome: 'later', problem: '507' }],
  ])('%i %j', async (status, headers, expected) => {
    expect(await postReport(parts, answering(status, headers))).toEqual(expected);
  });

  it('never rejects', async () => {
    const result = await postReport(parts, () => Promise.reject(new TypeError('no network')));
    expect(result).toEqual({ outcome: 'later', problem: 'offline' });
    const ended = AbortSignal.abort();
    expect(await postReport({ ...parts, signal: ended })).toEqual({ outcome: 'later', problem: 'offline' });
  });
});
