import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import { compactVerify, importJWK } from 'jose';
import { createStorage, type Driver } from 'unstorage';
import memoryDriver from 'unstorage/drivers/memory';
import type { PublicKey } from '../board/fields';
import { createRelayApp, type RelayLog } from './app';
import { createLocalStore, type LocalStoreOptions } from './local-store';
import { createNewest, type Newest } from './newest';
import { makeSecrets, type RelaySecrets, readSecrets } from './secrets';
import type { RelayStore } from './store';

const random = (bytes: number): string => randomBytes(bytes).toString('base64url');

/** A text with the outer form of a board, another one each time. */
export const boardText = (bytes = 300): string =>
  `eyJhbGciOiJkaXIifQ..${random(12)}.${random(bytes)}.${random(16)}`;

/** A text with the outer form of a sealed report, another one each time. */
export const reportText = (bytes = 300): string =>
  `eyJhbGciOiJFQ0RIIn0.${random(40)}.${random(12)}.${random(bytes)}.${random(16)}`;

/** A relay without a network, on a storage in memory, with what happened in it. */
export interface TestRelay {
  readonly app: Hono;
  readonly secrets: RelaySecrets;
  readonly store: RelayStore;
  readonly newest: Newest;
  /** What it logged, as JSON, all levels. */
  readonly logged: string[];
  /** Times the doorbells were to be rung. */
  readonly rings: () => number;
  /** Headers with the desk's token, and with the one for reports. */
  readonly desk: { readonly Authorization: string };
  readonly device: { readonly Authorization: string };
  /** Milliseconds since 1970 by the relay's clock. */
  now: number;
}

/** Makes a relay for tests. `takeReport` may refuse a report by giving seconds. */
export async function createTestRelay({
  driver = memoryDriver(),
  takeReport = async () => null,
  ...options
}: LocalStoreOptions & {
  driver?: Driver;
  takeReport?: () => Promise<number | null>;
} = {}): Promise<TestRelay> {
  const secrets = await readSecrets(await makeSecrets());
  const store = await createLocalStore(createStorage({ driver }), options);
  const logged: string[] = [];
  const note = (fields: object, message: string): void =>
    void logged.push(JSON.stringify({ ...fields, message }));
  const log: RelayLog = { debug: note, info: note, warn: note };
  const clock = { now: Date.parse('2026-03-01T08:00:00Z') };
  let rings = 0;
  const newest = createNewest({
    store,
    sign: secrets.sign,
    now: () => clock.now,
    storeMs: 1_000,
    onChange: () => {
      rings += 1;
    },
    onUnreachable: (error) => note({ error: String(error) }, 'unreachable'),
  });
  const app = createRelayApp({
    store,
    newest,
    secrets,
    takeReport,
    log,
    now: () => clock.now,
    counts: { board() {}, published() {}, report() {}, text: async () => 'figures\n' },
  });
  return {
    app,
    secrets,
    store,
    newest,
    logged,
    rings: () => rings,
    desk: { Authorization: `Bearer ${secrets.deskToken}` },
    device: { Authorization: `Bearer ${secrets.reportToken}` },
    get now() {
      return clock.now;
    },
    set now(value) {
      clock.now = value;
    },
  };
}

/** What a heartbeat states, after its signature was checked against the key. Rejects when it does not hold. */
export async function openHeartbeat(text: string, { kid: _, ...key }: PublicKey): Promise<unknown> {
  const { payload } = await compactVerify(text, await importJWK(key, 'ES256'), { algorithms: ['ES256'] });
  return JSON.parse(new TextDecoder().decode(payload));
}
