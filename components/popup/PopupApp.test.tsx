// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Notice } from '../../lib/board/schema';
import type { Snapshot } from '../../lib/messages/snapshot';
import { guardData } from '../guard/bridge.test-data';
import { PopupApp, type PopupRecords } from './PopupApp';
import { createPopupStore } from './popup-store';

const NOTICE: Notice = {
  identifier: 'n1',
  sent: '2026-03-03T14:00:00Z',
  status: 'actual',
  messageType: 'alert',
  references: [],
  expires: '2999-03-03T14:00:00Z',
  level: 'blackout',
  scope: { accounts: [], districts: [], platforms: [], exempt: [] },
  headline: { en: '<img src=x onerror=alert(1)> Quay', cy: 'Cei' },
  corporateLines: [],
  reshare: { accounts: [], posts: [] },
};
const SNAPSHOT: Snapshot = {
  version: 1,
  force: 'teifi-coast',
  language: 'en',
  everConfirmed: true,
  accounts: [{ key: 'a', platform: 'x', kind: 'login', ids: ['1'], name: '🚤 Teifi שלום' }],
  notices: [NOTICE],
  board: { state: 'file', signedAt: new Date().toISOString() },
  acknowledged: [],
  outstanding: [],
};
const JOINED: PopupRecords = {
  membership: {
    joined: {
      forceId: 'teifi-coast',
      boards: ['https://board.example/'],
      signingKeys: [{ kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'B'.repeat(43), kid: 'k' }],
      contentKey: 'C'.repeat(43),
    },
  },
  boards: [{ forceId: 'teifi-coast', sequence: 1, reachedAt: Date.now() }],
  outstanding: [],
  outbox: [],
};

let root: Root;
let place: HTMLElement;
beforeEach(() => {
  fakeBrowser.reset();
  // React asks this of whoever calls `act`.
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  place = document.body.appendChild(document.createElement('div'));
  root = createRoot(place);
});
afterEach(async () => {
  await act(async () => root.unmount());
  place.remove();
});

/** A press as the browser makes it; scripts cannot set `isTrusted`, tests of happy-dom can. */
async function press(label: string): Promise<void> {
  const found = [...place.querySelectorAll('button')].find((button) => button.textContent === label);
  if (!found) throw new Error(`no button “${label}”`);
  const event = new MouseEvent('click', { bubbles: true });
  Object.defineProperty(event, 'isTrusted', { value: true });
  await act(async () => found.dispatchEvent(event));
}

async function show(records: PopupRecords, snapshot: Snapshot | null) {
  const store = createPopupStore({ language: 'en', follow: () => undefined });
  store.setState({ snapshot, page: { kind: 'not-platform' } });
  await act(async () => root.render(<PopupApp store={store} records={records} />));
  return store;
}

describe('the popup', () => {
  test('not joined: says so and offers one way on', async () => {
    await show({ ...JOINED, membership: { joined: null } }, SNAPSHOT);
    expect(place.textContent).toContain('has not joined a force');
    expect(place.querySelectorAll('section')).toHaveLength(0);
    expect([...place.querySelectorAll('main > button')].map((b) => b.textContent)).toEqual(['Join a force']);
  });

  test('both languages, switched in place', async () => {
    const store = await show(JOINED, SNAPSHOT);
    expect(place.textContent).toContain('Blackout: post nothing');
    await act(async () => store.setState({ language: 'cy' }));
    expect(place.textContent).toContain('Gwaharddiad postio: peidiwch â phostio dim');
    expect(place.textContent).not.toContain('Blackout');
    expect(document.documentElement.lang).toBe('cy');
  });

  test('markup in a notice is text', async () => {
    await show(JOINED, SNAPSHOT);
    expect(place.querySelector('img')).toBeNull();
    expect(place.textContent).toContain('<img src=x');
  });

  test('never asks for a password', async () => {
    await show(JOINED, SNAPSHOT);
    expect(
      place.querySelectorAll('input[type=password], input[type=text], input:not([type]), textarea'),
    ).toHaveLength(0);
  });

  test('an account of the register that is a Page has no password to log', async () => {
    await show(JOINED, {
      ...SNAPSHOT,
      accounts: [{ key: 'p', platform: 'facebook', kind: 'page', ids: [], name: 'Page' }],
    });
    expect(place.querySelector('select')).toBeNull();
  });

  test('an exercise is marked by its word and its look', async () => {
    await show(JOINED, { ...SNAPSHOT, notices: [{ ...NOTICE, status: 'exercise' }] });
    expect(place.querySelector('.notice--exercise h3')?.textContent).toBe('Exercise: Blackout: post nothing');
    expect(place.querySelector('.notice--blackout')).toBeNull();
  });

  test('a removal request says who asks and by when, is overdue, and is done in two presses', async () => {
    const store = await show(JOINED, SNAPSHOT);
    const removalDone = vi.fn(async () => true);
    const request = {
      id: 'r1',
      account: 'a',
      posts: ['https://x.com/Teifi/status/9', 'https://x.com/Teifi/status/10'],
      asked: '2026-03-03T12:00:00Z',
      by: '2026-03-03T14:00:00Z',
      askedBy: 'communications',
      state: 'open',
    } as const;
    await act(async () =>
      store.setState({
        removalDone,
        guardData: guardData({ removals: [{ ...request, posts: [...request.posts] }] }),
      }),
    );
    const section = (): string => place.querySelector('[aria-labelledby=removal-heading]')?.textContent ?? '';
    expect(section()).toContain('Overdue: Corporate Communications asks you to remove these posts by');
    expect(place.querySelector('a[href="https://x.com/Teifi/status/9"]')).not.toBeNull();
    await press('I have removed them');
    expect(removalDone).not.toHaveBeenCalled();
    await press('Yes, it is gone');
    expect(removalDone).toHaveBeenCalledExactlyOnceWith('r1', 'a');
    await act(async () => store.setState({ snapshot: { ...SNAPSHOT, removalsDone: ['r1'] } }));
    expect(section()).toContain('You have said that this is removed.');
    expect(section()).not.toContain('Overdue');
  });

  test('a background that is silent is said above everything else', async () => {
    const store = await show(JOINED, SNAPSHOT);
    await act(async () => store.setState({ background: 'silent' }));
    expect(place.querySelector('[role=alert]')?.textContent).toContain('does not answer');
  });
});
