import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { pagesCy } from '../../lib/i18n/cy/pages';
import { pagesEn } from '../../lib/i18n/en/pages';
import { formatTime } from '../../lib/i18n/time';
import { createTranslate, type Translate } from '../../lib/i18n/translate';
import type { Language } from '../../lib/messages/snapshot';

/** Speaks the messages of Cordon's own pages. */
export type PagesTranslate = Translate<typeof pagesEn>;

/** The words of a page in its present language. */
export interface Words {
  readonly language: Language;
  readonly t: PagesTranslate;
  /** A time of day, or day and time, by itself. `at` in ms. */
  readonly time: (at: number) => string;
  /** The same within a sentence: "at 14:02", "on 3 March, 14:02". `at` in ms. */
  readonly when: (at: number) => string;
}

/** Makes the words of a language. `now` gives ms. */
export function createWords(language: Language, now: () => number = Date.now): Words {
  const t = createTranslate({ en: pagesEn, cy: pagesCy }, language);
  const time = (at: number): string => formatTime(at, language, now());
  const when = (at: number): string => {
    const today = new Date(at).toDateString() === new Date(now()).toDateString();
    return t(today ? 'time.today' : 'time.dated', { time: time(at) });
  };
  return { language, t, time, when };
}

const WordsContext = createContext<Words | null>(null);

/** Gives its children words in a language, and marks the document as written in it. */
export function PageWords({
  language,
  children,
}: {
  readonly language: Language;
  readonly children: ReactNode;
}) {
  const words = useMemo(() => createWords(language), [language]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return <WordsContext value={words}>{children}</WordsContext>;
}

/** The words of the page around. Throws outside {@link PageWords}. */
export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error('no language around this component');
  return words;
}
