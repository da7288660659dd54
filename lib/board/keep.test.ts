import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createForce, type ForceKeys, membershipFor, type RecoveryKey, revoke } from '../desk/force-keys';
import { signBoard } from './author';
import type { FetchOptions, FetchResult } from './fetch';
import { fetchBoard } from './fetch';
import { type PrivateJwk, publicHalf } from './fields';
import { boardFreshness } from './freshness';
import { type BoardStore, createBoardKeeper, type KeeperParts, type KeptBoard } from './keep';
import { HOUR, NOON, sampleBoard, signHeartbeat } from './testing';

const FIRST = 'https://one.example/board';
const SECOND = 'https://two.example/board';
const HTML = '<!doctype html><title>Sign in</title>';

let keys: ForceKeys;
let other: ForceKeys;
let recovery: RecoveryKey;
const texts = new Map<number, string>();
let forged: string;
let replaced: string;

beforeAll(async () => {
  ({ keys, recovery } = await createForce('teifi-coast'));
  ({ keys: other } = await createForce('teifi-coast'));
  for (const sequence of [6, 7, 8]) texts.set(sequence, await signBoard(sampleBoard({ sequence }), keys));
  forged = await signBoard(sampleBoard({ sequence: 9 }), { ...other, content: keys.content });
  replaced = await signBoard(sampleBoard({ sequence: 7, hashtags: [] }), keys);
});

/** What each address answers: a status with no body, a text, or a way to answer. */
type Answer = number | string | ((options: FetchOptions) => Promise<FetchResult> | FetchResult);
let answers: Map<string, Answer>;
let asked: [address: string, etag: string | undefined][];
let clock: number;
let store: MemoryStore;

class MemoryStore implements BoardStore {
  kept: KeptBoard | undefined;
  saves = 0;
  beforeSave: () => void = () => {};

  load(): Promise<KeptBoard | undefined> {
    return Promise.resolve(structuredClone(this.kept));
  }

  save(kept: KeptBoard): Promise<void> {
    this.beforeSave();
    this.saves += 1;
    this.kept = structuredClone(kept);
    return Promise.resolve();
  }
}

beforeEach(() => {
  answers = new Map<string, Answer>([[FIRST, board(7)]]);
  asked = [];
  clock = NOON;
  store = new MemoryStore();
});

function board(sequence: number): string {
  const text = texts.get(sequence);
  if (text === undefined) throw new Error(`no board ${sequence}`);
  return text;
}

/** Answers as a web server would, entity tags included, through the real fetchBoard. */
async function ask(address: string, options: FetchOptions): Promise<FetchResult> {
  asked.push([address, options.etag]);
  const answer = answers.get(address);
  if (typeof answer === 'function') return answer(options);
  return fetchBoard(address, {
    ...options,
    fetch: async () => {
      if (answer === undefined) throw new TypeError('Failed to fetch');
      if (typeof answer === 'number') return new Response('oh', { status: answer });
      const etag = `"${answer.slice(-16)}"`;
      if (options.etag === etag) return new Response(null, { status: 304 });
      return new Response(answer, { headers: { ETag: etag } });
    },
  });
}

function keeper(parts: Partial<KeeperParts> = {}) {
  return createBoardKeeper({
    membership: membershipFor(keys, [FIRST]),
    store,
    fetch: ask,
    now: () => clock,
    ...parts,
  });
}

describe('the board is kept', () => {
  it('once reached, and then asked for by its entity tag', async () => {
    const mine = keeper();
    expect(await mine.read()).toEqual({ sequence: 0, misses: [], kept: true });
    expect(await mine.refresh()).toMatchObject({ sequence: 7, reachedAt: NOON, triedAt: NOON, kept: true });
    clock += 30_000;
    const again = await mine.refresh();
    expect(again).toMatchObject({ sequence: 7, reachedAt: NOON + 30_000, board: { sequence: 7 } });
    expect(again.problem).toBeUndefined();
    expect(asked).toEqual([
      [FIRST, undefined],
      [FIRST, `"${board(7).slice(-16)}"`],
    ]);
  });

  it('over a restart, without asking anybody', async () => {
    await keeper().refresh();
    asked = [];
    const state = await keeper().read();
    expect(state).toMatchObject({ board: { sequence: 7 }, sequence: 7, reachedAt: NOON });
    expect(asked).toEqual([]);
  });

  it('until a newer one comes', async () => {
    const mine = keeper();
    await mine.refresh();
    answers.set(FIRST, board(8));
    expect(await mine.refresh()).toMatchObject({ board: { sequence: 8 }, sequence: 8 });
    expect(store.kept).toMatchObject({ sequence: 8, text: board(8) });
  });

  it('after its expiry too, and shown as expired', async () => {
    await keeper().refresh();
    clock = NOON + 8 * 24 * HOUR;
    const restarted = keeper();
    const state = await restarted.read();
    expect(state.board?.sequence).toBe(7);
    expect(boardFreshness({ ...state, now: clock }).state).toBe('expired');
    expect(await restarted.refresh()).toMatchObject({
      board: { sequence: 7 },
      problem: { problem: 'expired' },
    });
  });

  const bad: [string, () => Answer | undefined, object][] = [
    ['the host is down', () => undefined, { problem: 'offline' }],
    ['the host is slow', () => () => ({ status: 'failed', problem: 'timeout' }), { problem: 'timeout' }],
    ['the host has an error', () => 500, { problem: 'http', detail: '500' }],
    ['a web page lies there', () => HTML, { problem: 'not-a-board' }],
    ['the board is forged', () => forged, { problem: 'forged' }],
    ['the board is altered', () => board(8).replace(/.{4}$/, 'AAAA'), { problem: 'forged' }],
    ['an older board is replayed', () => board(6), { problem: 'rolled-back' }],
    ['another board has the same number', () => replaced, { problem: 'replaced' }],
    ['the fetching itself fails', () => () => Promise.reject(new Error('broken')), { problem: 'offline' }],
  ];
  it.each(bad)('when %s, and the reason is told', async (_what, answer, problem) => {
    await keeper().refresh();
    const before = store.kept;
    const now = answer();
    if (now === undefined) answers.delete(FIRST);
    else answers.set(FIRST, now);
    clock += 60_000;
    for (const mine of [keeper(), keeper()]) {
      const state = await mine.refresh();
      expect(state).toMatchObject({ board: { sequence: 7 }, sequence: 7, reachedAt: NOON, triedAt: clock });
      expect(state.problem).toEqual({ address: FIRST, ...problem });
      expect(state.misses).toEqual([{ address: FIRST, ...problem }]);
    }
    expect(store.kept).toEqual({ ...before, triedAt: clock, problem: { address: FIRST, ...problem } });
  });

  it('so that "unchanged" never vouches for a board that was refused', async () => {
    const mine = keeper();
    await mine.refresh();
    answers.set(FIRST, forged);
    await mine.refresh();
    const again = await mine.refresh();
    expect(again.problem?.problem).toBe('forged');
    expect(asked.at(-1)?.[1]).toBe(`"${board(7).slice(-16)}"`);
  });

  it('and a problem goes once the board is good again', async () => {
    const mine = keeper();
    answers.set(FIRST, HTML);
    expect((await mine.refresh()).problem?.problem).toBe('not-a-board');
    answers.set(FIRST, board(7));
    expect(await mine.refresh()).not.toHaveProperty('problem');
    expect(store.kept).not.toHaveProperty('problem');
  });
});

describe('several addresses', () => {
  const both = () => ({ membership: membershipFor(keys, [FIRST, SECOND]) });

  it('are tried in order until one is good, and the failed ones are named', async () => {
    answers = new Map<string, Answer>([
      [FIRST, forged],
      [SECOND, board(7)],
    ]);
    const state = await keeper(both()).refresh();
    expect(state).toMatchObject({ sequence: 7, misses: [{ address: FIRST, problem: 'forged' }] });
    expect(state.problem).toBeUndefined();
  });

  it('have entity tags of their own', async () => {
    const mine = keeper(both());
    await mine.refresh();
    answers = new Map<string, Answer>([[SECOND, board(7)]]);
    await mine.refresh();
    expect(asked.at(-1)).toEqual([SECOND, undefined]);
  });

  it('tell of a refusal rather than of silence when none is good', async () => {
    answers = new Map<string, Answer>([[SECOND, forged]]);
    const state = await keeper(both()).refresh();
    expect(state.problem).toEqual({ address: SECOND, problem: 'forged' });
    expect(state.misses).toHaveLength(2);
  });
});

describe('nothing is lost', () => {
  it('calls during a call are one call', async () => {
    const mine = keeper();
    const states = await Promise.all([mine.refresh(), mine.refresh(), mine.refresh()]);
    expect(asked).toHaveLength(1);
    expect(new Set(states).size).toBe(1);
  });

  it('a background killed between fetch and save starts from what was there', async () => {
    await keeper().refresh();
    const before = structuredClone(store.kept);
    answers.set(FIRST, board(8));
    const killed = new AbortController();
    const dying = keeper({
      signal: killed.signal,
      fetch: async (address, options) => {
        const result = await ask(address, options);
        killed.abort(new Error('killed'));
        return result;
      },
    });
    await expect(dying.refresh()).rejects.toThrow('killed');
    expect(store.kept).toEqual(before);
    expect(await keeper().refresh()).toMatchObject({ board: { sequence: 8 }, sequence: 8 });
  });

  it('a stopped keeper asks nobody', async () => {
    await expect(keeper({ signal: AbortSignal.abort(new Error('stopped')) }).refresh()).rejects.toThrow(
      'stopped',
    );
    expect(asked).toEqual([]);
  });

  it('a newer board written meanwhile is taken over, not overwritten', async () => {
    await keeper().refresh();
    const slow = keeper({
      fetch: async (address, options) => {
        const result = await ask(address, options);
        answers.set(FIRST, board(8));
        await keeper().refresh();
        return result;
      },
    });
    expect(await slow.refresh()).toMatchObject({ board: { sequence: 8 }, sequence: 8 });
    expect(store.kept?.sequence).toBe(8);
  });

  it('a store that fails to write leaves the board in use and says so', async () => {
    store.beforeSave = () => {
      throw new Error('disk full');
    };
    const mine = keeper();
    expect(await mine.refresh()).toMatchObject({ board: { sequence: 7 }, kept: false });
    store.beforeSave = () => {};
    expect(await mine.refresh()).toMatchObject({ board: { sequence: 7 }, kept: true });
    expect(store.kept?.sequence).toBe(7);
  });

  it('a store that cannot be read at first still keeps older boards out later', async () => {
    await keeper().refresh();
    answers.set(FIRST, board(6));
    const load = vi.spyOn(store, 'load').mockRejectedValue(new Error('locked'));
    const mine = keeper();
    expect(await mine.refresh()).toMatchObject({ sequence: 6, kept: false });
    load.mockRestore();
    expect(await mine.refresh()).toMatchObject({
      board: { sequence: 7 },
      problem: { problem: 'rolled-back' },
    });
    expect(store.kept?.sequence).toBe(7);
  });

  it('a kept text that no longer opens still keeps older boards out', async () => {
    await keeper().refresh();
    const renewed = { ...keys, content: other.content };
    const mine = keeper({ membership: membershipFor(renewed, [FIRST]) });
    const state = await mine.read();
    expect(state).toMatchObject({ sequence: 7 });
    expect(boardFreshness({ ...state, now: clock }).state).toBe('never');
    answers.set(FIRST, await signBoard(sampleBoard({ sequence: 6 }), renewed));
    expect((await mine.refresh()).problem?.problem).toBe('rolled-back');
    answers.set(FIRST, await signBoard(sampleBoard({ sequence: 7 }), renewed));
    expect(await mine.refresh()).toMatchObject({ board: { sequence: 7 }, kept: true });
    expect(asked.every(([, etag]) => etag === undefined)).toBe(true);
  });

  it("another force's record does not count", async () => {
    await keeper().refresh();
    const { keys: elsewhere } = await createForce('other-force');
    const state = await keeper({ membership: membershipFor(elsewhere, [FIRST]) }).read();
    expect(state).toEqual({ sequence: 0, misses: [], kept: true });
  });

  it('a clock that goes back does not make an old answer fresh', async () => {
    const mine = keeper();
    await mine.refresh();
    answers.delete(FIRST);
    clock = NOON + HOUR;
    await mine.refresh();
    for (clock = NOON + 60_000; clock < NOON + 2 * HOUR; clock += 60_000) {
      const state = await mine.refresh();
      expect(boardFreshness({ ...state, now: clock }).state).toBe('unknown');
    }
    answers.set(FIRST, board(7));
    clock = NOON + 60_000;
    expect(boardFreshness({ ...(await mine.refresh()), now: clock }).state).toBe('file');
  });
});

describe('the relay vouches', () => {
  const RELAY = 'https://relay.example';
  let relayKey: PrivateJwk;
  let frozen: string;
  let newer: string;
  /** What the relay says in the header of the board, and alone. */
  let header: string | undefined;
  let alone: string | null;
  let relayAsked: string[];

  beforeAll(async () => {
    [relayKey] = other.opening as [PrivateJwk]; // the schema wants one
    const relay = { url: RELAY, keys: [publicHalf(relayKey)] };
    frozen = await signBoard(sampleBoard({ sequence: 7, relay }), keys);
    newer = await signBoard(sampleBoard({ sequence: 8, relay }), keys);
  });
  beforeEach(() => {
    answers.set(FIRST, frozen);
    header = undefined;
    alone = null;
    relayAsked = [];
  });

  const beat = (text: string | null, at = clock) => signHeartbeat(text, at, relayKey);
  const vouched = (parts: Partial<KeeperParts> = {}) =>
    keeper({
      ...parts,
      fetch: async (address, options) => {
        const result = await ask(address, options);
        return result.status === 'failed' || header === undefined ? result : { ...result, heartbeat: header };
      },
      fetchHeartbeat: async (relay) => {
        relayAsked.push(relay);
        return alone;
      },
    });
  const fresh = (state: Parameters<typeof boardFreshness>[0] | object) =>
    boardFreshness({ ...state, now: clock });

  it('in the answer itself, also when nothing changed and after a restart', async () => {
    header = await beat(frozen);
    expect(fresh(await vouched().refresh())).toMatchObject({ state: 'clear', checkedAt: NOON });
    clock += 30_000;
    header = await beat(frozen);
    const restarted = vouched();
    expect(fresh(await restarted.read())).toMatchObject({ state: 'clear', checkedAt: NOON });
    const state = await restarted.refresh();
    expect(asked.at(-1)?.[1]).toBeDefined();
    expect(fresh(state)).toMatchObject({ state: 'clear', checkedAt: clock });
    expect(relayAsked).toEqual([]);
  });

  it('when asked apart, for a board that lies elsewhere', async () => {
    alone = await beat(frozen);
    expect(fresh(await vouched().refresh())).toMatchObject({ state: 'clear' });
    expect(relayAsked).toEqual([RELAY]);
  });

  it('not, and after two minutes a host that holds the last genuine board back is found out', async () => {
    const mine = vouched();
    header = await beat(frozen);
    await mine.refresh();
    const states: string[] = [];
    // The host replays board and heartbeat for ever; the relay's own address is cut off.
    for (let i = 0; i < 8; i += 1) {
      clock += 30_000;
      const freshness = fresh(await mine.refresh());
      states.push(freshness.state === 'unknown' ? freshness.reason : freshness.state);
    }
    expect(states).toEqual(['clear', 'clear', 'clear', 'clear', 'clear', 'clear', 'heartbeat', 'heartbeat']);
    expect((await mine.read()).board?.sequence).toBe(7);
    header = await beat(frozen);
    expect(fresh(await mine.refresh()).state).toBe('clear');
  });

  it('not for a board that another has replaced, whatever "unchanged" says', async () => {
    const mine = vouched();
    header = await beat(frozen);
    await mine.refresh();
    // The host gives 304 for the old entity tag though it has the new board.
    header = await beat(newer);
    answers.set(FIRST, (options) =>
      options.etag === undefined ? { status: 'new', text: newer } : { status: 'same' },
    );
    const state = await mine.refresh();
    expect(state).toMatchObject({ sequence: 8, clearAt: clock });
  });

  it('for none from the moment it names another, though it vouched a moment before', async () => {
    const mine = vouched();
    header = await beat(frozen);
    expect(fresh(await mine.refresh()).state).toBe('clear');
    const states: string[] = [];
    for (let i = 0; i < 6; i += 1) {
      clock += 30_000;
      header = await beat(newer);
      const freshness = fresh(await mine.refresh());
      states.push(freshness.state === 'unknown' ? freshness.reason : freshness.state);
    }
    expect(states).toEqual(['file', 'file', 'file', 'file', 'file', 'heartbeat']);
    expect((await mine.read()).board?.sequence).toBe(7);
  });

  it('for the board at a later address, where the first one has an older', async () => {
    answers.set(SECOND, newer);
    alone = await beat(newer);
    const mine = vouched({ membership: membershipFor(keys, [FIRST, SECOND]) });
    const state = await mine.refresh();
    expect(state).toMatchObject({ sequence: 8, clearAt: clock, misses: [] });
    clock += 30_000;
    alone = await beat(newer);
    expect(await mine.refresh()).toMatchObject({ sequence: 8, clearAt: clock });
  });

  it('for no board at a later address that is older still', async () => {
    answers.set(FIRST, newer);
    answers.set(SECOND, frozen);
    const newest = await signBoard(
      sampleBoard({ sequence: 9, relay: { url: RELAY, keys: [publicHalf(relayKey)] } }),
      keys,
    );
    alone = await beat(newest);
    const state = await vouched({ membership: membershipFor(keys, [FIRST, SECOND]) }).refresh();
    expect(state).toMatchObject({ sequence: 8, misses: [{ address: SECOND, problem: 'rolled-back' }] });
    expect(fresh(state).state).toBe('file');
  });

  it('and its clock is heard also when this computer’s says that the board has expired', async () => {
    const mine = vouched();
    header = await beat(frozen);
    await mine.refresh();
    const relayNow = clock + 30_000;
    clock += 8 * 24 * HOUR;
    header = await beat(frozen, relayNow);
    const state = await mine.refresh();
    expect(state).toMatchObject({ problem: { problem: 'expired' }, relayClock: { at: relayNow } });
    expect(state.board?.sequence).toBe(7);
  });

  it('not for a board that the host rolled back, and the refusal is told', async () => {
    const mine = vouched();
    answers.set(FIRST, newer);
    header = await beat(newer);
    await mine.refresh();
    answers.set(FIRST, frozen);
    header = await beat(frozen);
    const state = await mine.refresh();
    expect(state).toMatchObject({ sequence: 8, problem: { problem: 'rolled-back' } });
    expect(fresh(state)).toMatchObject({ state: 'unknown', reason: 'refused' });
  });

  it.each([
    ['an hour slow', HOUR],
    ['an hour fast', -HOUR],
  ])('not on a computer whose clock is %s; no hold ends by it, and the clock is named', async (_what, by) => {
    const mine = vouched();
    header = await beat(frozen, clock + by);
    const first = await mine.refresh();
    expect(fresh(first)).toMatchObject({ state: 'unknown', reason: 'clock' });
    for (let i = 0; i < 10; i += 1) {
      clock += 30_000;
      header = await beat(frozen, clock + by);
      const state = await mine.refresh();
      expect(fresh(state)).toEqual(fresh(first));
      expect(state.board?.sequence).toBe(7);
      expect(state.clearAt).toBeUndefined();
    }
    header = await beat(frozen);
    expect(fresh(await mine.refresh()).state).toBe('clear');
  });

  it('never by a stranger’s word', async () => {
    const [stranger] = other.signing as [PrivateJwk];
    header = await signHeartbeat(frozen, clock, stranger, { kid: relayKey.kid });
    alone = 'garbage';
    const state = await vouched().refresh();
    expect(state.clearAt).toBeUndefined();
    expect(fresh(state).state).toBe('file');
  });
});

describe('keys that are taken back', () => {
  it('end the board they signed; only the next good one replaces it, over a restart too', async () => {
    const [signer] = keys.signing as [PrivateJwk];
    const after = await revoke(keys, recovery, [signer.kid], 7);
    const misused = await signBoard(sampleBoard({ sequence: 4_000_000 }), keys);
    const refused = await signBoard(sampleBoard({ sequence: 8 }), {
      ...keys,
      revocations: after.revocations,
    });
    answers.set(FIRST, misused);
    expect(await keeper().refresh()).toMatchObject({ sequence: 4_000_000, board: { sequence: 4_000_000 } });

    answers.set(FIRST, refused);
    const state = await keeper().refresh();
    expect(state).toMatchObject({ sequence: 8, problem: { problem: 'forged' } });
    expect(state.board).toBeUndefined();
    expect(boardFreshness({ ...state, now: clock }).state).toBe('never');

    answers.set(FIRST, misused);
    expect(await keeper().refresh()).toMatchObject({ problem: { problem: 'forged' } });
    answers.set(FIRST, await signBoard(sampleBoard({ sequence: 8 }), after));
    expect(await keeper().refresh()).toMatchObject({ sequence: 8, board: { sequence: 8 } });
    answers.set(FIRST, misused);
    expect(await keeper().refresh()).toMatchObject({ sequence: 8, problem: { problem: 'forged' } });
    expect(await keeper().read()).toMatchObject({ board: { sequence: 8 } });
  });

  it('stay taken back when the store could not be read while that was learnt', async () => {
    const [signer] = keys.signing as [PrivateJwk];
    const after = await revoke(keys, recovery, [signer.kid], 7);
    answers.set(FIRST, await signBoard(sampleBoard({ sequence: 4_000_000 }), keys));
    await keeper().refresh();
    const load = vi.spyOn(store, 'load').mockRejectedValue(new Error('locked'));
    const refused = { ...keys, revocations: after.revocations };
    answers.set(FIRST, await signBoard(sampleBoard({ sequence: 4_000_001 }), refused));
    const mine = keeper();
    expect(await mine.refresh()).toMatchObject({ kept: false, problem: { problem: 'forged' } });
    load.mockRestore();
    answers.delete(FIRST);
    const state = await mine.refresh();
    expect(state).toMatchObject({ sequence: 8, kept: true });
    expect(state.board).toBeUndefined();
  });

  it('count as taken back for a keeper that wrote an older record meanwhile', async () => {
    const [signer] = keys.signing as [PrivateJwk];
    const after = await revoke(keys, recovery, [signer.kid], 7);
    await keeper().refresh();
    const misused = await signBoard(sampleBoard({ sequence: 4_000_000 }), keys);
    answers.set(FIRST, misused);
    const slow = keeper({
      fetch: async (address, options) => {
        const result = await ask(address, options);
        answers.set(FIRST, await signBoard(sampleBoard({ sequence: 8 }), after));
        await keeper().refresh();
        return result;
      },
    });
    expect(await slow.refresh()).toMatchObject({ sequence: 8, board: { sequence: 8 } });
    expect(store.kept?.sequence).toBe(8);
  });
});
