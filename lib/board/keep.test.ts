import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createForceKeys, type ForceKeys, membershipFor, signBoard } from './author';
import type { FetchOptions, FetchResult } from './fetch';
import { fetchBoard } from './fetch';
import { boardFreshness } from './freshness';
import { type BoardStore, createBoardKeeper, type KeeperParts, type KeptBoard } from './keep';
import { HOUR, NOON, sampleBoard } from './testing';

const FIRST = 'https://one.example/board';
const SECOND = 'https://two.example/board';
const HTML = '<!doctype html><title>Sign in</title>';

let keys: ForceKeys;
let other: ForceKeys;
const texts = new Map<number, string>();
let forged: string;
let replaced: string;

beforeAll(async () => {
  keys = await createForceKeys('teifi-coast');
  other = await createForceKeys('teifi-coast');
  for (const sequence of [6, 7, 8]) texts.set(sequence, await signBoard(sampleBoard({ sequence }), keys));
  forged = await signBoard(sampleBoard({ sequence: 9 }), { ...other, contentKey: keys.contentKey });
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
    const renewed = { ...keys, contentKey: other.contentKey };
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
    const elsewhere = await createForceKeys('other-force');
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
