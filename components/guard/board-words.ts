import { CLEAR_FOR_MS, UNREACHED_AFTER_MS } from '../../lib/board/freshness';
import type { guardEn } from '../../lib/i18n/en/guard';
import { formatTime } from '../../lib/i18n/time';
import type { Translate } from '../../lib/i18n/translate';
import type { BoardSummary, Language } from '../../lib/messages/snapshot';

/** Milliseconds for which an answer of the background is waited for before it counts as missing; ours. */
export const ANSWER_MS = 5_000;

/** How fresh the board is by the background's answers. Times in ms since 1970. */
export interface BoardAge {
  readonly board: BoardSummary;
  /** When the board was last confirmed; null until the background has said so. */
  readonly checkedAt: number | null;
  /** When the background was asked, while its answer is awaited. */
  readonly askedAt: number | null;
  readonly now: number;
}

/** When (ms) the last check stops speaking for the board, or null where none does. */
export function staleAt({ board, checkedAt }: Pick<BoardAge, 'board' | 'checkedAt'>): number | null {
  if (checkedAt === null) return null;
  return checkedAt + (board.state === 'clear' ? CLEAR_FOR_MS : UNREACHED_AFTER_MS);
}

/** Whether the board's word has outlived its check; a check from the future is no better than an old one. */
function isStale(age: BoardAge): boolean {
  const until = staleAt(age);
  if (until === null) return age.board.state === 'clear';
  return age.now >= until || (age.checkedAt ?? 0) - age.now > CLEAR_FOR_MS;
}

/** What the board's freshness comes to in one line. */
export interface BoardWords {
  readonly text: string;
  /** False where silence means nothing. */
  readonly isKnown: boolean;
  /** When the board was confirmed, in ms, where that says that nothing newer is out. */
  readonly clearAt?: number;
}

/** The board's freshness in one line, as said when no order is in force (design, promise 5). */
export function boardWords(age: BoardAge, t: Translate<typeof guardEn>, language: Language): BoardWords {
  const { board, checkedAt, askedAt, now } = age;
  const at = (instant: number): string => formatTime(instant, language, now);
  const notKnown = (since: number | null): BoardWords => ({
    text: since === null ? t('notKnownNever') : t('notKnown', { time: at(since) }),
    isKnown: false,
  });
  switch (board.state) {
    case 'unknown':
      if (board.problem === 'clock') return { text: t('notKnownClock'), isKnown: false };
      if (board.problem === 'heartbeat') return { text: t('notKnownHeldBack'), isKnown: false };
      return notKnown(board.since === undefined ? null : Date.parse(board.since));
    case 'expired':
      return { text: t('expired'), isKnown: false };
    case 'none':
      return notKnown(null);
    case 'clear':
    case 'file':
      if (isStale(age)) {
        // A page that comes back into sight asks first: neither "clear" from before nor an alarm for a moment.
        const isAsking = askedAt !== null && now - askedAt < ANSWER_MS;
        return isAsking ? { text: t('oneMoment'), isKnown: true } : notKnown(checkedAt);
      }
      if (board.state === 'clear' && checkedAt !== null) {
        return { text: t('clear', { time: at(checkedAt) }), isKnown: true, clearAt: checkedAt };
      }
  }
  if (!board.signedAt) return { text: t('none'), isKnown: true };
  const signedAt = Date.parse(board.signedAt);
  const isToday = new Date(signedAt).toDateString() === new Date(now).toDateString();
  return { text: t(isToday ? 'noneAt' : 'noneOn', { time: at(signedAt) }), isKnown: true };
}
