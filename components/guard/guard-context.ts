import { createContext, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import { guardCy } from '../../lib/i18n/cy/guard';
import { guardEn } from '../../lib/i18n/en/guard';
import { createTranslate, type Translate } from '../../lib/i18n/translate';
import type { Language } from '../../lib/messages/snapshot';
import { type BoardWords, boardWords } from './board-words';
import type { GuardSession } from './guard-session';
import type { GuardState } from './guard-store';

/** Session of the guard that a component belongs to. */
export const GuardContext = createContext<GuardSession | null>(null);

/** The session. @throws Error outside a guard. */
export function useSession(): GuardSession {
  const session = useContext(GuardContext);
  if (!session) throw new Error('A component of the guard stands outside of one.');
  return session;
}

/** A part of the guard's state; the component renders anew when that part becomes another. */
export function useGuard<T>(select: (state: GuardState) => T): T {
  return useStore(useSession().store, select);
}

/** The guard's words in the language of the moment. */
export function useWords(): { readonly t: Translate<typeof guardEn>; readonly language: Language } {
  const language = useGuard((state) => state.language);
  const t = useMemo(
    () => createTranslate<typeof guardEn>({ en: guardEn, cy: guardCy }, language),
    [language],
  );
  return { t, language };
}

/** What the board's freshness comes to now. */
export function useBoardWords(): BoardWords {
  const { t, language } = useWords();
  const board = useGuard(({ view }) => view.snapshot.board);
  const checkedAt = useGuard((state) => state.checkedAt);
  const askedAt = useGuard((state) => state.askedAt);
  const now = useGuard((state) => state.now);
  return boardWords({ board, checkedAt, askedAt, now }, t, language);
}
