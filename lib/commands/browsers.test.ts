import { describe, expect, it } from 'vitest';
import { findChromium, findFirefox } from './browsers.mjs';
import type { Host, RunResult } from './host.mjs';

interface Machine {
  platform?: NodeJS.Platform;
  env?: Record<string, string>;
  /** Path to what `--version` prints; null when the program does not start. */
  programs?: Record<string, string | null>;
  onPath?: Record<string, string>;
  files?: Record<string, string>;
  isRoot?: boolean;
  /** What a call does, by a piece of its command line; it may change the machine. */
  calls?: Record<string, (machine: Machine) => Partial<RunResult>>;
}

/** A machine in memory that notes every program it was asked to run. */
function machineOf(machine: Machine): Host & { ran: string[] } {
  const ran: string[] = [];
  const programs = machine.programs ?? {};
  return {
    ran,
    platform: machine.platform ?? 'linux',
    env: machine.env ?? {},
    home: '/home/op',
    isRoot: machine.isRoot ?? false,
    exists: (path) => path in programs || path in (machine.files ?? {}),
    read: (path) => machine.files?.[path] ?? null,
    findOnPath: (name) => machine.onPath?.[name] ?? null,
    async run(command, args) {
      const line = [command, ...args].join(' ');
      if (args[0] === '--version') {
        const version = programs[command];
        return version
          ? { code: 0, output: `${version}\n` }
          : { code: 127, output: 'libnss3.so: cannot open' };
      }
      ran.push(line);
      for (const [piece, call] of Object.entries(machine.calls ?? {})) {
        if (line.includes(piece)) return { code: 0, output: '', ...call(machine) };
      }
      return { code: 1, output: '' };
    },
  };
}

const CHROMIUM = 'Chromium 156.0.8078.79 built on Debian';
const KEPT = '/home/op/.cache/ms-playwright/chromium-1/chrome';
/** Playwright always knows where its Chromium would be, whether it is there or not. */
const playwrightKnows = { executablePath: () => ({ output: KEPT }) };

describe('finding Chromium', () => {
  it('takes the one named in the environment before any other', async () => {
    const host = machineOf({
      env: { CORDON_CHROMIUM: '/opt/chromium' },
      programs: { '/opt/chromium': CHROMIUM, '/usr/lib/chromium/chromium': CHROMIUM },
    });
    expect(await findChromium({ host })).toEqual({
      path: '/opt/chromium',
      kind: 'chromium',
      source: 'variable',
    });
  });

  it('does not fall back silently when the named one cannot be used', async () => {
    const host = machineOf({
      env: { CORDON_CHROMIUM: '/opt/gone' },
      programs: { '/usr/lib/chromium/chromium': CHROMIUM },
    });
    expect(await findChromium({ host, get: true })).toMatchObject({
      missing: 'chromium',
      sentence: expect.stringContaining('/opt/gone, but there is no file'),
    });
    expect(host.ran).toEqual([]);
  });

  it('prefers the program to the wrapper that adds switches of its own', async () => {
    const host = machineOf({
      onPath: { chromium: '/usr/bin/chromium' },
      programs: { '/usr/bin/chromium': CHROMIUM, '/usr/lib/chromium/chromium': CHROMIUM },
    });
    expect(await findChromium({ host })).toMatchObject({
      path: '/usr/lib/chromium/chromium',
      source: 'installed',
    });
  });

  it.each(['Google Chrome 156.0.1', 'Microsoft Edge 156.0.1'])('never takes %s', async (version) => {
    const host = machineOf({
      env: { CORDON_CHROMIUM: '/opt/branded' },
      programs: { '/opt/branded': version },
    });
    expect(await findChromium({ host })).toMatchObject({
      missing: 'chromium',
      sentence: expect.stringContaining('no longer loads unpacked extensions'),
    });
  });

  it("takes Chrome for Testing, which Playwright fetches under Chromium's name", async () => {
    const host = machineOf({
      programs: { [KEPT]: 'Google Chrome for Testing 159.0.8154.6' },
      calls: playwrightKnows,
    });
    expect(await findChromium({ host })).toEqual({ path: KEPT, kind: 'chromium', source: 'fetched' });
  });

  it('passes over one that does not start, and says so', async () => {
    const host = machineOf({ programs: { '/usr/lib/chromium/chromium': null } });
    expect(await findChromium({ host })).toMatchObject({
      sentence: expect.stringContaining('/usr/lib/chromium/chromium: it does not start'),
    });
  });

  it('changes nothing on the machine when it was only asked to look', async () => {
    const host = machineOf({
      isRoot: true,
      onPath: { 'apt-get': '/usr/bin/apt-get' },
      calls: playwrightKnows,
    });
    expect(await findChromium({ host })).toMatchObject({
      missing: 'chromium',
      command: 'sudo apt-get install chromium',
    });
    expect(host.ran.filter((line) => line.includes('install'))).toEqual([]);
  });

  it("fetches Playwright's full Chromium, not the shell that loads no extension", async () => {
    const host = machineOf({
      programs: {},
      calls: {
        ...playwrightKnows,
        'install chromium --no-shell': (machine) => {
          if (machine.programs) machine.programs[KEPT] = 'Google Chrome for Testing 159.0.8154.6';
          return {};
        },
      },
    });
    expect(await findChromium({ host, get: true })).toMatchObject({ path: KEPT, source: 'fetched' });
  });

  it("falls back to Debian's package, with fresh package lists when the first try fails", async () => {
    const said: string[] = [];
    let updated = false;
    const host = machineOf({
      isRoot: true,
      onPath: { 'apt-get': '/usr/bin/apt-get' },
      programs: {},
      calls: {
        ...playwrightKnows,
        'apt-get update': () => {
          updated = true;
          return {};
        },
        'apt-get install -y chromium': (machine) => {
          if (!updated) return { code: 100 };
          if (machine.programs) machine.programs['/usr/lib/chromium/chromium'] = CHROMIUM;
          return {};
        },
      },
    });
    expect(await findChromium({ host, get: true, say: (line) => said.push(line) })).toEqual({
      path: '/usr/lib/chromium/chromium',
      kind: 'chromium',
      source: 'package',
    });
    expect(said).toHaveLength(2);
  });

  it('uses sudo only where it asks for no password', async () => {
    const onPath = { 'apt-get': '/usr/bin/apt-get', sudo: '/usr/bin/sudo' };
    const asks = machineOf({ onPath, calls: playwrightKnows });
    await findChromium({ host: asks, get: true });
    expect(asks.ran.filter((line) => line.includes('apt-get'))).toEqual([]);

    const quiet = machineOf({ onPath, calls: { ...playwrightKnows, 'sudo -n true': () => ({}) } });
    await findChromium({ host: quiet, get: true });
    expect(quiet.ran).toContain('/usr/bin/sudo -n /usr/bin/apt-get install -y chromium');
  });

  it('looks where Windows and macOS keep it', async () => {
    const windows = machineOf({
      platform: 'win32',
      env: { LOCALAPPDATA: 'C:\\Users\\op\\AppData\\Local' },
      programs: { 'C:\\Users\\op\\AppData\\Local\\Chromium\\Application\\chrome.exe': null },
    });
    expect(await findChromium({ host: windows })).toMatchObject({ source: 'installed' });
    const mac = machineOf({
      platform: 'darwin',
      programs: { '/Applications/Chromium.app/Contents/MacOS/Chromium': CHROMIUM },
    });
    expect(await findChromium({ host: mac })).toMatchObject({ source: 'installed' });
  });
});

describe('finding Firefox', () => {
  it('passes over one older than the manifest admits', async () => {
    const host = machineOf({
      onPath: { 'firefox-esr': '/usr/bin/firefox-esr', firefox: '/usr/bin/firefox' },
      programs: {
        '/usr/bin/firefox-esr': 'Mozilla Firefox 140.5.0esr',
        '/usr/bin/firefox': 'Mozilla Firefox 153.0',
      },
    });
    expect(await findFirefox({ host })).toEqual({
      path: '/usr/bin/firefox',
      kind: 'firefox',
      source: 'installed',
    });
  });

  it('reads the version on Windows from the file beside the program', async () => {
    const path = 'C:\\Program Files\\Mozilla Firefox\\firefox.exe';
    const files = { 'C:\\Program Files\\Mozilla Firefox\\application.ini': '[App]\r\nVersion=141.0\r\n' };
    const env = { PROGRAMFILES: 'C:\\Program Files' };
    const host = machineOf({ platform: 'win32', env, files, programs: { [path]: null } });
    expect(await findFirefox({ host })).toMatchObject({
      missing: 'firefox',
      sentence: expect.stringContaining('older than 142'),
    });
  });

  it('finds what @puppeteer/browsers fetched, now or before', async () => {
    const path = '/home/op/.cache/puppeteer/firefox/linux-stable_153.0/firefox/firefox';
    const before = machineOf({
      files: { '/home/op/.cache/puppeteer/firefox': '' },
      programs: { [path]: 'Mozilla Firefox 153.0' },
      calls: { 'main-cli.js list': () => ({ output: `firefox@stable_153.0 (linux) ${path}\n` }) },
    });
    expect(await findFirefox({ host: before })).toMatchObject({ path, source: 'fetched' });
    const now = machineOf({
      programs: { [path]: 'Mozilla Firefox 153.0' },
      calls: { 'install firefox@stable': () => ({ output: `firefox@stable_153.0 ${path}\n` }) },
    });
    expect(await findFirefox({ host: now, get: true })).toMatchObject({ path, source: 'fetched' });
  });

  it('says in one sentence what to install where nothing can be had', async () => {
    const host = machineOf({ platform: 'darwin' });
    expect(await findFirefox({ host, get: true })).toEqual({
      missing: 'firefox',
      sentence: 'Firefox 142 or later is needed: install it, or name one in CORDON_FIREFOX.',
      command: 'npx @puppeteer/browsers install firefox@stable --path ~/.cache/puppeteer',
    });
  });
});
