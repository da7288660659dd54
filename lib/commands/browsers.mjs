/**
 * Finds the browsers that tests, tour and demo use, and gets one where none is installed.
 * Plain JavaScript without dependencies, because the set-up runs it before node_modules exists.
 */
import { posix, win32 } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { thisHost } from './host.mjs';

/** @typedef {import('./host.mjs').Host} Host */
/** @typedef {import('./browsers.mjs').Found} Found */
/** @typedef {import('./browsers.mjs').Missing} Missing */

/** The oldest Firefox the extension's manifest admits (strict_min_version). */
const FIREFOX_MINIMUM = 142;
/** A browser that does not say its version in this time is not usable for tests either. */
const VERSION_MS = 20_000;
/** Bound for fetching a browser: 180 MB at 1 MB/s. */
const DOWNLOAD_MS = 180_000;
/** Bound for Debian's package with what it depends on. */
const PACKAGE_MS = 300_000;

const MODULES = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const PLAYWRIGHT_CLI = `${MODULES}@playwright/test/cli.js`;
const PUPPETEER_CLI = `${MODULES}@puppeteer/browsers/lib/main-cli.js`;

/** Where an installed Chromium lies. Google Chrome and Edge are left out: they no longer load unpacked extensions. */
function chromiumPlaces(/** @type {Host} */ host) {
  if (host.platform === 'win32') {
    const roots = [host.env.LOCALAPPDATA, host.env.PROGRAMFILES, host.env['PROGRAMFILES(X86)']];
    return roots.flatMap((root) => (root ? [win32.join(root, 'Chromium', 'Application', 'chrome.exe')] : []));
  }
  if (host.platform === 'darwin') {
    return ['', host.home].map((root) => `${root}/Applications/Chromium.app/Contents/MacOS/Chromium`);
  }
  return [
    // Debian's wrapper in /usr/bin adds --load-extension= from CHROMIUM_FLAGS, so the program itself goes first.
    '/usr/lib/chromium/chromium',
    '/usr/lib64/chromium-browser/chromium-browser',
    '/usr/lib/chromium-browser/chromium-browser',
    host.findOnPath('chromium'),
    host.findOnPath('chromium-browser'),
    '/snap/bin/chromium',
  ].filter((path) => path !== null);
}

function firefoxPlaces(/** @type {Host} */ host) {
  if (host.platform === 'win32') {
    const roots = [host.env.PROGRAMFILES, host.env['PROGRAMFILES(X86)'], host.env.LOCALAPPDATA];
    return roots.flatMap((root) => (root ? [win32.join(root, 'Mozilla Firefox', 'firefox.exe')] : []));
  }
  if (host.platform === 'darwin') {
    return ['', host.home].map((root) => `${root}/Applications/Firefox.app/Contents/MacOS/firefox`);
  }
  return [host.findOnPath('firefox-esr'), host.findOnPath('firefox'), '/snap/bin/firefox'].filter(
    (path) => path !== null,
  );
}

/** What a browser says of itself (such as "Chromium 156.0.1"), or null when it does not start. */
async function versionOf(/** @type {Host} */ host, /** @type {string} */ path) {
  if (host.platform === 'win32') {
    // On Windows `--version` opens a window; Firefox keeps its version in a file beside the program.
    const ini = host.read(win32.join(win32.dirname(path), 'application.ini'));
    const version = ini && /^Version=(\S+)/m.exec(ini)?.[1];
    return version ? `Mozilla Firefox ${version}` : 'not asked';
  }
  const { code, output } = await host.run(path, ['--version'], { timeoutMs: VERSION_MS });
  const line = output.split('\n').find((text) => /\d+\.\d+/.test(text));
  return code === 0 && line ? line.trim() : null;
}

/** Why a program at a path cannot serve as the Chromium of the tests, or null when it can. */
async function chromiumProblem(/** @type {Host} */ host, /** @type {string} */ path) {
  if (!host.exists(path)) return 'there is no file';
  const version = await versionOf(host, path);
  if (version === null) return 'it does not start';
  if (/Microsoft Edge/.test(version) || /Google Chrome(?! for Testing)/.test(version)) {
    return `${version} no longer loads unpacked extensions from the command line`;
  }
  return null;
}

async function firefoxProblem(/** @type {Host} */ host, /** @type {string} */ path) {
  if (!host.exists(path)) return 'there is no file';
  const version = await versionOf(host, path);
  if (version === null) return 'it does not start';
  const major = Number(/(\d+)\./.exec(version)?.[1]);
  if (major < FIREFOX_MINIMUM) return `${version} is older than ${FIREFOX_MINIMUM}`;
  return null;
}

/** See browsers.d.mts. */
export async function aptGet(/** @type {Host} */ host, /** @type {string} */ packageName) {
  const apt = host.platform === 'linux' ? host.findOnPath('apt-get') : null;
  if (!apt) return null;
  /** @type {string[]} */
  let before = [];
  if (!host.isRoot) {
    const sudo = host.findOnPath('sudo');
    if (!sudo) return null;
    if ((await host.run(sudo, ['-n', 'true'], { timeoutMs: 5_000 })).code !== 0) return null;
    before = [sudo, '-n'];
  }
  const call = (/** @type {string[]} */ ...args) => {
    const [command = apt, ...rest] = [...before, apt, ...args];
    return host.run(command, rest, {
      timeoutMs: PACKAGE_MS,
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    });
  };
  const first = await call('install', '-y', packageName);
  if (first.code === 0) return first;
  // A fresh container has no package lists yet.
  await call('update');
  return call('install', '-y', packageName);
}

/**
 * The common course: variable, installed, already fetched, fetch now, Debian's package.
 * @param {Host} host
 * @param {object} browser
 * @param {'chromium' | 'firefox'} browser.kind
 * @param {string} browser.variable
 * @param {string} browser.title
 * @param {() => readonly string[]} browser.places
 * @param {(path: string) => Promise<string | null>} browser.problem
 * @param {() => Promise<string | null>} browser.fetched  where the fetching tool keeps one it fetched before
 * @param {string} browser.fetchTitle
 * @param {() => Promise<string | null>} browser.fetch
 * @param {string} browser.packageName
 * @param {string} browser.command  what a person would type to install one
 * @param {{ get: boolean, say: (line: string) => void }} how
 * @returns {Promise<Found | Missing>}
 */
async function find(host, browser, { get, say }) {
  const named = host.env[browser.variable];
  if (named) {
    const problem = await browser.problem(named);
    // Somebody who names a browser means that one: another in its place would test something else.
    if (problem) {
      return {
        missing: browser.kind,
        sentence: `${browser.variable} names ${named}, but ${problem}.`,
        command: browser.command,
      };
    }
    return { path: named, kind: browser.kind, source: 'variable' };
  }

  /** @type {string[]} */
  const refused = [];
  const usable = async (/** @type {string | null} */ path) => {
    if (path === null || !host.exists(path)) return false;
    const problem = await browser.problem(path);
    if (problem) refused.push(`${path}: ${problem}`);
    return problem === null;
  };
  const installed = async () => {
    for (const path of browser.places()) if (await usable(path)) return path;
    return null;
  };

  const here = await installed();
  if (here) return { path: here, kind: browser.kind, source: 'installed' };
  const kept = await browser.fetched();
  if (kept && (await usable(kept))) return { path: kept, kind: browser.kind, source: 'fetched' };

  if (get) {
    say(`No ${browser.title} found. Fetching one with ${browser.fetchTitle} …`);
    const path = await browser.fetch();
    if (path && (await usable(path))) return { path, kind: browser.kind, source: 'fetched' };
    say(`That did not work. Trying the system's package ${browser.packageName} …`);
    const packaged = await aptGet(host, browser.packageName);
    const now = packaged?.code === 0 ? await installed() : null;
    if (now) return { path: now, kind: browser.kind, source: 'package' };
    say(packaged ? 'That did not work either.' : 'This needs apt-get and the right to use it: not here.');
  }

  const also = refused.length > 0 ? ` Not usable: ${refused.join('; ')}.` : '';
  return {
    missing: browser.kind,
    sentence: `${browser.title} is needed: install it, or name one in ${browser.variable}.${also}`,
    command: browser.command,
  };
}

/** See browsers.d.mts. */
export async function findChromium({ get = false, host = thisHost(), say = () => {} } = {}) {
  const fetched = async () => {
    const { code, output } = await host.run(
      process.execPath,
      ['-e', 'process.stdout.write(require("@playwright/test").chromium.executablePath())'],
      // Found from the project whatever the current folder is.
      { timeoutMs: VERSION_MS, env: { NODE_PATH: MODULES } },
    );
    return code === 0 && output ? output : null;
  };
  return find(
    host,
    {
      kind: 'chromium',
      variable: 'CORDON_CHROMIUM',
      title: 'Chromium (not Chrome or Edge, which no longer load unpacked extensions)',
      places: () => chromiumPlaces(host),
      problem: (path) => chromiumProblem(host, path),
      fetched,
      fetchTitle: 'Playwright',
      fetch: async () => {
        await host.run(process.execPath, [PLAYWRIGHT_CLI, 'install', 'chromium', '--no-shell'], {
          timeoutMs: DOWNLOAD_MS,
          env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '5000' },
          show: true,
        });
        return fetched();
      },
      packageName: 'chromium',
      command: host.findOnPath('apt-get')
        ? 'sudo apt-get install chromium'
        : 'npx playwright install chromium --no-shell',
    },
    { get, say },
  );
}

/** See browsers.d.mts. */
export async function findFirefox({ get = false, host = thisHost(), say = () => {} } = {}) {
  const { join } = host.platform === 'win32' ? win32 : posix;
  const cache = join(host.home, '.cache', 'puppeteer');
  /** The command line prints "firefox@stable_153.0 /path/to/firefox", a line for each browser. */
  const pathIn = (/** @type {string} */ output) =>
    [...output.matchAll(/^firefox@\S+ (?:\(\S+\) )?(.+)$/gm)].at(-1)?.[1]?.trim() ?? null;
  return find(
    host,
    {
      kind: 'firefox',
      variable: 'CORDON_FIREFOX',
      title: `Firefox ${FIREFOX_MINIMUM} or later`,
      places: () => firefoxPlaces(host),
      problem: (path) => firefoxProblem(host, path),
      fetched: async () => {
        if (!host.exists(join(cache, 'firefox'))) return null;
        const { code, output } = await host.run(process.execPath, [PUPPETEER_CLI, 'list', '--path', cache], {
          timeoutMs: VERSION_MS,
        });
        return code === 0 ? pathIn(output) : null;
      },
      fetchTitle: '@puppeteer/browsers',
      fetch: async () => {
        const args = [PUPPETEER_CLI, 'install', 'firefox@stable', '--path', cache];
        const { code, output } = await host.run(process.execPath, args, { timeoutMs: DOWNLOAD_MS });
        return code === 0 ? pathIn(output) : null;
      },
      packageName: 'firefox-esr',
      command: host.findOnPath('apt-get')
        ? 'sudo apt-get install firefox-esr'
        : 'npx @puppeteer/browsers install firefox@stable --path ~/.cache/puppeteer',
    },
    { get, say },
  );
}
