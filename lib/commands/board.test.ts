import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBoard } from '../board/open';
import { sampleBoard } from '../board/testing';
import { openKeysFile } from '../desk/keys-file';
import { parseJoiningCode } from '../settings/joining-code';

const COMMAND = fileURLToPath(new URL('./board.ts', import.meta.url));
const ADDRESS = 'https://board.example/board';
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cordon-board-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line as `npm run board --` does, in a folder of its own for the files. */
function board(...args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const node = ['--import', import.meta.resolve('tsx'), COMMAND, ...args];
    execFile(process.execPath, node, { cwd: folder }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

const file = (name: string) => join(folder, name);
const sequenceIn = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(file(name), 'utf8')).sequence;

it('an author makes keys, signs a board, prints the code, and a browser opens it', {
  timeout: 60_000,
}, async () => {
  expect(await board('--help')).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Usage:') });
  expect(await board()).toMatchObject({ code: 2 });
  expect(await board('burn')).toMatchObject({ code: 2, err: 'There is no command "burn". Try --help.\n' });
  expect(await board('sign', '--colour', 'red')).toMatchObject({
    code: 2,
    err: expect.stringContaining('--colour'),
  });
  expect(await board('keys', '--force', 'Not A Key', '--out', 'keys.json')).toMatchObject({ code: 2 });

  expect(await board('keys', '--force', 'teifi-coast', '--out', 'keys.json')).toMatchObject({
    code: 0,
    err: '',
  });
  const keys = await readFile(file('keys.json'), 'utf8');
  const recovery = JSON.parse(await readFile(file('keys.json.recovery'), 'utf8'));
  expect(keys).toContain(recovery.key.kid);
  expect(keys).not.toContain(recovery.key.d);
  if (process.platform !== 'win32') {
    for (const name of ['keys.json', 'keys.json.recovery'])
      expect((await stat(file(name))).mode & 0o777).toBe(0o600);
  }
  expect(await board('keys', '--force', 'teifi-coast', '--out', 'keys.json')).toMatchObject({
    code: 1,
    err: expect.stringContaining('never overwritten'),
  });
  expect(await readFile(file('keys.json'), 'utf8')).toBe(keys);

  await writeFile(file('board.json'), JSON.stringify(sampleBoard()));
  const sign = (...more: string[]) =>
    board('sign', 'board.json', '--keys', 'keys.json', '--out', 'board', ...more);
  expect(await sign()).toMatchObject({ code: 0, err: '' });
  await writeFile(file('board.json'), JSON.stringify(sampleBoard({ hashtags: [] })));
  expect(await sign()).toMatchObject({ code: 1, err: expect.stringContaining('holds board 7 already') });
  expect(await sign('--bump', '--days', '30')).toMatchObject({
    code: 0,
    out: expect.stringContaining('board 8'),
  });
  expect(await sequenceIn('board.json')).toBe(8);

  const printed = await board('code', '--keys', 'keys.json', '--board', ADDRESS);
  const joined = parseJoiningCode(printed.out);
  if (!joined.ok) throw new Error(joined.problem);
  expect(joined.membership.boards).toEqual([ADDRESS]);
  const text = await readFile(file('board'), 'utf8');
  const opened = await openBoard(text, joined.membership, { now: Date.now(), lastSequence: 7 });
  expect(opened).toMatchObject({ ok: true, board: { sequence: 8, hashtags: [] } });
  expect(await board('code', '--keys', 'keys.json', '--board', 'http://board.example/')).toMatchObject({
    code: 2,
  });

  const shown = await board('show', 'board', '--keys', 'keys.json');
  expect(JSON.parse(shown.out)).toMatchObject({ sequence: 8, force: { id: 'teifi-coast' } });
  expect(await board('show', 'board.json', '--keys', 'keys.json')).toMatchObject({
    code: 1,
    err: 'board.json: refused as not-a-board.\n',
  });
  expect(await board('show', 'board', '--keys', 'board.json')).toMatchObject({ code: 1 });

  await writeFile(
    file('board.json'),
    JSON.stringify(sampleBoard({ contacts: { communications: { name: {} } } })),
  );
  expect(await sign()).toMatchObject({
    code: 1,
    err: 'board.json: contacts.communications.name: a text needs English or Welsh\n',
  });
  await writeFile(file('board.json'), '{');
  expect(await sign()).toMatchObject({ code: 1, err: expect.stringMatching(/^board\.json: is not JSON/) });
});

it('keys closed by a passphrase sign too, and a board can name the keys that count', {
  timeout: 60_000,
}, async () => {
  await writeFile(file('passphrase'), 'môr a mynydd 1\r\n');
  await writeFile(file('short'), 'mynydd\n');
  await writeFile(file('named.json'), JSON.stringify(sampleBoard()));
  const make = (passphrase: string) =>
    board('keys', '--force', 'teifi-coast', '--out', 'closed', '--passphrase-file', passphrase);
  expect(await make('short')).toMatchObject({ code: 1, err: expect.stringContaining('12 characters') });
  expect(await make('passphrase')).toMatchObject({ code: 0, err: '' });
  const opened = await openKeysFile(await readFile(file('closed'), 'utf8'), 'môr a mynydd 1');
  if (!opened.ok) throw new Error(opened.problem);

  const sign = (...more: string[]) =>
    board('sign', 'named.json', '--keys', 'closed', '--out', 'named', '--name-keys', ...more);
  expect(await sign()).toMatchObject({ code: 2, err: expect.stringContaining('--passphrase-file') });
  expect(await sign('--passphrase-file', 'short')).toMatchObject({
    code: 1,
    err: 'closed: is not opened by this passphrase.\n',
  });
  expect(await sign('--passphrase-file', 'passphrase')).toMatchObject({ code: 0, err: '' });
  const { keys } = JSON.parse(await readFile(file('named.json'), 'utf8'));
  expect(keys.opening[0].kid).toBe(opened.keys.opening[0]?.kid);
  expect(JSON.stringify(keys)).not.toContain(opened.keys.signing[0]?.d);

  const first = {
    version: 1,
    forceId: 'teifi-coast',
    signingKey: opened.keys.signing[0],
    contentKey: opened.keys.content[0],
    recoveryKey: opened.keys.recoveryKey,
  };
  await writeFile(file('first.json'), JSON.stringify(first));
  expect(await board('show', 'named', '--keys', 'first.json')).toMatchObject({ code: 0 });
  expect(
    await board('sign', 'named.json', '--keys', 'first.json', '--out', 'other', '--name-keys'),
  ).toMatchObject({ code: 1, err: expect.stringContaining('earlier version') });
});
