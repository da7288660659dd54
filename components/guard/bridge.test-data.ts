import type { Notice } from '../../lib/board/schema';
import type { Engine } from '../../lib/checks/engine';
import type { Answer, Bridge, View } from '../../lib/gate/bridge';
import type { DraftVerdict } from '../../lib/gate/decide';
import type { GuardData } from '../../lib/messages/guard-data';
import type { BoardTimes, Protocol } from '../../lib/messages/protocol';
import type { Composer, Platform } from '../../lib/platforms/platform';
import type { GuardServices } from './guard-session';

/** The account that acts in the tests. */
export const ACCOUNT = {
  key: 'x-main',
  platform: 'x',
  kind: 'login',
  ids: ['1'],
  handle: 'TeifiCoast',
  name: 'Teifi Coast Police',
} as const;

/** A blackout sent at noon that runs for an hour, changed by `change`. */
export function notice(change: Partial<Notice> = {}): Notice {
  return {
    identifier: 'n1',
    sent: '2026-11-22T12:00:00Z',
    status: 'actual',
    messageType: 'alert',
    references: [],
    expires: '2026-11-22T13:00:00Z',
    level: 'blackout',
    scope: { accounts: [], districts: [], platforms: [], exempt: [] },
    headline: { en: 'Incident at the docks', cy: 'Digwyddiad yn y dociau' },
    corporateLines: [],
    reshare: { accounts: [], posts: [] },
    ...change,
  };
}

/** What the sentinel knows, with these notices on the board. */
export function view(notices: readonly Notice[] = [], change: Partial<View> = {}): View {
  return {
    snapshot: {
      version: 1,
      force: 'teifi-coast',
      language: 'en',
      everConfirmed: true,
      accounts: [ACCOUNT],
      notices,
      board: { state: 'file', signedAt: '2026-11-22T08:00:00Z' },
      acknowledged: [],
      outstanding: [],
    },
    identity: { status: 'confirmed', account: ACCOUNT, evidence: [] },
    standing: 'registered',
    health: { state: 'protecting', found: {} },
    held: null,
    passwordQuestion: null,
    releasedUntil: null,
    ...change,
  };
}

/** A sentinel's side of the bridge, worked by hand. */
export interface FakeBridge extends Bridge {
  readonly answers: Answer[];
  readonly composers: Composer[];
  /** Shows the guard another view. */
  show(next: View): void;
  judge(composer: Composer): DraftVerdict | null;
  readonly life: AbortController;
}

/** A bridge that keeps what it is told. */
export function fakeBridge(first: View): FakeBridge {
  let current = first;
  let judge: ((composer: Composer) => DraftVerdict) | null = null;
  const listeners = new Set<() => void>();
  const life = new AbortController();
  const composers: Composer[] = [];
  const platform: Platform = {
    id: 'x',
    scheduledUrl: 'https://x.com/compose/post/unsent/scheduled',
    readSignals: () => [],
    findOpeners: () => [],
    readLogin: () => null,
    identityRegions: () => [],
    findMain: () => null,
    intentOfPress: () => null,
    intentOfKey: () => null,
    findComposers: () => composers,
    examine: () => ({ state: 'protecting', found: {} }),
  };
  const bridge: FakeBridge = {
    platform,
    composers,
    answers: [],
    life,
    guardSignal: life.signal,
    view: () => current,
    subscribe: (listener, signal) => {
      listeners.add(listener);
      signal.addEventListener('abort', () => listeners.delete(listener));
    },
    setJudge: (next) => {
      judge = next;
    },
    judge: (composer) => judge?.(composer) ?? null,
    answer: (answer) => {
      bridge.answers.push(answer);
      bridge.show({ ...current, held: null });
    },
    acknowledgeNotice: () => {},
    notePasswordChange: () => undefined,
    answerPassword: () => {},
    show(next) {
      current = next;
      for (const listener of listeners) listener();
    },
  };
  return bridge;
}

/** Finds the word `guilty`, and asks a reason for it. */
export const ENGINE: Engine = {
  check: (text) => {
    const start = text.indexOf('guilty');
    if (start < 0) return [];
    return [{ rule: 'contempt.guilt', clause: 'DT4', mode: 'reason', start, end: start + 6, severity: 3 }];
  },
};

/** A message to the background, as it was sent. */
export interface Sent {
  readonly name: keyof Protocol;
  readonly data: unknown;
}

/** Services that keep what they are asked. */
export interface FakeServices extends Omit<GuardServices, 'send'> {
  readonly sent: Sent[];
  /** What was sent under a name. */
  dataOf(name: keyof Protocol): unknown[];
  /** Gives the guard other data of the board. */
  giveData(data: GuardData | null): void;
  /** What `guardAlive` is answered; an error rejects. */
  times: BoardTimes | Error;
  send: GuardServices['send'];
}

/** The board's further data: one corporate account on each platform, and a press office. */
export function guardData(change: Partial<GuardData> = {}): GuardData {
  return {
    version: 1,
    forceName: { en: 'Teifi Coast Police', cy: 'Heddlu Arfordir Teifi' },
    hashtags: [],
    contacts: { communications: { name: { en: 'Press office', cy: 'Swyddfa’r wasg' } } },
    corporateAccounts: [
      { platform: 'x', url: 'https://x.com/TeifiCoast' },
      { platform: 'facebook', url: 'https://www.facebook.com/TeifiCoast' },
    ],
    contactGroups: [],
    removals: [],
    reporting: 'relay',
    ...change,
  };
}

/** Services without an extension behind them. */
export function fakeServices(engine: () => Engine = () => ENGINE): FakeServices {
  const sent: Sent[] = [];
  let listener: ((data: GuardData | null) => void) | null = null;
  const services: FakeServices = {
    sent,
    times: { checkedAt: null },
    dataOf: (name) => sent.filter((message) => message.name === name).map(({ data }) => data),
    giveData: (data) => listener?.(data),
    followData: (next) => {
      listener = next;
      next(null);
    },
    createEngine: engine,
    send: async (name, data) => {
      sent.push({ name, data });
      if (services.times instanceof Error) throw services.times;
      // Of all that the guard sends only `guardAlive` is answered with something.
      return services.times as ReturnType<Protocol[typeof name]>;
    },
  };
  return services;
}
