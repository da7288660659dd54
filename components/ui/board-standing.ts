import { CLEAR_FOR_MS, UNREACHED_AFTER_MS } from '../../lib/board/freshness';
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
  /** When a heartbeat last said that nothing newer is out; null when never. */
  readonly clearAt: number | null;
  /** Whether any order is shown beside it, which no "no order" may contradict. */
  readonly orders: boolean;
  readonly now: number;
}

/**
 * Says how far the board can be relied on. A background that has died leaves its last word standing, so a board
 * not reached for {@link UNREACHED_AFTER_MS}, or not confirmed for {@link CLEAR_FOR_MS} where it is called clear, is
 * "not known" here whatever the snapshot says.
 */
export function boardStanding({ t, time, when }: Words, facts: BoardStandingFacts): BoardStanding {
  const { board, reachedAt, clearAt, orders, now } = facts;
  const { signedAt, problem } = board;
  const signed = signedAt === undefined ? undefined : Date.parse(signedAt);
  const stage = problem === undefined ? null : boardProblemStage(problem);
  const trouble =
    problem === undefined || stage === null
      ? null
      : {
          lead: t(leadOf(stage, problem)),
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
      if (problem === 'clock') return notKnown(t('force.unknownClock'));
      if (problem === 'heartbeat') return notKnown(t('force.unknownHeldBack'));
      const since = board.since === undefined ? reachedAt : Date.parse(board.since);
      if (since === null) return notKnown(t('force.unknownNever'));
      return notKnown(t(stage === 'board' ? 'force.unknownRefused' : 'force.unknown', { time: time(since) }));
    }
    case 'clear':
      if (clearAt === null) return notKnown(t('force.unknownNever'));
      // A check from the future is no better than an old one.
      if (Math.abs(now - clearAt) > CLEAR_FOR_MS)
        return notKnown(t('force.unknown', { time: time(clearAt) }));
      return {
        tone: orders ? 'known' : 'clear',
        text: t(orders ? 'force.clearOrders' : 'force.clear', { time: time(clearAt) }),
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

/** What comes before the problem's own words: neither a wrong clock nor a silent relay is a refused board. */
function leadOf(
  stage: 'fetch' | 'board',
  problem: string,
): 'force.kept' | 'force.refused' | 'force.unreached' {
  if (problem === 'clock' || problem === 'heartbeat') return 'force.kept';
  return stage === 'board' ? 'force.refused' : 'force.unreached';
}
