/**
 * The author's command line: makes a force's keys, signs its board, prints its joining code, shows a board.
 * Exit codes: 0 done, 1 not done and the reason on standard error, 2 asked in a way that is not understood.
 */
import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import {
  type BoardInput,
  BoardInputError,
  createForceKeys,
  type ForceKeys,
  forceKeysSchema,
  joiningCodeFor,
  membershipFor,
  signBoard,
} from '../board/author';
import { openBoard } from '../board/open';
import { boardSchema } from '../board/schema';

const HELP = `Signs a force's board: the register, the notices, the hashtags and the contacts.

Usage: npm run board -- <command> [options]

  keys --force ID --out FILE [--recovery FILE]
      Makes a force's keys. ID is in lower case, such as teifi-coast. The recovery
      key's private half goes into a file of its own, FILE.recovery unless named:
      keep that one offline. Files that exist are never overwritten.

  sign BOARD.json --keys FILE --out FILE [--bump] [--days N]
      Checks, signs and encrypts a board; put the result on any https server.
      --bump    raises the sequence by one and sets signedAt to now, in BOARD.json too
      --days N  sets expires to N days from now, in BOARD.json too

  code --keys FILE --board URL [--board URL ...]
      Prints the joining code for browsers; the addresses are tried in order.

  show FILE --keys FILE
      Prints a signed board as JSON; says on standard error if browsers refuse it.

  --help
      Prints this.
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

/** keys --force ID --out FILE [--recovery FILE] */
async function keys(args: string[]): Promise<void> {
  const { values, files } = read(args, ['force', 'out', 'recovery']);
  // `keys make` reads naturally and means the same.
  if (files.length > 1 || (files[0] ?? 'make') !== 'make')
    throw new Refusal(`What is "${files.at(-1)}"? Try --help.`, 2);
  const out = one(values, 'out');
  const recovery = values.recovery?.[0] ?? `${out}.recovery`;
  for (const file of [out, recovery]) {
    if (await stat(file).catch(() => null))
      throw new Refusal(`${file} exists already; keys are never overwritten.`);
  }
  const forceId = one(values, 'force');
  if (!v.is(forceKeysSchema.entries.forceId, forceId)) {
    throw new Refusal('--force must be lower-case letters, digits and hyphens, such as teifi-coast.', 2);
  }
  const { recoveryPrivateKey, ...online } = await createForceKeys(forceId);
  await writeKeys(recovery, { version: 1, forceId, recoveryPrivateKey });
  await writeKeys(out, online);
  process.stdout.write(`${out}: the keys. Whoever has them can give orders to the whole force.\n`);
  process.stdout.write(`${recovery}: the recovery key. Keep it offline, apart from the other.\n`);
}

/** sign BOARD.json --keys FILE --out FILE [--bump] [--days N] */
async function sign(args: string[]): Promise<void> {
  const { values, files, flags } = read(args, ['keys', 'out', 'days'], ['bump']);
  const source = only(files, 'the board to sign');
  const out = one(values, 'out');
  const force = await readKeys(one(values, 'keys'));
  const days = values.days?.[0];
  if (days !== undefined && !(Number(days) > 0 && Number(days) <= 3660)) {
    throw new Refusal('--days must be a number of days above 0, at most 3660.', 2);
  }

  let board = await readJson(source);
  if (flags.bump || days !== undefined)
    board = renew(board, flags.bump, days === undefined ? undefined : Number(days));
  // The assertion is safe: signBoard checks the whole of it, and throws when it is anything else.
  const input = board as BoardInput;
  const text = await signBoard(input, force).catch((error: unknown) => {
    throw error instanceof BoardInputError ? new Refusal(`${source}: ${error.message}`) : error;
  });
  await refuseReuse(out, text, force);

  // The source first: a number that was never published is harmless, one published twice is refused by browsers.
  if (board !== null && (flags.bump || days !== undefined)) {
    await writeWhole(source, `${JSON.stringify(board, null, 2)}\n`);
  }
  await writeWhole(out, `${text}\n`);
  process.stdout.write(`${out}: board ${input.sequence}, expires ${input.expires}, ${text.length} bytes.\n`);
}

/** code --keys FILE --board URL … */
async function code(args: string[]): Promise<void> {
  const { values, files } = read(args, ['keys', 'board']);
  if (files.length > 0) throw new Refusal(`What is "${files[0]}"? Addresses go after --board.`, 2);
  one(values, 'board');
  const force = await readKeys(one(values, 'keys'));
  const joining = await joiningCodeFor(force, values.board ?? []).catch((error: unknown) => {
    throw v.isValiError(error)
      ? new Refusal(
          `--board: ${v.getDotPath(error.issues[0]) ?? ''}: ${error.message}; one to five https addresses`,
          2,
        )
      : error;
  });
  process.stdout.write(`${joining}\n`);
}

/** show FILE --keys FILE */
async function show(args: string[]): Promise<void> {
  const { values, files } = read(args, ['keys']);
  const file = only(files, 'the signed board');
  const force = await readKeys(one(values, 'keys'));
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
  if (typeof board !== 'object' || board === null) return board;
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

async function readKeys(file: string): Promise<ForceKeys> {
  const keysRead = v.safeParse(forceKeysSchema, await readJson(file));
  if (keysRead.success) return keysRead.output;
  throw new Refusal(
    `${file}: is no file of keys (${v.getDotPath(keysRead.issues[0]) ?? 'the whole of it'}).`,
  );
}

async function writeKeys(file: string, content: object): Promise<void> {
  await writeFile(file, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: 'wx' }).catch(
    (error: unknown) => {
      throw new Refusal(`${file}: cannot be written (${messageOf(error)}).`);
    },
  );
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
