import type { Localized, Notice } from '../board/schema';
import { formatTime } from '../i18n/time';
import type { Language } from '../messages/snapshot';
import { stripExerciseWord } from './notice-form';

/** Words between the parts of a notice as text. They belong to the message and not to the desk's own language. */
const WORDS = {
  en: {
    blackout: 'BLACKOUT: POST NOTHING',
    'corporate-lines-only': 'CORPORATE LINES ONLY',
    advice: 'ADVICE',
    cancel: 'STOOD DOWN',
    ends: 'This ends',
    update: 'UPDATE',
    exercise: 'EXERCISE',
    exerciseEnd: 'This is an exercise.',
    reason: 'Why',
    instruction: 'What to do',
    lines: 'Corporate lines',
    reshare: 'May be shared',
    contact: 'Whom to ask',
    until: 'In force until',
    apps: 'Phone and tablet apps are not guarded: this applies there as well.',
    otherOnly: 'Welsh only:',
  },
  cy: {
    blackout: 'GWAHARDDIAD POSTIO: PEIDIWCH Â PHOSTIO DIM',
    'corporate-lines-only': 'LLINELLAU CORFFORAETHOL YN UNIG',
    advice: 'CYNGOR',
    cancel: 'CODWYD Y GORCHYMYN',
    ends: 'Daw hyn i ben',
    update: 'DIWEDDARIAD',
    exercise: 'YMARFER',
    exerciseEnd: 'Ymarfer yw hwn.',
    reason: 'Pam',
    instruction: 'Beth i’w wneud',
    lines: 'Llinellau corfforaethol',
    reshare: 'Cewch rannu',
    contact: 'Pwy i’w holi',
    until: 'Mewn grym tan',
    apps: 'Nid yw’r apiau ar ffôn neu lechen dan warchodaeth: mae hyn yn berthnasol yno hefyd.',
    otherOnly: 'Yn Saesneg yn unig:',
  },
} as const;

/**
 * A notice as plain text for the direct-message group, English first and then Welsh. What stands in one language
 * only is given in that one and marked. `now` in ms decides whether a date stands with the times; `ended` is the order
 * that a stand-down ends, which its text then names.
 */
export function noticeText(notice: Notice, now: number, ended?: Notice): string {
  return (['en', 'cy'] as const)
    .map((language) => partOf(notice, language, now, ended))
    .join('\n\n— — —\n\n');
}

const withoutMark = ({ en, cy }: Localized): Localized => ({
  ...(en === undefined ? {} : { en: stripExerciseWord(en) }),
  ...(cy === undefined ? {} : { cy: stripExerciseWord(cy) }),
});

function partOf(notice: Notice, language: Language, now: number, ended: Notice | undefined): string {
  const words = WORDS[language];
  const say = (text: Localized): string => {
    const own = text[language];
    if (own !== undefined) return own;
    return `${words.otherOnly} ${text.en ?? text.cy ?? ''}`;
  };
  const isExercise = notice.status !== 'actual';
  // The line above it begins with the word already.
  const headline = isExercise ? withoutMark(notice.headline) : notice.headline;
  const isCancel = notice.messageType === 'cancel';
  const title = [
    ...(isExercise ? [words.exercise] : []),
    ...(notice.messageType === 'update' ? [words.update] : []),
    isCancel ? words.cancel : words[notice.level],
  ].join(' · ');
  const blocks = [`${title}\n${say(headline)}`];
  if (ended) blocks.push(`${words.ends}: ${say(ended.headline)}`);
  if (notice.reason) blocks.push(`${words.reason}: ${say(notice.reason)}`);
  if (notice.instruction) blocks.push(`${words.instruction}: ${say(notice.instruction)}`);
  if (notice.corporateLines.length > 0) {
    const lines = notice.corporateLines.map(({ text, url }) => `• ${say(text)}${url ? ` ${url}` : ''}`);
    blocks.push(`${words.lines}:\n${lines.join('\n')}`);
  }
  const shared = [
    ...notice.reshare.accounts.map((name) => (/^\d+$/.test(name) ? name : `@${name.replace(/^@/, '')}`)),
    ...notice.reshare.posts,
  ];
  if (shared.length > 0) blocks.push(`${words.reshare}: ${shared.join(', ')}`);
  if (notice.contact) blocks.push(`${words.contact}: ${say(notice.contact)}`);
  if (!isCancel) {
    blocks.push(`${words.until} ${formatTime(Date.parse(notice.expires), language, now)}.\n${words.apps}`);
  }
  if (isExercise) blocks.push(words.exerciseEnd);
  return blocks.join('\n\n');
}
