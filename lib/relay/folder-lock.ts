import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Milliseconds between two signs of life in the lock's file. */
const TOUCH_MS = 10_000;

/** Milliseconds without a sign of life after which the lock of another machine is taken over. */
const STALE_MS = 60_000;

/** Another relay works in this folder. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
}

/** Folders that this process holds; its own number in a file would otherwise look like that of a predecessor. */
const held = new Set<string>();

/**
 * Takes a folder for one relay alone: two on the same files would not see each other's changes. A lock whose process
 * is gone is taken over, so a killed relay starts again at once.
 * @returns what gives the folder back
 * @throws FolderInUseError
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'relay.lock');
  if (held.has(path)) throw new FolderInUseError(`a relay works in ${folder} already`);
  held.add(path);
  try {
    const mine = `${JSON.stringify({ process: process.pid, started: startOf(process.pid), machine: hostname(), id: randomUUID() })}\n`;
    // Three times: whoever else starts now may take the stale lock away under our hands.
    for (let attempt = 0; ; attempt += 1) {
      if (await create(path, mine)) break;
      if (attempt >= 3 || !(await removeStale(path))) {
        throw new FolderInUseError(`another relay works in ${folder} (${path})`);
      }
    }
    const timer = setInterval(() => {
      const now = new Date();
      utimes(path, now, now).catch(() => {});
    }, TOUCH_MS);
    timer.unref();
    return async () => {
      clearInterval(timer);
      if ((await readFile(path, 'utf8').catch(() => null)) === mine) await rm(path, { force: true });
      held.delete(path);
    };
  } catch (error) {
    held.delete(path);
    throw error;
  }
}

async function create(path: string, content: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(content);
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes a lock whose holder is gone. Gives whether it is worth trying again. */
async function removeStale(path: string): Promise<boolean> {
  const content = await readFile(path, 'utf8').catch(() => null);
  if (content === null) return true;
  if (await isAlive(path, content)) return false;
  // Renaming succeeds for one only; if it hit the lock of somebody who was faster, that one goes back.
  const away = `${path}.${randomUUID()}`;
  try {
    await rename(path, away);
  } catch {
    return true;
  }
  if ((await readFile(away, 'utf8')) !== content) await link(away, path).catch(() => {});
  await rm(away, { force: true });
  return true;
}

async function isAlive(path: string, content: string): Promise<boolean> {
  const touched = (await stat(path).catch(() => null))?.mtimeMs ?? 0;
  const fresh = Math.abs(Date.now() - touched) < STALE_MS;
  let holder: { process?: unknown; started?: unknown; machine?: unknown };
  try {
    holder = Object(JSON.parse(content));
  } catch {
    // Half a lock: its writer is just now writing it, or was killed at that.
    return fresh && content === '';
  }
  if (holder.machine !== hostname() || typeof holder.process !== 'number') return fresh;
  if (holder.process === process.pid) return false;
  try {
    process.kill(holder.process, 0);
  } catch (error) {
    // Not allowed to signal it means that it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  // Numbers of processes come again; the instant of the start does not.
  return typeof holder.started !== 'string' || holder.started === startOf(holder.process);
}

/** When a process started, in the system's own count; null where /proc does not tell. */
function startOf(pid: number): string | null {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is a name in brackets that may hold spaces; the start is the 22nd.
    return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
