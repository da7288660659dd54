import { useMemo } from 'react';
import type { Localized } from '../../lib/board/schema';
import type { OverrideSign } from '../../lib/desk/seen';
import { deskRegisterCy } from '../../lib/i18n/cy/desk-register';
import { guardCy } from '../../lib/i18n/cy/guard';
import { pagesCy } from '../../lib/i18n/cy/pages';
import { deskRegisterEn } from '../../lib/i18n/en/desk-register';
import { guardEn } from '../../lib/i18n/en/guard';
import { pagesEn } from '../../lib/i18n/en/pages';
import { formatTime } from '../../lib/i18n/time';
import { createTranslate, localize, type Translate } from '../../lib/i18n/translate';
import type { Language } from '../../lib/messages/snapshot';
import { useDesk } from './desk-context';

/** Speaks the messages of seen, inbox, register and removals. */
export type RegisterTranslate = Translate<typeof deskRegisterEn>;

/** The words of the desk's registers in one language. */
export interface RegisterWords {
  readonly t: RegisterTranslate;
  readonly language: Language;
  /** A time of day, with the day where it is not today. `at` in ms. */
  readonly time: (at: number) => string;
  /** The same for an ISO 8601 instant. */
  readonly instant: (iso: string) => string;
  /** Why a press was let through. */
  readonly reason: (reason: OverrideSign['reason']) => string;
  readonly intent: (intent: OverrideSign['intent']) => string;
  /** A text of the board in this language, or in the other. */
  readonly local: (text: Localized) => { readonly text: string; readonly language: Language };
}

/** Makes the words of one language. */
export function createRegisterWords(language: Language): RegisterWords {
  const t = createTranslate({ en: deskRegisterEn, cy: deskRegisterCy }, language);
  const guard = createTranslate({ en: guardEn, cy: guardCy }, language);
  const pages = createTranslate({ en: pagesEn, cy: pagesCy }, language);
  const time = (at: number): string => formatTime(at, language, Date.now());
  return {
    t,
    language,
    time,
    instant: (iso) => time(Date.parse(iso)),
    // The operator chose these very words.
    reason: (reason) => (reason === 'exercise' ? t('reason.exercise') : guard(`reason.${reason}`)),
    intent: (intent) => pages(`intent.${intent}`),
    local: (text) => localize(text, language),
  };
}

/** See {@link RegisterWords}. */
export function useRegisterWords(): RegisterWords {
  const language = useDesk((state) => state.language);
  return useMemo(() => createRegisterWords(language), [language]);
}
