// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { signBoard } from '../../lib/board/author';
import type { Board } from '../../lib/board/schema';
import { createChange, listEdit } from '../../lib/desk/board-change';
import {
  type FakeServer,
  fakeServer,
  sampleBoard,
  sampleKeys,
  sampleNotice,
} from '../../lib/desk/desk.test-data';
import {
  boardKeys,
  createForce,
  type ForceKeys,
  membershipFor,
  type RecoveryKey,
  revoke,
} from '../../lib/desk/force-keys';
import { nextBoard, openOwn } from '../../lib/desk/publish';
import { DeskDatabase } from '../../lib/records/desk-database';
import { DeskApp } from './DeskApp';
import type { DeskSession } from './desk-context';
import { createDesk, watchPresence } from './desk-store';

vi.mock('./SeenPage', () => ({ SeenPage: () => null }));
vi.mock('./InboxPage', () => ({ InboxPage: () => null }));
vi.mock('./RegisterPage', () => ({ RegisterPage: () => null }));
vi.mock('./RemovalsPage', () => ({ RemovalsPage: () => null }));

const keys = await sampleKeys();
let server: FakeServer;
let desk: DeskSession;
let root: Root;
let count = 0;

const openDatabase = (): DeskDatabase => new DeskDatabase(`desk-test-${count}`);
const makeDesk = (database: DeskDatabase): DeskSession =>
  createDesk(
    {
      database,
      fetch: (input, init) => server.fetch(input, init),
      now: () => Date.now(),
      setLanguage: () => undefined,
      download: () => undefined,
    },
    'en',
  );

async function start(board: Board = sampleBoard()): Promise<void> {
  server = fakeServer(await signBoard(nextBoard(board, 0, Date.now()), keys));
  desk = makeDesk(openDatabase());
  const container = document.createElement('div');
  document.body.replaceChildren(container);
  root = createRoot(container);
  await act(async () => root.render(<DeskApp session={desk} />));
}
const unlock = (): Promise<void> => act(() => desk.actions.unlock(keys));

beforeEach(() => {
  count += 1;
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
});
afterEach(async () => {
  await act(async () => {
    desk.actions.lock();
    root.unmount();
  });
});

const find = (mark: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[data-desk="${mark}"]`);
  if (!found) throw new Error(`nothing on the desk is marked “${mark}”: ${document.body.textContent}`);
  return found;
};
const has = (mark: string): boolean => document.querySelector(`[data-desk="${mark}"]`) !== null;
/** A press as the browser makes it; scripts cannot set `isTrusted`, tests of happy-dom can. */
const press = (mark: string): Promise<void> =>
  act(async () => {
    const event = new MouseEvent('click', { bubbles: true, cancelable: true });
    Object.defineProperty(event, 'isTrusted', { value: true });
    find(mark).dispatchEvent(event);
  });
const until = (test: () => boolean): Promise<void> =>
  act(() => vi.waitFor(() => expect(test()).toBe(true), { timeout: 4_000 }));
const publishedBoard = async (): Promise<Board> => {
  const opened = await openOwn(server.text ?? '', membershipFor(keys), Date.now());
  if (!opened.ok) throw new Error(opened.problem);
  return opened.board;
};

describe('the desk is useless without keys', () => {
  test('locked it shows how to get in and nothing else', async () => {
    await start();
    expect(has('locked')).toBe(true);
    expect(has('nav-incident')).toBe(false);
    expect(document.title).toBe('Cordon: the desk');
  });

  test('locking forgets the keys and all that they opened', async () => {
    await start();
    await unlock();
    expect(desk.store.getState().board).not.toBeNull();
    await press('lock');
    const state = desk.store.getState();
    expect(has('locked')).toBe(true);
    expect([state.keys, state.base, state.board, state.lockAt]).toEqual([null, null, null, null]);
    expect([state.pending, state.drafts]).toEqual([[], []]);
  });

  test('leaving the page locks it', async () => {
    await start();
    const life = new AbortController();
    watchPresence(desk, window, life.signal);
    await unlock();
    await act(async () => window.dispatchEvent(new Event('pagehide')));
    expect(desk.store.getState().keys).toBeNull();
    life.abort();
  });

  test('ten idle minutes lock it, and a movement puts that off', async () => {
    await start();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    try {
      await unlock();
      const life = new AbortController();
      watchPresence(desk, window, life.signal);
      await act(async () => vi.advanceTimersByTime(9 * 60_000));
      await act(async () => window.dispatchEvent(new Event('pointermove')));
      await act(async () => vi.advanceTimersByTime(9 * 60_000));
      expect(desk.store.getState().keys).not.toBeNull();
      await act(async () => vi.advanceTimersByTime(60_000));
      expect(desk.store.getState().keys).toBeNull();
      life.abort();
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('a computer that slept with the desk open', () => {
  test('is locked by the first movement: its timers slept as well', async () => {
    await start();
    const life = new AbortController();
    watchPresence(desk, window, life.signal);
    await unlock();
    // Only the clock went on; the timer of ten minutes did not.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 8 * 3_600_000 });
    try {
      await act(async () => window.dispatchEvent(new Event('pointermove')));
      expect(desk.store.getState().keys).toBeNull();
      expect(has('locked')).toBe(true);
    } finally {
      vi.useRealTimers();
      life.abort();
    }
  });
});

describe('whoever works by keyboard or ear', () => {
  test('hears where they are after unlocking, after another page, and after locking', async () => {
    await start();
    await unlock();
    expect(document.activeElement).toBe(document.querySelector('main'));
    (document.activeElement as HTMLElement).blur(); // happy-dom's elements are HTMLElements
    await act(async () => desk.actions.go('keys'));
    expect(document.activeElement).toBe(document.querySelector('main'));
    await press('lock');
    expect(document.activeElement).toBe(document.querySelector('h1'));
  });
});

describe('at three in the morning', () => {
  test('a blackout goes out in three presses and no typing', async () => {
    await start();
    await unlock();
    await press('template-blackout-major-incident');
    await press('check');
    await press('issue-now');
    await until(() => has('published'));
    const board = await publishedBoard();
    expect(board.notices).toHaveLength(1);
    expect(board.notices[0]).toMatchObject({ level: 'blackout', status: 'actual', messageType: 'alert' });
    expect(board.relay?.url).toBe(keys.publishing?.url);
    expect(board.keys?.signing[0]?.kid).toBe(keys.signing[0]?.kid);
    expect(desk.store.getState().pending).toEqual([]);
    expect(find('in-force').textContent).toContain('Major incident');
  });

  test('what else is being prepared does not go out with it', async () => {
    await start();
    await unlock();
    const edits = listEdit('hashtags', null, { tag: 'NotYet', status: 'ours' });
    await act(async () =>
      desk.actions.propose(
        createChange({
          what: 'directory',
          label: { key: 'change.added', params: { name: '#NotYet' } },
          edits,
        }),
      ),
    );
    await press('template-blackout-major-incident');
    await press('check');
    await press('issue-now');
    await until(() => has('published'));
    expect((await publishedBoard()).hashtags).toEqual([]);
    expect(desk.store.getState().pending).toHaveLength(1);
  });

  test('standing down takes two presses and leaves nothing in force', async () => {
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    await start(sampleBoard({ notices: [sampleNotice({ expires: soon })] }));
    await unlock();
    await press('stand-down');
    await press('stand-down-now');
    await until(() => has('published'));
    expect(find('in-force').textContent).toContain('No order is in force.');
    expect((await publishedBoard()).notices.at(-1)).toMatchObject({
      messageType: 'cancel',
      references: ['n1'],
    });
  });

  test('of two orders, the one whose card is asked is followed', async () => {
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    const drill = sampleNotice({ identifier: 'drill', status: 'exercise', expires: soon });
    await start(sampleBoard({ notices: [drill, sampleNotice({ expires: soon })] }));
    await unlock();
    await press('who-has-seen');
    expect(desk.store.getState()).toMatchObject({ page: 'seen', watched: 'n1' });
    await act(async () => desk.actions.go('incident'));
    expect(desk.store.getState().watched).toBeNull();
  });

  test('an order that ran out is shown as operators see it, until somebody ends it', async () => {
    const past = new Date(Date.now() - 60_000).toISOString();
    await start(sampleBoard({ notices: [sampleNotice({ expires: past })] }));
    await unlock();
    expect(find('in-force').textContent).toContain('may have ended');
    expect(has('stand-down')).toBe(true);
  });

  test('an exercise asks for another press and goes out as one', async () => {
    await start();
    await unlock();
    await press('template-exercise-blackout');
    await press('check');
    expect(find('issue-now').textContent).toBe('Issue the exercise');
    await press('issue-now');
    await until(() => has('published'));
    const [notice] = (await publishedBoard()).notices;
    expect(notice?.status).toBe('exercise');
    expect(notice?.headline).toMatchObject({
      en: expect.stringMatching(/^EXERCISE: /),
      cy: expect.stringMatching(/^YMARFER: /),
    });
  });
});

describe('an order that waited too long', () => {
  const late = async (): Promise<void> => {
    const past = new Date(Date.now() - 1_000).toISOString();
    await act(async () =>
      desk.actions.propose(
        createChange({
          what: 'notice',
          label: { key: 'change.issue', params: { name: 'Late', headline: { cy: 'Hwyr' } } },
          edits: listEdit('notices', null, sampleNotice({ identifier: 'late', expires: past })),
        }),
      ),
    );
  };

  test('does not reach operators as one that may have ended', async () => {
    await start();
    await unlock();
    await late();
    await press('publish');
    expect(find('failed').textContent).toContain('ran out before it got out');
    expect(server.puts).toEqual([]);
    expect(desk.store.getState().pending).toHaveLength(1);
  });

  test('is never hidden behind a count of changes, and is named in the reader’s language', async () => {
    await start();
    await unlock();
    await late();
    expect(find('publish-bar').textContent).toContain('Issue: Hwyr');
  });
});

test('a wrong clock is still said after publishing', async () => {
  await start();
  await unlock();
  const { base } = desk.store.getState();
  if (!base) throw new Error('the desk has a board');
  await act(async () => desk.store.setState({ base: { ...base, clockAhead: 3_600_000 } }));
  await act(async () => void (await desk.actions.publish([])));
  expect(has('published')).toBe(true);
  expect(find('publish-bar').textContent).toContain('60 minutes ahead');
});

describe('two desks at once', () => {
  test('the second is told what came since, and one press puts both on the board', async () => {
    await start();
    await unlock();
    const theirs = await publishedBoard();
    server.text = await signBoard(
      nextBoard({ ...theirs, notices: [sampleNotice({ identifier: 'theirs' })] }, 0, Date.now()),
      keys,
    );
    await press('template-blackout-national');
    await press('check');
    await press('issue-now');
    await until(() => has('changed'));
    expect(find('publish-bar').textContent).toContain('Issued: Incident at the docks');
    expect((await publishedBoard()).notices.map(({ identifier }) => identifier)).toEqual(['theirs']);
    await press('publish-again');
    await until(() => has('published'));
    expect((await publishedBoard()).notices).toHaveLength(2);
  });
});

describe('a stolen key', () => {
  const life = async (): Promise<{ keys: ForceKeys; recovery: RecoveryKey }> => {
    const made = await createForce('teifi-coast');
    const { publishing } = keys;
    return { recovery: made.recovery, keys: { ...made.keys, ...(publishing ? { publishing } : {}) } };
  };

  test.each([
    ['is taken back by the next board', false],
    ['is taken back even where its thief has published meanwhile', true],
  ])('%s', async (_, isThief) => {
    await start();
    const force = await life();
    const first = nextBoard(sampleBoard(), 0, Date.now());
    server.text = await signBoard({ ...first, keys: boardKeys(force.keys) }, force.keys);
    await act(() => desk.actions.unlock(force.keys));
    const [old] = force.keys.signing;
    const revoked = await revoke(force.keys, force.recovery, [old?.kid ?? ''], first.sequence);
    await act(async () => {
      desk.actions.changeKeys(revoked);
      desk.actions.propose(
        createChange({
          id: 'keys-signing',
          what: 'keys',
          label: { key: 'change.keys', params: { name: 'signing' } },
          edits: [],
        }),
      );
    });
    if (isThief) {
      server.text = await signBoard(
        nextBoard({ ...first, keys: boardKeys(force.keys), notices: [sampleNotice()] }, 0, Date.now()),
        force.keys,
      );
      await press('publish');
      await until(() => desk.store.getState().loadTrouble?.problem === 'not-ours');
      await press('restore');
    } else {
      await press('publish');
    }
    await until(() => has('published'));
    const opened = await openOwn(server.text ?? '', membershipFor(revoked), Date.now());
    expect(opened.ok && opened.board.keys?.signing.map(({ kid }) => kid)).toEqual([revoked.signing[0]?.kid]);
    expect(opened.ok && opened.board.notices).toEqual([]);
    await act(() => desk.actions.reload());
    expect(desk.store.getState().loadTrouble).toBeNull();
    expect(desk.store.getState().pending).toEqual([]);
  });
});

describe('nothing is lost', () => {
  test('a server that dies in the middle: the desk looks until it knows, and publishes once', async () => {
    await start();
    await unlock();
    const answer = server.fetch;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      // It takes the board, and dies with the answer on its lips.
      const dying: typeof fetch = async (input, init) => {
        await answer(input, init);
        server.isUp = false;
        throw new TypeError('Failed to fetch');
      };
      const spy = vi.fn(dying);
      Object.assign(server, {
        fetch: (...of: Parameters<typeof fetch>) => (spy.mock.calls.length ? answer(...of) : spy(...of)),
      });
      await press('template-blackout-major-incident');
      await press('check');
      await press('issue-now');
      await until(() => has('failed'));
      expect(find('failed').textContent).toContain('may have arrived or not');
      server.isUp = true;
      await act(async () => vi.advanceTimersByTimeAsync(6_000));
      await until(() => has('published'));
      expect(server.puts).toHaveLength(1);
      expect(desk.store.getState().pending).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
  });

  test('changes and drafts outlive the lock, sealed', async () => {
    await start();
    await unlock();
    server.isUp = false;
    await press('template-blackout-major-incident');
    await act(async () => {
      const label = find('write').querySelectorAll<HTMLInputElement>('input[type="radio"]')[1];
      label?.click();
    });
    await press('check');
    await press('issue-now');
    await until(() => has('failed'));
    const rows = await openDatabase().records.toArray();
    expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(['pending', 'last']));
    expect(JSON.stringify(rows)).not.toContain('Major incident');
    await press('lock');
    server.isUp = true;
    await unlock();
    expect(desk.store.getState().pending).toHaveLength(1);
    await press('publish');
    await until(() => has('published'));
    expect((await publishedBoard()).notices).toHaveLength(1);
  });

  test('a board put back from an old copy is refused, and ours can be put in its place', async () => {
    await start();
    const old = server.text;
    await unlock();
    await press('template-blackout-major-incident');
    await press('check');
    await press('issue-now');
    await until(() => has('published'));
    server.text = old;
    await act(() => desk.actions.reload());
    expect(desk.store.getState().loadTrouble?.problem).toBe('rolled-back');
    await press('restore');
    await until(() => desk.store.getState().loadTrouble === null);
    const board = await publishedBoard();
    expect(board.notices).toHaveLength(1);
    expect(board.sequence).toBe(3);
  });
});
