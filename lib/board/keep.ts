import type { Membership } from '../settings/joining';
import { digestText } from './digest';
import { type FetchOptions, type FetchProblem, type FetchResult, fetchBoard, fetchHeartbeat } from './fetch';
import { hearClock, judgeHeartbeat, type RelayClock, readHeartbeat, type Verdict } from './heartbeat';
import { type BoardProblem, openBoard } from './open';
import type { Board } from './schema';
import { mergeRevoked, type Trust } from './trust';

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
  /**
   * Highest sequence ever accepted for this force; 0 before the first. Nothing lower is accepted again, unless the
   * recovery key took back the key that signed it and said from where to count.
   */
  readonly sequence: number;
  readonly digest?: string;
  /** Id of the key that signed it. */
  readonly kid?: string;
  /** Whom this and earlier boards left trusted. */
  readonly trust?: Trust;
  readonly reachedAt?: number;
  readonly triedAt?: number;
  readonly clearAt?: number;
  readonly unvouchedSince?: number;
  readonly skewed?: boolean;
  readonly relayClock?: RelayClock;
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
  /** When the request was sent whose answer came with the last good heartbeat for this board. */
  readonly clearAt?: number;
  /** Since when answers have come without one, though the board names a relay. */
  readonly unvouchedSince?: number;
  /** Whether the relay's heartbeats show that this computer's clock is wrong. */
  readonly skewed?: boolean;
  /** The newest time the relay's clock was heard to say. */
  readonly relayClock?: RelayClock;
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
  /** Asks a relay, named as the board names it, for its heartbeat alone. */
  readonly fetchHeartbeat?: (relay: string, options: FetchOptions) => Promise<string | null>;
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
  readonly kid?: string | undefined;
  readonly trust?: Trust | undefined;
  readonly reachedAt?: number | undefined;
  readonly triedAt?: number | undefined;
  readonly problem?: BoardMiss | undefined;
} & Vouching;

/** What the relay's heartbeats say of the accepted board; nothing where the board names no relay. */
type Vouching = {
  readonly clearAt?: number | undefined;
  readonly unvouchedSince?: number | undefined;
  readonly skewed?: boolean | undefined;
  readonly relayClock?: RelayClock | undefined;
};

/**
 * Makes a keeper: fetches, verifies and keeps the board of one membership. A board that is refused never takes
 * the place of the last good one, and its entity tag is not remembered, so "unchanged" can only ever speak of
 * a board that was accepted. The record is written once, after all checks: a background killed at any moment
 * leaves the old record or the new.
 */
export function createBoardKeeper(parts: KeeperParts): BoardKeeper {
  const { membership, store, fetch = fetchBoard, now = Date.now, signal } = parts;
  const askHeartbeat = parts.fetchHeartbeat ?? fetchHeartbeat;
  let held: Held = { sequence: 0 };
  let misses: readonly BoardMiss[] = [];
  let restored = false;
  let kept = true;
  let restoring: Promise<void> | undefined;
  let refreshing: Promise<KeeperState> | undefined;

  async function openKept(record: KeptBoard): Promise<Held> {
    const { forceId: _ours, text, address, etag, ...rest } = record;
    const trust = joinTrust(record.trust, held.trust);
    if (text === undefined || address === undefined) return { ...rest, trust };
    const opened = await openBoard(text, membership, {
      now: now(),
      lastSequence: record.sequence,
      lastDigest: record.digest,
      lastKid: record.kid,
      trust,
      acceptExpired: true,
    });
    if (opened.ok) {
      const accepted = { text, address, etag, board: opened.board };
      return { ...rest, kid: opened.kid, trust: opened.trust, accepted };
    }
    const { triedAt, problem } = record;
    if (opened.recount !== undefined)
      return { sequence: opened.recount, trust: opened.trust, triedAt, problem };
    // Unreadable, for instance after a change of keys: the sequence still counts, so nothing older gets in.
    const { sequence, digest, kid } = record;
    return { sequence, digest, kid, trust: opened.trust, triedAt, problem };
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
        if (record && (isAhead(record) || record.sequence >= held.sequence)) held = await openKept(record);
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

  async function ask(address: string): Promise<{ good: Held; isBehind: boolean } | { miss: BoardMiss }> {
    const before = held.accepted;
    const sentAt = now();
    const askWith = (etag: string | undefined) =>
      fetch(address, { etag, signal }).catch((): FetchResult => ({ status: 'failed', problem: 'offline' }));
    let result = await askWith(before?.address === address ? before.etag : undefined);
    if (result.status === 'same' && before) {
      const { verdict } = await judge(result.heartbeat, before, sentAt);
      // "Unchanged", and the relay says that another board is the newest: the entity tag is not to be believed.
      if (verdict === 'other-board') result = await askWith(undefined);
    }
    signal?.throwIfAborted();
    if (result.status === 'failed') {
      return { miss: missOf(address, result.problem, result.detail) };
    }
    const reached = { reachedAt: sentAt, triedAt: sentAt };
    if (result.status === 'same') {
      if (!before) return { miss: missOf(address, 'http', '304') };
      if (sentAt >= Date.parse(before.board.expires)) {
        // The relay's clock may say that it is this computer's that is wrong: no hold ends by that.
        const { vouching } = await vouch(before, result.heartbeat, sentAt);
        held = { ...held, relayClock: vouching.relayClock };
        return { miss: missOf(address, 'expired') };
      }
      const { sequence, digest, kid, trust } = held;
      const { vouching, isBehind } = await vouch(before, result.heartbeat, sentAt);
      return { good: { accepted: before, sequence, digest, kid, trust, ...reached, ...vouching }, isBehind };
    }
    const opened = await openBoard(result.text, membership, {
      now: sentAt,
      lastSequence: held.sequence,
      lastDigest: held.digest,
      lastKid: held.kid,
      trust: held.trust,
    });
    if (!opened.ok) {
      // A genuine revocation counts whatever came with it: the board of a key that was taken back stands no longer.
      held =
        opened.recount === undefined
          ? { ...held, trust: opened.trust }
          : { sequence: opened.recount, trust: opened.trust, triedAt: held.triedAt, problem: held.problem };
      return { miss: missOf(address, opened.problem, opened.path) };
    }
    const { board, digest, kid, trust } = opened;
    const accepted = { text: result.text, address, etag: result.etag, board };
    const { vouching, isBehind } = await vouch(accepted, result.heartbeat, sentAt);
    const { sequence } = board;
    return { good: { accepted, sequence, digest, kid, trust, ...reached, ...vouching }, isBehind };
  }

  async function judge(
    heartbeat: string | undefined,
    { board, text }: Accepted,
    sentAt: number,
  ): Promise<{ verdict: Verdict; relayClock: RelayClock | undefined }> {
    const { relayClock } = held;
    if (!board.relay || heartbeat === undefined) return { verdict: 'none', relayClock };
    const beat = await readHeartbeat(heartbeat, board.relay.keys);
    const verdict = judgeHeartbeat(beat, await digestText(text), sentAt, relayClock);
    return { verdict, relayClock: hearClock(beat, sentAt, relayClock) };
  }

  /**
   * What is known of the accepted board's being the newest, and whether the relay says that another one is; asks the
   * relay itself when the answer did not say.
   */
  async function vouch(
    accepted: Accepted,
    heartbeat: string | undefined,
    sentAt: number,
  ): Promise<{ vouching: Vouching; isBehind: boolean }> {
    const { relay } = accepted.board;
    if (!relay) return { vouching: {}, isBehind: false };
    let judged = await judge(heartbeat, accepted, sentAt);
    if (judged.verdict === 'none') {
      const asked = await askHeartbeat(relay.url, { signal }).catch(() => null);
      signal?.throwIfAborted();
      judged = await judge(asked ?? undefined, accepted, sentAt);
    }
    const { verdict, relayClock } = judged;
    if (verdict === 'good') return { vouching: { clearAt: sentAt, relayClock }, isBehind: false };
    const { clearAt, unvouchedSince = sentAt } = held;
    // A former "clear" does not outlive the word that there is another board.
    if (verdict === 'other-board') return { vouching: { unvouchedSince, relayClock }, isBehind: true };
    const skew = verdict === 'clock' && { skewed: true };
    return { vouching: { clearAt, unvouchedSince, relayClock, ...skew }, isBehind: false };
  }

  async function run(): Promise<KeeperState> {
    signal?.throwIfAborted();
    await restore();
    const found: BoardMiss[] = [];
    let good: Held | undefined;
    for (const address of membership.boards) {
      const answer = await ask(address);
      if ('miss' in answer) {
        found.push(answer.miss);
        continue;
      }
      good = answer.good;
      if (!answer.isBehind) break;
      // Good, but not the newest: a later address may have that, and none may give less than this.
      held = good;
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

  /** Whether a record, written by another keeper meanwhile, knows more than what is held. */
  function isAhead({ sequence, kid, trust }: KeptBoard): boolean {
    // A number given by a key that was taken back says nothing.
    if (kid !== undefined && held.trust?.revoked.includes(kid)) return false;
    const isSameBasis = trust !== undefined && trust.basis === held.trust?.basis;
    if (isSameBasis && trust.revocation !== held.trust?.revocation)
      return trust.revocation > (held.trust?.revocation ?? 0);
    return sequence > held.sequence;
  }

  /** Writes what is held, unless the store already has a newer board: then that one is taken over. */
  async function save(): Promise<void> {
    try {
      const stored = await loadOurs();
      if (stored && isAhead(stored)) {
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
    const { clearAt, unvouchedSince, skewed, relayClock } = held;
    const board = accepted?.board;
    return {
      ...present({ board, digest, reachedAt, triedAt, problem, clearAt, unvouchedSince, skewed, relayClock }),
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

/** A record's trust with what this session learnt while the store could not be used: a revocation is never forgotten. */
function joinTrust(recorded: Trust | undefined, learnt: Trust | undefined): Trust | undefined {
  if (!recorded || !learnt) return recorded ?? learnt;
  const isNewer = learnt.basis === recorded.basis && learnt.revocation > recorded.revocation;
  return {
    ...(isNewer ? learnt : recorded),
    revoked: mergeRevoked(recorded.revoked, learnt.revoked),
  };
}

function missOf(address: string, problem: BoardMiss['problem'], detail?: string): BoardMiss {
  return detail === undefined ? { address, problem } : { address, problem, detail };
}

function recordOf(held: Held, forceId: string): KeptBoard {
  const { accepted, sequence, ...rest } = held;
  const { text, address, etag } = accepted ?? {};
  return { ...present({ text, address, etag, ...rest }), forceId, sequence };
}

/** The fields that have a value: a stored or sent record has no undefined in it. */
function present<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  // The cast states what the filter does; TypeScript does not follow entries through Object.fromEntries.
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
