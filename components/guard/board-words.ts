import type { guardEn } from '../../lib/i18n/en/guard';
import { formatTime } from '../../lib/i18n/time';
import type { Translate } from '../../lib/i18n/translate';
import type { BoardSummary, Language } from '../../lib/messages/snapshot';

/**
 * What the board's freshness comes to in one line, when no order is in force (design, promise 5). `now` in ms.
 * `isKnown` is false where silence means nothing.
 */
export function boardWords(
  board: BoardSummary,
  t: Translate<typeof guardEn>,
  language: Language,
  now: number,
): { readonly text: string; readonly isKnown: boolean } {
  const at = (instant: string): string => formatTime(Date.parse(instant), language, now);
  switch (board.state) {
    case 'unknown':
      return {
        text: board.since ? t('notKnown', { time: at(board.since) }) : t('notKnownNever'),
        isKnown: false,
      };
    case 'expired':
      return { text: t('expired'), isKnown: false };
    case 'none':
      return { text: t('notKnownNever'), isKnown: false };
    case 'clear':
      if (board.signedAt) return { text: t('clear', { time: at(board.signedAt) }), isKnown: true };
      return { text: t('none'), isKnown: true };
    case 'file': {
      if (!board.signedAt) return { text: t('none'), isKnown: true };
      const isToday = new Date(board.signedAt).toDateString() === new Date(now).toDateString();
      return { text: t(isToday ? 'noneAt' : 'noneOn', { time: at(board.signedAt) }), isKnown: true };
    }
  }
}
