import { describe, expect, test, vi } from 'vitest';
import type { JoinResult } from '../../lib/messages/protocol';
import type { Membership } from '../../lib/settings/joining';
import { createOptionsStore, type OptionsCalls, type PermissionPort } from './options-store';

const MEMBERSHIP: Membership = {
  forceId: 'teifi-coast',
  boards: ['https://board.teificoast.example/board'],
  signingKeys: [{ kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'B'.repeat(43), kid: 'k1' }],
  contentKey: 'C'.repeat(43),
};
const OFFLINE: JoinResult = { ok: false, stage: 'fetch', problem: 'offline' };

function options(calls: Partial<OptionsCalls>, permissions: Partial<PermissionPort> = {}) {
  const done = async (): Promise<void> => undefined;
  return createOptionsStore({
    language: 'en',
    follow: () => undefined,
    calls: {
      setLanguage: done,
      refreshBoard: done,
      leave: done,
      reportsShown: done,
      join: async () => OFFLINE,
      ...calls,
    },
    permissions: { contains: async () => false, request: async () => true, ...permissions },
  });
}

describe('joining', () => {
  test('the permission is asked for within the press, for the board’s host alone', async () => {
    const request = vi.fn(async () => true);
    const store = options({}, { request });
    await store.getState().consider(MEMBERSHIP);
    void store.getState().join('CODE', MEMBERSHIP);
    // Not awaited: the browser refuses a request that comes any later.
    expect(request).toHaveBeenCalledExactlyOnceWith(['https://board.teificoast.example/*']);
  });

  test('nobody is asked for what was given before', async () => {
    const request = vi.fn(async () => true);
    const store = options({}, { request, contains: async () => true });
    await store.getState().consider(MEMBERSHIP);
    await store.getState().join('CODE', MEMBERSHIP);
    expect(request).not.toHaveBeenCalled();
  });

  test.each([async () => false, () => Promise.reject(new Error('not in a gesture'))])(
    'refused, it tries all the same: a host may let any page read the board',
    async (request) => {
      const store = options({ join: async () => ({ ok: true, forceName: { en: 'Teifi' } }) }, { request });
      await store.getState().consider(MEMBERSHIP);
      await store.getState().join('CODE', MEMBERSHIP);
      expect(store.getState().joining.kind).toBe('done');
    },
  );

  test('refused, and the board not fetched: the refusal is named', async () => {
    const store = options({}, { request: async () => false });
    await store.getState().consider(MEMBERSHIP);
    await store.getState().join('CODE', MEMBERSHIP);
    expect(store.getState().joining).toEqual({
      kind: 'failed',
      result: OFFLINE,
      refusedHosts: ['board.teificoast.example'],
    });
  });

  test('a board that came and was refused is not blamed on the permission', async () => {
    const join = async (): Promise<JoinResult> => ({ ok: false, stage: 'board', problem: 'forged' });
    const store = options({ join }, { request: async () => false });
    await store.getState().consider(MEMBERSHIP);
    await store.getState().join('CODE', MEMBERSHIP);
    expect(store.getState().joining).toMatchObject({ kind: 'failed', refusedHosts: [] });
  });

  test('a code pasted with line breaks goes on without them, and once', async () => {
    const join = vi.fn(async () => OFFLINE);
    const store = options({ join }, { contains: async () => true });
    await store.getState().consider(MEMBERSHIP);
    await Promise.all([
      store.getState().join(' CORDON1-a\n b ', MEMBERSHIP),
      store.getState().join('again', MEMBERSHIP),
    ]);
    expect(join).toHaveBeenCalledExactlyOnceWith('CORDON1-ab');
  });

  test('a silent background is said', async () => {
    const store = options({ join: () => Promise.reject(new Error('no receiver')) });
    await store.getState().join('CODE', MEMBERSHIP);
    expect(store.getState().joining.kind).toBe('silent');
  });
});

describe('what a report holds is shown before the first leaves', () => {
  test('it stands beside the button: joining marks every kind as shown, a failed join none', async () => {
    const reportsShown = vi.fn(async () => undefined);
    const failed = options({ reportsShown });
    await failed.getState().join('CODE', MEMBERSHIP);
    expect(reportsShown).not.toHaveBeenCalled();
    const store = options({ reportsShown, join: async () => ({ ok: true, forceName: { en: 'Teifi' } }) });
    await store.getState().join('CODE', MEMBERSHIP);
    expect(reportsShown).toHaveBeenCalledTimes(1);
  });

  test('that this got lost does not undo the joining', async () => {
    const reportsShown = () => Promise.reject(new Error('asleep'));
    const store = options({ reportsShown, join: async () => ({ ok: true, forceName: { en: 'Teifi' } }) });
    await store.getState().join('CODE', MEMBERSHIP);
    expect(store.getState().joining.kind).toBe('done');
  });
});

describe('whether the browser will ask', () => {
  test('an answer about an earlier code does not count for the present one', async () => {
    const answers: ((granted: boolean) => void)[] = [];
    const store = options({}, { contains: () => new Promise((resolve) => answers.push(resolve)) });
    const first = store.getState().consider(MEMBERSHIP);
    const second = store.getState().consider({ ...MEMBERSHIP, boards: ['https://other.example/'] });
    answers[1]?.(false);
    answers[0]?.(true);
    await Promise.all([first, second]);
    expect(store.getState().mustAsk).toBe(true);
  });
});

test('leaving that failed is not called left', async () => {
  const store = options({ leave: () => Promise.reject(new Error('no receiver')) });
  await store.getState().leave();
  expect(store.getState()).toMatchObject({ leaving: 'failed', background: 'silent' });
});
