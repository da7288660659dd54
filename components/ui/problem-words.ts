import type { FetchProblem } from '../../lib/board/fetch';
import type { BoardProblem } from '../../lib/board/open';
import type { pagesEn } from '../../lib/i18n/en/pages';
import type { JoinResult } from '../../lib/messages/protocol';
import type { JoiningCodeProblem } from '../../lib/settings/joining-code';
import type { PagesTranslate } from './PageWords';

/** Where something went wrong on the way to a board. */
export type ProblemStage = Extract<JoinResult, { ok: false }>['stage'];

type Key = keyof typeof pagesEn;
/** The key of what a problem is; the key of what to do about it is the same with `.do` behind it. */
type ProblemKey = { [K in Key]: `${K}.do` extends Key ? K : never }[Key];
type Keys<P extends string> = { readonly [K in P]: ProblemKey };

const CODE: Keys<JoiningCodeProblem> = {
  empty: 'problem.code.empty',
  'not-a-code': 'problem.code.not-a-code',
  truncated: 'problem.code.truncated',
  damaged: 'problem.code.damaged',
  'newer-version': 'problem.code.newer-version',
  invalid: 'problem.code.invalid',
};
const FETCH: Keys<FetchProblem> = {
  offline: 'problem.fetch.offline',
  timeout: 'problem.fetch.timeout',
  http: 'problem.fetch.http',
  'too-large': 'problem.fetch.too-large',
  'not-a-board': 'problem.fetch.not-a-board',
};
// `clock` and `heartbeat` are no refusals of a board, but stand where one would: for them it is not believed either.
const BOARD: Keys<BoardProblem | 'clock' | 'heartbeat'> = {
  'too-large': 'problem.board.too-large',
  'not-a-board': 'problem.board.not-a-board',
  'wrong-key': 'problem.board.wrong-key',
  forged: 'problem.board.forged',
  malformed: 'problem.board.malformed',
  'rolled-back': 'problem.board.rolled-back',
  replaced: 'problem.board.replaced',
  expired: 'problem.board.expired',
  clock: 'problem.board.clock',
  heartbeat: 'problem.board.heartbeat',
};

const STAGES: Readonly<Record<ProblemStage, Readonly<Record<string, ProblemKey>>>> = {
  code: CODE,
  fetch: FETCH,
  board: BOARD,
  managed: { managed: 'problem.managed.managed' },
};

/** What is wrong, and what to do about it, in words. */
export interface ProblemWords {
  readonly what: string;
  readonly remedy: string;
}

/** The words for a problem of joining or of the board; a problem without words of its own is named as it is. */
export function problemWords(t: PagesTranslate, stage: ProblemStage, problem: string): ProblemWords {
  // A managed browser has one answer to joining, whatever the reason is called.
  const key = stage === 'managed' ? 'problem.managed.managed' : findKey(STAGES[stage], problem);
  if (!key) return { what: t('problem.other', { problem }), remedy: t('problem.other.do') };
  // Every ProblemKey has a key with `.do`, by its definition.
  return { what: t(key), remedy: t(`${key}.do` as Key) };
}

/** Which stage a problem of the kept board belongs to; a sign-in page counts as not reached, as freshness has it. */
export function boardProblemStage(problem: string): 'fetch' | 'board' {
  return problem === 'offline' || problem === 'timeout' || problem === 'http' || problem === 'not-a-board'
    ? 'fetch'
    : 'board';
}

function findKey(keys: Readonly<Record<string, ProblemKey>>, problem: string): ProblemKey | undefined {
  return Object.hasOwn(keys, problem) ? keys[problem] : undefined;
}
