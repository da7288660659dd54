import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import { BOARD_BYTES_LIMIT, looksLikeBoard } from '../board/envelope';
import { HEARTBEAT_HEADER, REPORT_BYTES_LIMIT } from './api';
import { sameSecret } from './digest';
import type { Newest, NewestBoard } from './newest';
import type { RelaySecrets } from './secrets';
import { parseCursor, type RelayStore, StoreFullError } from './store';

/** How a request for the board ended. */
export type BoardOutcome = 'served' | 'not-modified' | 'missing' | 'unreachable';
/** How an attempt to publish ended. */
export type PublishOutcome = 'published' | 'too-late' | 'refused' | 'failed';
/** How a report that was handed in ended. */
export type ReportOutcome = 'accepted' | 'duplicate' | 'conflict' | 'refused' | 'limited' | 'failed';

/** What the app counts. */
export interface RelayCounts {
  board(outcome: BoardOutcome): void;
  published(outcome: PublishOutcome): void;
  report(outcome: ReportOutcome): void;
  /** All figures in the format of Prometheus. */
  text(): Promise<string>;
}

/** Where the app's log goes. Fields never hold a text that was handed in, a token or an address. */
export interface RelayLog {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** What the app stands on. Nothing of it is tied to a runtime. */
export interface RelayParts {
  readonly store: Pick<RelayStore, 'addReport' | 'reports'>;
  readonly newest: Newest;
  readonly secrets: Pick<RelaySecrets, 'key' | 'deskToken' | 'reportToken'>;
  /** Counts a report of this request's client: null when it may pass, else the seconds to wait. */
  readonly takeReport: (context: Context) => Promise<number | null>;
  readonly counts: RelayCounts;
  readonly log: RelayLog;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Parts beyond the app that are out of order, by name. */
  readonly failing?: () => readonly string[];
}

/** Reports on one page; api.ts leaves it open. At their largest a page is 3.3 MB. */
const PAGE = 200;

/** Seconds after which to ask again where a store is out of reach or full. */
const LATER = '5';

/** The relay as a Fetch API app, with the routes of api.ts but the doorbell, which is the runtime's to hold. */
export function createRelayApp(parts: RelayParts): Hono {
  const { store, newest, secrets, counts, log } = parts;
  const app = new Hono();
  let isFull = false;

  app.use(
    cors({
      origin: '*',
      allowMethods: ['GET', 'HEAD', 'PUT', 'POST', 'OPTIONS'],
      allowHeaders: ['Authorization', 'Content-Type', 'If-Match', 'If-None-Match'],
      exposeHeaders: ['ETag', HEARTBEAT_HEADER, 'Retry-After'],
      maxAge: 86_400,
    }),
  );
  app.use(async (context, next) => {
    const started = parts.now();
    await next();
    const { status } = context.res;
    log.debug(
      { method: context.req.method, path: context.req.path, status, ms: parts.now() - started },
      'answered',
    );
  });
  app.notFound((context) => context.text('There is nothing here.\n', 404));
  app.onError((error, context) => {
    log.warn({ method: context.req.method, path: context.req.path, ...describeError(error) }, 'failed');
    const full = error instanceof StoreFullError;
    if (full) isFull = true;
    return context.text(
      full ? 'The relay has no room left.\n' : 'The relay cannot do that now.\n',
      full ? 507 : 503,
      {
        'Retry-After': LATER,
        'Cache-Control': 'no-store',
      },
    );
  });

  app.get('/board', async (context) => {
    const board = await newest.current();
    const headers = boardHeaders(board);
    if (!board.known) {
      counts.board('unreachable');
      return context.text('The relay cannot reach the board now.\n', 503, { 'Retry-After': LATER });
    }
    if (board.text === null || board.tag === null) {
      counts.board('missing');
      return context.text('There is no board yet.\n', 404, headers);
    }
    if (namesTag(context.req.header('If-None-Match'), board.tag)) {
      counts.board('not-modified');
      return context.body(null, 304, headers);
    }
    counts.board('served');
    return context.body(board.text, 200, { ...headers, 'Content-Type': 'application/jose' });
  });

  app.put('/board', async (context) => {
    const refuse = (
      status: 400 | 401 | 412 | 413 | 428,
      sentence: string,
      headers: Record<string, string> = {},
    ) => {
      counts.published(status === 412 ? 'too-late' : 'refused');
      log.warn({ status }, 'a board was refused');
      return context.text(`${sentence}\n`, status, headers);
    };
    if (!(await bears(context, secrets.deskToken))) {
      return refuse(401, 'This needs the desk token.', { 'WWW-Authenticate': 'Bearer' });
    }
    const expected = expectedTag(context);
    if (expected === undefined) {
      return refuse(428, 'Say which board this one replaces: If-Match with its tag, or If-None-Match: *.');
    }
    const text = await readBody(context.req.raw, BOARD_BYTES_LIMIT);
    if (text === null) return refuse(413, `A board has at most ${BOARD_BYTES_LIMIT} bytes.`);
    if (!looksLikeBoard(text)) return refuse(400, 'This is no signed and encrypted board.');
    const { replaced, present } = await newest.replace(expected, text).catch((error: unknown) => {
      counts.published('failed');
      throw error;
    });
    isFull = false;
    const tag: Record<string, string> = present === null ? {} : { ETag: `"${present}"` };
    if (!replaced) return refuse(412, 'Another board is there.', tag);
    counts.published('published');
    log.info({ bytes: text.length }, 'a board was published');
    return context.body(null, expected === null ? 201 : 204, tag);
  });

  app.get('/heartbeat', async (context) => {
    const { heartbeat } = await newest.current();
    if (heartbeat === null) {
      return context.text('The relay cannot vouch for the board now.\n', 503, { 'Retry-After': LATER });
    }
    return context.text(heartbeat, 200, { 'Cache-Control': 'no-store', 'Content-Type': 'application/jose' });
  });

  app.get('/key', (context) => context.json(secrets.key, 200, { 'Cache-Control': 'no-cache' }));

  app.post('/reports/:id', async (context) => {
    const refuse = (status: 400 | 401 | 413, sentence: string, headers: Record<string, string> = {}) => {
      counts.report('refused');
      return context.text(`${sentence}\n`, status, headers);
    };
    if (!(await bears(context, secrets.reportToken))) {
      return refuse(401, 'This needs the report token.', { 'WWW-Authenticate': 'Bearer' });
    }
    const wait = await parts.takeReport(context);
    if (wait !== null) {
      counts.report('limited');
      return context.text('Too many reports.\n', 429, { 'Retry-After': String(wait) });
    }
    const id = context.req.param('id');
    if (!/^[A-Za-z0-9][\w-]{7,63}$/.test(id)) return refuse(400, 'That is no id of a report.');
    const text = await readBody(context.req.raw, REPORT_BYTES_LIMIT);
    if (text === null) return refuse(413, `A report has at most ${REPORT_BYTES_LIMIT} bytes.`);
    if (!looksSealed(text)) return refuse(400, 'This is no sealed report.');
    const receivedAt = new Date(parts.now()).toISOString();
    const outcome = await store.addReport({ id, receivedAt, text }).catch((error: unknown) => {
      counts.report('failed');
      throw error;
    });
    isFull = false;
    if (outcome === 'added') {
      counts.report('accepted');
      return context.body(null, 201);
    }
    counts.report(outcome === 'same' ? 'duplicate' : 'conflict');
    if (outcome === 'same') return context.body(null, 200);
    log.warn({ id }, 'another report of this id is there');
    return context.text('Another report has this id.\n', 409);
  });

  app.get('/reports', async (context) => {
    if (!(await bears(context, secrets.deskToken))) {
      return context.text('This needs the desk token.\n', 401, { 'WWW-Authenticate': 'Bearer' });
    }
    const after = context.req.query('after') ?? '';
    if (parseCursor(after) === null) return context.text('That is no cursor.\n', 400);
    return context.json(await store.reports(after, PAGE), 200, { 'Cache-Control': 'no-store' });
  });

  app.get('/health', async (context) => {
    await newest.current();
    const failing = [
      ...(newest.reachable() ? [] : ['store']),
      ...(isFull ? ['room'] : []),
      ...(parts.failing?.() ?? []),
    ];
    const ok = failing.length === 0;
    return context.json(ok ? { ok } : { ok, failing }, ok ? 200 : 503, { 'Cache-Control': 'no-store' });
  });

  app.get('/metrics', async (context) =>
    context.text(await counts.text(), 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' }),
  );

  return app;
}

/** What a log may hold of an error: its kind, code and sentence, without the command that Redis quotes at its end. */
export function describeError(error: unknown): { error: string; code?: string } {
  if (!(error instanceof Error)) return { error: 'unknown' };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const [sentence = ''] = error.message.split(/,? with args/);
  return { error: `${error.name}: ${sentence.slice(0, 120)}`, ...code };
}

function boardHeaders({ tag, heartbeat }: NewestBoard): Record<string, string> {
  return {
    'Cache-Control': 'no-cache',
    ...(tag === null ? {} : { ETag: `"${tag}"` }),
    ...(heartbeat === null ? {} : { [HEARTBEAT_HEADER]: heartbeat }),
  };
}

/** Whether a list of entity tags names this one, as If-None-Match compares them: weak or strong alike. */
function namesTag(list: string | undefined, tag: string): boolean {
  return list?.split(',').some((part) => ['*', `"${tag}"`, `W/"${tag}"`].includes(part.trim())) ?? false;
}

/** The tag of the board that is to be replaced, null for none, undefined where the request does not commit itself. */
function expectedTag(context: Context): string | null | undefined {
  const match = context.req.header('If-Match')?.trim();
  const noneMatch = context.req.header('If-None-Match')?.trim();
  if (match === undefined) return noneMatch === '*' ? null : undefined;
  // `*` would overwrite whatever is there, and that is what must not happen; a list would leave it open.
  if (noneMatch !== undefined || match === '*') return undefined;
  // A weak tag or a foreign one is no tag of a board here, so it matches none.
  return /^"([\w-]{43})"$/.exec(match)?.[1] ?? 'none of ours';
}

async function bears(context: Context, token: string): Promise<boolean> {
  const given = /^Bearer ([\w-]{1,200})$/i.exec(context.req.header('Authorization') ?? '')?.[1];
  return given !== undefined && (await sameSecret(given, token));
}

/** A compact JWE whose key is wrapped: five parts, none empty. */
function looksSealed(text: string): boolean {
  return /^eyJ[\w-]*(\.[\w-]+){4}$/.test(text);
}

/** The body as text without the white space around it; null, and no further read, when it has more bytes than allowed. */
async function readBody(request: Request, limit: number): Promise<string | null> {
  if (Number(request.headers.get('Content-Length')) > limit) return null;
  if (!request.body) return '';
  const reader: ReadableStreamDefaultReader<Uint8Array> = request.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.byteLength;
    if (bytes > limit) {
      reader.cancel().catch(() => {});
      return null;
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return (text + decoder.decode()).trim();
}
