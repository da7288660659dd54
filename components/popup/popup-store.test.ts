import { describe, expect, test, vi } from 'vitest';
import type { PageCheck } from '../../lib/messages/protocol';
import type { ActivePage, PagePort } from './active-page';
import { createPopupStore, type PopupCalls } from './popup-store';

const CHECK: PageCheck = {
  host: 'x.com',
  path: '/home',
  platform: 'x',
  status: 'confirmed',
  standing: 'personal',
  evidence: [],
  health: { state: 'protecting', found: {} },
  composers: 0,
};
const CHANGE = {
  accountKey: 'a',
  changedAt: '2026-03-03T14:00:00.000Z',
  route: 'phone',
  reported: false,
} as const;

function popup(calls: Partial<PopupCalls> = {}, port: Partial<PagePort> = {}) {
  const done = async (): Promise<void> => undefined;
  return createPopupStore({
    language: 'en',
    follow: () => undefined,
    calls: {
      setLanguage: done,
      refreshBoard: done,
      logPassword: done,
      resolvePassword: done,
      removalDone: done,
      ...calls,
    },
    port: {
      lookAtPage: async () => ({ kind: 'answered', tabId: 7, check: CHECK }),
      hasAccess: async () => true,
      requestAccess: async () => true,
      followPages: () => undefined,
      ...port,
    },
  });
}

describe('a background that does not answer is said', () => {
  const silent = (): Promise<void> => Promise.reject(new Error('no receiver'));

  test('when the board is asked for, and taken back when it answers again', async () => {
    const refreshBoard = vi.fn(silent);
    const store = popup({ refreshBoard });
    await store.getState().refresh();
    expect(store.getState()).toMatchObject({ background: 'silent', refreshing: false });
    refreshBoard.mockResolvedValue();
    await store.getState().refresh();
    expect(store.getState().background).toBe('answers');
  });

  test('and a password change it did not take is not called logged', async () => {
    const store = popup({ logPassword: silent });
    expect(await store.getState().logPassword(CHANGE)).toBe(false);
    expect(store.getState().logging).toBe('failed');
  });

  test('and a change it did not mark stays, with its failure beside it', async () => {
    const store = popup({ resolvePassword: silent });
    await store.getState().resolvePassword(3, 'phone');
    expect(store.getState().resolving).toEqual({ 3: 'failed' });
  });
});

describe('passwords', () => {
  test('one press logs one change', async () => {
    const logPassword = vi.fn(async () => undefined);
    const store = popup({ logPassword });
    const both = [store.getState().logPassword(CHANGE), store.getState().logPassword(CHANGE)];
    expect(await Promise.all(both)).toEqual([true, false]);
    expect(logPassword).toHaveBeenCalledTimes(1);
  });

  test('a change still to be reported is not called done', async () => {
    const store = popup();
    await store.getState().logPassword(CHANGE);
    expect(store.getState().logging).toBe('done-outstanding');
    await store.getState().logPassword({ ...CHANGE, reported: true });
    expect(store.getState().logging).toBe('done');
  });
});

describe('the page', () => {
  test('an earlier look that answers late does not replace a newer one', async () => {
    const answers: ((page: ActivePage) => void)[] = [];
    const store = popup({}, { lookAtPage: () => new Promise((resolve) => answers.push(resolve)) });
    const looks = [store.getState().lookAtPage(), store.getState().lookAtPage()];
    answers[1]?.({ kind: 'not-platform' });
    answers[0]?.({ kind: 'no-answer', tabId: 7 });
    await Promise.all(looks);
    expect(store.getState().page.kind).toBe('not-platform');
  });

  test('is looked at again when its sentinel has something else to say, and another tab is not heard', async () => {
    const lookAtPage = vi.fn(async (): Promise<ActivePage> => ({ kind: 'answered', tabId: 7, check: CHECK }));
    let report: (tabId: number) => void = () => undefined;
    const store = popup(
      {},
      {
        lookAtPage,
        followPages: (listener) => {
          report = listener;
        },
      },
    );
    store.getState().start(new AbortController().signal);
    await vi.waitFor(() => expect(store.getState().page.kind).toBe('answered'));
    report(8);
    expect(lookAtPage).toHaveBeenCalledTimes(1);
    report(7);
    expect(lookAtPage).toHaveBeenCalledTimes(2);
  });

  test('access that is refused is said and can be asked for again', async () => {
    const store = popup({}, { requestAccess: async () => false });
    await store.getState().allowAccess();
    expect(store.getState()).toMatchObject({ access: false, accessRefused: true });
  });
});

test('the language changes at once, before the background has written it down', () => {
  const store = popup({ setLanguage: () => new Promise(() => undefined) });
  void store.getState().switchLanguage('cy');
  expect(store.getState().language).toBe('cy');
});
