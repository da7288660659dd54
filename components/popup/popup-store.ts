import { createStore, type StoreApi } from 'zustand/vanilla';
import { type PasswordRoute, sendMessage } from '../../lib/messages/protocol';
import type { Language } from '../../lib/messages/snapshot';
import { withDeadline } from '../ui/ask-background';
import {
  browserLanguage,
  followPage,
  initialPageState,
  noteAnswer,
  type PageCalls,
  type PageState,
  pageCalls,
  refreshBoard,
  switchLanguage,
} from '../ui/page-state';
import { type ActivePage, type PagePort, pagePort } from './active-page';

/** A password change as the operator logs it. */
export interface PasswordChange {
  readonly accountKey: string;
  /** ISO 8601 instant. */
  readonly changedAt: string;
  readonly route: PasswordRoute;
  readonly reported: boolean;
}

/** What the popup asks of the background. */
export interface PopupCalls extends PageCalls {
  logPassword(change: PasswordChange): Promise<void>;
  resolvePassword(id: number, route: PasswordRoute): Promise<void>;
  removalDone(removal: string, accountKey: string): Promise<void>;
}

/** The popup's state and what can be done in it. */
export interface PopupState extends PageState {
  readonly page: ActivePage;
  /** Whether the browser lets Cordon see the platforms' pages; null until known. */
  readonly access: boolean | null;
  readonly accessRefused: boolean;
  /** What became of the last password change that was logged. */
  readonly logging: 'idle' | 'running' | 'failed' | 'done' | 'done-outstanding';
  /** Ids of changes being marked as reported, and of those where that failed. */
  readonly resolving: Readonly<Record<number, 'running' | 'failed'>>;
  switchLanguage(language: Language): Promise<void>;
  refresh(): Promise<void>;
  lookAtPage(): Promise<void>;
  allowAccess(): Promise<void>;
  /** Gives whether it was logged. */
  logPassword(change: PasswordChange): Promise<boolean>;
  resolvePassword(id: number, route: PasswordRoute): Promise<void>;
  /** Says that a removal request is done. Gives whether that was noted. */
  removalDone(removal: string, accountKey: string): Promise<boolean>;
  /** Reads what is stored, looks at the page, has the board refreshed and follows all of it until the signal ends. */
  start(signal: AbortSignal): void;
}

/** What the popup's store works with. */
export interface PopupParts {
  readonly calls: PopupCalls;
  readonly port: PagePort;
  readonly language: Language;
  /** Keeps the stored part of the state. */
  readonly follow: typeof followPage;
}

const calls: PopupCalls = {
  ...pageCalls,
  logPassword: (change) => withDeadline(sendMessage('logPassword', change)),
  resolvePassword: (id, route) => withDeadline(sendMessage('resolvePassword', { id, route })),
  removalDone: (removal, accountKey) => withDeadline(sendMessage('removalDone', { removal, accountKey })),
};

/** Makes the store of a popup; the parts are the browser's unless given. */
export function createPopupStore(parts: Partial<PopupParts> = {}): StoreApi<PopupState> {
  const {
    port,
    follow,
    language,
    calls: ask,
  } = {
    calls,
    port: pagePort,
    follow: followPage,
    ...parts,
    language: parts.language ?? browserLanguage(),
  };
  /** Number of the latest look at the page: an earlier one that answers late is not believed. */
  let looks = 0;

  return createStore<PopupState>()((set, get) => ({
    ...initialPageState(language),
    page: { kind: 'looking' },
    access: null,
    accessRefused: false,
    logging: 'idle',
    resolving: {},

    switchLanguage: (to) => switchLanguage(ask, set, to),

    refresh: async () => {
      if (get().refreshing) return;
      await refreshBoard(ask, set);
    },

    lookAtPage: async () => {
      looks += 1;
      const look = looks;
      const page = await port.lookAtPage();
      if (look === looks) set({ page });
    },

    allowAccess: async () => {
      const access = await port.requestAccess().catch(() => false);
      set({ access, accessRefused: !access });
      if (access) await get().lookAtPage();
    },

    logPassword: async (change) => {
      if (get().logging === 'running') return false;
      set({ logging: 'running' });
      const logged = await noteAnswer(set, ask.logPassword(change));
      set({ logging: !logged ? 'failed' : change.reported ? 'done' : 'done-outstanding' });
      return logged;
    },

    resolvePassword: async (id, route) => {
      if (get().resolving[id] === 'running') return;
      set({ resolving: { ...get().resolving, [id]: 'running' } });
      const resolved = await noteAnswer(set, ask.resolvePassword(id, route));
      const { [id]: _done, ...others } = get().resolving;
      set({ resolving: resolved ? others : { ...others, [id]: 'failed' } });
    },

    removalDone: (removal, accountKey) => noteAnswer(set, ask.removalDone(removal, accountKey)),

    start: (signal) => {
      follow(set, signal);
      port.followPages((tabId) => {
        const { page } = get();
        // A page that was none of ours may have become one.
        if (!('tabId' in page) || page.tabId === tabId) void get().lookAtPage();
      }, signal);
      void get().lookAtPage();
      void get().refresh();
      void port
        .hasAccess()
        .catch(() => null)
        .then((access) => {
          if (!signal.aborted) set({ access });
        });
    },
  }));
}
