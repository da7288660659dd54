import 'fake-indexeddb/auto';
import type { DBCoreMutateRequest } from 'dexie';
import { exportJWK, generateKeyPair } from 'jose';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PublicKey } from '../board/fields';
import type { Board } from '../board/schema';
import { Database, type OutboxRow } from '../records/database';
import { type OpeningKey, openReport } from './open';
import {
  createOutbox,
  HOURLY_LIMIT,
  type Outbox,
  OutboxFullError,
  type Route,
  SETTLED_FOR_MS,
} from './outbox';
import type { PostParts, PostResult } from './post';
import { REPORT_KINDS, type ReportEvent } from './report';
import { sealReport } from './seal';

const NOW = Date.parse('2026-11-22T12:00:00Z');

async function openingPair(kid: string): Promise<{ open: PublicKey; secret: OpeningKey }> {
  const pair = await generateKeyPair('ECDH-ES+A256KW', { crv: 'P-256', extractable: true });
  const { x = '', y = '' } = await exportJWK(pair.publicKey);
  return {
    open: { kty: 'EC', crv: 'P-256', x, y, kid },
    secret: { ...(await exportJWK(pair.privateKey)), kid },
  };
}

let first: Awaited<ReturnType<typeof openingPair>>;
let second: typeof first;
beforeAll(async () => {
  first = await openingPair('first');
  second = await openingPair('second');
});

function boardWith(changes: Partial<Board> = {}): Board {
  const notice = (identifier: string): Board['notices'][number] => ({
    identifier,
    sent: '2026-11-22T11:00:00Z',
    status: 'actual',
    messageType: 'alert',
    references: [],
    expires: '2026-11-23T11:00:00Z',
    level: 'blackout',
    scope: { accounts: [], districts: [], platforms: [], exempt: [] },
    headline: { en: 'Stop' },
    corporateLines: [],
    reshare: { accounts: [], posts: [] },
  });
  return {
    version: 1,
    force: { id: 'teifi-coast', name: { en: 'Teifi Coast Police' } },
    sequence: 3,
    signedAt: '2026-11-22T08:00:00Z',
    expires: '2026-12-22T08:00:00Z',
    accounts: ['a', 'b', 'c'].map((key) => ({
      key,
      platform: 'x' as const,
      kind: 'login' as const,
      ids: [],
      name: key,
      state: 'live' as const,
    })),
    notices: Array.from({ length: 10 }, (_, i) => notice(`n${i}`)),
    hashtags: [],
    contacts: { communications: { name: { en: 'Comms' } } },
    corporateAccounts: [],
    contactGroups: [],
    removals: [],
    wordLists: [],
    preElection: [],
    legalFlags: [],
    keys: { signing: [first.open], opening: [first.open], content: [] },
    relay: { url: 'https://relay.example', keys: [first.open] },
    ...changes,
  };
}

const acknowledged = (notice = 'n0', accountKey = 'a'): ReportEvent => ({
  kind: 'acknowledged',
  notice,
  accountKey,
});
const overridden = (accountKey = 'a'): ReportEvent => ({
  kind: 'overridden',
  notice: 'n0',
  accountKey,
  intent: 'post',
  reason: 'missing-person',
});

/** The relay of lib/relay/api.ts as far as reports go. */
class Relay {
  readonly kept = new Map<string, string>();
  answer: PostResult | null = null;
  asked = 0;
  take({ id, text }: PostParts): PostResult {
    this.asked += 1;
    if (this.answer) return this.answer;
    const known = this.kept.get(id);
    if (known !== undefined && known !== text) return { outcome: 'refused', problem: '409' };
    this.kept.set(id, text);
    return { outcome: 'taken' };
  }
}

let count = 0;
let database: Database;
let relay: Relay;
let life: AbortController;
let clock: number;
let route: Route | null;

/** An outbox on the present database, as after a start of the background. */
function start(changes: { seal?: typeof sealReport } = {}): Outbox {
  return createOutbox({
    database,
    route: async () => route,
    send: async (parts) => relay.take(parts),
    now: () => clock,
    random: () => 0,
    signal: life.signal,
    ...changes,
  });
}

beforeEach(() => {
  count += 1;
  database = new Database(`outbox-${count}`);
  relay = new Relay();
  life = new AbortController();
  clock = NOW;
  route = { forceId: 'teifi-coast', board: boardWith(), token: 'token' };
});
afterEach(() => {
  life.abort();
  database.close();
});

const rows = (): Promise<OutboxRow[]> => database.outbox.orderBy('id').toArray();
const states = async (): Promise<string[]> => (await rows()).map(({ state }) => state);

describe('what must reach Communications', () => {
  it('is numbered, sealed to the board’s key, sent, and emptied once it is there', async () => {
    const outbox = start();
    await outbox.shown(REPORT_KINDS);
    await outbox.put(acknowledged());
    await outbox.put(overridden());
    await outbox.pump();
    expect(await states()).toEqual(['sent', 'sent']);
    expect((await rows()).every((row) => row.sealed === undefined)).toBe(true);
    const opened = await Promise.all(
      [...relay.kept].map(([id, text]) => openReport(text, [first.secret], { id, forceId: 'teifi-coast' })),
    );
    expect(opened.map((one) => one.ok && one.report.counter).sort()).toEqual([1, 2]);
    expect(new Set(opened.map((one) => one.ok && one.deviceId)).size).toBe(1);
  });

  it('does not leave before its kind was shown', async () => {
    const outbox = start();
    await outbox.put(acknowledged());
    await outbox.pump('now');
    expect(relay.asked).toBe(0);
    expect((await rows())[0]?.sealed).toBeDefined();
    await outbox.shown(['delivered']);
    await outbox.pump('now');
    expect(relay.asked).toBe(0);
    await outbox.shown(['acknowledged']);
    await outbox.pump('now');
    expect(await states()).toEqual(['sent']);
  });

  it('is reported once, however often it happens, but an override each time', async () => {
    const outbox = start();
    for (let i = 0; i < 3; i++) await outbox.put(acknowledged());
    for (let i = 0; i < 3; i++) await outbox.put(overridden());
    await Promise.all([1, 2, 3].map(() => outbox.put(acknowledged('n1'))));
    expect((await rows()).map(({ about }) => about.split(' ')[0]).sort()).toEqual([
      'acknowledged',
      'acknowledged',
      'overridden',
      'overridden',
      'overridden',
    ]);
    expect((await rows()).map(({ report }) => report.counter).sort()).toEqual([1, 2, 3, 4, 5]);
  });

  it('waits without a relay, without a token and without an opening key, and can be handed over', async () => {
    const board = boardWith();
    const { relay: _, ...noRelay } = board;
    route = { forceId: 'teifi-coast', board: noRelay, token: 'token' };
    const outbox = start();
    await outbox.shown(REPORT_KINDS);
    await outbox.put(acknowledged());
    await outbox.pump('now');
    route = { forceId: 'teifi-coast', board };
    await outbox.pump('now');
    const { keys: __, ...noKeys } = board;
    route = { forceId: 'teifi-coast', board: noKeys };
    await outbox.put(acknowledged('n1'));
    await outbox.pump('now');
    expect(relay.asked).toBe(0);
    const waiting = await rows();
    expect(waiting.map(({ sealed }) => sealed !== undefined).sort()).toEqual([false, true]);
    await outbox.handOver(waiting.map(({ id }) => id));
    // What is not sealed cannot have been copied.
    expect((await states()).sort()).toEqual(['handed', 'waiting']);
    expect((await rows()).every(({ state, sealed }) => state === 'waiting' || sealed === undefined)).toBe(
      true,
    );
  });

  it('is kept with what the operator did, or neither is', async () => {
    const outbox = start();
    const failing = outbox.put(acknowledged(), () => Promise.reject(new Error('disk full')));
    await expect(failing).rejects.toThrow('disk full');
    expect(await rows()).toEqual([]);
    await outbox.put(null, () => database.acknowledgements.put({ mark: 'm', at: 1 }));
    expect(await database.acknowledgements.count()).toBe(1);
  });
});

describe('a relay that does not take it', () => {
  const later = (problem: string, retryAfterMs?: number): PostResult => ({
    outcome: 'later',
    problem,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });

  it.each([['offline'], ['503'], ['507'], ['401'], ['404']])('%s: waits and says why', async (problem) => {
    const outbox = start();
    await outbox.shown(REPORT_KINDS);
    relay.answer = later(problem);
    await outbox.put(acknowledged());
    await outbox.put(acknowledged('n1'));
    await outbox.pump();
    // The first answer speaks for all that wait.
    expect(relay.asked).toBe(1);
    expect((await rows()).map((row) => row.problem)).toEqual([problem, problem]);
    await outbox.pump();
    expect(relay.asked).toBe(1);
    relay.answer = null;
    await outbox.pump('now');
    expect(await states()).toEqual(['sent', 'sent']);
  });

  it('is asked less and less often, but every five minutes at least', async () => {
    const outbox = start();
    await outbox.shown(REPORT_KINDS);
    relay.answer = later('offline');
    await outbox.put(acknowledged());
    const pauses: number[] = [];
    for (let i = 0; i < 12; i++) {
      await outbox.pump();
      const [row] = await rows();
      pauses.push((row?.nextTryAt ?? 0) - clock);
      clock = row?.nextTryAt ?? clock;
    }
    expect(pauses.slice(0, 3)).toEqual([1_000, 2_000, 4_000]);
    expect(Math.max(...pauses)).toBe(150_000);
    relay.answer = later('503', 3_600_000);
    await outbox.pump();
    expect(((await rows())[0]?.nextTryAt ?? 0) - clock).toBe(300_000);
  });

  it('is obeyed when it says how long to wait', async () => {
    const outbox = start();
    await outbox.shown(REPORT_KINDS);
    relay.answer = later('429', 60_000);
    await outbox.put(acknowledged());
    await outbox.pump();
    await outbox.pump('now');
    clock += 60_000;
    await outbox.pump('now');
    expect(relay.asked).toBe(1);
    relay.answer = null;
    // Everybody was told the same time, so each adds a pause of its own.
    clock += 1_000;
    await outbox.pump();
    expect(await states()).toEqual(['sent']);
  });

  it('does not hold reports back for ever when the clock went back', async () => {
    const outbox = start();
    await outbox.shown(REPORT_KINDS);
    relay.answer = later('offline');
    clock = NOW + 3_600_000;
    await outbox.put(acknowledged());
    await outbox.pump();
    clock = NOW;
    relay.answer = null;
    await outbox.pump();
    expect(await states()).toEqual(['sent']);
  });

  it('may refuse one for good; it stays, with its text, to be handed over', async () => {
    const outbox = start();
    await outbox.shown(REPORT_KINDS);
    relay.answer = { outcome: 'refused', problem: '413' };
    await outbox.put(acknowledged());
    await outbox.pump();
    const [row] = await rows();
    expect(row).toMatchObject({ state: 'refused', problem: '413' });
    expect(row?.sealed).toBeDefined();
    await outbox.handOver([row?.id ?? '']);
    expect(await states()).toEqual(['handed']);
  });
});

describe('a key that leaves the board before a report was sent', () => {
  it('is replaced under the same id, if nobody can have seen the report', async () => {
    const outbox = start();
    await outbox.put(acknowledged());
    await outbox.pump();
    expect((await rows())[0]?.openingKey).toBe('first');
    const keys = { signing: [first.open], opening: [second.open], content: [] };
    route = { forceId: 'teifi-coast', board: boardWith({ keys }), token: 'token' };
    await outbox.shown(REPORT_KINDS);
    await outbox.pump();
    const [[id, text] = ['', '']] = [...relay.kept];
    expect(await openReport(text, [second.secret], { id })).toMatchObject({ ok: true });
  });

  it('stays, if the report may have arrived: the same text goes again and counts once', async () => {
    const outbox = start();
    await outbox.shown(REPORT_KINDS);
    relay.answer = { outcome: 'later', problem: 'offline' };
    await outbox.put(acknowledged());
    await outbox.pump();
    const before = (await rows())[0]?.sealed;
    const keys = { signing: [first.open], opening: [second.open], content: [] };
    route = { forceId: 'teifi-coast', board: boardWith({ keys }), token: 'token' };
    relay.answer = null;
    await outbox.pump('now');
    expect([...relay.kept.values()]).toEqual([before]);
  });
});

describe('a page that was taken over', () => {
  it.each<[ReportEvent]>([
    [acknowledged('of-its-own')],
    [acknowledged('n0', 'not-registered')],
    [{ kind: 'removal-done', removal: 'of-its-own', accountKey: 'a' }],
    [{ kind: 'account-id', accountKey: 'z', id: '1' }],
  ])('cannot report what the board does not know: %j', async (event) => {
    expect(await start().put(event)).toBe(false);
    expect(await rows()).toEqual([]);
  });

  it('cannot fill the outbox, nor keep other kinds out', async () => {
    const outbox = start();
    for (let i = 0; i < HOURLY_LIMIT; i++) await outbox.put(overridden());
    // Refused aloud: a page that is told it was taken believes that Communications will hear of it.
    const kept = vi.fn(async () => undefined);
    await expect(outbox.put(overridden(), kept)).rejects.toThrow(OutboxFullError);
    expect(kept).not.toHaveBeenCalled();
    expect(await database.outbox.count()).toBe(HOURLY_LIMIT);
    expect(await outbox.put(acknowledged())).toBe(true);
    clock += 3_600_001;
    expect(await outbox.put(overridden())).toBe(true);
  }, 30_000);

  it('does not stop the answer to a notice that ended meanwhile but was shown here', async () => {
    const outbox = start();
    await outbox.put({ kind: 'delivered', notice: 'n0', accountKey: 'a' });
    route = { forceId: 'teifi-coast', board: boardWith({ notices: [] }), token: 'token' };
    expect(await outbox.put(overridden())).toBe(true);
    expect(await outbox.put(overridden('b'))).toBe(false);
  });

  it('does not stop the answer to a hold that goes on while no board stands', async () => {
    const outbox = start();
    await outbox.put({ kind: 'delivered', notice: 'n0', accountKey: 'a' });
    route = { forceId: 'teifi-coast', token: 'token' };
    expect(await outbox.put(overridden())).toBe(true);
    expect(await outbox.put(overridden('b'))).toBe(false);
  });
});

it('what was settled 90 days ago goes, unless its notice still stands', async () => {
  const outbox = start();
  await outbox.shown(REPORT_KINDS);
  await outbox.put(acknowledged('n0'));
  await outbox.put(acknowledged('n1'));
  await outbox.put(overridden());
  await outbox.pump();
  const notices = boardWith().notices.filter(({ identifier }) => identifier === 'n0');
  route = { forceId: 'teifi-coast', board: boardWith({ notices }), token: 'token' };
  clock += SETTLED_FOR_MS + 1;
  await outbox.pump();
  expect((await rows()).map(({ about }) => about)).toEqual(['acknowledged n0 a']);
  await outbox.put(acknowledged('n0'));
  await outbox.pump();
  expect(relay.kept.size).toBe(3);
});

describe('a background killed at any moment', () => {
  /** Ends this life at the n-th step: what was not committed is undone, and nothing more is ever answered. */
  class Reaper {
    #left: number;
    dead = false;
    #tell: () => void = () => {};
    /** Resolves when this life has ended. */
    readonly end = new Promise<void>((resolve) => {
      this.#tell = resolve;
    });
    constructor(steps: number) {
      this.#left = steps;
    }
    /** One point at which a kill may fall; never resolves once it fell. */
    async step(undo: () => void = () => {}): Promise<void> {
      if (!this.dead && this.#left-- > 0) return;
      undo();
      this.dead = true;
      this.#tell();
      await new Promise(() => {});
    }
  }

  async function oneRun(random: () => number, name: string): Promise<void> {
    const events = Array.from(
      { length: 6 },
      (_, i): ReportEvent => (i % 3 === 2 ? overridden('b') : acknowledged(`n${i}`, i < 3 ? 'a' : 'c')),
    );
    const server = new Relay();
    const done = new Set<number>();
    let lives = 0;
    // The last life is let live, as a browser that is left alone would be.
    for (let isLast = false; ; ) {
      lives += 1;
      isLast = lives > 4;
      const reaper = new Reaper(isLast ? Number.POSITIVE_INFINITY : Math.floor(random() * 35));
      const lived = new AbortController();
      const base = new Database(name);
      base.use({
        stack: 'dbcore',
        name: 'reaper',
        create: (core) => ({
          ...core,
          table: (table) => {
            const inner = core.table(table);
            return {
              ...inner,
              mutate: async (request: DBCoreMutateRequest) => {
                if (reaper.dead) return new Promise(() => {});
                const before = reaper.dead;
                const result = await inner.mutate(request);
                if (!before && !isLast) {
                  // Dexie gives the browser's own transaction; a killed process takes it with it.
                  const native = request.trans as unknown as IDBTransaction;
                  let fell = false;
                  void reaper.step(() => {
                    fell = true;
                    native.abort();
                  });
                  if (fell) return new Promise(() => {});
                }
                return result;
              },
            };
          },
        }),
      });
      const outbox = createOutbox({
        database: base,
        route: async () => ({ forceId: 'teifi-coast', board: boardWith(), token: 'token' }),
        now: () => NOW,
        random: () => 0,
        signal: lived.signal,
        async seal(...given) {
          await reaper.step();
          const text = await sealReport(...given);
          await reaper.step();
          return text;
        },
        async send(parts) {
          await reaper.step();
          // Now and then the network fails on the way there or back.
          const luck = random();
          if (luck < 0.1) return { outcome: 'later', problem: 'offline' };
          const result = server.take(parts);
          await reaper.step();
          return luck < 0.2 ? { outcome: 'later', problem: 'offline' } : result;
        },
      });
      const live = async (): Promise<void> => {
        await outbox.shown(REPORT_KINDS);
        for (const [i, event] of events.entries()) {
          // What was answered is not asked again; what was not is, as the page does.
          if (done.has(i)) continue;
          if (await outbox.put(event)) done.add(i);
          await reaper.step();
        }
        for (let tries = 0; tries < 30; tries++) {
          await outbox.pump('now');
          await reaper.step();
          if ((await base.outbox.where({ state: 'waiting' }).count()) === 0) return;
        }
      };
      await Promise.race([live(), reaper.end]);
      lived.abort();
      base.close();
      if (isLast) break;
    }
    const check = new Database(name);
    const kept = await check.outbox.toArray();
    check.close();
    await check.delete();
    // Every event that was taken in stands once in the outbox, is sent, and the relay has each one once.
    expect(done.size).toBe(events.length);
    expect(kept.every(({ state }) => state === 'sent')).toBe(true);
    expect([...server.kept.keys()].sort()).toEqual(kept.map(({ id }) => id).sort());
    expect(kept.filter(({ kind }) => kind === 'acknowledged')).toHaveLength(4);
    const counters = kept.map(({ report }) => report.counter);
    expect(new Set(counters).size).toBe(kept.length);
    expect(kept.filter(({ kind }) => kind === 'overridden').length).toBeGreaterThanOrEqual(2);
    const opened = await Promise.all(
      [...server.kept].map(([id, text]) => openReport(text, [first.secret], { id })),
    );
    expect(opened.every(({ ok }) => ok)).toBe(true);
  }

  it('loses nothing and doubles nothing, in 200 runs', async () => {
    for (let run = 0; run < 200; run++) {
      let seed = run + 1;
      // A small generator (mulberry32), so that a run that fails can be run again.
      const random = (): number => {
        seed = (seed + 0x6d2b79f5) | 0;
        let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
        t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
      };
      await oneRun(random, `kill-${run}`).catch((error: unknown) => {
        throw new Error(`run ${run}`, { cause: error });
      });
    }
  }, 300_000);
});
