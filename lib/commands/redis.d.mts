import type { Host } from './host.mjs';

/** A Redis server that the tests of the relay can start. */
export interface FoundRedis {
  /** Absolute path of the program. */
  readonly path: string;
  readonly source: 'variable' | 'installed' | 'package';
}

/** No Redis: a sentence for people, and the command that would install it. */
export interface MissingRedis {
  readonly missing: 'redis';
  readonly sentence: string;
  readonly command: string;
}

/**
 * Finds redis-server: CORDON_REDIS, or one that is installed; with `get` also installs Debian's package.
 * Only tests need it. Never rejects.
 */
export function findRedis(options?: {
  readonly get?: boolean;
  readonly host?: Host;
  readonly say?: (line: string) => void;
}): Promise<FoundRedis | MissingRedis>;
