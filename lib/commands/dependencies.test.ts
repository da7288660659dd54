import { describe, expect, it } from 'vitest';
import { nodeProblem, npmCommand, sameTree, stampOf } from './dependencies.mjs';

const lockOf = (packages: Record<string, object>) => JSON.stringify({ packages });
const left = { version: '1.0.0', integrity: 'sha512-a' };

describe('the set-up knows when node_modules is what the lockfile asks for', () => {
  const lock = lockOf({
    '': { name: 'cordon' },
    'test/stage': { name: '@cordon/stage' },
    'node_modules/@cordon/stage': { link: true },
    'node_modules/left': left,
    'node_modules/native-win32': { version: '2.0.0', optional: true },
  });

  it('the same packages, with those for other systems left out', () => {
    expect(sameTree(lock, lockOf({ 'test/stage': {}, 'node_modules/left': left }))).toBe(true);
  });

  it.each([
    ['a package missing', {}],
    ['another version', { 'node_modules/left': { ...left, version: '1.0.1' } }],
    ['other content', { 'node_modules/left': { ...left, integrity: 'sha512-b' } }],
    ['one too many', { 'node_modules/left': left, 'node_modules/extra': left }],
  ])('%s is noticed', (_name, installed) => {
    expect(sameTree(lock, lockOf(installed))).toBe(false);
  });

  it('text that cannot be read counts as different', () => {
    expect(sameTree(lock, '{')).toBe(false);
    expect(sameTree('{}', '{}')).toBe(false);
  });

  it('the stamp changes with the lockfile and the system, not with line endings', () => {
    const linux = { version: '20.20.2', platform: 'linux', arch: 'x64' };
    expect(stampOf('a\nb', linux)).toBe(stampOf('a\r\nb', { ...linux, version: '20.19.0' }));
    expect(stampOf('a\nb', linux)).not.toBe(stampOf('a\nc', linux));
    expect(stampOf('a\nb', linux)).not.toBe(stampOf('a\nb', { ...linux, platform: 'darwin' }));
  });
});

describe('npm is run without a shell', () => {
  const anywhere = { exists: () => true, env: {} };

  it("through npm's own script where npm started us", () => {
    const env = { npm_execpath: '/opt/npm/bin/npm-cli.js' };
    expect(npmCommand({ ...anywhere, env, execPath: '/usr/bin/node', platform: 'linux' })).toEqual([
      '/usr/bin/node',
      '/opt/npm/bin/npm-cli.js',
    ]);
  });

  it("not through another package manager's", () => {
    const env = { npm_execpath: '/opt/pnpm.cjs' };
    expect(npmCommand({ env, exists: () => false, execPath: '/usr/bin/node', platform: 'linux' })).toEqual([
      'npm',
    ]);
  });

  it('beside node on Windows, where npm.cmd would need a shell', () => {
    const execPath = 'C:\\Program Files\\nodejs\\node.exe';
    expect(npmCommand({ ...anywhere, execPath, platform: 'win32' })).toEqual([
      execPath,
      'C:\\Program Files\\nodejs\\node_modules\\npm\\bin\\npm-cli.js',
    ]);
    expect(npmCommand({ env: {}, exists: () => false, execPath, platform: 'win32' })).toBeNull();
  });
});

describe('an old Node is told in one sentence', () => {
  it.each(['18.20.0', '20.18.3'])('%s', (version) => {
    expect(nodeProblem(version, '>=20.19')).toMatch(/^Cordon needs Node 20\.19 or later.*nodejs\.org\.$/);
  });
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.11.1'])('%s is enough', (version) => {
    expect(nodeProblem(version, '>=20.19')).toBeNull();
  });
});
