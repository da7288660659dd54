import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type BellSocket, createDoorbell, SILENCE_MS } from './doorbell';

class Socket implements BellSocket {
  readonly listeners = new Map<string, ((event: { data: unknown }) => void)[]>();
  closed = false;
  constructor(readonly url: string) {}
  addEventListener(type: string, run: (event: { data: unknown }) => void): void {
    this.listeners.set(type, [...(this.listeners.get(type) ?? []), run]);
  }
  say(type: string, data?: unknown): void {
    for (const run of this.listeners.get(type) ?? []) run({ data });
  }
  close(): void {
    this.closed = true;
    this.say('close');
  }
}

let sockets: Socket[];
let rings: number;
let life: AbortController;

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  rings = 0;
  life = new AbortController();
});
afterEach(() => {
  life.abort();
  vi.useRealTimers();
});

const hang = () =>
  createDoorbell({
    onRing: () => {
      rings += 1;
    },
    open: (url) => {
      const socket = new Socket(url);
      sockets.push(socket);
      return socket;
    },
    random: () => 1,
    signal: life.signal,
  });
const last = (): Socket => {
  const socket = sockets.at(-1);
  if (!socket) throw new Error('no socket');
  return socket;
};

describe('the doorbell', () => {
  it('hangs at the relay only while it is wanted', () => {
    const bell = hang();
    expect(sockets).toHaveLength(0);
    bell.want('https://relay.example/r');
    bell.want('https://relay.example/r');
    expect(sockets.map(({ url }) => url)).toEqual(['wss://relay.example/r/doorbell']);
    bell.want('https://other.example');
    expect(sockets.map(({ closed }) => closed)).toEqual([true, false]);
    bell.want(null);
    vi.advanceTimersByTime(3_600_000);
    expect(sockets.map(({ closed }) => closed)).toEqual([true, true]);
  });

  it('rings when it was hung up and when the board changed, not at a tick', () => {
    hang().want('https://relay.example');
    last().say('open');
    expect(rings).toBe(1);
    last().say('message', 'tick');
    last().say('message', 'something else');
    expect(rings).toBe(1);
    last().say('message', 'changed');
    expect(rings).toBe(2);
  });

  it('counts as dead after 50 s of silence, and is hung up anew', () => {
    hang().want('https://relay.example');
    last().say('open');
    for (let i = 0; i < 10; i++) {
      vi.advanceTimersByTime(20_000);
      last().say('message', 'tick');
    }
    expect(sockets).toHaveLength(1);
    vi.advanceTimersByTime(SILENCE_MS + 4_000);
    expect(sockets.map(({ closed }) => closed)).toEqual([true, false]);
  });

  it('is tried again after seconds, then more and more slowly, every minute at last', () => {
    hang().want('https://relay.example');
    const gaps: number[] = [];
    for (let i = 0; i < 9; i++) {
      const count = sockets.length;
      const before = Date.now();
      last().say('error');
      last().say('close');
      while (sockets.length === count) vi.advanceTimersByTime(500);
      gaps.push((Date.now() - before) / 1000);
    }
    expect(gaps).toEqual([4, 8, 16, 32, 60, 60, 60, 60, 60]);
    last().say('open');
    last().say('message', 'tick');
    last().say('close');
    vi.advanceTimersByTime(4_000);
    expect(sockets).toHaveLength(11);
  });

  it('looks for what it missed some seconds after it was hung up again, not at once with all the others', () => {
    hang().want('https://relay.example');
    last().say('open');
    last().say('close');
    vi.advanceTimersByTime(4_000);
    last().say('open');
    expect(rings).toBe(1);
    vi.advanceTimersByTime(5_000);
    expect(rings).toBe(2);
    // A ring is never made to wait.
    last().say('message', 'changed');
    expect(rings).toBe(3);
  });

  it('goes with the background, and an address the browser will not have is no end', () => {
    const bell = createDoorbell({
      onRing: () => {},
      open: () => {
        throw new SyntaxError('no');
      },
      signal: life.signal,
    });
    expect(() => bell.want('https://relay.example')).not.toThrow();
    const other = hang();
    other.want('https://relay.example');
    life.abort();
    expect(last().closed).toBe(true);
    other.want('https://relay.example');
    expect(sockets).toHaveLength(1);
  });
});
