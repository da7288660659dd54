/**
 * A process that plays many browsers for the relay's bench. Its parent tells it what to do by messages:
 * `hold` opens doorbells and answers when all are open, then reports each ring by the instants at which its doorbells
 * heard it; `ask` sends requests for an unchanged board over some connections for some seconds and counts the 304s.
 * Without a library, for what a client costs must not blur what the relay costs.
 */
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import * as v from 'valibot';

const order = v.variant('do', [
  v.object({ do: v.literal('hold'), port: v.number(), count: v.number(), from: v.string() }),
  v.object({
    do: v.literal('ask'),
    port: v.number(),
    connections: v.number(),
    seconds: v.number(),
    tag: v.string(),
  }),
]);

/** What the parent is told. Instants are milliseconds since 1970 with fractions, comparable between processes. */
export type ClientNews =
  | { readonly news: 'held'; readonly count: number }
  | { readonly news: 'rung'; readonly at: readonly number[] }
  | { readonly news: 'lost' }
  | {
      readonly news: 'asked';
      readonly notModified: number;
      readonly other: number;
      readonly seconds: number;
    };

const tell = (news: ClientNews): void => void process.send?.(news);
const now = (): number => performance.timeOrigin + performance.now();

/** Handshakes on their way at once. */
const OPENING = 100;

/** How the relay's word comes over the wire: a text frame of seven bytes. */
const CHANGED = Buffer.concat([Buffer.from([0x81, 7]), Buffer.from('changed')]);
const PING = 0x89;

function openDoorbell(port: number, from: string, onRing: () => void): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', localAddress: from });
    let isOpen = false;
    socket.once('error', reject);
    socket.on('connect', () => {
      socket.write(
        `GET /doorbell HTTP/1.1\r\nHost: relay\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
          `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
      );
    });
    socket.on('data', (data) => {
      if (!isOpen) {
        if (!data.includes('HTTP/1.1 101')) return reject(new Error(data.toString().split('\r\n')[0]));
        isOpen = true;
        resolve(socket);
        return;
      }
      // Words are far apart, so they arrive whole; a ping may come along with one.
      if (data.includes(CHANGED)) onRing();
      // An empty pong, masked as a client's must be.
      if (data.includes(PING)) socket.write(Buffer.from([0x8a, 0x80, 0, 0, 0, 0]));
    });
    socket.on('close', () => (isOpen ? tell({ news: 'lost' }) : reject(new Error('closed'))));
  });
}

async function hold(port: number, count: number, from: string): Promise<void> {
  let heard: number[] = [];
  const onRing = (): void => {
    heard.push(now());
    if (heard.length < count) return;
    tell({ news: 'rung', at: heard });
    heard = [];
  };
  let opened = 0;
  const lane = async (): Promise<void> => {
    while (opened < count) {
      opened += 1;
      await openDoorbell(port, from, onRing);
    }
  };
  await Promise.all(Array.from({ length: OPENING }, lane));
  tell({ news: 'held', count });
}

async function ask(port: number, connections: number, seconds: number, tag: string): Promise<void> {
  let notModified = 0;
  let other = 0;
  const started = now();
  const end = started + seconds * 1000;
  const request = `GET /board HTTP/1.1\r\nHost: relay\r\nIf-None-Match: "${tag}"\r\n\r\n`;
  const lane = (): Promise<void> =>
    new Promise((resolve, reject) => {
      let waiting = '';
      const socket = connect({ port, host: '127.0.0.1' }, () => socket.write(request));
      socket.once('error', reject);
      socket.setEncoding('latin1').on('data', (data: string) => {
        waiting += data;
        // A 304 has no body, so it ends with its headers.
        if (!waiting.endsWith('\r\n\r\n')) return;
        if (waiting.startsWith('HTTP/1.1 304 ')) notModified += 1;
        else other += 1;
        waiting = '';
        if (now() < end) socket.write(request);
        else socket.end();
      });
      socket.on('close', () => resolve());
    });
  await Promise.all(Array.from({ length: connections }, lane));
  tell({ news: 'asked', notModified, other, seconds: (now() - started) / 1000 });
}

process.on('message', (message) => {
  const wanted = v.parse(order, message);
  const doing =
    wanted.do === 'hold'
      ? hold(wanted.port, wanted.count, wanted.from)
      : ask(wanted.port, wanted.connections, wanted.seconds, wanted.tag);
  doing.catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  });
});
// Whoever started this is gone.
process.once('disconnect', () => process.exit());
