import type { guardEn } from '../../lib/i18n/en/guard';
import type { Translate } from '../../lib/i18n/translate';
import type { ApplicableNotice } from '../../lib/notices/applicable';
import type { IconKind } from './Icon';

/** How a surface looks: only a blackout in force shouts. */
export type Tone = 'alarm' | 'exercise' | 'warn' | 'calm';

/** The tone of one notice. */
export function toneOf({ notice, phase }: ApplicableNotice): Tone {
  if (notice.status === 'exercise') return 'exercise';
  if (notice.status === 'test') return 'calm';
  return notice.level === 'blackout' && phase === 'in-force' ? 'alarm' : 'warn';
}

/** The shape that goes with one notice. */
export function iconOf({ notice, phase }: ApplicableNotice): IconKind {
  if (notice.status === 'exercise') return 'exercise';
  if (phase === 'may-have-ended') return 'unknown';
  if (notice.level === 'advice' || notice.status === 'test') return 'advice';
  return notice.level === 'blackout' ? 'blackout' : 'lines';
}

/** What a notice is, in a few words: its level, or that it is an exercise, a test, or may have ended. */
export function titleOf({ notice, phase }: ApplicableNotice, t: Translate<typeof guardEn>): string {
  if (notice.status === 'exercise') {
    const what = phase === 'in-force' ? t(`exercise.${notice.level}`) : t('exerciseEnded');
    return `${t('exercise')}: ${what}`;
  }
  if (notice.status === 'test') return t('test');
  // Advice that has run out is shown no more.
  return phase === 'in-force' || notice.level === 'advice' ? t(notice.level) : t(`ended.${notice.level}`);
}
