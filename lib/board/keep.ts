import type { Membership } from '../settings/joining';
import { type FetchOptions, type FetchProblem, type FetchResult, fetchBoard } from './fetch';
import { type BoardProblem, openBoard } from './open';
import type { Board } from './schema';

/** Why an address did not give a good board at the last try. */
export interface BoardMiss {
  readonly address: string;
  readonly problem: FetchProblem | BoardProblem;
  /** An http status, `redirect`, or the path of the first field at fault. */
  readonly detail?: string;
}

/** What outlives the background: one record, written whole. Plain data; times in milliseconds since 1970. */
export interface KeptBoard {
  readonly forceId: string;
  /** The last accepted board as it came, still signed and encrypted; it is verified again when read back. */
  readonly text?: string;
  /** Where it came from, and its entity tag there. */
  readonly address?: string;
  readonly etag?: string;
  /** Highest sequence ever accepted for this force; 0 before the first. Nothing lower is accepted again. */
  readonly sequence: number;
  readonly digest?: string;
  readonly reachedAt?: number;
  readonly triedAt?: number;
  readonly problem?: BoardMiss;
}

/** Where the record is kept. `load` gives undefined when there is none; `save` replaces it whole or rejects. */
export interface BoardStore {
  load(): Promise<KeptBoard | undefined>;
  save(kept: KeptBoard): Promise<void>;
}

/** What the keeper knows; `board`, times and `problem` are what `boardFreshness` asks for. */
export interface KeeperState {
  /** The last accepted board, also when it has expired since or a newer one was refused. */
  readonly board?: Board;
  readonly digest?: string;
  /** Highest sequence accepted; 0 before the first. */
  readonly sequence: number;
  /** When the request was sent whose answer was last accepted. */
  readonly reachedAt?: number;
  /** Latest try; goes back only when the board is reached. */
  readonly triedAt?: number;
  /** Set when no address gave a good board at the last try: a refusal if there was one, else the first failure. */
  readonly problem?: BoardMiss;
  /** Each address that failed at the last try of this session, also when a later one was good. */
  readonly misses: readonly BoardMiss[];
  /** Whether all this would outlive a restart; false when the store failed. */
  readonly kept: boolean;
}

/** The one owner of a force's board in the background. */
export interface BoardKeeper {
  /** What is known without asking anybody; reads the store the first time. */
  read(): Promise<KeeperState>;
  /** Asks the addresses. A call during a call gets that call's answer. Rejects only when the keeper was stopped. */
  refresh(): Promise<KeeperState>;
}

/** What a keeper works with; everything but the first two has a default. */
export interface KeeperParts {
  readonly membership: Membership;
  readonly store: BoardStore;
  readonly fetch?: (address: string, options: FetchOptions) => Promise<FetchResult>;
  /** Now, in milliseconds since 1970. */
  readonly now?: () => number;
  /** Stops the keeper: a request under way ends and nothing is written afterwards. */
  readonly signal?: AbortSignal;
}

/** Fetch problems at which something was there and was too much to believe. */
const isRefusal = (miss: BoardMiss): boolean =>
  !['offline', 'timeout', 'http', 'not-a-board'].includes(miss.problem);

type Accepted = {
  readonly text: string;
  readonly address: string;
  readonly etag: string | undefined;
  readonly board: Board;
};

/** Everything held in memory; `accepted` is the board that opens under the present membership. */
type Held = {
  readonly accepted?: Accepted | undefined;
  readonly sequence: number;
  readonly digest?: string | undefined;
  readonly reachedAt?: number | undefined;
  readonly triedAt?: number | undefined;
  readonly problem?: BoardMiss | undefined;
};

/**
 * Makes a keeper: fetches, verifies and keeps the board of one membership. A board that is refused never takes
 * the place of the last good one, and its entity tag is not remembered, so "unchanged" can only ever speak of
 * a board that was accepted. The record is written once, after all checks: a background killed at any moment
 * leaves the old record or the new.
 */
export function createBoardKeeper(parts: KeeperParts): BoardKeeper {
  const { membership, store, fetch = fetchBoard, now = Date.now, signal } = parts;
  let held: Held = { sequence: 0 };
  let misses: readonly BoardMiss[] = [];
  let restored = false;
  let kept = true;
  let restoring: Promise<void> | undefined;
  let refreshing: Promise<KeeperState> | undefined;

  async function openKept(record: KeptBoard): Promise<Held> {
    const { text, address, etag, sequence, digest, reachedAt, triedAt, problem } = record;
    const rest: Held = { sequence, digest, reachedAt, triedAt, problem };
    if (text === undefined || address === undefined) return rest;
    const opened = await openBoard(text, membership, {
      now: now(),
      lastSequence: sequence,
      lastDigest: digest,
      acceptExpired: true,
    });
    // Unreadable, for instance after a change of keys: the sequence still counts, so nothing older gets in.
    if (!opened.ok) return { sequence, digest, triedAt, problem };
    return { ...rest, accepted: { text, address, etag, board: opened.board } };
  }

  async function loadOurs(): Promise<KeptBoard | undefined> {
    const record = await store.load();
    return record?.forceId === membership.forceId ? record : undefined;
  }

  function restore(): Promise<void> {
    if (restored) return Promise.resolve();
    restoring ??= (async () => {
      try {
        const record = await loadOurs();
        if (record && record.sequence >= held.sequence) held = await openKept(record);
        restored = true;
        kept = true;
      } catch {
        // Without its store the keeper still works for this session; the next call tries to read it again.
        kept = false;
      } finally {
        restoring = undefined;
      }
    })();
    return restoring;
  }

  async function ask(address: string): Promise<{ good: Held } | { miss: BoardMiss }> {
    const before = held.accepted;
    const sentAt = now();
    const result = await fetch(address, {
      etag: before?.address === address ? before.etag : undefined,
      signal,
    }).catch((): FetchResult => ({ status: 'failed', problem: 'offline' }));
    signal?.throwIfAborted();
    if (result.status === 'failed') {
      return { miss: missOf(address, result.problem, result.detail) };
    }
    const reached = { reachedAt: sentAt, triedAt: sentAt };
    if (result.status === 'same') {
      if (!before) return { miss: missOf(address, 'http', '304') };
      if (sentAt >= Date.parse(before.board.expires)) return { miss: missOf(address, 'expired') };
      return { good: { accepted: before, sequence: held.sequence, digest: held.digest, ...reached } };
    }
    const opened = await openBoard(result.text, membership, {
      now: sentAt,
      lastSequence: held.sequence,
      lastDigest: held.digest,
    });
    if (!opened.ok) return { miss: missOf(address, opened.problem, opened.path) };
    const accepted = { text: result.text, address, etag: result.etag, board: opened.board };
    return { good: { accepted, sequence: opened.board.sequence, digest: opened.digest, ...reached } };
  }

  async function run(): Promise<KeeperState> {
    signal?.throwIfAborted();
    await restore();
    const found: BoardMiss[] = [];
    let good: Held | undefined;
    for (const address of membership.boards) {
      const answer = await ask(address);
      if ('good' in answer) {
        good = answer.good;
        break;
      }
      found.push(answer.miss);
    }
    const next = good ?? {
      ...held,
      triedAt: Math.max(now(), held.triedAt ?? 0),
      problem: found.find(isRefusal) ?? found[0],
    };
    signal?.throwIfAborted();
    misses = found;
    held = next;
    await save();
    return state();
  }

  /** Writes what is held, unless the store already has a newer board: then that one is taken over. */
  async function save(): Promise<void> {
    try {
      const stored = await loadOurs();
      if (stored && stored.sequence > held.sequence) {
        const newer = await openKept(stored);
        if (newer.accepted) held = { ...newer, problem: held.problem };
      } else {
        signal?.throwIfAborted();
        await store.save(recordOf(held, membership.forceId));
      }
      kept = true;
    } catch {
      signal?.throwIfAborted();
      kept = false;
    }
  }

  function state(): KeeperState {
    const { accepted, sequence, digest, reachedAt, triedAt, problem } = held;
    return {
      ...present({ board: accepted?.board, digest, reachedAt, triedAt, problem }),
      sequence,
      misses,
      kept,
    };
  }

  return {
    async read() {
      await restore();
      return state();
    },
    refresh() {
      refreshing ??= run().finally(() => {
        refreshing = undefined;
      });
      return refreshing;
    },
  };
}

function missOf(address: string, problem: BoardMiss['problem'], detail?: string): BoardMiss {
  return detail === undefined ? { address, problem } : { address, problem, detail };
}

function recordOf(held: Held, forceId: string): KeptBoard {
  const { accepted, sequence, digest, reachedAt, triedAt, problem } = held;
  const { text, address, etag } = accepted ?? {};
  return { ...present({ text, address, etag, digest, reachedAt, triedAt, problem }), forceId, sequence };
}

/** The fields that have a value: a stored or sent record has no undefined in it. */
function present<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  // The cast states what the filter does; TypeScript does not follow entries through Object.fromEntries.
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
