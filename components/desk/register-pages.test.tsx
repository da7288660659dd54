// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act, type ComponentType } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { signBoard } from '../../lib/board/author';
import { publicHalf } from '../../lib/board/fields';
import type { Board } from '../../lib/board/schema';
import {
  type FakeServer,
  fakeServer,
  sampleBoard,
  sampleKeys,
  sampleNotice,
} from '../../lib/desk/desk.test-data';
import { decideDevice, deviceBookSchema, EMPTY_BOOK } from '../../lib/desk/devices';
import type { ForceKeys } from '../../lib/desk/force-keys';
import { nextBoard } from '../../lib/desk/publish';
import type { DeviceRow } from '../../lib/records/database';
import { DeskDatabase } from '../../lib/records/desk-database';
import type { StoredReport } from '../../lib/relay/api';
import { armourReports } from '../../lib/reports/armour';
import { createDevice } from '../../lib/reports/device-key';
import type { ReportEvent } from '../../lib/reports/report';
import { sealReport } from '../../lib/reports/seal';
import { DeskContext, type DeskSession } from './desk-context';
import { createDesk } from './desk-store';
import { InboxPage } from './InboxPage';
import { RegisterPage } from './RegisterPage';
import { RemovalsPage } from './RemovalsPage';
import { type ReportsState, reportsOf } from './reports-store';
import { SeenPage } from './SeenPage';

const NOW = Date.parse('2026-11-22T12:10:00Z');

let root: Root;
let place: HTMLElement;
let keys: ForceKeys;
let device: DeviceRow;
let server: FakeServer;
let relayed: StoredReport[];
let session: DeskSession;

beforeEach(async () => {
  // React asks this of whoever calls `act`.
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  place = document.body.appendChild(document.createElement('div'));
  root = createRoot(place);
  keys = await sampleKeys();
  device = await createDevice('teifi-coast');
  relayed = [];
});
afterEach(async () => {
  await act(async () => {
    session.actions.lock();
    root.unmount();
  });
  await session.database.delete();
  place.remove();
});

/** A desk on this board, unlocked, with a page of it shown. */
async function show(Page: ComponentType, change: Partial<Board> = {}): Promise<void> {
  server = fakeServer(await signBoard(nextBoard(sampleBoard(change), 0, NOW - 120_000), keys));
  const answer: typeof fetch = async (input, init) => {
    const { pathname, searchParams } = new URL(String(input));
    if (!pathname.endsWith('/reports')) return server.fetch(input, init);
    const after = Number(searchParams.get('after') ?? 0);
    return Response.json({ reports: relayed.slice(after), cursor: String(relayed.length), more: false });
  };
  vi.stubGlobal('fetch', answer);
  session = createDesk(
    {
      database: new DeskDatabase(`desk-${crypto.randomUUID()}`),
      fetch: answer,
      now: () => NOW,
      setLanguage: () => undefined,
      download: () => undefined,
    },
    'en',
  );
  await act(async () => {
    await session.actions.unlock(keys);
    root.render(
      <DeskContext value={session}>
        <Page />
      </DeskContext>,
    );
  });
  await act(() => until((state) => state.answeredAt !== null));
}

/** Waits for the reports to come to a state. */
function until(reached: (state: ReportsState) => boolean): Promise<void> {
  const { store } = reportsOf(session);
  return new Promise((resolve) => {
    const look = (state: ReportsState): void => {
      if (!reached(state)) return;
      stop();
      resolve();
    };
    const stop = store.subscribe(look);
    look(store.getState());
  });
}

async function stored(counter: number, event: ReportEvent, by = device): Promise<StoredReport> {
  const [own] = keys.opening;
  if (!own) throw new Error('a force has an opening key');
  const at = new Date(NOW - 60_000 + counter * 1000).toISOString();
  const id = crypto.randomUUID();
  const report = { version: 1, id, forceId: 'teifi-coast', at, counter, event } as const;
  return { id, receivedAt: at, text: await sealReport(report, by, publicHalf(own)) };
}

/** A press as the browser makes it; scripts cannot set `isTrusted`, tests of happy-dom can. */
const press = (label: string, within = ''): Promise<void> =>
  act(async () => {
    const found = [...place.querySelectorAll<HTMLButtonElement>(`${within} button`)].find(
      (b) => b.textContent === label,
    );
    if (!found) throw new Error(`no button ${label}`);
    const event = new MouseEvent('click', { bubbles: true, cancelable: true });
    Object.defineProperty(event, 'isTrusted', { value: true });
    found.dispatchEvent(event);
  });

const fill = (selector: string, value: string): Promise<void> =>
  act(async () => {
    const field = place.querySelector<HTMLInputElement>(selector);
    if (!field) throw new Error(`no field ${selector}`);
    // React listens to the setter of the prototype, so that its own is passed by.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, value);
    field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
  });

const rows = (): string[] => [...place.querySelectorAll('.seen-row')].map((row) => row.textContent ?? '');
const text = (): string => place.textContent ?? '';

describe('who has seen it', () => {
  test('an acknowledgement at the relay is counted while the page stands, once', async () => {
    await show(SeenPage, { notices: [sampleNotice()] });
    expect(text()).toContain('0% acknowledged: 0 of 3');
    const sent = await stored(1, { kind: 'acknowledged', accountKey: 'x-main', notice: 'n1' });
    relayed = [sent, { ...sent, receivedAt: new Date(NOW).toISOString() }];
    await act(() => reportsOf(session).ask());
    expect(text()).toContain('33% acknowledged: 1 of 3');
    expect(text()).toContain('(1 by an unpinned device alone)');
    expect(rows().at(-1)).toContain('Acknowledged');
    expect(rows()[0]).toContain('Not heard from');
  });

  test('the chart says in words what it shows', async () => {
    await show(SeenPage, { notices: [sampleNotice()] });
    expect(place.querySelector('svg title')?.textContent).toBe('Acknowledgements over time');
    expect(place.querySelector('svg desc')?.textContent).toMatch(/^0 of 3 accounts/);
  });

  test('an exercise is not to be mistaken', async () => {
    await show(SeenPage, { notices: [sampleNotice({ status: 'exercise' })] });
    expect(place.querySelector('.exercise-band')?.textContent).toBe('EXERCISE');
    expect(place.querySelector('option')?.textContent).toMatch(/^EXERCISE: /);
  });

  test('the word for an exercise stands once before its name', async () => {
    const headline = { en: 'EXERCISE: practice' };
    await show(SeenPage, { notices: [sampleNotice({ status: 'exercise', headline })] });
    expect(place.querySelector('option')?.textContent).toMatch(/^EXERCISE: practice/);
  });
});

describe('the inbox', () => {
  test('opens reports, marks the first sight of a device, and counts garbage without breaking', async () => {
    relayed = [
      await stored(1, { kind: 'delivered', accountKey: 'x-main', notice: 'n1' }),
      { id: 'junk', receivedAt: new Date(NOW).toISOString(), text: '<script>' },
      await stored(4, { kind: 'acknowledged', accountKey: 'x-main', notice: 'n1' }),
    ];
    await show(InboxPage, { notices: [sampleNotice()] });
    expect(place.querySelectorAll('ul[aria-label="Inbox"] > li')).toHaveLength(2);
    expect(text()).toContain('New device');
    expect(text()).toContain('1 text could not be read');
    expect(text()).toContain('2 reports missing: numbers 2–3');
  });

  test('a device is pinned by a name, and that is kept sealed', async () => {
    relayed = [await stored(1, { kind: 'delivered', accountKey: 'x-main', notice: 'n1' })];
    await show(InboxPage, { notices: [sampleNotice()] });
    await press('Pin to a person');
    await fill('form input', 'Rhian, harbour team');
    // Nobody can say that words are the same before they stand there.
    await act(() => vi.waitFor(() => expect(place.querySelectorAll('.device-words li')).toHaveLength(6)));
    await press('The words are the same: pin it');
    await act(() => until(({ devices }) => devices.devices.length === 1));
    expect(place.querySelector('.device-owner')?.textContent).toBe('Rhian, harbour team');
    const kept = await session.database.records.toArray();
    expect(JSON.stringify(kept)).not.toContain('Rhian');
  });

  test('a pin made in another tab is not lost with one made here', async () => {
    await show(InboxPage, { notices: [sampleNotice()] });
    const [here, there] = ['h'.repeat(43), 't'.repeat(43)];
    const elsewhere = decideDevice(EMPTY_BOOK, there, { state: 'pinned', name: 'Owain' }, NOW);
    await session.actions.saveRecord('devices', elsewhere);
    const { setDevices } = reportsOf(session);
    await act(() => setDevices((book) => decideDevice(book, here, { state: 'pinned', name: 'Rhian' }, NOW)));
    const kept = await session.actions.readRecord('devices', deviceBookSchema);
    expect(kept?.devices.map(({ name }) => name).sort()).toEqual(['Owain', 'Rhian']);
  });

  test('reports that were mailed are brought in once', async () => {
    await show(InboxPage, { notices: [sampleNotice()] });
    const { text: sealed } = await stored(1, { kind: 'acknowledged', accountKey: 'x-main', notice: 'n1' });
    const { bringIn } = reportsOf(session);
    await act(async () => {
      expect(await bringIn(`> ${armourReports([sealed])}`)).toEqual({ added: 1, known: 0, damaged: 0 });
      expect(await bringIn(armourReports([sealed]))).toEqual({ added: 0, known: 1, damaged: 0 });
    });
    expect(text()).toContain('Copied or mailed');
  });

  test('locking forgets what was opened', async () => {
    relayed = [await stored(1, { kind: 'delivered', accountKey: 'x-main', notice: 'n1' })];
    await show(InboxPage, { notices: [sampleNotice()] });
    await act(async () => session.actions.lock());
    expect(reportsOf(session).store.getState().inbox).toBeNull();
    expect(place.querySelectorAll('ul[aria-label="Inbox"] > li')).toHaveLength(0);
  });
});

describe('the register', () => {
  test('a new account is proposed, and only the steps that may come next are offered', async () => {
    await show(RegisterPage);
    await press('Add an account');
    await fill('[name="name"]', 'Aeron Harbour');
    await fill('[name="handle"]', '@AeronHarbour');
    await press('Put on the list of changes');
    const added = session.store.getState().board?.accounts.find(({ name }) => name === 'Aeron Harbour');
    expect(added).toMatchObject({ key: 'x-aeron-harbour', state: 'proposed', handle: 'AeronHarbour' });
    expect(session.store.getState().pending).toHaveLength(1);
    expect(server.puts).toHaveLength(0);
  });

  test('a wrong field is said beside it and nothing is proposed', async () => {
    await show(RegisterPage);
    await press('Add an account');
    await fill('[name="handle"]', 'two words');
    await press('Put on the list of changes');
    expect(place.querySelector('[name="name"]')?.getAttribute('aria-invalid')).toBe('true');
    expect(place.querySelector('[name="handle"]')?.getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement?.getAttribute('name')).toBe('name');
    expect(session.store.getState().pending).toHaveLength(0);
  });

  test('an id told by a report is taken over with one press', async () => {
    relayed = [await stored(1, { kind: 'account-id', accountKey: 'x-main', id: '2211000001' })];
    await show(RegisterPage);
    await press('Take over');
    expect(session.store.getState().board?.accounts[0]?.ids).toEqual(['2211000001']);
  });

  test('a name under embargo is kept nowhere', async () => {
    await show(RegisterPage);
    await press('Legal flags');
    await press('Add a flag');
    await fill('[name="names"]', 'Mari Hughes');
    await fill('[name="adviceEn"]', 'Ask the lawyers first');
    await press('Put on the list of changes');
    const stop = new Promise<void>((resolve) => {
      if (session.store.getState().pending.length > 0) resolve();
      const end = session.store.subscribe(({ pending }) => {
        if (pending.length === 0) return;
        end();
        resolve();
      });
    });
    await act(() => stop);
    const { pending, board } = session.store.getState();
    expect(board?.legalFlags).toHaveLength(1);
    expect(JSON.stringify([pending, board])).not.toMatch(/mari hughes/i);
    expect(text()).not.toMatch(/mari hughes/i);
  });

  test('operators see live accounts alone', async () => {
    await show(RegisterPage);
    await press('What operators see');
    expect(text()).toContain('3 live accounts');
    expect(text()).not.toContain('x-planned');
  });
});

describe('removals', () => {
  const POST = 'https://x.com/TeifiCoastPol/status/1';

  test('a request goes out with the board, is told done, and is closed by the desk', async () => {
    await show(RemovalsPage);
    await press('Ask for a removal');
    await fill('[name="account"]', 'x-main');
    await fill('[name="posts"]', POST);
    await fill('[name="by"]', '2999-01-01T12:00');
    await press('Send out');
    await act(() => published(1));
    const [request] = session.store.getState().board?.removals ?? [];
    expect(request).toMatchObject({ account: 'x-main', posts: [POST], state: 'open' });
    expect(place.querySelector('[data-removal]')?.getAttribute('data-removal')).toBe('open');
    relayed = [await stored(1, { kind: 'removal-done', accountKey: 'x-main', removal: request?.id ?? '' })];
    await act(() => reportsOf(session).ask());
    expect(place.querySelector('[data-removal]')?.getAttribute('data-removal')).toBe('told-done');
    await press('Close: it is gone');
    await press('Close: it is gone', '.confirm');
    await act(() => published(2));
    expect(session.store.getState().board?.removals[0]?.state).toBe('done');
  });

  test('a wrong address does not go out', async () => {
    await show(RemovalsPage);
    await press('Ask for a removal');
    await fill('[name="account"]', 'x-main');
    await fill('[name="posts"]', 'https://facebook.com/1');
    await press('Send out');
    expect(text()).toContain('These addresses are not on the account’s platform.');
    expect(server.puts).toHaveLength(0);
  });

  /** Waits until so many boards were published and the desk says so. */
  function published(count: number): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        const { publishing, pending } = session.store.getState();
        if (server.puts.length < count || publishing?.stage !== 'done' || pending.length > 0) return;
        stop();
        resolve();
      };
      const stop = session.store.subscribe(look);
      look();
    });
  }
});
