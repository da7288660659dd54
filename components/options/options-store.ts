import { createStore, type StoreApi } from 'zustand/vanilla';
import { browser } from '../../lib/messages/browser';
import { type JoinResult, sendMessage } from '../../lib/messages/protocol';
import type { Language } from '../../lib/messages/snapshot';
import { REPORT_KINDS } from '../../lib/reports/report';
import type { Membership } from '../../lib/settings/joining';
import { BOARD_ANSWER_MS, withDeadline } from '../ui/ask-background';
import { boardHosts, boardOrigins } from '../ui/membership';
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

/** What the options page asks of the background. */
export interface OptionsCalls extends PageCalls {
  join(code: string): Promise<JoinResult>;
  leave(): Promise<void>;
  /** The operator was shown what reports of every kind hold. */
  reportsShown(): Promise<void>;
}

/** The browser's permissions for hosts. */
export interface PermissionPort {
  contains(origins: string[]): Promise<boolean>;
  /** Only within a press, and before anything is waited for. */
  request(origins: string[]): Promise<boolean>;
}

/** How joining stands. */
export type Joining =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly forceName: { readonly en?: string; readonly cy?: string } }
  /** The background did not answer. */
  | { readonly kind: 'silent' }
  | {
      readonly kind: 'failed';
      readonly result: Extract<JoinResult, { ok: false }>;
      /** Hosts the browser was not allowed to reach; empty when permission is no part of the matter. */
      readonly refusedHosts: readonly string[];
    };

/** The options page's state and what can be done on it. */
export interface OptionsState extends PageState {
  readonly joining: Joining;
  readonly leaving: 'idle' | 'running' | 'failed' | 'done';
  /** Whether the browser will ask before the boards of this membership can be reached. */
  readonly mustAsk: boolean;
  switchLanguage(language: Language): Promise<void>;
  refresh(): Promise<void>;
  /** Prepares for joining: finds out whether the browser must ask. Null when there is no whole code. */
  consider(membership: Membership | null): Promise<void>;
  /** To be called within the press: the permission is asked for before anything is waited for. */
  join(code: string, membership: Membership): Promise<void>;
  leave(): Promise<void>;
  /** Reads what is stored, has the board refreshed and follows both until the signal ends. */
  start(signal: AbortSignal): void;
}

/** What the options page's store works with. */
export interface OptionsParts {
  readonly calls: OptionsCalls;
  readonly permissions: PermissionPort;
  readonly language: Language;
  readonly follow: typeof followPage;
}

const calls: OptionsCalls = {
  ...pageCalls,
  join: (code) => withDeadline(sendMessage('join', { code }), BOARD_ANSWER_MS),
  leave: () => withDeadline(sendMessage('leave', {})),
  reportsShown: () => withDeadline(sendMessage('reportsShown', { kinds: REPORT_KINDS })),
};

const permissions: PermissionPort = {
  contains: (origins) => browser.permissions.contains({ origins }),
  request: (origins) => browser.permissions.request({ origins }),
};

/** Makes the store of an options page; the parts are the browser's unless given. */
export function createOptionsStore(parts: Partial<OptionsParts> = {}): StoreApi<OptionsState> {
  const ask = parts.calls ?? calls;
  const port = parts.permissions ?? permissions;
  const follow = parts.follow ?? followPage;
  /** The membership last considered, since the answer about an earlier one may come late. */
  let considered: Membership | null = null;

  return createStore<OptionsState>()((set, get) => ({
    ...initialPageState(parts.language ?? browserLanguage()),
    joining: { kind: 'idle' },
    leaving: 'idle',
    mustAsk: false,

    switchLanguage: (to) => switchLanguage(ask, set, to),

    refresh: async () => {
      if (get().refreshing) return;
      await refreshBoard(ask, set);
    },

    consider: async (membership) => {
      considered = membership;
      set({ mustAsk: false });
      if (!membership) return;
      set({ mustAsk: true });
      const granted = await port.contains(boardOrigins(membership)).catch(() => false);
      if (considered === membership) set({ mustAsk: !granted });
    },

    join: async (code, membership) => {
      if (get().joining.kind === 'running') return;
      // The browser lets a page ask only while the press is being handled: nothing may be waited for before this.
      // A request that is already granted is answered without a question.
      const allowed = get().mustAsk ? port.request(boardOrigins(membership)).catch(() => false) : true;
      set({ joining: { kind: 'running' }, leaving: 'idle' });
      // A refusal does not end it: a host that lets every page read the board can be reached all the same.
      const granted = await allowed;
      if (granted) set({ mustAsk: false });
      let result: JoinResult | null = null;
      const answered = await noteAnswer(
        set,
        ask.join(code.replace(/\s+/g, '')).then((answer) => {
          result = answer;
        }),
      );
      // What they hold stood beside the button. Should this get lost, it is shown once more before any leaves.
      if (hasJoined(result)) void ask.reportsShown().catch(() => undefined);
      set({ joining: answered ? settle(result, granted ? [] : boardHosts(membership)) : { kind: 'silent' } });
    },

    leave: async () => {
      if (get().leaving === 'running') return;
      set({ leaving: 'running' });
      const left = await noteAnswer(set, ask.leave());
      set({ leaving: left ? 'done' : 'failed', ...(left ? { joining: { kind: 'idle' } } : {}) });
    },

    start: (signal) => {
      follow(set, signal);
      void get().refresh();
    },
  }));
}

/** A function of its own, because TypeScript does not see that a callback has set the result. */
const hasJoined = (result: JoinResult | null): boolean => result?.ok === true;

function settle(result: JoinResult | null, refusedHosts: readonly string[]): Joining {
  if (!result) return { kind: 'silent' };
  if (result.ok) return { kind: 'done', forceName: result.forceName };
  // Only a board that could not be fetched has to do with the permission.
  return { kind: 'failed', result, refusedHosts: result.stage === 'fetch' ? refusedHosts : [] };
}
