import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ROOT } from '../e2e/session';

const BUILD = join(ROOT, '.output', 'chrome-mv3');

/** Size of a built file in kB (1,000 bytes), as gzip -9 packs it. */
async function gzipKb(name: string): Promise<number> {
  return gzipSync(await readFile(join(BUILD, name)), { level: 9 }).length / 1000;
}

/** How much script a page is given: the larger of the sentinels, and the guard. Throws when one was not built. */
export async function measureSize(): Promise<Record<string, number>> {
  const sentinels = (await readdir(BUILD)).filter((name) => /^sentinel-\w+\.js$/.test(name));
  if (sentinels.length === 0) throw new Error(`no sentinel in ${BUILD}`);
  const sentinel = Math.max(...(await Promise.all(sentinels.map(gzipKb))));
  return {
    'size.sentinel_gzip_kb': sentinel,
    // The sentinel speaks to the browser without the polyfill, so all of it is ours.
    'size.sentinel_own_gzip_kb': sentinel,
    'size.guard_gzip_kb': await gzipKb('guard.js'),
  };
}
