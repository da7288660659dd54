import type { Language } from '../messages/snapshot';

/** Chromium has Welsh plural rules but no Welsh dates (`Intl.DateTimeFormat.supportedLocalesOf('cy')` was empty in 156). */
const WELSH_MONTHS = [
  'Ionawr',
  'Chwefror',
  'Mawrth',
  'Ebrill',
  'Mai',
  'Mehefin',
  'Gorffennaf',
  'Awst',
  'Medi',
  'Hydref',
  'Tachwedd',
  'Rhagfyr',
] as const;

const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long' });

/** Time of day, and before it the day where that is not today: `14:02`, `19 Tachwedd, 18:16`. `at` and `now` in ms. */
export function formatTime(at: number, language: Language, now: number): string {
  const date = new Date(at);
  const time = TIME.format(date);
  if (date.toDateString() === new Date(now).toDateString()) return time;
  const month = language === 'cy' ? WELSH_MONTHS[date.getMonth()] : MONTH.format(date);
  const year = date.getFullYear() === new Date(now).getFullYear() ? '' : ` ${date.getFullYear()}`;
  return `${date.getDate()} ${month}${year}, ${time}`;
}
