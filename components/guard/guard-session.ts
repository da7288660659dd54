import type { Engine } from '../../lib/checks/engine';
import type { Finding } from '../../lib/checks/finding';
import type { Answer, Bridge } from '../../lib/gate/bridge';
import { RISK_TO_LIFE_MS } from '../../lib/gate/decide';
import type { GuardData } from '../../lib/messages/guard-data';
import type { Messenger } from '../../lib/messages/messenger';
import type { Protocol } from '../../lib/messages/protocol';
import { acknowledgementMark, type Language } from '../../lib/messages/snapshot';
import type { ReportKind } from '../../lib/reports/report';
import { watchDrafts } from './draft-watch';
import { accountOf, createGuardStore, type GuardStore, nextInstant, withView } from './guard-store';

/** Milliseconds between two "a composer is open" messages (design, "How it moves" 3). */
export const COMPOSER_OPEN_MS = 5_000;

/** Milliseconds between two "this page is in sight" messages (lib/messages/protocol.ts, `guardAlive`). */
export const ALIVE_MS = 20_000;

/** The longest delay that setTimeout can hold, in ms (a signed 32-bit number). */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/**
 * The kinds that the guard's card speaks of: all, so that one which comes a moment later need not ask again. Written
 * out, because the list in lib/reports brings a library along; the type holds that each is one, a test that none lacks.
 */
const SHOWN_KINDS: readonly ReportKind[] = [
  'delivered',
  'acknowledged',
  'overridden',
  'lines-seen',
  'removal-done',
  'account-id',
];

/** What the guard needs from outside the page. */
export interface GuardServices {
  /** Calls back with the board's further data, now and whenever it changes, until the signal ends. */
  followData(listener: (data: GuardData | null) => void, signal: AbortSignal): void;
  /** Builds the engine for the data at hand. */
  createEngine(data: GuardData | null): Engine;
  /** Sends a message to the background. Rejects when it does not answer; it may be asleep or replaced. */
  readonly send: Messenger['sendMessage'];
}

/** What the guard's surfaces can do. */
export interface GuardActions {
  answer(answer: Answer): void;
  acknowledgeNotice(identifier: string): void;
  /** A notice stands on the screen for an account: told to the background once, and once the page can be seen. */
  noteShown(identifier: string, accountKey: string): void;
  /** The corporate lines of these notices were looked at. */
  linesSeen(identifiers: readonly string[]): void;
  /** The posts of a removal request are gone. */
  removalDone(removal: string): void;
  /** The operator has read what the waiting reports hold. */
  reportsShown(): void;
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

  // Some things say something else from an instant on. A computer that slept through it catches up when the page is
  // looked at again.
  let expiry: ReturnType<typeof setTimeout> | undefined;
  const planExpiry = (): void => {
    clearTimeout(expiry);
    const next = nextInstant(store.getState());
    if (next !== null) expiry = setTimeout(refresh, Math.min(next - Date.now() + 1, LONGEST_DELAY_MS));
  };

  /** Sends without waiting: the guard goes on either way. */
  const tell = <N extends keyof Protocol>(name: N, data: Parameters<Protocol[N]>[0]): void => {
    services.send(name, data).catch(() => undefined);
  };
  const accountKey = (): string => accountOf(store.getState().view)?.key ?? '';

  const unseen = new Map<string, { readonly identifier: string; readonly accountKey: string }>();
  const delivered = new Set<string>();
  const deliver = (): void => {
    if (document.visibilityState !== 'visible') return;
    for (const [mark, shown] of unseen) {
      unseen.delete(mark);
      // Kept for the next time where nobody answered.
      services.send('noticeDelivered', shown).catch(() => void unseen.set(mark, shown));
    }
  };

  let lastAsked = 0;
  const ask = async (): Promise<void> => {
    deliver();
    const now = Date.now();
    // Only a page that comes back into sight waits for the answer; from then on silence is silence.
    if (now - lastAsked > 2 * ALIVE_MS) {
      store.setState({ askedAt: now });
      refresh();
    }
    lastAsked = now;
    try {
      const { checkedAt } = await services.send('guardAlive', {});
      store.setState({ checkedAt });
    } catch {
      // Silence changes nothing but the age of what was known.
    }
    store.setState({ askedAt: null });
    if (!signal.aborted) refresh();
  };

  bridge.subscribe(() => {
    const { signedAt } = store.getState().view.snapshot.board;
    refresh();
    // A newer board was checked later than what was told before it.
    const isNewer = signedAt !== bridge.view().snapshot.board.signedAt;
    if (isNewer && document.visibilityState === 'visible') void ask();
  }, signal);
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

  const isVisible = (): boolean => document.visibilityState === 'visible';
  const isComposing = (): boolean => store.getState().composers.length > 0 && isVisible();
  beatWhile(isVisible, ALIVE_MS, () => void ask(), store, document, signal);
  beatWhile(isComposing, COMPOSER_OPEN_MS, () => tell('composerOpen', {}), store, document, signal);
  let answeredTimer: ReturnType<typeof setTimeout> | undefined;

  signal.addEventListener('abort', () => {
    clearTimeout(expiry);
    clearTimeout(answeredTimer);
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
      noteShown(identifier, key) {
        const mark = acknowledgementMark(identifier, key);
        if (delivered.has(mark)) return;
        delivered.add(mark);
        unseen.set(mark, { identifier, accountKey: key });
        deliver();
      },
      linesSeen(identifiers) {
        for (const identifier of identifiers) tell('linesSeen', { identifier, accountKey: accountKey() });
      },
      removalDone: (removal) => tell('removalDone', { removal, accountKey: accountKey() }),
      reportsShown: () => tell('reportsShown', { kinds: SHOWN_KINDS }),
      answerPassword: (changed) => bridge.answerPassword(changed),
      switchLanguage(language) {
        store.setState({ language });
        tell('setLanguage', { language });
      },
      closeStandDown: () => store.setState({ stoodDown: null }),
      choose: (chosen) => store.setState({ chosen }),
      closeAnswered: () => store.setState({ answered: null }),
    },
  };
}

/** Does something at once and every `ms` while it is wanted; looks whether it is when the store or visibility changes. */
function beatWhile(
  isWanted: () => boolean,
  ms: number,
  run: () => void,
  store: GuardStore,
  document: Document,
  signal: AbortSignal,
): void {
  let beat: ReturnType<typeof setInterval> | undefined;
  const update = (): void => {
    const isBeating = !signal.aborted && isWanted();
    if (isBeating === (beat !== undefined)) return;
    clearInterval(beat);
    beat = isBeating ? setInterval(run, ms) : undefined;
    if (isBeating) run();
  };
  const stopListening = store.subscribe(update);
  document.addEventListener('visibilitychange', update, { signal });
  update();
  signal.addEventListener('abort', () => {
    stopListening();
    update();
  });
}
