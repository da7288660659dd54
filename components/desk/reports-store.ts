import * as v from 'valibot';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type DeviceBook, deviceBookSchema, EMPTY_BOOK, mergeBooks } from '../../lib/desk/devices';
import { type FetchReportsProblem, fetchReports } from '../../lib/desk/fetch-reports';
import type { ForceKeys } from '../../lib/desk/force-keys';
import { type Inbox, type OpenedReport, readInbox } from '../../lib/desk/inbox';
import { keepReports, keptReports, openKept } from '../../lib/desk/kept-reports';
import type { DeskReportRow } from '../../lib/records/desk-database';
import { readArmour } from '../../lib/reports/armour';
import type { DeskSession } from './desk-context';

/** Milliseconds between two questions to the relay while somebody looks: reports ring no doorbell. */
export const ASK_EVERY_MS = 5_000;

/** What is known of the reports. It is all forgotten when the desk locks. Times in ms. */
export interface ReportsState {
  /** Null until what is kept has been read. */
  readonly inbox: Inbox | null;
  readonly devices: DeviceBook;
  /** How far opening has got. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  /** Why the relay's last answer was none; null when it answered, or there is no relay. */
  readonly trouble: FetchReportsProblem | null;
  /** When the relay answered last. */
  readonly answeredAt: number | null;
  /** The desk's own records could not be read or written: nothing is lost at the relay, but nothing is kept here. */
  readonly keepingFailed: boolean;
}

/** What bringing in texts did. */
export interface BroughtIn {
  readonly added: number;
  /** Kept already. */
  readonly known: number;
  /** Parts of the text that a mail program or a hand had damaged. */
  readonly damaged: number;
}

/** The reports of one open desk. */
export interface Reports {
  readonly store: StoreApi<ReportsState>;
  /** Reads what is kept; asks the relay now and every 5 s until `signal` is aborted. Any number of pages may ask. */
  follow(signal: AbortSignal): void;
  /** Asks the relay at once. */
  ask(): Promise<void>;
  /** Takes in reports that were mailed or copied. */
  bringIn(text: string): Promise<BroughtIn>;
  /** Changes who devices belong to, and keeps that. */
  setDevices(change: (book: DeviceBook) => DeviceBook): Promise<void>;
}

const BLANK: ReportsState = {
  inbox: null,
  devices: EMPTY_BOOK,
  progress: null,
  trouble: null,
  answeredAt: null,
  keepingFailed: false,
};

const cursorSchema = v.object({ url: v.string(), cursor: v.string() });

const known = new WeakMap<DeskSession, Reports>();

/** The reports of an open desk; the same for each of its pages. */
export function reportsOf(session: DeskSession): Reports {
  const own = known.get(session) ?? createReports(session);
  known.set(session, own);
  return own;
}

function createReports(session: DeskSession): Reports {
  const store = createStore<ReportsState>(() => BLANK);
  const { actions, database } = session;
  let opened: OpenedReport[] = [];
  /** Ids of the rows that are in `opened`: another tab's desk may have kept some before this one fetched them. */
  let held = new Set<string>();
  let cursor = { url: '', cursor: '' };
  let life = new AbortController();
  let loading: Promise<void> | null = null;
  let asking: Promise<void> | null = null;

  const keysNow = (): ForceKeys | null => session.store.getState().keys;
  session.store.subscribe((state, before) => {
    if (state.keys === before.keys) return;
    // Other keys, or none: whatever was opened with the old ones goes.
    if (state.keys?.forceId === before.keys?.forceId && state.keys?.desk === before.keys?.desk) return;
    life.abort();
    life = new AbortController();
    opened = [];
    held = new Set();
    cursor = { url: '', cursor: '' };
    loading = null;
    asking = null;
    store.setState(BLANK);
  });

  const take = async (
    rows: readonly DeskReportRow[],
    keys: ForceKeys,
    signal: AbortSignal,
  ): Promise<void> => {
    const news = rows.filter(({ id }) => !held.has(id));
    if (news.length === 0 && store.getState().inbox !== null) return;
    for (const { id } of news) held.add(id);
    const fresh = await openKept(news, keys.opening, {
      signal,
      progress: (done) => {
        if (!signal.aborted) store.setState({ progress: { done, total: news.length } });
      },
    });
    if (signal.aborted) return;
    opened = [...opened, ...fresh];
    store.setState({ inbox: readInbox(opened), progress: null });
  };

  const load = async (): Promise<void> => {
    const keys = keysNow();
    const { signal } = life;
    if (!keys) return;
    try {
      // The cursor first: whatever another tab keeps after it is read is then fetched here too.
      const at = await actions.readRecord('report-cursor', cursorSchema);
      const devices = await actions.readRecord('devices', deviceBookSchema);
      const rows = await keptReports(database, keys.forceId);
      if (signal.aborted) return;
      if (at) cursor = at;
      store.setState({ devices: mergeBooks(devices ?? EMPTY_BOOK, store.getState().devices).book });
      await take(rows, keys, signal);
    } catch {
      if (!signal.aborted) store.setState({ keepingFailed: true, inbox: readInbox(opened) });
    }
  };
  const loaded = (): Promise<void> => {
    loading ??= load();
    return loading;
  };

  const askRelay = async (): Promise<void> => {
    await loaded();
    const keys = keysNow();
    const { signal } = life;
    const source = keys?.publishing;
    if (!keys || source?.kind !== 'relay') return;
    if (cursor.url !== source.url) cursor = { url: source.url, cursor: '' };
    for (let more = true; more && !signal.aborted; ) {
      const result = await fetchReports(source, cursor.cursor, signal);
      if (signal.aborted) return;
      if (!result.ok) {
        store.setState({ trouble: result.problem });
        return;
      }
      const { page } = result;
      const moved = page.cursor !== cursor.cursor;
      try {
        const { rows } = await keepReports(database, keys.forceId, 'relay', page.reports);
        await take(rows, keys, signal);
        if (signal.aborted) return;
        if (moved) await actions.saveRecord('report-cursor', { url: source.url, cursor: page.cursor });
      } catch {
        store.setState({ keepingFailed: true });
        return;
      }
      store.setState({ trouble: null, keepingFailed: false, answeredAt: Date.now() });
      // A relay that says "more" without going on would be asked for ever.
      more = page.more && moved;
      cursor = { url: source.url, cursor: page.cursor };
    }
  };

  const reports: Reports = {
    store,
    ask: () => {
      if (asking) return asking;
      const own = askRelay().finally(() => {
        if (asking === own) asking = null;
      });
      asking = own;
      return own;
    },
    follow: (signal) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const round = async (): Promise<void> => {
        if (document.visibilityState === 'visible' || store.getState().inbox === null) await reports.ask();
        if (!signal.aborted) timer = setTimeout(() => void round(), ASK_EVERY_MS);
      };
      const atOnce = (): void => {
        if (document.visibilityState === 'visible') void reports.ask();
      };
      document.addEventListener('visibilitychange', atOnce, { signal });
      window.addEventListener('online', atOnce, { signal });
      signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
      void round();
    },
    bringIn: async (text) => {
      await loaded();
      const keys = keysNow();
      const { signal } = life;
      const { texts, damaged } = readArmour(text);
      if (!keys) return { added: 0, known: 0, damaged };
      const receivedAt = new Date().toISOString();
      const brought = texts.map((sealed) => ({ id: '', receivedAt, text: sealed }));
      const { rows, added } = await keepReports(database, keys.forceId, 'hand', brought);
      await take(rows, keys, signal);
      return { added, known: texts.length - added, damaged };
    },
    setDevices: async (change) => {
      await loaded();
      const { signal } = life;
      store.setState({ devices: change(store.getState().devices) });
      try {
        // Another tab's desk may have decided about other devices since this one read them.
        const kept = await actions.readRecord('devices', deviceBookSchema);
        if (signal.aborted) return;
        const devices = mergeBooks(kept ?? EMPTY_BOOK, store.getState().devices).book;
        store.setState({ devices });
        await actions.saveRecord('devices', devices);
      } catch {
        store.setState({ keepingFailed: true });
      }
    },
  };
  return reports;
}
