import { createStore, type StoreApi } from 'zustand/vanilla';
import type { KnownAccount } from '../../lib/accounts/types';
import type { Notice, RemovalRequest } from '../../lib/board/schema';
import type { Finding } from '../../lib/checks/finding';
import type { HeldPress, View } from '../../lib/gate/bridge';
import type { GuardData } from '../../lib/messages/guard-data';
import type { Language } from '../../lib/messages/snapshot';
import { type ApplicableNotice, noticesFor } from '../../lib/notices/applicable';
import type { Composer } from '../../lib/platforms/platform';
import { ANSWER_MS, staleAt } from './board-words';
import { stoodDown } from './stand-down';

/** A finding and where it stands on the page. */
export interface PlacedFinding {
  readonly finding: Finding;
  /** Index of the editor within its composer; more than one in a thread. */
  readonly editor: number;
  /** The words it is about, for the panel. They stay on the page. */
  readonly excerpt: string;
}

/** A composer with what the checks found in it. */
export interface CheckedComposer {
  readonly composer: Composer;
  readonly findings: readonly PlacedFinding[];
  /** Whether anything is written in it. */
  readonly hasText: boolean;
}

/** A press that was answered and may now be repeated by the operator. */
export interface Answered {
  readonly press: HeldPress;
  readonly byRisk: boolean;
}

/** What the guard shows. */
export interface GuardState {
  readonly view: View;
  readonly data: GuardData | null;
  readonly language: Language;
  /** The moment in ms that notices are judged by; moves when one of them expires. */
  readonly now: number;
  /** Notices for the acting account at `now`, strictest first. */
  readonly notices: readonly ApplicableNotice[];
  /** The order that was just stood down, until its checklist is closed. */
  readonly stoodDown: Notice | null;
  readonly composers: readonly CheckedComposer[];
  /** The composer that the operator writes in, or wrote in last. */
  readonly active: CheckedComposer | null;
  /** Whether the operator has gone into one of the composers. */
  readonly isComposing: boolean;
  /** Index within the active composer's findings of the one that the operator looks at. */
  readonly chosen: number | null;
  readonly answered: Answered | null;
  /** Whether drafts can be checked; false when the checks themselves failed. */
  readonly isChecking: boolean;
  /** When the board was last confirmed, and when the background was asked for that, in ms. */
  readonly checkedAt: number | null;
  readonly askedAt: number | null;
}

/** The guard's state, outside React so that the page's events reach it directly. */
export type GuardStore = StoreApi<GuardState>;

/** The account that acts, as the register knows it. */
export const accountOf = (view: View): KnownAccount | null => view.identity.account ?? null;

const noticesOf = (view: View, now: number): readonly ApplicableNotice[] => {
  const account = accountOf(view);
  return account ? noticesFor(account, view.snapshot.notices, now) : [];
};

/** Makes the store for one page. `now` in ms. */
export function createGuardStore(view: View, now: number): GuardStore {
  return createStore<GuardState>(() => ({
    view,
    data: null,
    language: view.snapshot.language,
    now,
    notices: noticesOf(view, now),
    stoodDown: null,
    composers: [],
    active: null,
    isComposing: false,
    chosen: null,
    answered: null,
    isChecking: true,
    checkedAt: null,
    askedAt: null,
  }));
}

/** The state after the sentinel's view changed, or after time passed. `now` in ms. */
export function withView(state: GuardState, view: View, now: number): Partial<GuardState> {
  const notices = noticesOf(view, now);
  const sameAccount = accountOf(view)?.key === accountOf(state.view)?.key;
  const ended = sameAccount ? stoodDown(state.notices, notices) : null;
  // A new hold takes the checklist away: it is no longer over.
  const kept =
    sameAccount && !notices.some(({ notice }) => notice.level !== 'advice') ? state.stoodDown : null;
  const snapshotLanguage = view.snapshot.language;
  return {
    view,
    now,
    notices,
    stoodDown: ended ?? kept,
    // The switch answers at once; the snapshot decides when it has another word.
    language: snapshotLanguage === state.view.snapshot.language ? state.language : snapshotLanguage,
    answered: isStillOpen(state, view) ? state.answered : null,
  };
}

/** Whether the answered press may still be repeated: no newer stop, and the minute has not run out. */
function isStillOpen({ answered, view: before }: GuardState, view: View): boolean {
  if (!answered) return false;
  if (view.held && view.held.serial !== answered.press.serial) return false;
  return !(answered.byRisk && before.releasedUntil !== null && view.releasedUntil === null);
}

/** The open requests to remove something from the acting account, the most urgent first (R2). */
export function removalsOf({ data, view }: Pick<GuardState, 'data' | 'view'>): readonly RemovalRequest[] {
  const key = accountOf(view)?.key;
  return (data?.removals ?? [])
    .filter(({ account }) => account === key)
    .sort((a, b) => Date.parse(a.by) - Date.parse(b.by));
}

/** Whether an operator here has said that a removal request is done. */
export const isRemoved = (view: View, { id }: RemovalRequest): boolean =>
  (view.snapshot.removalsDone ?? []).includes(id);

/**
 * When (ms) what is shown changes by time alone: a notice expires, a removal falls due, the last check of the board
 * grows old, or an answer is overdue. Null when nothing does.
 */
export function nextInstant(state: GuardState): number | null {
  const { notices, view, checkedAt, askedAt, now } = state;
  const instants = [
    ...notices.map(({ notice }) => Date.parse(notice.expires)),
    ...removalsOf(state).map(({ by }) => Date.parse(by)),
    staleAt({ board: view.snapshot.board, checkedAt }) ?? 0,
    askedAt === null ? 0 : askedAt + ANSWER_MS,
  ].filter((at) => at > now);
  return instants.length > 0 ? Math.min(...instants) : null;
}
