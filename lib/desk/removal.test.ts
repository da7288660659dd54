import { describe, expect, test } from 'vitest';
import type { RemovalRequest } from '../board/schema';
import { decideDevice, EMPTY_BOOK } from './devices';
import { readInbox } from './inbox';
import { followRemovals, type RemovalDraft, removalFrom, removalId, removalProblems } from './removal';
import { removalText } from './removal-text';
import { account, opened, SENT } from './reports.test-data';

const HOUR = 3_600_000;
const request = (id: string, rest: Partial<RemovalRequest> = {}): RemovalRequest => ({
  id,
  account: 'a',
  posts: ['https://x.com/a/status/1'],
  asked: new Date(SENT).toISOString(),
  by: new Date(SENT + HOUR).toISOString(),
  askedBy: 'communications',
  state: 'open',
  ...rest,
});
const done = (device: string, counter: number, removal: string, at: number, accountKey = 'a') =>
  opened(device, counter, { kind: 'removal-done', accountKey, removal }, at);

describe('a removal is followed', () => {
  const requests = [
    request('told'),
    request('waits', { by: new Date(SENT + 9 * HOUR).toISOString() }),
    request('late'),
    request('closed', { state: 'done' }),
    request('back', { state: 'withdrawn' }),
  ];

  test('to told done, overdue, withdrawn and closed; what needs somebody stands first', () => {
    const { entries } = readInbox([done('p', 1, 'told', 60)]);
    const followed = followRemovals(requests, entries, EMPTY_BOOK, SENT + 2 * HOUR);
    expect(followed.map((one) => [one.request.id, one.standing])).toEqual([
      ['late', 'overdue'],
      ['told', 'told-done'],
      ['waits', 'open'],
      ['back', 'withdrawn'],
      ['closed', 'closed'],
    ]);
    expect(followed[1]?.told).toEqual({ at: SENT + 60_000, deviceId: 'p', pinned: false, late: false });
  });

  test('a word for another account’s request, or of a device not to be believed, does not count', () => {
    const book = decideDevice(EMPTY_BOOK, 'bad', { state: 'not-believed' }, SENT);
    const { entries } = readInbox([done('p', 1, 'told', 60, 'b'), done('bad', 1, 'told', 61)]);
    expect(followRemovals([request('told')], entries, book, SENT)[0]?.told).toBeNull();
  });

  test('the pinned device’s word goes before an earlier one of an unpinned device', () => {
    const book = decideDevice(EMPTY_BOOK, 'p', { state: 'pinned', name: 'Rhian' }, SENT);
    const { entries } = readInbox([done('q', 1, 'told', 60), done('p', 1, 'told', 7200)]);
    expect(followRemovals([request('told')], entries, book, SENT)[0]?.told).toMatchObject({
      deviceId: 'p',
      late: true,
    });
  });
});

describe('a request that is wrong does not go out', () => {
  const draft: RemovalDraft = {
    account: 'a',
    posts: 'https://x.com/a/status/1\n\n https://x.com/a/status/1 ',
    by: SENT + HOUR,
    askedBy: 'communications',
    reason: { cy: ' Enw ' },
  };
  const register = [account('a'), account('shut', { state: 'closed' })];

  test.each<[Partial<RemovalDraft>, string[]]>([
    [{}, []],
    [{ account: 'shut' }, ['no-account']],
    [{ posts: ' ' }, ['no-posts']],
    [{ posts: 'http://x.com/1' }, ['not-an-address']],
    [{ posts: 'https://facebook.com/1' }, ['other-platform']],
    [{ posts: 'https://notx.com/1' }, ['other-platform']],
    [{ posts: 'https://mobile.x.com/a/status/1' }, []],
    [{ posts: Array.from({ length: 21 }, (_, i) => `https://x.com/${i}`).join(' ') }, ['too-many-posts']],
    [{ by: SENT }, ['too-soon']],
    [{ by: Number.NaN }, ['too-soon']],
  ])('%j', (change, problems) => {
    expect(removalProblems({ ...draft, ...change }, register, SENT)).toEqual(problems);
  });

  test('what goes out names each post once', () => {
    expect(removalFrom(draft, 'r1', SENT)).toMatchObject({
      posts: ['https://x.com/a/status/1'],
      reason: { cy: 'Enw' },
      state: 'open',
    });
  });
});

test('two desks that ask on one day never ask under the same id', () => {
  const [a, b] = [removalId(SENT), removalId(SENT)];
  expect(a).toMatch(/^removal-2026-11-22-[0-9a-f]{8}$/);
  expect(a).not.toBe(b);
});

test('as text it stands in both languages, with the reason there is', () => {
  const text = removalText(request('r', { reason: { en: 'Names a witness' } }), 'Teifi Coast Police', SENT);
  expect(text.match(/https:\/\/x\.com\/a\/status\/1/g)).toHaveLength(2);
  expect(text).toContain('Rheswm (yn Saesneg yn unig): Names a witness');
  expect(text).toContain('Reason: Names a witness');
  expect(text).toContain('Cyfathrebu Corfforaethol sy’n gofyn');
});
