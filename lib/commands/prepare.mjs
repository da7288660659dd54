/**
 * The set-up of `npm start`, `npm test`, `npm run bench` and `npm run relay`: Node, dependencies, generated types,
 * browsers, Redis; for the relay the first two only.
 * Usage: node lib/commands/prepare.mjs start|test|bench|relay
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { findChromium, findFirefox } from './browsers.mjs';
import { nodeProblem, npmCommand, sameTree, stampOf } from './dependencies.mjs';
import { findRedis } from './redis.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const STAMP = `${ROOT}node_modules/.cordon-stamp`;
const INSTALLED = `${ROOT}node_modules/.package-lock.json`;

const say = (/** @type {string} */ line) => process.stdout.write(`[set-up] ${line}\n`);

class SetUpError extends Error {}

/** Runs a program in the project's folder with its output shown; rejects when it fails. */
function show(
  /** @type {readonly [string, ...string[]]} */ [command, ...first],
  /** @type {string[]} */ args,
  /** @type {string} */ what,
) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...first, ...args], { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', (error) => reject(new SetUpError(`${what} could not start: ${error.message}`)));
    child.on('exit', (code) =>
      code === 0
        ? resolve(undefined)
        : reject(new SetUpError(`${what} failed (exit code ${code}); see above.`)),
    );
  });
}

async function dependencies() {
  const lock = readFileSync(`${ROOT}package-lock.json`, 'utf8');
  const stamp = stampOf(lock, {
    version: process.versions.node,
    platform: process.platform,
    arch: process.arch,
  });
  const kept = existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : null;
  if (kept === stamp) return;
  const system = (/** @type {string} */ text) => text.slice(text.indexOf(' '));
  const agrees =
    (kept === null || system(kept) === system(stamp)) &&
    existsSync(INSTALLED) &&
    sameTree(lock, readFileSync(INSTALLED, 'utf8'));
  if (!agrees) {
    const npm = npmCommand({
      execPath: process.execPath,
      platform: process.platform,
      env: process.env,
      exists: existsSync,
    });
    if (!npm)
      throw new SetUpError(
        'npm was not found beside Node: install Node from https://nodejs.org, which brings it.',
      );
    say('Installing dependencies with npm ci (about a minute the first time) …');
    await show(npm, ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], 'npm ci');
  }
  writeFileSync(STAMP, stamp);
}

async function main() {
  const purpose = process.argv[2] ?? 'start';
  const { engines } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8'));
  const tooOld = nodeProblem(process.versions.node, engines.node);
  if (tooOld) throw new SetUpError(tooOld);

  await dependencies();
  if (purpose === 'relay') return;
  say('Generating types with wxt prepare …');
  await show(
    [process.execPath, `${ROOT}node_modules/wxt/bin/wxt.mjs`],
    ['prepare', '--level', 'warn'],
    'wxt prepare',
  );

  const browsers = [await findChromium({ get: true, say })];
  if (purpose === 'test') browsers.push(await findFirefox({ get: true, say }));
  for (const browser of browsers) {
    if ('path' in browser) {
      say(`${browser.kind}: ${browser.path} (${browser.source})`);
    } else if (purpose === 'test') {
      say(`${browser.sentence} Its tests will be skipped; to install it: ${browser.command}`);
    } else {
      throw new SetUpError(`${browser.sentence} For example: ${browser.command}`);
    }
  }
  if (purpose !== 'test') return;
  const redis = await findRedis({ get: true, say });
  say(
    'path' in redis
      ? `redis: ${redis.path} (${redis.source})`
      : `${redis.sentence} Its tests will be skipped; to install it: ${redis.command}`,
  );
}

main().catch((error) => {
  process.stderr.write(`[set-up] ${error instanceof SetUpError ? error.message : (error?.stack ?? error)}\n`);
  process.exitCode = 1;
});
