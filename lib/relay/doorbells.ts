import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { BELL_CHANGED, BELL_TICK } from './api';

/** Parts into which the doorbells are divided, so that ticks are spread over the whole interval. */
const SHARDS = 20;

/** Doorbells rung before requests get a turn. */
const AT_ONCE = 250;

/** Bytes that may wait for a slow client; ours. Some sixty words, so whoever has that many does not listen. */
const BACKLOG_BYTES = 512;

/** Bytes a message from a client may have. None is expected, and none is read. */
const MESSAGE_BYTES = 16;

/** Messages a client may send between two ticks, whatever for. */
const MESSAGES = 5;

/** Milliseconds clients get to answer a goodbye. */
const GOODBYE_MS = 500;

/** What {@link createDoorbells} needs. */
export interface DoorbellParts {
  /** Doorbells held at most. */
  readonly limit: number;
  /** Milliseconds between two ticks on each. */
  readonly tickMs: number;
  /** The last of so many was rung so many seconds after the change. */
  readonly onRung: (seconds: number, count: number) => void;
}

/** The doorbells of one instance. */
export interface Doorbells {
  /** Takes an upgraded connection over, or refuses it. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Says {@link BELL_CHANGED} to all. */
  ring(): void;
  readonly count: number;
  /** Says goodbye to all ("the service restarts", 1012) and resolves when they are gone. */
  close(): Promise<void>;
}

interface Doorbell {
  readonly socket: WebSocket;
  /** Whether anything came back since the last tick. */
  heard: boolean;
  messages: number;
}

/**
 * Holds WebSockets that only ever say that the board changed. Words go out in batches, so that ten thousand do not
 * stop the server; whoever does not take its words, or does not answer pings, is dropped, and comes back by itself.
 */
export function createDoorbells({ limit, tickMs, onRung }: DoorbellParts): Doorbells {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: MESSAGE_BYTES,
  });
  const shards = Array.from({ length: SHARDS }, () => new Set<Doorbell>());
  const changed = Buffer.from(BELL_CHANGED);
  const tick = Buffer.from(BELL_TICK);
  let count = 0;
  let turn = 0;
  let ringing = false;
  let again = false;
  let closing = false;

  const say = ({ socket }: Doorbell, word: Buffer): void => {
    if (socket.readyState !== WebSocket.OPEN) return;
    if (socket.bufferedAmount > BACKLOG_BYTES) socket.terminate();
    else socket.send(word, { binary: false });
  };

  const timer = setInterval(() => {
    const shard = shards[turn % SHARDS];
    turn += 1;
    for (const bell of shard ?? []) {
      if (!bell.heard) {
        bell.socket.terminate();
        continue;
      }
      bell.heard = false;
      bell.messages = 0;
      say(bell, tick);
      if (bell.socket.readyState === WebSocket.OPEN) bell.socket.ping();
    }
  }, tickMs / SHARDS);

  function accept(socket: WebSocket): void {
    const bell: Doorbell = { socket, heard: true, messages: 0 };
    const shard = shards.reduce((smallest, other) => (other.size < smallest.size ? other : smallest));
    shard.add(bell);
    count += 1;
    socket.on('pong', () => {
      bell.heard = true;
    });
    socket.on('message', () => {
      bell.messages += 1;
      if (bell.messages > MESSAGES) socket.close(1008);
    });
    // 'close' follows every error.
    socket.on('error', () => {});
    socket.on('close', () => {
      if (shard.delete(bell)) count -= 1;
    });
  }

  async function ringAll(): Promise<void> {
    do {
      again = false;
      const started = performance.now();
      let rung = 0;
      for (const shard of shards) {
        for (const bell of shard) {
          say(bell, changed);
          rung += 1;
          if (rung % AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
        }
      }
      onRung((performance.now() - started) / 1000, rung);
    } while (again);
    ringing = false;
  }

  return {
    upgrade(request, socket, head) {
      socket.on('error', () => {});
      if (closing || count >= limit) {
        // Spread, or all that were refused would come back in the same second.
        refuse(socket, '503 Service Unavailable', `Retry-After: ${5 + Math.floor(Math.random() * 20)}\r\n`);
        return;
      }
      server.handleUpgrade(request, socket, head, accept);
    },
    ring() {
      again = true;
      if (ringing) return;
      ringing = true;
      void ringAll();
    },
    get count() {
      return count;
    },
    async close() {
      closing = true;
      clearInterval(timer);
      const bells = shards.flatMap((shard) => [...shard]);
      const gone = bells.map(
        ({ socket }) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
      );
      for (const { socket } of bells) socket.close(1012);
      const impatience = setTimeout(() => {
        for (const { socket } of bells) socket.terminate();
      }, GOODBYE_MS);
      await Promise.all(gone);
      clearTimeout(impatience);
      server.close();
    },
  };
}

/** Refuses to upgrade a connection. */
export function refuse(socket: Duplex, status: string, headers = ''): void {
  socket.end(`HTTP/1.1 ${status}\r\n${headers}Connection: close\r\nContent-Length: 0\r\n\r\n`);
}
