import { describe, expect, test } from 'vitest';
import type { FetchProblem } from '../../lib/board/fetch';
import type { BoardProblem } from '../../lib/board/open';
import type { JoiningCodeProblem } from '../../lib/settings/joining-code';
import { createWords } from './PageWords';
import { boardProblemStage, problemWords } from './problem-words';

// Objects, so that the compiler demands every member of each union.
const CODE: Record<JoiningCodeProblem, true> = {
  empty: true,
  'not-a-code': true,
  truncated: true,
  damaged: true,
  'newer-version': true,
  invalid: true,
};
const FETCH: Record<FetchProblem, true> = {
  offline: true,
  timeout: true,
  http: true,
  'too-large': true,
  'not-a-board': true,
};
const BOARD: Record<BoardProblem, true> = {
  'too-large': true,
  'not-a-board': true,
  'wrong-key': true,
  forged: true,
  malformed: true,
  'rolled-back': true,
  replaced: true,
  expired: true,
};

const ALL = [
  ...Object.keys(CODE).map((problem) => ({ stage: 'code' as const, problem })),
  ...Object.keys(FETCH).map((problem) => ({ stage: 'fetch' as const, problem })),
  ...Object.keys(BOARD).map((problem) => ({ stage: 'board' as const, problem })),
  { stage: 'managed' as const, problem: 'managed' },
];

describe.each(['en', 'cy'] as const)(
  'every way joining can fail is said, with what to do about it (%s)',
  (language) => {
    const { t } = createWords(language);

    test.each(ALL)('$stage: $problem', ({ stage, problem }) => {
      const { what, remedy } = problemWords(t, stage, problem);
      expect(what).not.toContain(problem === 'expired' || problem === 'empty' ? 'problem.' : `(${problem})`);
      expect(what.length).toBeGreaterThan(10);
      expect(remedy.length).toBeGreaterThan(10);
    });

    test('a problem from a later version is named instead of hidden', () => {
      expect(problemWords(t, 'board', 'sunspots').what).toContain('sunspots');
      expect(problemWords(t, 'board', 'constructor').what).toContain('constructor');
    });
  },
);

test('a board that was refused is told apart from one that did not come', () => {
  expect(boardProblemStage('forged')).toBe('board');
  expect(boardProblemStage('too-large')).toBe('board');
  expect(boardProblemStage('offline')).toBe('fetch');
  expect(boardProblemStage('not-a-board')).toBe('fetch');
});
