import { browser } from '../../lib/messages/browser';
import { GUARD_DATA_KEY, type GuardData, parseGuardData } from '../../lib/messages/guard-data';
import { sendMessage } from '../../lib/messages/protocol';
import { type Language, parseSnapshot, SNAPSHOT_KEY, type Snapshot } from '../../lib/messages/snapshot';
import { languageOf } from '../../lib/settings/settings';
import { BOARD_ANSWER_MS, withDeadline } from './ask-background';
import { followStored } from './follow-stored';

/** What each of Cordon's own pages knows. */
export interface PageState {
  readonly language: Language;
  /** Undefined until storage has been read; null when the background has not written one. */
  readonly snapshot: Snapshot | null | undefined;
  readonly guardData: GuardData | null;
  /** Whether the background answered when it was last asked for anything. */
  readonly background: 'unasked' | 'answers' | 'silent';
  /** Whether the background is looking at the board for this page. */
  readonly refreshing: boolean;
}

/** What the background is asked by every page. */
export interface PageCalls {
  setLanguage(language: Language): Promise<void>;
  refreshBoard(): Promise<void>;
}

/** The calls as messages. */
export const pageCalls: PageCalls = {
  setLanguage: (language) => withDeadline(sendMessage('setLanguage', { language })),
  refreshBoard: () => withDeadline(sendMessage('refreshBoard', {}), BOARD_ANSWER_MS),
};

/** The browser's language, as far as Cordon speaks it: for the moment before the snapshot is read. */
export function browserLanguage(): Language {
  return languageOf(browser.i18n.getUILanguage());
}

/** How a page starts out. */
export const initialPageState = (language: Language): PageState => ({
  language,
  snapshot: undefined,
  guardData: null,
  background: 'unasked',
  refreshing: false,
});

/** Sets a part of the state. */
export type SetPage = (part: Partial<PageState>) => void;

/** Keeps snapshot, guard data and language as stored, until the signal ends. */
export function followPage(set: SetPage, signal: AbortSignal): void {
  followStored(
    SNAPSHOT_KEY,
    parseSnapshot,
    (snapshot) => set(snapshot ? { snapshot, language: snapshot.language } : { snapshot }),
    signal,
  );
  followStored(GUARD_DATA_KEY, parseGuardData, (guardData) => set({ guardData }), signal);
}

/** Changes the language on this page at once and everywhere through the background, which alone writes it down. */
export async function switchLanguage(calls: PageCalls, set: SetPage, language: Language): Promise<void> {
  set({ language });
  await noteAnswer(set, calls.setLanguage(language));
}

/** Has the background look at the board, and notes whether it answers. */
export async function refreshBoard(calls: PageCalls, set: SetPage): Promise<void> {
  set({ refreshing: true });
  await noteAnswer(set, calls.refreshBoard());
  set({ refreshing: false });
}

/** Waits for an answer and notes whether it came. Gives whether it did; never throws. */
export async function noteAnswer(set: SetPage, answer: Promise<unknown>): Promise<boolean> {
  try {
    await answer;
    set({ background: 'answers' });
    return true;
  } catch {
    set({ background: 'silent' });
    return false;
  }
}
