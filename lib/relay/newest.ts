import { BOARD_BYTES_LIMIT, looksLikeBoard } from '../board/envelope';
import type { Heartbeat } from './api';
import { sha256 } from './digest';
import type { RelayStore, Replacement } from './store';

/** Milliseconds for which a heartbeat is given out before the next is signed: a quarter of its life. */
export const HEARTBEAT_RENEW_MS = 15_000;

/** Milliseconds before a store that was out of reach is asked again: requests must not queue up behind it. */
const RETRY_MS = 1_000;

/** The newest board as this instance knows it. Without a heartbeat nobody vouches for it. */
export interface NewestBoard {
  readonly text: string | null;
  /** SHA-256 of the text, base64url. */
  readonly tag: string | null;
  readonly heartbeat: string | null;
  /** Whether the store has ever been read: before that, "no board" means nothing. */
  readonly known: boolean;
}

/** What {@link createNewest} needs. */
export interface NewestParts {
  readonly store: Pick<RelayStore, 'board' | 'replaceBoard'>;
  /** Signs a heartbeat as a compact JWS. */
  readonly sign: (heartbeat: Heartbeat) => Promise<string>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds after which a read counts as failed. */
  readonly storeMs: number;
  /** Another board is the newest one; not called for the first that is read. */
  readonly onChange: () => void;
  readonly onUnreachable: (error: unknown) => void;
}

/** The board in memory, and the right to vouch for it. */
export interface Newest {
  /** The newest board; reads the store again when the last reading is older than {@link HEARTBEAT_RENEW_MS}. Never rejects. */
  current(): Promise<NewestBoard>;
  /** Reads the store afresh: a reading that began before this call does not count. Never rejects. */
  check(): Promise<void>;
  /** Replaces the board in the store. Rejects like the store does. */
  replace(expected: string | null, text: string): Promise<Replacement>;
  /** Whether the last reading succeeded. */
  reachable(): boolean;
}

/**
 * Keeps the newest board in memory, so that thousands may ask at once, and signs the heartbeats. A heartbeat is only
 * ever signed for what was read from the store at or after the instant it states: an instance that is cut off from the
 * store falls silent instead of vouching for an old board.
 */
export function createNewest({ store, sign, now, storeMs, onChange, onUnreachable }: NewestParts): Newest {
  let newest: NewestBoard = { text: null, tag: null, heartbeat: null, known: false };
  let readAt = Number.NEGATIVE_INFINITY;
  let failedAt = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  /** The wall clock may be put back: an age below zero tells nothing and counts as too old. */
  const within = (at: number, ms: number): boolean => {
    const age = now() - at;
    return age >= 0 && age < ms;
  };

  async function read(): Promise<void> {
    const at = now();
    try {
      const text = (await inTime(store.board(), storeMs))?.trim() ?? null;
      if (text !== null && (text.length > BOARD_BYTES_LIMIT || !looksLikeBoard(text))) {
        throw new Error('what lies in the store is no board');
      }
      const tag = text === newest.text ? newest.tag : text === null ? null : await sha256(text);
      const heartbeat = await sign({ board: tag, at: new Date(at).toISOString() });
      const changed = newest.known && tag !== newest.tag;
      newest = { text, tag, heartbeat, known: true };
      readAt = at;
      failedAt = Number.NEGATIVE_INFINITY;
      if (changed) onChange();
    } catch (error) {
      newest = { ...newest, heartbeat: null };
      readAt = Number.NEGATIVE_INFINITY;
      failedAt = now();
      onUnreachable(error);
    }
  }

  function start(): Promise<void> {
    running = read().finally(() => {
      running = null;
    });
    return running;
  }

  /** At most one reading runs and one waits, which all who come meanwhile share. */
  function check(): Promise<void> {
    if (!running) return start();
    next ??= running.then(() => {
      next = null;
      // One that somebody started in between began after these calls, and two at once could end in the wrong order.
      return running ?? start();
    });
    return next;
  }

  return {
    async current() {
      if (within(readAt, HEARTBEAT_RENEW_MS)) return newest;
      if (!within(failedAt, RETRY_MS)) await (running ?? check());
      return newest;
    },
    check,
    async replace(expected, text) {
      const tag = await sha256(text);
      const replacement = await inTime(store.replaceBoard(expected, { text, tag }), storeMs);
      // Another instance may have published since: only a new reading tells what to vouch for.
      await check();
      return replacement;
    },
    reachable: () => failedAt === Number.NEGATIVE_INFINITY && newest.known,
  };
}

/** Rejects when a promise takes longer than so many milliseconds. What it stands for may still happen. */
export function inTime<T>(promise: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer from the store in ${ms} ms`)), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
