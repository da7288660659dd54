import type { Redis } from 'ioredis';
import { createStorage, type Storage } from 'unstorage';
import redisDriver from 'unstorage/drivers/redis';
import type { ReportPage } from './api';
import {
  parseCursor,
  type RelayStore,
  readStoredReport,
  STORED_REPORTS_LIMIT,
  StoreFullError,
} from './store';

/** What all keys in Redis begin with. */
const BASE = 'cordon';
const BOARD = `${BASE}:board`;
const BOARD_TAG = `${BASE}:board-tag`;
const BELL = `${BASE}:bell`;
const SECRETS = `${BASE}:relay-keys`;
/** Ids of reports in the order of their numbers, and the last number given out. */
const ORDER = `${BASE}:order`;
const LAST = `${BASE}:last`;
const reportKey = (id: string): string => `${BASE}:report:${id}`;

/** Reports looked at in one go while old ones are dropped. */
const FORGET_AT_ONCE = 200;

/** Replaces the board and rings, or does neither: Redis runs a script without anything in between. */
const REPLACE_BOARD = `
local present = redis.call('GET', KEYS[2]) or ''
if present == ARGV[2] then return { 1, present } end
if present ~= ARGV[1] then return { 0, present } end
redis.call('SET', KEYS[1], ARGV[3])
redis.call('SET', KEYS[2], ARGV[2])
redis.call('PUBLISH', KEYS[3], ARGV[2])
return { 1, ARGV[2] }`;

/** Keeps a report and numbers it in one step, so that no reader passes a number that comes later. */
const ADD_REPORT = `
local there = redis.call('GET', KEYS[1])
if there then return cjson.decode(there).text == ARGV[2] and 'same' or 'other' end
if redis.call('ZCARD', KEYS[2]) >= tonumber(ARGV[4]) then return 'full' end
local last = tonumber(redis.call('GET', KEYS[3]) or '0')
local number = string.format('%.0f', math.max(last + 1, tonumber(ARGV[5])))
redis.call('SET', KEYS[1], ARGV[1])
redis.call('SET', KEYS[3], number)
redis.call('ZADD', KEYS[2], number, ARGV[3])
return 'added'`;

/** How to reach Redis. */
export interface RedisStoreOptions {
  /** Such as redis://user:password@host:6379/0, or rediss:// with TLS. */
  readonly url: string;
  /** Milliseconds for connecting, and for an answer. */
  readonly storeMs: number;
  /** Told of things an administrator should see. */
  readonly warn: (message: string) => void;
  readonly reportsLimit?: number;
}

/** A store in Redis, which many instances share. `client` is for what else of an instance counts in Redis. */
export interface RedisStore extends RelayStore {
  readonly client: Redis;
}

/** Connects to Redis. Rejects when it cannot be reached; later it reconnects by itself. */
export async function createRedisStore({
  url,
  storeMs,
  warn,
  reportsLimit = STORED_REPORTS_LIMIT,
}: RedisStoreOptions): Promise<RedisStore> {
  const driver = redisDriver({
    url,
    base: BASE,
    lazyConnect: true,
    connectTimeout: storeMs,
    commandTimeout: storeMs,
    // What cannot be done now is refused now: the caller asks again.
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    retryStrategy: (attempt) => Math.min(100 * attempt, 2_000),
  });
  const storage: Storage = createStorage({ driver });
  const client = driver.getInstance?.();
  if (!client || !('duplicate' in client) || client.isCluster) throw new Error('no connection to one Redis');
  // Kept as it was; the check above says that it is no cluster.
  const redis = client as Redis;
  let said = '';
  const complain = (error: Error): void => {
    const text = error.message || error.name;
    if (text !== said) warn(`Redis: ${text.slice(0, 200)}`);
    said = text;
  };
  redis.on('error', complain);
  redis.on('ready', () => {
    said = '';
  });
  try {
    await redis.connect();
  } catch (error) {
    redis.disconnect();
    throw error;
  }
  await warnOfLoss(redis, warn);
  // Commands to a subscribed connection are refused, so the bell has its own.
  const ear = redis.duplicate({
    enableOfflineQueue: true,
    maxRetriesPerRequest: null,
    // ioredis would subscribe anew without looking at the answer, and one that fails would end the whole relay.
    autoResubscribe: false,
  });
  ear.on('error', complain);

  return {
    client: redis,
    async board() {
      const text = await storage.getItem<unknown>('board');
      if (text !== null && typeof text !== 'string') throw new Error('what lies in the store is no board');
      return text;
    },
    async replaceBoard(expected, { text, tag }) {
      const answer: unknown = await orFull(
        redis.eval(REPLACE_BOARD, 3, BOARD, BOARD_TAG, BELL, expected ?? '', tag, text),
      );
      const [replaced, present]: unknown[] = Array.isArray(answer) ? answer : [];
      return { replaced: replaced === 1, present: typeof present === 'string' && present ? present : null };
    },
    async addReport(report) {
      const answer: unknown = await orFull(
        redis.eval(
          ADD_REPORT,
          3,
          reportKey(report.id),
          ORDER,
          LAST,
          JSON.stringify(report),
          report.text,
          report.id,
          reportsLimit,
          Date.parse(report.receivedAt) || 0,
        ),
      );
      if (answer === 'full') throw new StoreFullError('as many reports as allowed');
      if (answer === 'added' || answer === 'same' || answer === 'other') return answer;
      throw new Error('Redis gave an answer that was not asked for');
    },
    async reports(after, limit): Promise<ReportPage> {
      const from = parseCursor(after);
      if (from === null) throw new RangeError('not a cursor');
      const found = await redis.zrange(
        ORDER,
        `(${from}`,
        '+inf',
        'BYSCORE',
        'LIMIT',
        0,
        limit + 1,
        'WITHSCORES',
      );
      const pairs = Array.from({ length: Math.min(limit, found.length / 2) }, (_, at) => ({
        id: found[at * 2] ?? '',
        number: found[at * 2 + 1] ?? '',
      }));
      const items =
        pairs.length === 0
          ? []
          : await storage.getItems<Record<string, unknown>>(pairs.map(({ id }) => `report:${id}`));
      // One may have been dropped for its age since the list was read.
      const reports = items.flatMap(({ value }) => (value === null ? [] : [readStoredReport(value)]));
      return { reports, cursor: pairs.at(-1)?.number ?? String(from), more: found.length / 2 > limit };
    },
    async forgetReports(before) {
      let dropped = 0;
      for (;;) {
        const ids = await redis.zrange(ORDER, 0, FORGET_AT_ONCE - 1);
        const items =
          ids.length === 0
            ? []
            : await storage.getItems<Record<string, unknown>>(ids.map((id) => `report:${id}`));
        const old = ids.filter((_, at) => {
          const value = items[at]?.value;
          return !value || Date.parse(readStoredReport(value).receivedAt) < before;
        });
        if (old.length === 0) return dropped;
        await redis
          .multi()
          .zrem(ORDER, ...old)
          .unlink(...old.map(reportKey))
          .exec();
        dropped += old.length;
        if (old.length < FORGET_AT_ONCE) return dropped;
      }
    },
    async secrets(made) {
      // SET NX GET would do it in one, but Redis knows that only since version 7.
      const first = (await redis.set(SECRETS, made, 'NX')) === 'OK';
      const secrets = first ? made : await redis.get(SECRETS);
      if (secrets === null) throw new Error('the relay keys went away while they were read');
      return { secrets, first };
    },
    async follow(onChange) {
      ear.on('message', () => onChange());
      // What was rung while the connection was down has been missed. An ear that heard no answer tries a new connection.
      ear.on('ready', () => {
        ear.subscribe(BELL).then(
          () => onChange(),
          (error: Error) => {
            complain(error);
            ear.disconnect(true);
          },
        );
      });
      await ear.connect();
      await ear.subscribe(BELL);
      return () => ear.disconnect();
    },
    async close() {
      ear.disconnect();
      // Answers that are on their way still come.
      await redis.quit().catch(() => redis.disconnect());
    },
  };
}

/** Turns Redis's words for "no room" into a {@link StoreFullError}. */
async function orFull<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const text = error instanceof Error ? error.message : '';
    // OOM: maxmemory reached; MISCONF: it cannot write to its disk and takes no more.
    if (/\b(OOM|MISCONF)\b/.test(text)) throw new StoreFullError('no room in Redis');
    throw error;
  }
}

/** Says so when Redis is set up in a way that may lose what was acknowledged. Not every Redis lets itself be asked. */
async function warnOfLoss(redis: Redis, warn: (message: string) => void): Promise<void> {
  const setting = async (name: string): Promise<string | null> => {
    const answer: unknown = await redis.config('GET', name).catch(() => null);
    const value: unknown = Array.isArray(answer) ? answer[1] : null;
    return typeof value === 'string' ? value : null;
  };
  if ((await setting('appendonly')) === 'no') {
    warn('Redis keeps no append-only file: a crash of Redis may lose reports that were acknowledged');
  } else if ((await setting('appendfsync')) !== 'always') {
    warn('Redis may lose the last second in a crash; set appendfsync to always to rule that out');
  }
  const eviction = await setting('maxmemory-policy');
  if (eviction !== null && eviction !== 'noeviction') {
    warn(`Redis drops keys when it is full (${eviction}); set maxmemory-policy to noeviction`);
  }
}
