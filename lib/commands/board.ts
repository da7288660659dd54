/**
 * The author's command line: makes a force's keys, signs its board, prints its joining code, shows a board.
 * Exit codes: 0 done, 1 not done and the reason on standard error, 2 asked in a way that is not understood.
 */
import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { type BoardInput, BoardInputError, signBoard } from '../board/author';
import { openBoard } from '../board/open';
import { boardSchema } from '../board/schema';
import {
  boardKeys,
  boardRelay,
  createForce,
  type ForceKeys,
  forceKeysSchema,
  joiningCodeFor,
  KeysError,
  membershipFor,
} from '../desk/force-keys';
import {
  isSealedFile,
  type KeysFileProblem,
  openKeysFile,
  PASSPHRASE_LEAST,
  passphraseProblem,
  sealKeysFile,
  sealRecoveryFile,
} from '../desk/keys-file';

const HELP = `Signs a force's board: the register, the notices, the hashtags and the contacts.

Usage: npm run board -- <command> [options]

  keys --force ID --out FILE [--recovery FILE] [--passphrase-file FILE]
      Makes a force's keys. ID is in lower case, such as teifi-coast. The recovery
      key goes into a file of its own, FILE.recovery unless named: keep that one
      offline. Files that exist are never overwritten. With a passphrase both
      files are closed, and the desk opens them with it; without, they are plain.

  sign BOARD.json --keys FILE --out FILE [--bump] [--days N] [--name-keys]
      Checks, signs and encrypts a board; put the result on any https server.
      --bump       raises the sequence by one and sets signedAt to now, in BOARD.json too
      --days N     sets expires to N days from now, in BOARD.json too
      --name-keys  names the keys that count from now on, and the relay, in BOARD.json
                   too: needed for sealed reports, and before keys are changed

  code --keys FILE [--board URL ...]
      Prints the joining code for browsers; the addresses are tried in order. Without
      any, the one that the desk publishes to.

  show FILE --keys FILE
      Prints a signed board as JSON; says on standard error if browsers refuse it.

  --help
      Prints this.

Wherever keys are read: --passphrase-file FILE names a file whose first line opens them,
if they were closed. A passphrase never stands on the command line, where others see it.
`;

/** Any address will do where a membership is only used for its keys. */
const NO_ADDRESS = ['https://board.invalid/'];
const DAY_MS = 24 * 60 * 60 * 1000;

/** Something the person at the keyboard can put right; the message is the whole of what they are told. */
class Refusal extends Error {
  constructor(
    message: string,
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(message);
  }
}

/** Options by which keys are read. */
const OPENING = ['keys', 'passphrase-file'];

/** What to tell whoever opens a file of keys. */
const FILE_PROBLEMS: Record<KeysFileProblem, string> = {
  empty: 'is empty',
  'not-a-keys-file': 'is no file of keys',
  damaged: 'is damaged; take another copy',
  'newer-version': 'was written by a newer Cordon',
  'wrong-passphrase': 'is not opened by this passphrase',
  invalid: 'holds no keys that can be read',
};

const commands: Record<string, (args: string[]) => Promise<void>> = { keys, sign, code, show };

async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || args.includes('--help') || args.includes('-h')) {
    process.stdout.write(HELP);
    return name === undefined ? 2 : 0;
  }
  try {
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!command) throw new Refusal(`There is no command "${name}". Try --help.`, 2);
    await command(rest);
    return 0;
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    return error instanceof Refusal ? error.exitCode : 1;
  }
}

/** keys --force ID --out FILE [--recovery FILE] [--passphrase-file FILE] */
async function keys(args: string[]): Promise<void> {
  const { values, files } = read(args, ['force', 'out', 'recovery', 'passphrase-file']);
  // `keys make` reads naturally and means the same.
  if (files.length > 1 || (files[0] ?? 'make') !== 'make')
    throw new Refusal(`What is "${files.at(-1)}"? Try --help.`, 2);
  const out = one(values, 'out');
  const recoveryFile = values.recovery?.[0] ?? `${out}.recovery`;
  for (const file of [out, recoveryFile]) {
    if (await stat(file).catch(() => null))
      throw new Refusal(`${file} exists already; keys are never overwritten.`);
  }
  const forceId = one(values, 'force');
  if (!v.is(forceKeysSchema.entries.forceId, forceId)) {
    throw new Refusal('--force must be lower-case letters, digits and hyphens, such as teifi-coast.', 2);
  }
  const passphrase = await readPassphrase(values);
  if (passphrase !== undefined && passphraseProblem(passphrase)) {
    throw new Refusal(`A passphrase needs ${PASSPHRASE_LEAST} characters or more.`);
  }
  const force = await createForce(forceId);
  const plain = (content: object) => `${JSON.stringify(content, null, 2)}\n`;
  await writeKeys(
    recoveryFile,
    passphrase === undefined ? plain(force.recovery) : await sealRecoveryFile(force.recovery, passphrase),
  );
  await writeKeys(
    out,
    passphrase === undefined ? plain(force.keys) : await sealKeysFile(force.keys, passphrase),
  );
  process.stdout.write(`${out}: the keys. Whoever has them can give orders to the whole force.\n`);
  process.stdout.write(`${recoveryFile}: the recovery key. Keep it offline, apart from the other.\n`);
}

/** sign BOARD.json --keys FILE --out FILE [--bump] [--days N] [--name-keys] */
async function sign(args: string[]): Promise<void> {
  const { values, files, flags } = read(args, [...OPENING, 'out', 'days'], ['bump', 'name-keys']);
  const source = only(files, 'the board to sign');
  const out = one(values, 'out');
  const force = await readKeys(values, flags['name-keys']);
  const days = values.days?.[0];
  if (days !== undefined && !(Number(days) > 0 && Number(days) <= 3660)) {
    throw new Refusal('--days must be a number of days above 0, at most 3660.', 2);
  }

  const given = await readJson(source);
  const named = flags['name-keys'] ? nameKeys(given, force) : given;
  const board = renew(named, flags.bump, days === undefined ? undefined : Number(days));
  // The assertion is safe: signBoard checks the whole of it, and throws when it is anything else.
  const input = board as BoardInput;
  const text = await signBoard(input, force).catch((error: unknown) => {
    throw error instanceof BoardInputError ? new Refusal(`${source}: ${error.message}`) : error;
  });
  await refuseReuse(out, text, force);

  // The source first: a number that was never published is harmless, one published twice is refused by browsers.
  if (board !== given) {
    await writeWhole(source, `${JSON.stringify(board, null, 2)}\n`);
  }
  await writeWhole(out, `${text}\n`);
  process.stdout.write(`${out}: board ${input.sequence}, expires ${input.expires}, ${text.length} bytes.\n`);
}

/** code --keys FILE [--board URL …] */
async function code(args: string[]): Promise<void> {
  const { values, files } = read(args, [...OPENING, 'board']);
  if (files.length > 0) throw new Refusal(`What is "${files[0]}"? Addresses go after --board.`, 2);
  const force = await readKeys(values);
  process.stdout.write(`${codeOf(force, values.board)}\n`);
}

function codeOf(force: ForceKeys, boards: string[] | undefined): string {
  try {
    return joiningCodeFor(force, boards);
  } catch (error) {
    if (error instanceof KeysError) throw new Refusal('--board is missing. Try --help.', 2);
    if (!v.isValiError(error)) throw error;
    const path = v.getDotPath(error.issues[0]) ?? '';
    throw new Refusal(`--board: ${path}: ${error.message}; one to five https addresses`, 2);
  }
}

/** show FILE --keys FILE */
async function show(args: string[]): Promise<void> {
  const { values, files } = read(args, OPENING);
  const file = only(files, 'the signed board');
  const force = await readKeys(values);
  const text = await readText(file);
  const opened = await open(text, force);
  if (!opened.ok) {
    throw new Refusal(`${file}: refused as ${opened.problem}${opened.path ? ` at ${opened.path}` : ''}.`);
  }
  process.stdout.write(`${JSON.stringify(opened.board, null, 2)}\n`);
  if (Date.parse(opened.board.expires) <= Date.now()) {
    process.stderr.write(`${file}: expired at ${opened.board.expires}; browsers refuse it.\n`);
  }
}

function open(text: string, force: ForceKeys) {
  return openBoard(text, membershipFor(force, NO_ADDRESS), {
    now: Date.now(),
    lastSequence: 0,
    acceptExpired: true,
  });
}

/** Refuses to replace a published board by an older one, or by another of the same number. */
async function refuseReuse(out: string, text: string, force: ForceKeys): Promise<void> {
  if (!(await stat(out).catch(() => null))) return;
  const [published, next] = await Promise.all([open(await readText(out), force), open(text, force)]);
  if (!next.ok) throw new Refusal(`The signed board would be refused as ${next.problem}.`);
  if (!published.ok) throw new Refusal(`${out} exists and is no board of these keys; choose another --out.`);
  const { sequence } = published.board;
  if (
    next.board.sequence < sequence ||
    (next.board.sequence === sequence && next.digest !== published.digest)
  ) {
    throw new Refusal(
      `${out} holds board ${sequence} already; raise the sequence above it (--bump adds one).`,
    );
  }
}

/** The board's JSON under a new number and time, or with a new end. */
function renew(board: unknown, bump: boolean | undefined, days: number | undefined): unknown {
  if (typeof board !== 'object' || board === null || (!bump && days === undefined)) return board;
  const now = Date.now();
  const renewed: Record<string, unknown> = { ...board };
  if (bump) {
    const sequence = v.safeParse(boardSchema.entries.sequence, renewed.sequence);
    if (!sequence.success) throw new Refusal('sequence: must be a whole number above 0 to be raised.');
    renewed.sequence = sequence.output + 1;
    renewed.signedAt = new Date(now).toISOString();
  }
  if (days !== undefined) renewed.expires = new Date(now + days * DAY_MS).toISOString();
  return renewed;
}

/** The board's JSON with the keys that count from now on, and the relay where there is one. */
function nameKeys(board: unknown, force: ForceKeys): unknown {
  if (typeof board !== 'object' || board === null) return board;
  const relay = boardRelay(force);
  return { ...board, keys: boardKeys(force), ...(relay && { relay }) };
}

interface Arguments {
  readonly values: Record<string, string[] | undefined>;
  readonly flags: Record<string, boolean | undefined>;
  readonly files: string[];
}

function read(args: string[], named: string[], switches: string[] = []): Arguments {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...Object.fromEntries(named.map((name) => [name, { type: 'string' as const, multiple: true }])),
        ...Object.fromEntries(switches.map((name) => [name, { type: 'boolean' as const }])),
      },
    });
    const given: Record<string, unknown> = values;
    return {
      values: Object.fromEntries(
        named.map((n) => [n, Array.isArray(given[n]) ? given[n].map(String) : undefined]),
      ),
      flags: Object.fromEntries(switches.map((n) => [n, given[n] === true])),
      files: positionals,
    };
  } catch (error) {
    // parseArgs goes on about how to pass odd file names; its first sentence says what is wrong.
    throw new Refusal(`${messageOf(error).split('. ')[0]}. Try --help.`, 2);
  }
}

function one(values: Arguments['values'], name: string): string {
  const [value] = values[name] ?? [];
  if (!value) throw new Refusal(`--${name} is missing. Try --help.`, 2);
  return value;
}

function only(files: string[], what: string): string {
  const [file, ...more] = files;
  if (file === undefined || more.length > 0) throw new Refusal(`Name one file: ${what}. Try --help.`, 2);
  return file;
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new Refusal(`${file}: cannot be read (${messageOf(error)}).`);
  });
}

async function readJson(file: string): Promise<unknown> {
  const text = await readText(file);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    // JSON's own message would quote from the file, and the file may hold keys.
    throw new Refusal(`${file}: is not JSON${/ at position \d+/.exec(messageOf(error))?.[0] ?? ''}.`);
  }
}

async function readKeys(values: Arguments['values'], isNaming = false): Promise<ForceKeys> {
  const file = one(values, 'keys');
  const text = await readText(file);
  const passphrase = await readPassphrase(values);
  if (isSealedFile(text) && passphrase === undefined) {
    throw new Refusal(`${file}: is closed; name a file with its passphrase by --passphrase-file.`, 2);
  }
  const opened = await openKeysFile(text, passphrase ?? '');
  if (!opened.ok) throw new Refusal(`${file}: ${FILE_PROBLEMS[opened.problem]}.`);
  // What was made up just now is in no file: naming it would seal reports that nobody can open.
  if (opened.upgraded && isNaming) {
    throw new Refusal(`${file}: is of an earlier version; open it at the desk once and save it anew.`);
  }
  return opened.keys;
}

/** The first line of the file of --passphrase-file, or undefined without that option. */
async function readPassphrase(values: Arguments['values']): Promise<string | undefined> {
  if (!values['passphrase-file']) return undefined;
  const [line = ''] = (await readText(one(values, 'passphrase-file'))).replace(/^\uFEFF/, '').split(/\r?\n/);
  return line;
}

async function writeKeys(file: string, content: string): Promise<void> {
  await writeFile(file, content, { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
    throw new Refusal(`${file}: cannot be written (${messageOf(error)}).`);
  });
}

/** Writes beside and renames, so that a web server never gives half a board. */
async function writeWhole(file: string, content: string): Promise<void> {
  const beside = `${file}.${randomUUID()}.new`;
  try {
    await writeFile(beside, content);
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw new Refusal(`${file}: cannot be written (${messageOf(error)}).`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

process.exitCode = await main(process.argv.slice(2));
