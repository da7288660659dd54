/**
 * `npm run relay`: runs the relay until it is told to stop (Ctrl+C, SIGTERM).
 * Exit codes: 0 ended as asked, 1 could not start and the reason on standard error, 2 asked in a way that is not
 * understood.
 */
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FolderInUseError } from '../relay/folder-lock';
import { type RunningRelay, startRelay } from '../relay/node';

const PORT = 8787;
const HOST = '127.0.0.1';
const FOLDER = join(homedir(), '.cordon-relay');

const HELP = `Runs the relay: it hands out the board, vouches that it is the newest one, rings
when it changes, and keeps sealed reports for the desk. It can read none of them.

Usage: npm run relay -- [options]

  --folder DIR     where it keeps board, reports and its keys; one relay a folder
                   (${FOLDER} unless given)
  --port N         ${PORT} unless given; 0 for any free one
  --host ADDRESS   ${HOST} unless given; :: for all addresses of this machine
  --cert FILE --key FILE
                   PEM files for https. Without them it speaks http, which is meant
                   for a proxy on this machine that speaks https to the world
  --show-tokens    prints the tokens again; the first start prints them anyway
  --log LEVEL      silent, error, warn, info (unless given) or debug, on standard error
  --help           prints this

Environment:
  CORDON_RELAY_REDIS         redis://… or rediss://…: keep everything there instead of
                             in a folder, so that many relays can share it
  CORDON_RELAY_PROXY         how many proxies stand before the relay; only then is
                             X-Forwarded-For believed, and only so far
  CORDON_RELAY_DESK_TOKEN, CORDON_RELAY_REPORT_TOKEN, CORDON_RELAY_KEY
                             tokens and private key (P-256, JWK) instead of the kept ones
`;

/** Something the person at the keyboard can put right; the message is the whole of what they are told. */
class Refusal extends Error {
  constructor(
    message: string,
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(message);
  }
}

async function main(args: string[]): Promise<void> {
  const values = read(args);
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const port = values.port === undefined ? PORT : Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Refusal('--port must be a whole number from 0 to 65535.', 2);
  }
  const levels = ['silent', 'error', 'warn', 'info', 'debug'] as const;
  const logLevel = levels.find((level) => level === (values.log ?? 'info'));
  if (!logLevel) throw new Refusal(`--log must be one of ${levels.join(', ')}.`, 2);
  const tls = await readTls(values.cert, values.key);
  const redis = process.env.CORDON_RELAY_REDIS;
  if (redis && values.folder !== undefined) {
    throw new Refusal('--folder and CORDON_RELAY_REDIS exclude each other: choose where to keep things.', 2);
  }
  if (redis && !/^rediss?:\/\//.test(redis)) {
    throw new Refusal('CORDON_RELAY_REDIS must begin with redis:// or rediss://.', 2);
  }
  const host = values.host ?? HOST;
  const place = redis ? { redis } : { folder: values.folder ?? FOLDER };
  const life = new AbortController();
  // Node exits by itself once nothing is open any more. A second signal ends it at once.
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => life.abort());
  const relay = await startRelay({
    ...place,
    host,
    port,
    logLevel,
    signal: life.signal,
    ...(tls ? { tls } : {}),
  }).catch((error: unknown) => {
    throw explain(error, place, { host, port });
  });
  process.stdout.write(introduce(relay, place, values['show-tokens'] ?? false));
}

function introduce(
  relay: RunningRelay,
  place: { folder: string } | { redis: string },
  showTokens: boolean,
): string {
  const lines = [
    `The relay answers at ${relay.url}`,
    `Its key        ${relay.key.kid}`,
    // A Redis address may hold a password.
    `It keeps all   ${'folder' in place ? `in ${place.folder}` : 'in Redis'}`,
  ];
  if (showTokens || relay.isFirstStart) {
    lines.push(
      `Desk token     ${relay.deskToken}`,
      `Report token   ${relay.reportToken}`,
      '',
      'At the desk, under Keys, enter the address at which browsers reach the relay (https://…),',
      'the desk token and the report token. Whoever has the desk token can replace the board, though',
      'never forge one; the report token travels in the joining codes.',
    );
  } else {
    lines.push('Tokens         kept from the first start; --show-tokens prints them');
  }
  return `${lines.join('\n')}\n`;
}

function read(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        folder: { type: 'string' },
        port: { type: 'string' },
        host: { type: 'string' },
        cert: { type: 'string' },
        key: { type: 'string' },
        log: { type: 'string' },
        'show-tokens': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    // parseArgs goes on about how to pass odd values; its first sentence says what is wrong.
    throw new Refusal(`${messageOf(error).split('. ')[0]}. Try --help.`, 2);
  }
}

async function readTls(
  cert: string | undefined,
  key: string | undefined,
): Promise<{ cert: string; key: string } | null> {
  if (cert === undefined && key === undefined) return null;
  if (cert === undefined || key === undefined) {
    throw new Refusal(`--${cert === undefined ? 'cert' : 'key'} is missing: https needs both.`, 2);
  }
  const readPem = (file: string): Promise<string> =>
    readFile(file, 'utf8').catch((error: unknown) => {
      throw new Refusal(`${file}: cannot be read (${messageOf(error)}).`);
    });
  return { cert: await readPem(cert), key: await readPem(key) };
}

/** What went wrong, in words that say what to do about it. */
function explain(
  error: unknown,
  place: { folder: string } | { redis: string },
  { host, port }: { host: string; port: number },
): Error {
  if (error instanceof FolderInUseError) return new Refusal(`${capital(error.message)}.`);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const syscall = error instanceof Error && 'syscall' in error ? String(error.syscall) : '';
  if (syscall === 'listen' || syscall === 'getaddrinfo' || syscall === 'bind') {
    if (code === 'EADDRINUSE')
      return new Refusal(`Port ${port} of ${host} is taken: choose another with --port.`);
    if (code === 'EACCES')
      return new Refusal(`Port ${port} may not be used by this user: choose one above 1023.`);
    return new Refusal(`${host} cannot be listened on (${code}).`);
  }
  if (code.startsWith('ERR_OSSL') || code.startsWith('ERR_SSL')) {
    return new Refusal(`--cert and --key do not belong together, or are no PEM files (${code}).`);
  }
  if ('redis' in place) {
    // The address may hold a password, so only where it leads is named.
    const { hostname, port: redisPort } = new URL(place.redis);
    return new Refusal(
      `Redis at ${hostname}:${redisPort || 6379} cannot be used (${(messageOf(error) || code).replace(/\.$/, '')}).`,
    );
  }
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOSPC'].includes(code)) {
    return new Refusal(`${place.folder}: cannot be written (${code}).`);
  }
  return error instanceof Error ? error : new Error(String(error));
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = error instanceof Refusal ? error.exitCode : 1;
});
