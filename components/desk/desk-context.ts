import { createContext, useContext, useMemo } from 'react';
import type { GenericSchema, InferOutput } from 'valibot';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { Board, Localized } from '../../lib/board/schema';
import type { BoardChange, ChangeConflict } from '../../lib/desk/board-change';
import type { DeskDraft } from '../../lib/desk/desk-records';
import type { ForceKeys } from '../../lib/desk/force-keys';
import type { LoadedBoard, LoadProblem, PublishProblem, SinceThen } from '../../lib/desk/publish';
import { deskCy } from '../../lib/i18n/cy/desk';
import { deskEn } from '../../lib/i18n/en/desk';
import { formatTime } from '../../lib/i18n/time';
import { createTranslate, type Translate } from '../../lib/i18n/translate';
import type { Language } from '../../lib/messages/snapshot';
import type { DeskDatabase } from '../../lib/records/desk-database';

/** The rooms of the desk, in the order of its navigation. */
export const DESK_PAGES = ['incident', 'seen', 'inbox', 'register', 'removals', 'keys'] as const;
/** See {@link DESK_PAGES}. */
export type DeskPage = (typeof DESK_PAGES)[number];

/** Where publishing stands. Times in ms. */
export type Publishing =
  | { readonly stage: 'signing' | 'sending'; readonly ids: readonly string[] }
  | {
      readonly stage: 'done';
      readonly ids: readonly string[];
      readonly at: number;
      /** Whether it was saved as a file, which somebody must still put in its place. */
      readonly asFile: boolean;
    }
  /** Somebody else published in between: theirs is loaded, nothing of ours is lost, one press publishes again. */
  | { readonly stage: 'changed'; readonly ids: readonly string[]; readonly since: SinceThen }
  | {
      readonly stage: 'failed';
      readonly ids: readonly string[];
      readonly problem: PublishProblem | 'conflict' | 'expired' | 'unsignable' | 'not-loaded' | 'no-target';
      readonly detail?: string | undefined;
    };

/** How a publish ended, for whoever asked. */
export type PublishOutcome =
  | { readonly ok: true; readonly at: number }
  | { readonly ok: false; readonly problem: Extract<Publishing, { stage: 'failed' }>['problem'] | 'changed' };

/** A change that does not fit the board as it is now. */
export interface PendingConflict {
  readonly change: BoardChange;
  readonly conflict: ChangeConflict;
}

/** Why there is no board to work on, or not the newest. */
export interface LoadTrouble {
  readonly problem: LoadProblem | 'keys-outdated';
  readonly detail?: string | undefined;
}

/** What the desk knows. All of it is forgotten when it locks. Times in ms. */
export interface DeskState {
  /** In this page's memory only; null while locked. */
  readonly keys: ForceKeys | null;
  /** Whether keys in memory differ from the file they came from, so that the file should be saved anew. */
  readonly unsavedKeys: boolean;
  /** The board as it was published last; its `text` is null while none ever was. */
  readonly base: LoadedBoard | null;
  readonly loading: boolean;
  readonly loadTrouble: LoadTrouble | null;
  /** Changes that are not published yet, oldest first. */
  readonly pending: readonly BoardChange[];
  /** Those of them that do not fit; they are not in `board`. */
  readonly conflicts: readonly PendingConflict[];
  /** The base with what is pending; what the pages show. Null while there is no base. */
  readonly board: Board | null;
  readonly publishing: Publishing | null;
  readonly drafts: readonly DeskDraft[];
  readonly language: Language;
  /** When the desk locks itself unless somebody moves. */
  readonly lockAt: number | null;
  readonly page: DeskPage;
  /** Identifier of the notice that somebody asked to see followed; null where nobody said which. */
  readonly watched: string | null;
  /** Whether the desk's own records could be read and written. */
  readonly recordsFailed: boolean;
}

/** What the pages of the desk can do. */
export interface DeskActions {
  /** Adds a change, or replaces the one with the same id. */
  propose(change: BoardChange): void;
  withdraw(id: string): void;
  /**
   * Publishes these changes and no others (they are proposed first where they are not yet), or all that are pending.
   * What did not get out stays pending.
   */
  publish(changes?: readonly BoardChange[]): Promise<PublishOutcome>;
  /** Settles a conflict: ours is put over theirs, or ours is dropped. */
  settle(id: string, by: 'ours' | 'theirs'): void;
  reload(): Promise<void>;
  /** Where the server holds an older board, or one by a revoked key: puts this desk's in its place, signed anew. */
  restore(): Promise<PublishOutcome>;
  closePublishing(): void;
  /** Takes keys into use. `fresh` keys were made just now, and the force's name goes onto its first board. */
  unlock(keys: ForceKeys, fresh?: { readonly name: Localized }): Promise<void>;
  lock(): void;
  /** Somebody is at the desk: it locks so much later. */
  touch(): void;
  /** Puts changed keys in place of the present ones; says that the file should be saved anew. */
  changeKeys(keys: ForceKeys): void;
  keysSaved(): void;
  saveDraft(draft: DeskDraft): void;
  dropDraft(id: string): void;
  /** A record of the desk's own, or null when there is none; sealed under the force's desk key. */
  readRecord<S extends GenericSchema>(name: string, schema: S): Promise<InferOutput<S> | null>;
  saveRecord(name: string, value: unknown): Promise<void>;
  switchLanguage(language: Language): void;
  /** Opens a page; Seen with this notice, where one is given by its identifier. */
  go(page: DeskPage, notice?: string): void;
}

/** One open desk. */
export interface DeskSession {
  readonly store: StoreApi<DeskState>;
  readonly actions: DeskActions;
  /** Tables that hold what is sealed already, such as reports. */
  readonly database: DeskDatabase;
}

/** The desk that a component belongs to. */
export const DeskContext = createContext<DeskSession | null>(null);

/** The desk. @throws Error outside of one. */
export function useDeskSession(): DeskSession {
  const session = useContext(DeskContext);
  if (!session) throw new Error('A page of the desk stands outside of it.');
  return session;
}

/** A part of the desk's state; the component renders anew when that part becomes another. */
export function useDesk<T>(select: (state: DeskState) => T): T {
  return useStore(useDeskSession().store, select);
}

/** What the desk can do. */
export const useDeskActions = (): DeskActions => useDeskSession().actions;

/** Speaks the desk's messages. */
export type DeskTranslate = Translate<typeof deskEn>;

/** The desk's words in the language of the moment. */
export interface DeskWords {
  readonly t: DeskTranslate;
  readonly language: Language;
  /** A time of day, with the day where it is not today. `at` in ms. */
  readonly time: (at: number) => string;
}

/** Makes the words of one language. */
export function createDeskWords(language: Language): DeskWords {
  const t = createTranslate({ en: deskEn, cy: deskCy }, language);
  return { t, language, time: (at) => formatTime(at, language, Date.now()) };
}

/** See {@link DeskWords}. */
export function useDeskWords(): DeskWords {
  const language = useDesk((state) => state.language);
  return useMemo(() => createDeskWords(language), [language]);
}
