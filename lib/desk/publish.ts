import { BOARD_BYTES_LIMIT } from '../board/envelope';
import type { PublicKey } from '../board/fields';
import { readHeartbeat } from '../board/heartbeat';
import { type BoardProblem, openBoard } from '../board/open';
import { BOARD_VERSION, type Board, type Localized, type Notice } from '../board/schema';
import type { Language } from '../messages/snapshot';
import { currentNotices } from '../notices/applicable';
import { HEARTBEAT_HEADER } from '../relay/api';
import type { Membership } from '../settings/joining';
import { isSame, keyOf, type ListPart } from './board-change';
import { nameOf, withoutOldNotices } from './notice-form';

/** Milliseconds one request gets; ours. A megabyte over a poor line takes less. */
export const PUBLISH_TIMEOUT_MS = 15_000;

/** Days for which a signed board is good; ours. Long enough that a force of few changes rarely signs for nothing. */
export const BOARD_DAYS = 90;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Where boards are published. */
export type PublishTarget =
  | {
      readonly kind: 'relay';
      readonly url: string;
      readonly deskToken: string;
      /** Keys of its heartbeats, which also say what time it is there. */
      readonly keys?: readonly PublicKey[];
    }
  | { readonly kind: 'put'; readonly url: string; readonly token?: string | undefined }
  | { readonly kind: 'file'; readonly url: string };

/** The board as it stands published. */
export interface LoadedBoard {
  readonly board: Board;
  /** As it is served; null while none was ever published. */
  readonly text: string | null;
  /** Entity tag for If-Match; null where there is no board yet, or no server. */
  readonly etag: string | null;
  /** In ms. */
  readonly loadedAt: number;
  /** By how many ms this computer's clock is ahead of the relay's (behind where negative); absent where nobody says. */
  readonly clockAhead?: number;
}

/** Why a board could not be loaded. */
export type LoadProblem =
  | 'offline'
  | 'unauthorised'
  | 'http'
  /** The server gives no entity tag (or only a weak one), so two desks could overwrite one another. */
  | 'no-etag'
  /** Older than the one this desk published or saw last. */
  | 'rolled-back'
  /** Nothing lies there, though this desk has published before: a new place, or one that was emptied. */
  | 'empty'
  /** Signed or encrypted with keys that this keys file does not hold, or altered. */
  | 'not-ours'
  | 'unreadable';

/** What lies at the target. */
export type LoadResult =
  | { readonly ok: true; readonly loaded: LoadedBoard }
  /** With `rolled-back` and `not-ours` (and as null with `empty`) comes the entity tag of what lies there, so that ours can be put back. */
  | {
      readonly ok: false;
      readonly problem: LoadProblem;
      readonly detail?: string;
      readonly etag?: string | null;
    };

/** Why a board did not get out, as far as one can tell. */
export type PublishProblem =
  | 'unauthorised'
  /** No answer, and the board that was there stands there still. */
  | 'offline'
  /** The connection broke and the board cannot be looked at: it may have got out or not. */
  | 'unclear'
  | 'full'
  | 'too-large'
  | 'no-etag'
  | 'http';

/** How a publish ended. */
export type PublishResult =
  | { readonly ok: true; readonly etag: string | null }
  /** Somebody else published first; nothing was overwritten. */
  | { readonly ok: false; readonly problem: 'changed' }
  | { readonly ok: false; readonly problem: PublishProblem; readonly detail?: string };

/** What the edge needs from outside. */
export interface PublishOptions {
  readonly fetch?: typeof globalThis.fetch;
  readonly signal?: AbortSignal;
  /** In ms. */
  readonly now?: () => number;
  readonly timeoutMs?: number;
}

/** Where a target's board lies. */
export const boardAddress = (target: PublishTarget): string =>
  target.kind === 'relay' ? `${target.url}/board` : target.url;

/**
 * Looks at what lies at the target. An empty target gives `first`, the board of a force that has none yet.
 * `last` is what this desk knows to have been published; a lower sequence is refused. Never throws but when aborted.
 */
export async function loadBoard(
  target: PublishTarget,
  membership: Membership,
  known: { readonly first: Board; readonly lastSequence: number },
  options: PublishOptions = {},
): Promise<LoadResult> {
  const now = options.now ?? Date.now;
  const looked = await look(target, options);
  if (looked.kind === 'failed') return { ok: false, problem: 'offline' };
  if (looked.kind === 'refused') {
    const problem = looked.status === 401 || looked.status === 403 ? 'unauthorised' : 'http';
    return { ok: false, problem, detail: String(looked.status) };
  }
  if (looked.kind === 'none') {
    if (known.lastSequence > 0) return { ok: false, problem: 'empty', etag: null };
    return { ok: true, loaded: { board: known.first, text: null, etag: null, loadedAt: now() } };
  }
  if (looked.etag === null) return { ok: false, problem: 'no-etag' };
  const opened = await openOwn(looked.text, membership, now());
  if (!opened.ok) {
    return { ok: false, problem: loadProblem(opened.problem), detail: opened.problem, etag: looked.etag };
  }
  if (opened.board.sequence < known.lastSequence) {
    return { ok: false, problem: 'rolled-back', detail: String(opened.board.sequence), etag: looked.etag };
  }
  const clockAhead = await clockAgainst(target, looked.heartbeat, now());
  return {
    ok: true,
    loaded: { board: opened.board, text: looked.text, etag: looked.etag, loadedAt: now(), ...clockAhead },
  };
}

async function clockAgainst(
  target: PublishTarget,
  heartbeat: string | null,
  now: number,
): Promise<{ readonly clockAhead?: number }> {
  if (target.kind !== 'relay' || !target.keys || heartbeat === null) return {};
  const beat = await readHeartbeat(heartbeat, target.keys);
  return beat ? { clockAhead: now - beat.at } : {};
}

/** Opens a board of one's own force, an expired one too: the desk is where it is signed anew. `now` in ms. */
export async function openOwn(
  text: string,
  membership: Membership,
  now: number,
): Promise<
  { readonly ok: true; readonly board: Board } | { readonly ok: false; readonly problem: BoardProblem }
> {
  const opened = await openBoard(text, membership, { now, lastSequence: 0, acceptExpired: true });
  return opened.ok ? { ok: true, board: opened.board } : { ok: false, problem: opened.problem };
}

function loadProblem(problem: BoardProblem): LoadProblem {
  return problem === 'forged' || problem === 'wrong-key' ? 'not-ours' : 'unreadable';
}

/**
 * Puts a signed board in the place of the one with this entity tag (null: where there is none yet). When the answer is
 * lost on the way it looks at what lies there before it says anything. Never throws but when aborted.
 */
export async function publishBoard(
  target: PublishTarget,
  text: string,
  etag: string | null,
  options: PublishOptions = {},
): Promise<PublishResult> {
  const token = target.kind === 'relay' ? target.deskToken : target.kind === 'put' ? target.token : undefined;
  let response: Response;
  try {
    response = await request(boardAddress(target), options, {
      method: 'PUT',
      body: text,
      headers: {
        'Content-Type': 'text/plain',
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
        ...(etag === null ? { 'If-None-Match': '*' } : { 'If-Match': etag }),
      },
    });
  } catch {
    options.signal?.throwIfAborted();
    return whatStands(target, text, etag, options, 'offline');
  }
  const { status } = response;
  if (response.ok) return { ok: true, etag: await newTag(response, target, text, options) };
  switch (status) {
    case 401:
    case 403:
      return { ok: false, problem: 'unauthorised', detail: String(status) };
    case 412: {
      // A press whose answer was lost, and then repeated, finds its own board there.
      const stands = await whatStands(target, text, etag, options, 'offline');
      return stands.ok ? stands : { ok: false, problem: 'changed' };
    }
    case 413:
      return { ok: false, problem: 'too-large', detail: String(BOARD_BYTES_LIMIT) };
    case 428:
      return { ok: false, problem: 'no-etag' };
    case 507:
      return { ok: false, problem: 'full' };
    default:
      // A gateway may say this of a server that took the board and then fell silent.
      if (status >= 500) return whatStands(target, text, etag, options, 'http', String(status));
      return { ok: false, problem: 'http', detail: String(status) };
  }
}

/** Looks whether a board that was sent stands at the target by now: after an unclear answer. */
export async function whatStands(
  target: PublishTarget,
  text: string,
  etag: string | null,
  options: PublishOptions = {},
  otherwise: 'offline' | 'http' = 'offline',
  detail?: string,
): Promise<PublishResult> {
  const looked = await look(target, options);
  if (looked.kind === 'board' && looked.text.trim() === text.trim()) return { ok: true, etag: looked.etag };
  const unchanged =
    (looked.kind === 'none' && etag === null) || (looked.kind === 'board' && looked.etag === etag);
  if (unchanged) return { ok: false, problem: otherwise, ...(detail === undefined ? {} : { detail }) };
  if (looked.kind === 'board' || looked.kind === 'none') return { ok: false, problem: 'changed' };
  return { ok: false, problem: 'unclear' };
}

type Looked =
  | {
      readonly kind: 'board';
      readonly text: string;
      readonly etag: string | null;
      readonly heartbeat: string | null;
    }
  | { readonly kind: 'none' }
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'failed' };

async function look(target: PublishTarget, options: PublishOptions): Promise<Looked> {
  try {
    const response = await request(boardAddress(target), options, {});
    if (response.status === 404 || response.status === 410) return { kind: 'none' };
    if (!response.ok) return { kind: 'refused', status: response.status };
    const text = await response.text();
    return {
      kind: 'board',
      text: text.trim(),
      etag: strongTag(response),
      heartbeat: response.headers.get(HEARTBEAT_HEADER),
    };
  } catch {
    options.signal?.throwIfAborted();
    return { kind: 'failed' };
  }
}

/** A weak tag never matches If-Match (RFC 9110, 13.1.1), so it is as good as none. */
function strongTag(response: Response): string | null {
  const tag = response.headers.get('ETag');
  return tag === null || tag.startsWith('W/') ? null : tag;
}

async function newTag(
  response: Response,
  target: PublishTarget,
  text: string,
  options: PublishOptions,
): Promise<string | null> {
  const given = strongTag(response);
  if (given !== null) return given;
  const looked = await look(target, options);
  return looked.kind === 'board' && looked.text === text.trim() ? looked.etag : null;
}

async function request(url: string, options: PublishOptions, init: RequestInit): Promise<Response> {
  const { fetch = globalThis.fetch, signal, timeoutMs = PUBLISH_TIMEOUT_MS } = options;
  const timeout = AbortSignal.timeout(timeoutMs);
  return fetch(url, {
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
    ...init,
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  });
}

/** The board of a force that has published none: nothing on it but its name and where to ask. `now` in ms. */
export function firstBoard(forceId: string, name: Localized, now: number): Board {
  return {
    version: BOARD_VERSION,
    force: { id: forceId, name },
    sequence: 0,
    signedAt: new Date(now).toISOString(),
    expires: new Date(now).toISOString(),
    accounts: [],
    notices: [],
    hashtags: [],
    contacts: {
      communications: { name: { en: 'Corporate Communications', cy: 'Cyfathrebu Corfforaethol' } },
    },
    corporateAccounts: [],
    contactGroups: [],
    removals: [],
    wordLists: [],
    preElection: [],
    legalFlags: [],
  };
}

/** The board as it is to be signed: the next number, the present time, and without what ended long ago. `now` in ms. */
export function nextBoard(board: Board, lastSequence: number, now: number): Board {
  return {
    ...board,
    sequence: Math.max(board.sequence, lastSequence) + 1,
    signedAt: new Date(now).toISOString(),
    expires: new Date(now + BOARD_DAYS * DAY_MS).toISOString(),
    notices: withoutOldNotices(board.notices, now),
  };
}

/** What somebody else did to the board since this desk read it. */
export interface SinceThen {
  /** Headlines of notices that came, and of those that were replaced or ended. */
  readonly issued: readonly string[];
  readonly ended: readonly string[];
  /** Entries of the register that were added, changed or taken away. */
  readonly register: number;
  /** Entries of everything else. */
  readonly others: number;
  /** When theirs was signed, in ms. */
  readonly signedAt: number;
}

/** Compares two boards of one force; names are in `language` where they have it. */
export function sinceThen(before: Board, after: Board, language: Language = 'en'): SinceThen {
  const name = (notice: Notice): string => nameOf(notice, language);
  const had = new Set(before.notices.map(({ identifier }) => identifier));
  const open = new Set(currentNotices(after.notices).map(({ identifier }) => identifier));
  const lists = [
    'hashtags',
    'contactGroups',
    'removals',
    'wordLists',
    'preElection',
    'legalFlags',
    'corporateAccounts',
  ] as const;
  const whole = (['contacts', 'force', 'keys', 'relay'] as const).filter((p) => !isSame(before[p], after[p]));
  return {
    issued: after.notices
      .filter((notice) => !had.has(notice.identifier) && notice.messageType !== 'cancel')
      .map(name),
    ended: currentNotices(before.notices)
      .filter(({ identifier }) => !open.has(identifier))
      .map(name),
    register: countDifferences('accounts', before, after),
    others: lists.reduce((sum, part) => sum + countDifferences(part, before, after), whole.length),
    signedAt: Date.parse(after.signedAt),
  };
}

function countDifferences(part: ListPart, before: Board, after: Board): number {
  const entries = (board: Board): Map<string, unknown> =>
    new Map(board[part].map((entry) => [keyOf(part, entry), entry]));
  const [old, present] = [entries(before), entries(after)];
  return [...new Set([...old.keys(), ...present.keys()])].filter(
    (key) => !isSame(old.get(key) ?? null, present.get(key) ?? null),
  ).length;
}
