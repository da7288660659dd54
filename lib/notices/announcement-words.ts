import type { Localized } from '../board/schema';
import { backgroundCy } from '../i18n/cy/background';
import { backgroundEn } from '../i18n/en/background';
import { createTranslate, localize } from '../i18n/translate';
import type { Language } from '../messages/snapshot';
import type { Announcement } from './announcements';

/** What a notification says. */
export interface AnnouncementWords {
  /** Begins with EXERCISE or YMARFER where it is one: a lock screen may show no more than the first words. */
  readonly title: string;
  readonly message: string;
}

/** The words of an announcement, in one language; what Communications wrote in the other one alone is labelled. */
export function announcementWords(
  { change, level, status, notice }: Announcement,
  forceName: Localized | undefined,
  language: Language,
): AnnouncementWords {
  const say = createTranslate({ en: backgroundEn, cy: backgroundCy }, language);
  const theirs = (text: Localized): string => {
    const found = localize(text, language);
    return found.language === language ? found.text : say('otherLanguage', { text: found.text });
  };
  const what = say(`${change}.${level}`);
  const lines = [
    ...(notice ? [theirs(notice.headline)] : []),
    ...(change === 'ends' ? [say('endsDo')] : []),
    ...(forceName ? [localize(forceName, language).text] : []),
  ];
  return {
    title: status === 'exercise' ? say('exercise', { what }) : what,
    message: lines.join('\n'),
  };
}
