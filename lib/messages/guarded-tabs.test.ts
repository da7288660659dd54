import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { browser } from './browser';
import { createGuardedTabs } from './guarded-tabs';

let changes: number;
const start = (isActingIn = async (_tabId: number) => true) =>
  createGuardedTabs(() => {
    changes += 1;
  }, isActingIn);

beforeEach(() => {
  fakeBrowser.reset();
  changes = 0;
});

describe('the guarded tabs', () => {
  it('outlive the background', async () => {
    const tabs = start();
    await tabs.report(1, true);
    await tabs.report(2, true);
    await tabs.report(2, true);
    expect(await start().list()).toEqual([2, 1]);
  });

  it('tell when the first comes and the last goes, and are not written when nothing changes', async () => {
    const tabs = start();
    const write = vi.spyOn(fakeBrowser.storage.session, 'set');
    await tabs.report(7, false);
    expect([changes, write.mock.calls.length]).toEqual([0, 0]);
    await Promise.all([tabs.report(1, true), tabs.report(2, true), tabs.report(1, true)]);
    expect([changes, write.mock.calls.length]).toEqual([1, 2]);
    await tabs.report(1, false);
    expect(changes).toBe(1);
    await tabs.report(2, false);
    expect(changes).toBe(2);
  });

  it('forget a tab that shows something else by now', async () => {
    const tabs = start();
    const open = await browser.tabs.create({ url: 'https://x.com/home' });
    await tabs.report(open.id ?? -1, true);
    await tabs.report(999, true);
    vi.spyOn(browser.tabs, 'query').mockImplementation(() => Promise.resolve([open]));
    await tabs.check();
    expect(await tabs.list()).toEqual([open.id]);
  });

  it('forget a tab in which a personal account acts by now, and tell when it was the last', async () => {
    const open = await browser.tabs.create({ url: 'https://x.com/home' });
    vi.spyOn(browser.tabs, 'query').mockImplementation(() => Promise.resolve([open]));
    let isActing = true;
    const tabs = start(async () => isActing);
    await tabs.report(open.id ?? -1, true);
    await tabs.check();
    expect([await tabs.list(), changes]).toEqual([[open.id], 1]);
    isActing = false;
    await tabs.check();
    expect([await tabs.list(), changes]).toEqual([[], 2]);
  });

  it('let a page report while another is slow to say who acts', async () => {
    const open = await browser.tabs.create({ url: 'https://x.com/home' });
    vi.spyOn(browser.tabs, 'query').mockImplementation(() => Promise.resolve([open]));
    let answer = (_is: boolean): void => {};
    const tabs = start(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    await tabs.report(open.id ?? -1, true);
    const checking = tabs.check();
    await tabs.report(999, true);
    expect(await tabs.list()).toEqual([999, open.id]);
    answer(false);
    await checking;
    expect(await tabs.list()).toEqual([999]);
  });
});
