import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';

/** What the proxy needs to know of a stage. */
export interface ProxyTarget {
  readonly port: number;
  readonly hosts: readonly string[];
}

/**
 * Starts a small CONNECT proxy for Firefox: tunnels to the stage's hosts lead to the stage, all else is answered
 * with 502, so that the browser reaches nothing outside. Preferences: `network.proxy.type` 1, `ssl` and `http`.
 */
export async function connectProxy(
  target: ProxyTarget,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const allowed = new Set(target.hosts.map((host) => `${host}:443`));
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  };
  const server = createServer((_, response) => response.writeHead(502).end());
  server.on('connection', keep);
  server.on('connect', (request, client) => {
    if (!allowed.has(request.url ?? '')) {
      client.end('HTTP/1.1 502 Not on the stage\r\n\r\n');
      return;
    }
    const upstream = connect(target.port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(client);
      client.pipe(upstream);
    });
    keep(upstream);
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy got no port');
  return {
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
