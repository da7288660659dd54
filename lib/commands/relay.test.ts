import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

// Relays start as processes of their own here, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cordon-relay-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the command until it ends by itself, or until it prints `enough`. */
function relay(args: string[], env: Record<string, string> = {}, enough = /^$/) {
  return new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'lib/commands/relay.ts', ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
      if (enough.test(out)) child.kill('SIGTERM');
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

it.each<[what: string, args: string[], env: Record<string, string>, code: number, sentence: RegExp]>([
  ['half of the TLS pair', ['--cert', 'x.pem'], {}, 2, /^--key is missing: https needs both\.\n$/],
  [
    'a certificate that is not there',
    ['--cert', 'no.pem', '--key', 'no.pem'],
    {},
    1,
    /^no\.pem: cannot be read/,
  ],
  ['a port that is none', ['--port', '70000'], {}, 2, /^--port must be/],
  ['an option that is none', ['--fodler', 'x'], {}, 2, /^Unknown option '--fodler'\. Try --help\.\n$/],
  [
    'two places to keep things',
    ['--folder', 'x'],
    { CORDON_RELAY_REDIS: 'redis://x' },
    2,
    /exclude each other/,
  ],
  ['a Redis address that is none', [], { CORDON_RELAY_REDIS: 'localhost' }, 2, /must begin with redis:/],
  [
    'a token that is too short',
    ['--port', '0'],
    { CORDON_RELAY_DESK_TOKEN: 'short' },
    1,
    /desk token must have 16/,
  ],
])('%s is refused in one sentence', async (_, args, env, code, sentence) => {
  const needsFolder = !args.includes('--folder') && !env.CORDON_RELAY_REDIS;
  const result = await relay([...args, '--log', 'silent', ...(needsFolder ? ['--folder', folder] : [])], env);
  expect(result).toMatchObject({ code, out: '', err: expect.stringMatching(sentence) });
});

it('a port that is taken and a folder that is none are named', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? String(address.port) : '';
  const taken = await relay(['--folder', folder, '--port', port, '--log', 'silent']);
  await new Promise((resolve) => server.close(resolve));
  expect(taken).toMatchObject({
    code: 1,
    err: `Port ${port} of 127.0.0.1 is taken: choose another with --port.\n`,
  });
  await writeFile(join(folder, 'a-file'), '');
  const noFolder = await relay(['--folder', join(folder, 'a-file'), '--port', '0', '--log', 'silent']);
  expect(noFolder).toMatchObject({ code: 1, err: expect.stringMatching(/a-file: cannot be written/) });
});

it('the tokens are printed at the first start, afterwards only when asked for', async () => {
  const args = ['--folder', join(folder, 'tokens'), '--port', '0', '--log', 'silent'];
  const end = /Tokens .*\n|joining codes/;
  const first = await relay(args, {}, end);
  const [, token = 'none'] = /Desk token +(\S+)/.exec(first.out) ?? [];
  expect(first).toMatchObject({ code: 0, err: '' });
  expect(token).toMatch(/^[\w-]{43}$/);
  expect((await relay(args, {}, end)).out).not.toContain(token);
  expect((await relay([...args, '--show-tokens'], {}, end)).out).toContain(token);
});
