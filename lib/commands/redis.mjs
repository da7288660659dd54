/** Finds the Redis that the relay's tests start. Plain JavaScript without dependencies, like browsers.mjs. */
import { aptGet } from './browsers.mjs';
import { thisHost } from './host.mjs';

const VERSION_MS = 10_000;
const COMMAND = 'sudo apt-get install redis-server';

/** See redis.d.mts. */
export async function findRedis({ get = false, host = thisHost(), say = () => {} } = {}) {
  const starts = async (/** @type {string | null} */ path) =>
    path !== null &&
    host.exists(path) &&
    (await host.run(path, ['--version'], { timeoutMs: VERSION_MS })).code === 0;

  const named = host.env.CORDON_REDIS;
  if (named) {
    if (await starts(named)) return { path: named, source: 'variable' };
    return {
      missing: 'redis',
      sentence: `CORDON_REDIS names ${named}, but it does not start.`,
      command: COMMAND,
    };
  }
  const here = host.findOnPath('redis-server');
  if (here && (await starts(here))) return { path: here, source: 'installed' };
  if (get) {
    say("No redis-server found. Trying the system's package …");
    const packaged = await aptGet(host, 'redis-server');
    const now = packaged?.code === 0 ? host.findOnPath('redis-server') : null;
    if (now && (await starts(now))) return { path: now, source: 'package' };
    say(packaged ? 'That did not work.' : 'This needs apt-get and the right to use it: not here.');
  }
  return {
    missing: 'redis',
    sentence:
      'The tests of many relays on one Redis need redis-server: install it, or name one in CORDON_REDIS.',
    command: COMMAND,
  };
}
