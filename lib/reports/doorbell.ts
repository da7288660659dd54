import { BELL_CHANGED } from '../relay/api';
import { type BackOff, pauseAfter } from './back-off';

/** Milliseconds without a word after which a bell counts as dead: two ticks of the relay (20 s each) and some; ours. */
export const SILENCE_MS = 50_000;

/**
 * Milliseconds between tries; ours. A relay that restarts loses thousands of bells in one moment, and its browsers must
 * not all come back in the same second: pauses are drawn by chance, the first within four seconds.
 */
const PAUSES: BackOff = { first: 4_000, most: 60_000 };

/** Milliseconds within which a bell hung up anew looks for what it missed; ours, for the same reason. */
const LOOK_WITHIN_MS = 5_000;

/** What a doorbell needs of a WebSocket. */
export interface BellSocket {
  addEventListener(type: 'open' | 'close' | 'error', run: () => void): void;
  addEventListener(type: 'message', run: (event: { readonly data: unknown }) => void): void;
  close(): void;
}

/** What a doorbell works with; all but the first and last have a default. */
export interface DoorbellParts {
  /** The board may have changed: the bell was rung, or hung up anew after a time in which it may have been. */
  readonly onRing: () => void;
  readonly open?: (url: string) => BellSocket;
  readonly random?: () => number;
  readonly signal: AbortSignal;
}

/** The one connection on which the relay says that the board changed. */
export interface Doorbell {
  /** Keeps a connection to this relay (its address from the board, https) from now on, or none with null. */
  want(relayUrl: string | null): void;
}

/**
 * Makes the doorbell. It is only ever quicker than the alarm, never instead of it: nothing rests on its ringing, and
 * what it says is not believed but looked up.
 */
export function createDoorbell(parts: DoorbellParts): Doorbell {
  const { onRing, open = openWebSocket, random = Math.random, signal } = parts;
  let wanted: string | null = null;
  let socket: BellSocket | null = null;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let look: ReturnType<typeof setTimeout> | undefined;
  /** Whether this relay's bell was ever heard: what comes back later may come back with thousands of others. */
  let wasOpen = false;

  function after(ms: number, step: () => void): void {
    clearTimeout(timer);
    timer = setTimeout(step, ms);
  }

  function drop(): void {
    clearTimeout(timer);
    clearTimeout(look);
    const dropped = socket;
    socket = null;
    dropped?.close();
  }

  function retry(): void {
    drop();
    if (wanted === null) return;
    failures += 1;
    after(pauseAfter(failures, PAUSES, random()), connect);
  }

  function connect(): void {
    drop();
    if (wanted === null) return;
    let made: BellSocket;
    try {
      made = open(`${wanted.replace(/^https:/, 'wss:')}/doorbell`);
    } catch {
      // An address the browser will not have; the next board may name another.
      retry();
      return;
    }
    socket = made;
    // A socket that was dropped goes on speaking until it is closed.
    const heard = (run: () => void) => () => void (socket === made && run());
    made.addEventListener(
      'open',
      heard(() => {
        after(SILENCE_MS, retry);
        if (wasOpen) look = setTimeout(onRing, random() * LOOK_WITHIN_MS);
        else onRing();
        wasOpen = true;
      }),
    );
    made.addEventListener('message', ({ data }) => {
      if (socket !== made) return;
      failures = 0;
      after(SILENCE_MS, retry);
      if (data === BELL_CHANGED) onRing();
    });
    made.addEventListener('close', heard(retry));
    made.addEventListener('error', heard(retry));
    // A connection that never comes about must not be waited for longer than one that fell silent.
    after(SILENCE_MS, retry);
  }

  function want(relayUrl: string | null): void {
    if (signal.aborted || relayUrl === wanted) return;
    wanted = relayUrl;
    wasOpen = false;
    failures = 0;
    if (wanted === null) drop();
    else connect();
  }

  signal.addEventListener(
    'abort',
    () => {
      wanted = null;
      drop();
    },
    { once: true },
  );
  return { want };
}

const openWebSocket = (url: string): BellSocket => new WebSocket(url);
