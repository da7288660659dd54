import { createServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { BoardHost } from './board-host';
import { bundleClients } from './bundle';
import { makeCertificate } from './certificate';
import { ControlHost } from './control-host';
import { FacebookHost } from './facebook-host';
import { SampleForce } from './force';
import { type Ask, readAsk, send } from './http';
import { Journal } from './journal';
import { RELAY_URL, RelayHost } from './relay-host';
import { XHost } from './x-host';

export { connectProxy } from './proxy';

/** Every host name the stage answers for. */
export const STAGE_HOSTS = [
  'x.com',
  'pro.x.com',
  'mobile.x.com',
  'twitter.com',
  'mobile.twitter.com',
  'www.facebook.com',
  'accountscenter.facebook.com',
  'm.facebook.com',
  'business.facebook.com',
  'web.facebook.com',
  'board.teificoast.example',
  'relay.teificoast.example',
  'stage.teificoast.example',
] as const;

/** A running stage. */
export interface Stage {
  readonly port: number;
  /** Base64 SHA-256 of the certificate's public key, for `--ignore-certificate-errors-spki-list`. */
  readonly spki: string;
  readonly certificatePem: string;
  /** For Chromium's `--host-resolver-rules`: the stage's hosts lead here and no other name resolves. */
  readonly hostRules: string;
  readonly hosts: readonly string[];
  readonly journal: Journal;
  readonly force: SampleForce;
  readonly x: XHost;
  readonly facebook: FacebookHost;
  readonly board: BoardHost;
  /** The force's relay; it does nothing before {@link openRelay}. */
  readonly relay: RelayHost;
  /**
   * Starts the relay in a process of its own. From then on the force publishes there like a desk (and on its file),
   * the board names the relay and the keys for reports, and joining codes lead to the relay. Lasts over `reset()`.
   */
  openRelay(): Promise<void>;
  readonly controlUrl: string;
  /** Puts platforms, faults and journal back to the start and takes all notices off the board. Restarts a killed relay. */
  reset(): Promise<void>;
  /** Stops the server and drops its connections. May be called twice. */
  close(): Promise<void>;
}

/**
 * Starts the stand-in platforms, the sample force's board and the control page on one local TLS port.
 * The port is free to choose (any free one when not given). Ends on `close()` or when the signal aborts.
 * Throws when the port is taken or a page client does not build.
 */
export async function startStage(options: { port?: number; signal?: AbortSignal } = {}): Promise<Stage> {
  const [certificate, bundles, force] = await Promise.all([
    makeCertificate(),
    bundleClients(),
    SampleForce.create(),
  ]);
  const journal = new Journal();
  const x = new XHost(journal, bundles);
  const facebook = new FacebookHost(journal, bundles);
  const board = new BoardHost(force);
  const relay = new RelayHost();
  relay.onPublished((text) => force.adopt(text));
  const openRelay = async () => {
    await relay.start();
    await force.publishTo(relay);
  };
  const reset = async () => {
    x.reset();
    facebook.reset();
    board.fault = 'none';
    board.answers.length = 0;
    await relay.setFault('none');
    if (relay.isUsed) await relay.start();
    await force.clear();
    journal.clear();
  };
  const control = new ControlHost({ bundles, journal, force, x, facebook, board, relay, reset });

  const handlers: Record<(typeof STAGE_HOSTS)[number], (ask: Ask) => void | Promise<void>> = {
    'x.com': (ask) => x.handle(ask),
    'pro.x.com': (ask) => x.handle(ask),
    'mobile.x.com': (ask) => x.handle(ask),
    'twitter.com': (ask) => x.handle(ask),
    'mobile.twitter.com': (ask) => x.handle(ask),
    'www.facebook.com': (ask) => facebook.handle(ask),
    'accountscenter.facebook.com': (ask) => facebook.handle(ask),
    'm.facebook.com': (ask) => facebook.handle(ask),
    'business.facebook.com': (ask) => facebook.handle(ask),
    'web.facebook.com': (ask) => facebook.handle(ask),
    'board.teificoast.example': (ask) => board.handle(ask),
    'relay.teificoast.example': (ask) => relay.handle(ask),
    'stage.teificoast.example': (ask) => control.handle(ask),
  };
  const byHost = new Map<string, (ask: Ask) => void | Promise<void>>(Object.entries(handlers));

  const server = createServer(
    { key: certificate.keyPem, cert: certificate.certificatePem },
    (request, response) => {
      readAsk(request, response)
        .then(async (ask) => {
          const handler = byHost.get(ask.host);
          if (handler) await handler(ask);
          else send(ask, 421, 'text/plain', `the stage does not stand in for ${ask.host}`);
        })
        .catch((error: unknown) => {
          // A browser that goes away mid-request is no fault; anything else should be seen in the answer.
          if (response.headersSent || response.destroyed) return response.destroy();
          response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
        });
    },
  );
  server.on('upgrade', (request, socket, head) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    if (host === new URL(RELAY_URL).host) relay.upgrade(request, socket, head);
    else socket.destroy();
  });
  const sockets = new Set<Duplex>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', () => resolve());
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the stage got no port');
  const port = address.port;

  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => {
    closing ??= Promise.all([
      relay.close(),
      new Promise<void>((resolve) => {
        board.close();
        control.close();
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
    ]).then(() => undefined);
    return closing;
  };
  options.signal?.addEventListener('abort', () => void close(), { once: true });
  if (options.signal?.aborted) await close();

  return {
    port,
    spki: certificate.spki,
    certificatePem: certificate.certificatePem,
    hostRules: [
      ...STAGE_HOSTS.map((host) => `MAP ${host} 127.0.0.1:${port}`),
      'MAP * ~NOTFOUND',
      'EXCLUDE 127.0.0.1',
      'EXCLUDE localhost',
    ].join(', '),
    hosts: STAGE_HOSTS,
    journal,
    force,
    x,
    facebook,
    board,
    relay,
    openRelay,
    controlUrl: 'https://stage.teificoast.example/',
    reset,
    close,
  };
}
