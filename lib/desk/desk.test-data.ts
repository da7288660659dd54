import type { Board, Notice, RegisterEntry } from '../board/schema';
import { createForce, type ForceKeys } from './force-keys';
import { firstBoard } from './publish';

/** The relay of the tests. */
export const RELAY_URL = 'https://relay.teificoast.example';
/** Its tokens. */
export const DESK_TOKEN = 'desk-token-of-the-tests';
export const REPORT_TOKEN = 'report-token-of-the-tests';

/** Keys of the sample force, publishing to the tests' relay. */
export async function sampleKeys(): Promise<ForceKeys> {
  const { keys } = await createForce('teifi-coast');
  const relayKey = keys.opening[0];
  if (!relayKey) throw new Error('a force has an opening key');
  const { d: _private, ...publicHalf } = relayKey;
  return {
    ...keys,
    publishing: {
      kind: 'relay',
      url: RELAY_URL,
      deskToken: DESK_TOKEN,
      reportToken: REPORT_TOKEN,
      keys: [publicHalf],
    },
  };
}

/** One account of the register. */
export const account = (key: string, change: Partial<RegisterEntry> = {}): RegisterEntry => ({
  key,
  platform: 'x',
  kind: 'login',
  ids: [],
  name: key,
  state: 'live',
  ...change,
});

/** The sample force's board with three live accounts in two districts. */
export function sampleBoard(change: Partial<Board> = {}): Board {
  const now = Date.parse('2026-11-22T12:00:00Z');
  return {
    ...firstBoard('teifi-coast', { en: 'Teifi Coast Police', cy: 'Heddlu Arfordir Teifi' }, now),
    accounts: [
      account('x-main', { district: 'north' }),
      account('x-south', { district: 'south' }),
      account('fb-main', { platform: 'facebook', kind: 'page', district: 'north' }),
      account('x-planned', { state: 'proposed' }),
    ],
    corporateAccounts: [{ platform: 'x', url: 'https://x.com/TeifiCoastPol' }],
    ...change,
  };
}

/** A blackout for everybody, sent at noon for an hour. */
export const sampleNotice = (change: Partial<Notice> = {}): Notice => ({
  identifier: 'n1',
  sent: '2026-11-22T12:00:00.000Z',
  status: 'actual',
  messageType: 'alert',
  references: [],
  expires: '2026-11-22T13:00:00.000Z',
  level: 'blackout',
  scope: { accounts: [], districts: [], platforms: [], exempt: [] },
  headline: { en: 'Incident at the docks', cy: 'Digwyddiad yn y dociau' },
  corporateLines: [],
  reshare: { accounts: [], posts: [] },
  ...change,
});

/** A server that holds one board, as the relay does, and that can be made to fail. */
export interface FakeServer {
  readonly fetch: typeof globalThis.fetch;
  text: string | null;
  readonly puts: { readonly token: string | null; readonly text: string }[];
  /** What goes wrong with the next requests, in order; `null` is a request that goes well. */
  readonly faults: (null | 'before-commit' | 'after-commit' | number)[];
  /** Whether it answers at all. */
  isUp: boolean;
}

/** Makes a {@link FakeServer}. */
export function fakeServer(text: string | null = null): FakeServer {
  const tag = (of: string): string => `"${of.length}-${of.slice(-12)}"`;
  const server: FakeServer = {
    text,
    puts: [],
    faults: [],
    isUp: true,
    fetch: async (input, init) => {
      if (!server.isUp) throw new TypeError('Failed to fetch');
      const fault = server.faults.shift() ?? null;
      const headers = new Headers(init?.headers);
      if (init?.method !== 'PUT') {
        if (typeof fault === 'number') return new Response('', { status: fault });
        if (server.text === null) return new Response('', { status: 404 });
        return new Response(server.text, { headers: { ETag: tag(server.text) } });
      }
      if (fault === 'before-commit') throw new TypeError('Failed to fetch');
      const now = server.text === null ? null : tag(server.text);
      const matches = now === null ? headers.get('If-None-Match') === '*' : headers.get('If-Match') === now;
      if (!matches) return new Response('', { status: 412 });
      if (typeof fault === 'number') return new Response('', { status: fault });
      server.text = String(init.body);
      server.puts.push({ token: headers.get('Authorization'), text: server.text });
      if (fault === 'after-commit') throw new TypeError('Failed to fetch');
      void input;
      return new Response('', { status: 200, headers: { ETag: tag(server.text) } });
    },
  };
  return server;
}
