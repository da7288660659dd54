import type { Engine } from '../../lib/checks/engine';
import type { Finding } from '../../lib/checks/finding';
import type { Answer, Bridge } from '../../lib/gate/bridge';
import { RISK_TO_LIFE_MS } from '../../lib/gate/decide';
import type { GuardData } from '../../lib/messages/guard-data';
import type { Language } from '../../lib/messages/snapshot';
import { watchDrafts } from './draft-watch';
import { createGuardStore, type GuardStore, nextExpiry, withView } from './guard-store';

/** Milliseconds between two "a composer is open" messages (design, "How it moves" 3). */
export const COMPOSER_OPEN_MS = 5_000;

/** The longest delay that setTimeout can hold, in ms (a signed 32-bit number). */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** What the guard needs from outside the page. */
export interface GuardServices {
  /** Calls back with the board's further data, now and whenever it changes, until the signal ends. */
  followData(listener: (data: GuardData | null) => void, signal: AbortSignal): void;
  /** Builds the engine for the data at hand. */
  createEngine(data: GuardData | null): Engine;
  tellComposerOpen(): void;
  setLanguage(language: Language): void;
}

/** What the guard's surfaces can do. */
export interface GuardActions {
  answer(answer: Answer): void;
  acknowledgeNotice(identifier: string): void;
  answerPassword(changed: boolean): void;
  switchLanguage(language: Language): void;
  closeStandDown(): void;
  /** Points at one finding of the active composer, or at none. */
  choose(index: number | null): void;
  closeAnswered(): void;
}

/** A guard at work, without its surfaces. */
export interface GuardSession {
  readonly store: GuardStore;
  readonly actions: GuardActions;
  /** The platform's own list of scheduled posts. */
  readonly scheduledUrl: string;
  /** What opens a composer on this page; the banner leaves it free. */
  findOpeners(): Element[];
}

/** Starts everything the guard does beside being seen. It ends with the bridge's guard signal. */
export function startSession(bridge: Bridge, document: Document, services: GuardServices): GuardSession {
  const signal = bridge.guardSignal;
  const store = createGuardStore(bridge.view(), Date.now());

  const refresh = (): void => {
    store.setState((state) => withView(state, bridge.view(), Date.now()));
    planExpiry();
  };

  // A notice that expires says something else from that instant on. A computer that slept through it catches up
  // when the page is looked at again.
  let expiry: ReturnType<typeof setTimeout> | undefined;
  const planExpiry = (): void => {
    clearTimeout(expiry);
    const { notices, now } = store.getState();
    const next = nextExpiry(notices, now);
    if (next !== null) expiry = setTimeout(refresh, Math.min(next - Date.now() + 1, LONGEST_DELAY_MS));
  };

  bridge.subscribe(refresh, signal);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && refresh(), {
    signal,
  });
  planExpiry();

  let engine: Engine | null = null;
  // A notice is decided beside the checks, within one event: if they fail the gate must go on, and it is said.
  const build = (): Engine => {
    const fail = (): Finding[] => {
      store.setState({ isChecking: false });
      return [];
    };
    try {
      const built = services.createEngine(store.getState().data);
      return {
        check(text, context) {
          try {
            return built.check(text, context);
          } catch {
            return fail();
          }
        },
      };
    } catch {
      return { check: fail };
    }
  };
  const drafts = watchDrafts({
    document,
    platform: bridge.platform,
    store,
    // Built when first needed: a page without a composer needs none.
    engine: () => {
      engine ??= build();
      return engine;
    },
    now: () => Date.now(),
    signal,
  });
  bridge.setJudge((composer) => drafts.judge(composer));

  services.followData((data) => {
    store.setState({ data, isChecking: true });
    engine = null;
    drafts.recheck();
  }, signal);

  const stopTelling = tellWhileComposing(store, document, () => services.tellComposerOpen());
  let answeredTimer: ReturnType<typeof setTimeout> | undefined;

  signal.addEventListener('abort', () => {
    clearTimeout(expiry);
    clearTimeout(answeredTimer);
    stopTelling();
    bridge.setJudge(null);
  });

  return {
    store,
    scheduledUrl: bridge.platform.scheduledUrl,
    findOpeners: () => bridge.platform.findOpeners(document),
    actions: {
      answer(answer) {
        const press = store.getState().view.held;
        bridge.answer(answer);
        if (!press || answer.kind === 'dismiss') return;
        store.setState({ answered: { press, byRisk: answer.kind === 'risk-to-life' } });
        clearTimeout(answeredTimer);
        answeredTimer = setTimeout(() => store.setState({ answered: null }), RISK_TO_LIFE_MS);
      },
      acknowledgeNotice: (identifier) => bridge.acknowledgeNotice(identifier),
      answerPassword: (changed) => bridge.answerPassword(changed),
      switchLanguage(language) {
        store.setState({ language });
        services.setLanguage(language);
      },
      closeStandDown: () => store.setState({ stoodDown: null }),
      choose: (chosen) => store.setState({ chosen }),
      closeAnswered: () => store.setState({ answered: null }),
    },
  };
}

/**
 * Says that a composer is open, at once and every {@link COMPOSER_OPEN_MS}, while one is open and the page can be
 * seen. Returns what ends it.
 */
function tellWhileComposing(store: GuardStore, document: Document, tell: () => void): () => void {
  let beat: ReturnType<typeof setInterval> | undefined;
  const update = (): void => {
    const composing = store.getState().composers.length > 0 && document.visibilityState === 'visible';
    if (composing === (beat !== undefined)) return;
    clearInterval(beat);
    beat = undefined;
    if (!composing) return;
    tell();
    beat = setInterval(tell, COMPOSER_OPEN_MS);
  };
  const stopListening = store.subscribe(update);
  document.addEventListener('visibilitychange', update);
  update();
  return () => {
    clearInterval(beat);
    stopListening();
    document.removeEventListener('visibilitychange', update);
  };
}
