import { spawn } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import process from 'node:process';

/**
 * The machine as the set-up sees it: files, environment and programs. Tests hand in another one.
 * @typedef {import('./host.mjs').Host} Host
 */

/**
 * Runs a program without a shell and gives how it ended. It never rejects: a program that is not there is code null.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('./host.mjs').RunOptions} options
 * @returns {Promise<import('./host.mjs').RunResult>}
 */
function run(command, args, { timeoutMs, env, show = false }) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, [...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      // A grandchild may hold the pipes open, and 'close' would wait for it.
      child.stdout.destroy();
      child.stderr.destroy();
    }, timeoutMs);
    const take = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString();
      if (show) process.stdout.write(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ code: null, output: output + error.message });
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, output });
    });
  });
}

/**
 * This machine.
 * @returns {Host}
 */
export function thisHost() {
  const exists = (/** @type {string} */ path) => {
    try {
      accessSync(path, constants.F_OK);
      return true;
    } catch {
      return false;
    }
  };
  return {
    platform: process.platform,
    env: process.env,
    home: homedir(),
    isRoot: process.getuid?.() === 0,
    exists,
    read(path) {
      try {
        return readFileSync(path, 'utf8');
      } catch {
        return null;
      }
    },
    findOnPath(name) {
      for (const folder of (process.env.PATH ?? '').split(delimiter)) {
        const path = join(folder, name);
        if (folder && exists(path)) return path;
      }
      return null;
    },
    run,
  };
}
