import { mkdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { getRequestListener } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { pino } from 'pino';
import { createStorage } from 'unstorage';
import type { PublicKey } from '../board/fields';
import { createRelayApp, describeError } from './app';
import { clientAddress } from './client-address';
import { createDoorbells, refuse } from './doorbells';
import { filesDriver, removeUnfinished } from './files-driver';
import { lockFolder } from './folder-lock';
import { DEFAULT_LIMITS, type RelayLimits } from './limits';
import { createLocalStore } from './local-store';
import { createMetrics } from './metrics';
import { createNewest } from './newest';
import { createRedisStore } from './redis-store';
import { createReportLimits } from './report-limits';
import { type GivenSecrets, makeSecrets, readSecrets } from './secrets';
import type { RelayStore } from './store';

/** How to run a relay: on files in a folder, or on a Redis that others may share. */
export type RelayOptions = ({ readonly folder: string } | { readonly redis: string }) & {
  /** Address to listen on; 127.0.0.1 unless given. */
  readonly host?: string;
  /** 0, or not given: any free one. */
  readonly port?: number;
  /** PEM texts; without them the relay speaks plain HTTP, to a balancer that ends TLS. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** In place of those in the environment and in the store. */
  readonly secrets?: GivenSecrets;
  /** Ends the relay as {@link RunningRelay.close} does. */
  readonly signal?: AbortSignal;
  /** Of pino; `silent` unless given. The log goes to standard error. */
  readonly logLevel?: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  readonly limits?: Partial<RelayLimits>;
  /** Trusted proxies before this server; else CORDON_RELAY_PROXY, else none. */
  readonly proxies?: number;
};

/** A relay that answers. */
export interface RunningRelay {
  /** Its own address, which is not the public one behind a balancer. */
  readonly url: string;
  readonly port: number;
  /** Key of its heartbeats; the board names it. */
  readonly key: PublicKey;
  readonly deskToken: string;
  readonly reportToken: string;
  /** Whether key and tokens were made now, by the first start on this store. */
  readonly isFirstStart: boolean;
  /** Stops listening, says goodbye to the doorbells, finishes what is being answered and written. May be called twice. */
  close(): Promise<void>;
}

/** Milliseconds between two looks for reports that are too old: an hour. */
const FORGET_MS = 3_600_000;
/** Milliseconds that requests get to finish when the relay ends. */
const FINISH_MS = 5_000;
const DAY_MS = 86_400_000;

/**
 * Starts a relay and resolves once it answers.
 *
 * Environment: CORDON_RELAY_DESK_TOKEN, CORDON_RELAY_REPORT_TOKEN, CORDON_RELAY_KEY (private P-256 JWK) in place of
 * what the store keeps; CORDON_RELAY_PROXY, the number of proxies whose X-Forwarded-For is believed.
 *
 * Rejects with FolderInUseError, with errors of the system (`code` EADDRINUSE, EACCES, …) or of Redis, and with a
 * sentence where secrets or numbers are not as they should be.
 */
export async function startRelay(options: RelayOptions): Promise<RunningRelay> {
  const { host = '127.0.0.1', port = 0, signal, logLevel = 'silent' } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const proxies = options.proxies ?? readProxies(process.env.CORDON_RELAY_PROXY);
  signal?.throwIfAborted();
  const log = pino({ name: 'cordon-relay', level: logLevel }, pino.destination(2));
  const undo: (() => unknown)[] = [];
  try {
    const { store, redis } = await openStore(options, limits, (message) => log.warn(message), undo);
    undo.push(() => store.close());
    const { secrets: kept, first } = await store.secrets(await makeSecrets());
    const secrets = await readSecrets(kept, {
      deskToken: process.env.CORDON_RELAY_DESK_TOKEN || undefined,
      reportToken: process.env.CORDON_RELAY_REPORT_TOKEN || undefined,
      key: process.env.CORDON_RELAY_KEY || undefined,
      ...options.secrets,
    });

    const metrics = createMetrics(() => doorbells.count);
    const doorbells = createDoorbells({
      limit: limits.doorbells,
      tickMs: limits.tickMs,
      onRung(seconds, count) {
        metrics.rung(seconds, count);
        log.info({ ms: Math.round(seconds * 1000), doorbells: count }, 'rang');
      },
    });
    undo.push(() => doorbells.close());
    const newest = createNewest({
      store,
      sign: secrets.sign,
      now: Date.now,
      storeMs: limits.storeMs,
      onChange: () => doorbells.ring(),
      onUnreachable: (error) => log.warn(describeError(error), 'the board cannot be read'),
    });
    const takeReport = createReportLimits(limits, redis);
    const app = createRelayApp({
      store,
      newest,
      secrets,
      counts: metrics,
      log,
      now: Date.now,
      takeReport: (context) => takeReport(addressOf(context, proxies)),
    });

    const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
    const settings = {
      // A client that dawdles over its request must not hold a connection for long.
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      // Longer than balancers keep theirs (60 s), so that they never send into a connection that is just closing.
      keepAliveTimeout: 65_000,
      maxHeaderSize: 8_192,
    };
    const answer: Parameters<typeof createServer>[1] = (request, response) =>
      void listener(request, response);
    const server: Server = options.tls
      ? createTlsServer({ ...settings, ...options.tls }, answer)
      : createServer(settings, answer);
    server.on('upgrade', (request, socket, head) => {
      // Split and not parsed: what a client writes there need be no address, and what throws here ends the relay.
      if (request.url?.split('?')[0] === '/doorbell') {
        doorbells.upgrade(request, socket, head);
      } else {
        socket.on('error', () => {});
        refuse(socket, '404 Not Found');
      }
    });

    undo.push(await store.follow(() => void newest.check()));
    await newest.check();
    // Bells of the store may be lost with a connection, and a watch may break: each tick looks, too.
    const look = setInterval(() => void newest.check(), limits.tickMs);
    undo.push(() => clearInterval(look));
    const forget = (): void => {
      store.forgetReports(Date.now() - limits.reportDays * DAY_MS).then(
        (count) => count > 0 && log.info({ count }, 'old reports were dropped'),
        (error: unknown) => log.warn(describeError(error), 'old reports could not be dropped'),
      );
    };
    const forgetting = setInterval(forget, FORGET_MS);
    undo.push(() => clearInterval(forgetting));

    const actualPort = await listen(server, port, host);
    // One connection that cannot be taken, for want of file descriptors for instance, must not end the others.
    server.on('error', (error) => log.warn(describeError(error), 'a connection could not be taken'));
    forget();
    log.info({ port: actualPort, key: secrets.key.kid }, 'the relay answers');

    let ending: Promise<void> | null = null;
    const end = async (): Promise<void> => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await doorbells.close();
      const impatience = setTimeout(() => server.closeAllConnections(), FINISH_MS);
      await closed;
      clearTimeout(impatience);
      for (const step of undo.splice(0).reverse()) await step();
      log.info('the relay has ended');
    };
    const close = (): Promise<void> => {
      ending ??= end();
      return ending;
    };
    signal?.addEventListener('abort', () => void close(), { once: true });
    if (signal?.aborted) await close();
    return {
      url: `${options.tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${actualPort}`,
      port: actualPort,
      key: secrets.key,
      deskToken: secrets.deskToken,
      reportToken: secrets.reportToken,
      isFirstStart: first,
      close,
    };
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  }
}

async function openStore(
  options: RelayOptions,
  limits: RelayLimits,
  warn: (message: string) => void,
  undo: (() => unknown)[],
): Promise<{ store: RelayStore; redis?: Awaited<ReturnType<typeof createRedisStore>>['client'] }> {
  if ('redis' in options) {
    const store = await createRedisStore({ url: options.redis, storeMs: limits.storeMs, warn });
    return { store, redis: store.client };
  }
  await mkdir(options.folder, { recursive: true, mode: 0o700 });
  undo.push(await lockFolder(options.folder));
  await removeUnfinished(options.folder);
  return { store: await createLocalStore(createStorage({ driver: filesDriver(options.folder) })) };
}

function readProxies(text: string | undefined): number {
  if (!text) return 0;
  if (!/^\d{1,2}$/.test(text))
    throw new Error('CORDON_RELAY_PROXY must be the number of proxies before the relay.');
  return Number(text);
}

function addressOf(context: Context, proxies: number): string {
  const peer = getConnInfo(context).remote.address ?? 'unknown';
  return clientAddress(peer, context.req.header('X-Forwarded-For') ?? null, proxies);
}

/** Resolves with the port. A morning's storm of reconnecting doorbells queues up instead of being refused. */
function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, backlog: 4_096 }, () => {
      server.off('error', reject);
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('the server has no port'));
      else resolve(address.port);
    });
  });
}
