import { UNREACHED_AFTER_MS } from '../../lib/board/freshness';
import type { BoardSummary } from '../../lib/messages/snapshot';
import type { Words } from './PageWords';
import { boardProblemStage, type ProblemWords, problemWords } from './problem-words';

/** How the board stands, in words. */
export interface BoardStanding {
  /** `known` is never green but for a heartbeat's `clear`; `not-known` asks for care. */
  readonly tone: 'clear' | 'known' | 'not-known';
  readonly text: string;
  /** Why the newest answer was refused or did not come. */
  readonly trouble: (ProblemWords & { readonly lead: string }) | null;
}

/** What is asked of the board's standing; times in ms. */
export interface BoardStandingFacts {
  readonly board: BoardSummary;
  /** When the board was last reached, as the background noted it; null when never or not yet read. */
  readonly reachedAt: number | null;
  /** Whether any order is shown beside it, which no "no order" may contradict. */
  readonly orders: boolean;
  readonly now: number;
}

/**
 * Says how far the board can be relied on. A background that has died leaves its last word standing, so a board
 * not reached for {@link UNREACHED_AFTER_MS} is "not known" here whatever the snapshot says.
 */
export function boardStanding({ t, time, when }: Words, facts: BoardStandingFacts): BoardStanding {
  const { board, reachedAt, orders, now } = facts;
  const { signedAt, problem } = board;
  const signed = signedAt === undefined ? undefined : Date.parse(signedAt);
  const stage = problem === undefined ? null : boardProblemStage(problem);
  const trouble =
    problem === undefined || stage === null
      ? null
      : {
          lead: t(stage === 'board' ? 'force.refused' : 'force.unreached'),
          ...problemWords(t, stage, problem),
        };
  const notKnown = (text: string): BoardStanding => ({ tone: 'not-known', text, trouble });
  const forgotten = reachedAt !== null && now - reachedAt > UNREACHED_AFTER_MS;
  switch (board.state) {
    case 'none':
      return notKnown(t('force.none'));
    case 'expired':
      return notKnown(t('force.expired', { when: signed === undefined ? '' : when(signed) }));
    case 'unknown': {
      const since = board.since === undefined ? reachedAt : Date.parse(board.since);
      if (since === null) return notKnown(t('force.unknownNever'));
      return notKnown(t(stage === 'board' ? 'force.unknownRefused' : 'force.unknown', { time: time(since) }));
    }
    case 'clear':
      if (forgotten) return notKnown(t('force.unknown', { time: time(reachedAt) }));
      return {
        tone: orders ? 'known' : 'clear',
        text: t(orders ? 'force.clearOrders' : 'force.clear'),
        trouble,
      };
    case 'file': {
      if (forgotten) return notKnown(t('force.unknown', { time: time(reachedAt) }));
      if (signed === undefined) return notKnown(t('force.none'));
      return {
        tone: 'known',
        text: t(orders ? 'force.fileOrders' : 'force.file', { when: when(signed) }),
        trouble,
      };
    }
  }
}
