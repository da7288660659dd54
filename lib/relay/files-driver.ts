import { randomUUID } from 'node:crypto';
import { type FSWatcher, watch } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Driver } from 'unstorage';

/** Ending of a file that is still being written. */
const UNFINISHED = '.unfinished';

/**
 * Storage of unstorage in a folder, one file an item, a subfolder for what stands before a colon. What is written is
 * there whole or not at all, and still there after a power cut: written beside, synced, renamed, the folder synced.
 * unstorage's own drivers for files write in place, so that a crash leaves half a file.
 * Only files right in the folder are watched.
 */
export function filesDriver(folder: string): Driver {
  const pathOf = (key: string): string => {
    const parts = key.split(':');
    if (parts.some((part) => !/^[\w-][\w.-]*$/.test(part))) throw new Error('not a name for a file');
    return join(folder, ...parts);
  };

  const keysBelow = async (path: string, before: string): Promise<string[]> => {
    const entries = await readdir(path, { withFileTypes: true }).catch(orNothing);
    const found = (entries ?? []).map(async (entry) => {
      if (entry.isDirectory()) return keysBelow(join(path, entry.name), `${before}${entry.name}:`);
      return entry.isFile() && !entry.name.endsWith(UNFINISHED) ? [before + entry.name] : [];
    });
    return (await Promise.all(found)).flat();
  };

  return {
    name: 'atomic-files',
    hasItem: async (key) => (await readFile(pathOf(key)).catch(orNothing)) !== null,
    getItem: (key) => readFile(pathOf(key), 'utf8').catch(orNothing),
    async setItem(key, value) {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const beside = `${path}.${randomUUID()}${UNFINISHED}`;
      try {
        const file = await open(beside, 'wx', 0o600);
        try {
          await file.writeFile(value, 'utf8');
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(beside, path);
      } catch (error) {
        await rm(beside, { force: true }).catch(() => {});
        throw error;
      }
      await syncFolder(dirname(path));
    },
    async removeItem(key) {
      await unlink(pathOf(key)).catch(orNothing);
    },
    getKeys: (base) => {
      const parts = base.split(':').filter(Boolean);
      return keysBelow(join(folder, ...parts), parts.map((part) => `${part}:`).join(''));
    },
    watch(callback) {
      const watcher: FSWatcher = watch(folder, { persistent: false }, (_, name) => {
        if (name !== null && !name.endsWith(UNFINISHED)) callback('update', name);
      });
      // A watch that breaks leaves the relay's regular look at the store.
      watcher.on('error', () => watcher.close());
      return () => watcher.close();
    },
  };
}

/** Removes what a killed relay left half written in a folder and the folders right below. */
export async function removeUnfinished(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && entry.name.endsWith(UNFINISHED)) {
      await rm(join(entry.parentPath, entry.name), { force: true });
    }
  }
}

/** A rename is only sure to outlast a power cut once its folder is synced; Windows neither needs nor allows it. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Turns "there is no such file" into null and throws everything else. */
function orNothing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}
