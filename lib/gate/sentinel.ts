import { resolveIdentity, standingOf } from '../accounts/resolve';
import type { Identity, Signal, Standing } from '../accounts/types';
import { sentinelCy } from '../i18n/cy/sentinel';
import { sentinelEn } from '../i18n/en/sentinel';
import { createTranslate, localize } from '../i18n/translate';
import { createMessenger } from '../messages/messenger';
import { nativeBrowser as browser } from '../messages/native-browser';
import type { GateRecord, PageCheck, StandingReport } from '../messages/protocol';
import { acknowledgementMark, parseSnapshot, SNAPSHOT_KEY, type Snapshot } from '../messages/snapshot';
import { isGuarded } from '../platforms/hosts';
import type { Health, Hit, Page, Platform } from '../platforms/platform';
import { watchIdentity } from '../platforms/watch-identity';
import {
  type Answer,
  type Bridge,
  findBridge,
  type HeldPress,
  type PasswordQuestion,
  publishBridge,
  type View,
} from './bridge';
import {
  type Decision,
  type DraftVerdict,
  decide,
  type HoldCause,
  type Reason,
  type Release,
  RISK_TO_LIFE_MS,
  UNREAD_LIMIT_MS,
} from './decide';
import { draftKey } from './drafts';
import { listenAtGate, stopRestOfPress } from './listen';
import { createStrip, type StripAction, type StripModel } from './strip';

/** Milliseconds after the main region appears, and after navigation, at which the controls are due (promise 6). */
const CONTROLS_DUE_MS = 1_300;
const NAVIGATION_DUE_MS = 9_000;
/** Signs may disagree for a moment while the site switches accounts; a conflict is shown when it stays. */
const CONFLICT_SHOWN_MS = 400;
/** A press is made of several events; those this close together on one control are one press. */
const ONE_PRESS_MS = 1_000;
/** How long the network rules stay away while a stopped press is on screen. */
const LIFT_MS = 120_000;
/** A post that leaves in the last moment of a release takes this much longer on its way; ours. */
const LIFT_MARGIN_MS = 2_000;
/** The guard is asked for again when it is not there after this many ms, and missed aloud after twice as long. */
const GUARD_DUE_MS = 2_000;
/** A background that does not answer must not stand between a life and a post. */
const LIFT_PATIENCE_MS = 1_500;

/** Before something is said again to a background that did not answer. */
const AGAIN_MS = 1_000;

const { onMessage, sendMessage } = createMessenger(browser);

const WAITING: Health = { state: 'waiting', found: {} };
const STARTING: Extract<Decision, { pass: false }> = {
  pass: false,
  cause: 'starting',
  requirement: 'none',
  rules: [],
};
const NO_VERDICT: DraftVerdict = { mode: null, rules: [] };

/** Sent by a new sentinel into a page that may hold an orphan of an older one: a hint to look, and no more. */
const SUCCESSOR_EVENT = 'crd-look';

/**
 * Guards one page: reads who is acting, holds the gate, and says when it cannot. Dormant on any account that is not
 * registered. It decides alone and at once, from the snapshot; the guard adds what the checks found.
 */
export function startSentinel(window: Window & typeof globalThis, platform: Platform): void {
  const { document } = window;
  if (findBridge()) return;
  const life = new AbortController();
  const page = (): Page => ({ document, url: new URL(window.location.href) });
  /** It runs on pages of the platform that are not guarded too, to say so there. */
  const isGuardedHost = isGuarded(window.location.hostname);
  const strip = createStrip(document, life.signal);
  const startedAt = performance.now();
  /** Whether this page was watched from its first moment on. */
  const fromStart = document.readyState === 'loading';

  /** Undefined until it was read; null when this browser belongs to no force. */
  let snapshot: Snapshot | null | undefined;
  let unreadable = false;
  let identity: Identity = { status: 'unknown', evidence: [] };
  let standing: Standing = 'signed-out';
  let health: Health = WAITING;
  let held: (HeldPress & { readonly hit: Hit; readonly draft: string; readonly stoppedAt: number }) | null =
    null;
  let early: { readonly hit: Hit; readonly at: number } | null = null;
  let serial = 0;
  let guardDueAt = 0;
  let mayLearn = false;
  let passwordQuestion: PasswordQuestion | null = null;
  let releasedUntil: number | null = null;
  /** Until when (ms) the network rules must stay away from this tab. */
  let liftedUntil = 0;
  let judge: Parameters<Bridge['setJudge']>[0] = null;
  let guard: AbortController | null = null;
  let reported = '';
  /** From when on an unclear standing is said aloud (performance.now). */
  let unclearDueAt: number | null = null;
  let closedStrip = '';

  const releases = {
    notices: new Map<string, Release>(),
    findings: new Set<string>(),
    notKnown: false,
    notOfficial: false,
  };
  const listeners = new Set<() => void>();

  // ---- what is known -------------------------------------------------------------------------------------------

  const isAlive = (): boolean => {
    try {
      return Boolean(browser.runtime.id);
    } catch {
      return false;
    }
  };
  /** Messages are for the record and the network rules; a page is guarded whether they arrive or not. */
  const tell = (sending: () => Promise<unknown>): void => {
    if (isAlive()) void sending().catch(() => undefined);
  };
  /** What must not be lost is said once more: a background that was just ending is awake again by then. */
  const tellTwice = (sending: () => Promise<unknown>): void =>
    tell(() => sending().catch(() => void setTimeout(tell, AGAIN_MS, sending)));

  const view = (current: Snapshot): View => ({
    snapshot: current,
    identity,
    standing,
    health,
    held,
    passwordQuestion,
    releasedUntil,
  });
  let cached: View | null = null;
  const publish = (): void => {
    cached = null;
    updateStrip();
    for (const listener of listeners) listener();
  };

  function applySignals(signals: readonly Signal[], hasSwitched: boolean): void {
    if (!isAlive()) return retire();
    if (!snapshot) return;
    const before = standing;
    const told = JSON.stringify([identity, standing]);
    const beforeEvidence = JSON.stringify(identity.evidence);
    const beforeKey = identity.account?.key;
    identity = resolveIdentity(platform.id, signals, snapshot.accounts);
    // Signs read across a switch may belong to two accounts: nothing is learnt from them.
    mayLearn = fromStart && !hasSwitched;
    standing = standingOf(identity, platform.id, snapshot.accounts);
    if (beforeEvidence !== JSON.stringify(identity.evidence)) releases.notOfficial = false;
    planUnclear();
    report(before);
    // What was answered for one account does not count for another.
    if (before !== standing || beforeKey !== identity.account?.key) sleep();
    if (standing === 'registered') wake();
    if (told !== JSON.stringify([identity, standing])) publish();
  }

  /** A page that is still being put together says too little for a while: only what stays unclear is said aloud. */
  function planUnclear(): void {
    if (standing !== 'unclear') {
      unclearDueAt = null;
      return;
    }
    const now = performance.now();
    const settled = platform.findMain(document) ? now + CONTROLS_DUE_MS : startedAt + NAVIGATION_DUE_MS;
    const due = identity.status === 'conflict' ? now + CONFLICT_SHOWN_MS : Math.max(now, settled);
    if (unclearDueAt !== null && unclearDueAt <= due) return;
    unclearDueAt = due;
    setTimeout(publish, due - now + 10);
  }

  function applySnapshot(next: Snapshot | null): void {
    const before = snapshot;
    snapshot = next;
    if (!next) {
      standing = 'signed-out';
      sleep();
      return publish();
    }
    // A newer order is judged anew; risk to life keeps its minute.
    if (before && JSON.stringify(before.notices) !== JSON.stringify(next.notices)) {
      for (const [draft, release] of releases.notices)
        if (!release.riskToLife) releases.notices.delete(draft);
      if (held && held.decision.cause !== 'findings') {
        if (isBacked(held.decision.cause)) restoreRules();
        held = null;
      }
    }
    if (before && before.board.state !== next.board.state) releases.notKnown = false;
    identityWatch.check();
    publish();
    explainEarly(next);
  }

  /** The background hears of registered accounts, and of others only when something may have to be taken back. */
  function report(before: Standing): void {
    const rulesMayStand = snapshot?.notices.some((n) => n.level === 'blackout') ?? false;
    if (standing !== 'registered' && before !== 'registered' && !rulesMayStand) return;
    const message = standingReport();
    const key = JSON.stringify(message);
    if (key === reported) return;
    reported = key;
    tell(() => sendMessage('reportStanding', message));
  }

  function standingReport(): StandingReport {
    const { account, learnt, status } = identity;
    const known = standing === 'registered' && account ? { accountKey: account.key } : {};
    return {
      platform: platform.id,
      standing,
      status,
      health: health.state,
      ...known,
      ...(learnt && mayLearn ? { learnt } : {}),
    };
  }

  // ---- guard and page ------------------------------------------------------------------------------------------

  let pageObserver: MutationObserver | null = null;
  let pageTimer: ReturnType<typeof setTimeout> | undefined;
  /** Apart from the one above, which it must not hold up: changes of the page are looked at before this is due. */
  let dueTimer: ReturnType<typeof setTimeout> | undefined;

  function wake(): void {
    if (!isGuardedHost) {
      health = { state: 'not-protecting', reason: 'unguarded-host', found: {} };
      return;
    }
    if (guard) return;
    guard = new AbortController();
    injectGuard(guard.signal);
    pageObserver = new MutationObserver(() => {
      pageTimer ??= setTimeout(examinePage, 250);
    });
    pageObserver.observe(document, { subtree: true, childList: true });
    examinePage();
  }

  /** A page that is prerendered, or whose background was restarting, may have missed the guard: it is asked for again. */
  function injectGuard(signal: AbortSignal): void {
    const ask = (): void => tell(() => sendMessage('injectGuard', {}));
    const again = (): void => {
      if (!judge && !signal.aborted) ask();
    };
    ask();
    document.addEventListener('prerenderingchange', again, { signal });
    setTimeout(again, GUARD_DUE_MS);
    setTimeout(publish, 2 * GUARD_DUE_MS);
    guardDueAt = performance.now() + 2 * GUARD_DUE_MS - 10;
  }

  function sleep(): void {
    if (standing !== 'unclear') health = WAITING;
    guard?.abort();
    guard = null;
    judge = null;
    held = null;
    passwordQuestion = null;
    releasedUntil = null;
    releases.notices.clear();
    releases.findings.clear();
    pageObserver?.disconnect();
    pageObserver = null;
    clearTimeout(pageTimer);
    clearTimeout(dueTimer);
    pageTimer = undefined;
    mainSince = null;
  }

  let mainSince: number | null = null;

  function examinePage(): void {
    clearTimeout(pageTimer);
    clearTimeout(dueTimer);
    pageTimer = undefined;
    if (!isAlive()) return retire();
    if (!guard) return;
    identityWatch.check();
    const now = performance.now();
    if (mainSince === null && platform.findMain(document)) mainSince = now;
    const next = platform.examine(page());
    const due =
      now - startedAt > NAVIGATION_DUE_MS || (mainSince !== null && now - mainSince > CONTROLS_DUE_MS);
    if (next.state === 'protecting' || due) setHealth(next);
    if (!due) {
      // Nothing may change on a page that has stopped loading: look again when the controls are due.
      const wait =
        mainSince === null ? NAVIGATION_DUE_MS - (now - startedAt) : CONTROLS_DUE_MS - (now - mainSince);
      dueTimer = setTimeout(examinePage, Math.max(50, wait + 10));
    }
  }

  function setHealth(next: Health): void {
    if (JSON.stringify(next) === JSON.stringify(health)) return;
    const changed = next.state !== health.state || next.reason !== health.reason;
    health = next;
    if (changed) {
      report(standing);
      publish();
    }
  }

  /** This copy was replaced or switched off: it must not go on deciding, and must not vanish without a word. */
  function retire(isSucceeded = false): void {
    if (life.signal.aborted) return;
    const wasGuarding = !isSucceeded && (guard !== null || standing === 'registered');
    const language = snapshot?.language ?? 'en';
    sleep();
    publishBridge(null);
    life.abort();
    if (!wasGuarding) return;
    const t = translate(language);
    const farewell = new AbortController();
    createStrip(document, farewell.signal).show({
      text: t('orphaned'),
      language,
      actions: [
        { label: t('reload'), run: () => window.location.reload() },
        { label: t('close'), run: () => farewell.abort() },
      ],
    });
  }

  // ---- presses -------------------------------------------------------------------------------------------------

  function judgePress(hit: Hit, current: Snapshot): { draft: string; decision: Decision } {
    const draft = draftKey(identity.account?.key ?? '', hit);
    const press = {
      intent: hit.intent,
      draft,
      verdict: hit.composer && judge ? judge(hit.composer) : NO_VERDICT,
      ...(hit.target ? { target: hit.target } : {}),
    };
    const scene = { snapshot: current, platform: platform.id, identity, standing };
    return { draft, decision: decide(scene, press, releases, Date.now()) };
  }

  /** A press stopped before anything was known is explained as soon as it can be. */
  function explainEarly(current: Snapshot): void {
    const press = early;
    early = null;
    if (!press || standing !== 'registered' || !isGuardedHost) return;
    const { draft, decision } = judgePress(press.hit, current);
    hold(press.hit, draft, decision.pass ? STARTING : decision, press.at);
  }

  function mustStop(hit: Hit, event: Event): boolean {
    if (!isAlive()) {
      const wasGuarding = guard !== null;
      retire();
      if (wasGuarding) stopRestOfPress(window, hit.control, ONE_PRESS_MS);
      return wasGuarding;
    }
    if (snapshot === undefined) {
      const stops = performance.now() - startedAt < UNREAD_LIMIT_MS && !unreadable;
      if (stops) early = { hit, at: event.timeStamp };
      return stops;
    }
    if (snapshot === null || !isGuardedHost) return false;
    const { draft, decision } = judgePress(hit, snapshot);
    if (decision.pass) {
      // Nothing tells one post without words from the next: leave for it ends with the press.
      const isPress = event.type === 'click' || event.type === 'keydown';
      if (isPress && draft.endsWith('\n') && releases.notices.get(draft)?.riskToLife === false) {
        setTimeout(() => releases.notices.delete(draft), ONE_PRESS_MS);
      }
      return false;
    }
    hold(hit, draft, decision, event.timeStamp);
    return true;
  }

  function hold(hit: Hit, draft: string, decision: Extract<Decision, { pass: false }>, at: number): void {
    if (held && held.control === hit.control && held.draft === draft && at - held.stoppedAt < ONE_PRESS_MS)
      return;
    serial += 1;
    const needsLift = isBacked(decision.cause);
    const { intent, control } = hit;
    held = { serial, intent, decision, control, releasable: !needsLift, hit, draft, stoppedAt: at };
    record('held', held);
    if (needsLift) void liftFor(held.serial, LIFT_MS);
    publish();
  }

  /**
   * Whether network rules may stand behind this hold. At an order's expiry the background may be asleep, and its rules
   * still there.
   */
  const isBacked = (cause: HoldCause): boolean =>
    platform.id === 'x' && (cause === 'blackout' || cause === 'may-have-ended');

  function liftRules(forMs: number): Promise<unknown> {
    liftedUntil = Date.now() + forMs;
    return sendMessage('liftRules', { forMs });
  }

  /** The rules are away before a release is offered: else the press would pass the gate and fail on the network. */
  async function liftFor(forSerial: number, forMs: number): Promise<void> {
    await Promise.race([
      liftRules(forMs).catch(() => undefined),
      new Promise((resolve) => setTimeout(resolve, LIFT_PATIENCE_MS)),
    ]);
    if (held?.serial !== forSerial) return;
    held = { ...held, releasable: true };
    publish();
  }

  function record(kind: GateRecord['kind'], press: HeldPress, reason?: Reason): void {
    const { decision, intent } = press;
    const { account } = identity;
    const nonce = crypto.randomUUID();
    tellTwice(() =>
      sendMessage('recordGate', {
        nonce,
        kind,
        intent,
        rules: decision.rules,
        ...(account ? { accountKey: account.key } : {}),
        ...(decision.notice ? { notice: decision.notice.identifier } : {}),
        ...(reason ? { reason } : {}),
      }),
    );
  }

  function answer(reply: Answer): void {
    const press = held;
    if (!press) return;
    held = null;
    const { cause } = press.decision;
    switch (reply.kind) {
      case 'dismiss':
        if (isBacked(cause)) restoreRules();
        break;
      case 'risk-to-life':
        releaseForRisk(press, reply.reason);
        break;
      case 'exercise':
        releases.notices.set(press.draft, { until: Number.POSITIVE_INFINITY, riskToLife: false });
        record('exercise', press);
        break;
      case 'not-official':
        releases.notOfficial = true;
        record('not-official', press);
        break;
      case 'acknowledge':
      case 'reason':
        if (cause === 'findings') releases.findings.add(press.draft);
        else if (cause === 'not-known') releases.notKnown = true;
        else releases.notices.set(press.draft, { until: Number.POSITIVE_INFINITY, riskToLife: false });
        if (reply.kind === 'reason') record('reason', press, reply.reason);
        else record(cause === 'not-known' ? 'not-known-acknowledged' : 'acknowledged', press);
    }
    publish();
  }

  /** Another draft's minute may still be running: its rules stay away until that ends. */
  function restoreRules(): void {
    const left = (releasedUntil ?? 0) - Date.now();
    if (left > 0) return tell(() => liftRules(left + LIFT_MARGIN_MS));
    liftedUntil = 0;
    tell(() => sendMessage('restoreRules', {}));
  }

  function releaseForRisk(press: NonNullable<typeof held>, reason: Reason): void {
    const until = Date.now() + RISK_TO_LIFE_MS;
    releases.notices.set(press.draft, { until, riskToLife: true });
    releasedUntil = until;
    if (platform.id === 'x') tell(() => liftRules(RISK_TO_LIFE_MS + LIFT_MARGIN_MS));
    record('risk-to-life', press, reason);
    setTimeout(() => {
      if (releasedUntil !== until) return;
      releasedUntil = null;
      publish();
    }, RISK_TO_LIFE_MS);
  }

  // ---- what the sentinel says by itself ----------------------------------------------------------------------------

  const translate = (language: Snapshot['language']) =>
    createTranslate<typeof sentinelEn>({ en: sentinelEn, cy: sentinelCy }, language);

  function updateStrip(): void {
    const model = stripModel();
    strip.show(model && closedStrip !== model.text ? model : null);
  }

  function stripModel(): StripModel | null {
    const language = snapshot?.language ?? (window.navigator.language.startsWith('cy') ? 'cy' : 'en');
    const t = translate(language);
    const say = (text: string, actions: StripAction[] = []): StripModel => ({
      text,
      language,
      actions: [...actions, { label: t('close'), run: () => closeStrip(text) }],
    });
    const reload = { label: t('reload'), run: () => window.location.reload() };

    if (unreadable && platform.readLogin(page()))
      return say(`${t('notProtecting')} ${t('reason.not-started')}`, [reload]);
    if (!snapshot) return null;
    const riskToLife = {
      label: t('riskToLife'),
      run: () => answer({ kind: 'risk-to-life', reason: 'immediate-danger' }),
    };
    if (held && !judge && held.decision.cause !== 'starting') {
      if (held.decision.cause === 'unclear-actor') {
        const notOfficial = { label: t('notOfficial'), run: () => answer({ kind: 'not-official' }) };
        return { text: t('held'), language, actions: [riskToLife, notOfficial, reload] };
      }
      const { notice, requirement } = held.decision;
      const headline = notice ? localize(notice.headline, language).text : t('notKnown');
      const way =
        requirement === 'acknowledge' || requirement === 'exercise'
          ? { label: t('understood'), run: () => answer({ kind: requirement }) }
          : riskToLife;
      const close = { label: t('close'), run: () => answer({ kind: 'dismiss' }) };
      return { text: t('heldNoGuard', { headline }), language, actions: [way, reload, close] };
    }
    if (standing === 'unclear' && snapshot.everConfirmed) {
      if (unclearDueAt === null || performance.now() < unclearDueAt) return null;
      if (identity.status !== 'conflict') {
        // Elsewhere pages may never tell more than an id, and nothing was promised there.
        return isGuardedHost ? say(t('reason.no-identity'), [reload]) : null;
      }
      const signs = [
        ...new Set(identity.evidence.map(({ kind, value }) => (kind === 'handle' ? `@${value}` : value))),
      ];
      return say(t('conflict', { signs: signs.join(', ') }), [reload]);
    }
    if (standing === 'registered' && health.state === 'not-protecting' && health.reason) {
      return say(`${t('notProtecting')} ${t(`reason.${health.reason}`)}`, [reload]);
    }
    if (guard && !judge && performance.now() > guardDueAt) return say(t('noGuard'), [reload]);
    return null;
  }

  /** A closed message stays away until it has something else to say. */
  function closeStrip(text: string): void {
    closedStrip = text;
    updateStrip();
  }

  // ---- start -------------------------------------------------------------------------------------------------------

  listenAtGate(
    window,
    platform,
    page,
    {
      isAwake: () =>
        snapshot === undefined || standing === 'registered' || (standing === 'unclear' && snapshot !== null),
      mustStop,
    },
    life.signal,
  );

  const identityWatch = watchIdentity(platform, page, applySignals, life.signal);
  window.addEventListener(SUCCESSOR_EVENT, () => !isAlive() && retire(true), { signal: life.signal });

  const bridge: Bridge = {
    platform,
    view: () => {
      // The guard runs only while a snapshot is there; the empty one answers a guard that is just being taken down.
      cached ??= view(snapshot ?? NOTHING);
      return cached;
    },
    subscribe(listener, signal) {
      listeners.add(listener);
      signal.addEventListener('abort', () => listeners.delete(listener));
    },
    setJudge(next) {
      judge = next;
      updateStrip();
    },
    answer,
    acknowledgeNotice(identifier) {
      const { account } = identity;
      if (!account || !snapshot) return;
      tellTwice(() => sendMessage('acknowledgeNotice', { identifier, accountKey: account.key }));
      const mark = acknowledgementMark(identifier, account.key);
      snapshot = { ...snapshot, acknowledged: [...snapshot.acknowledged, mark] };
      publish();
    },
    notePasswordChange() {
      const login = platform.readLogin(page());
      const account = snapshot?.accounts.find(
        (a) => a.platform === platform.id && a.kind === 'login' && login !== null && a.ids.includes(login),
      );
      // A person's own login that runs a registered Page is nobody's business.
      if (!account) return;
      passwordQuestion = { accountKey: account.key, at: Date.now() };
      publish();
    },
    answerPassword(changed) {
      const question = passwordQuestion;
      passwordQuestion = null;
      if (question) tell(() => sendMessage('passwordAnswer', { ...question, changed }));
      publish();
    },
    get guardSignal() {
      return guard?.signal ?? AbortSignal.abort();
    },
  };
  publishBridge(bridge);

  browser.storage.onChanged.addListener(onStored);
  const stopAnswering = [
    onMessage('checkPage', () => pageCheck()),
    onMessage('whoActs', () =>
      standing === 'registered'
        ? { ...standingReport(), liftForMs: Math.max(0, liftedUntil - Date.now()) }
        : null,
    ),
  ];
  life.signal.addEventListener('abort', () => {
    if (!isAlive()) return;
    browser.storage.onChanged.removeListener(onStored);
    for (const stop of stopAnswering) stop();
  });

  function onStored(changes: Record<string, { newValue?: unknown }>, area: string): void {
    const change = changes[SNAPSHOT_KEY];
    if (area === 'local' && change) applySnapshot(parseSnapshot(change.newValue));
  }

  function pageCheck(): PageCheck {
    const { pathname, hostname } = window.location;
    return {
      host: hostname,
      path: pathname,
      platform: platform.id,
      status: identity.status,
      standing,
      ...(standing === 'registered' && identity.account ? { accountName: identity.account.name } : {}),
      evidence: identity.evidence,
      health: isGuardedHost ? platform.examine(page()) : health,
      composers: platform.findComposers(page()).length,
    };
  }

  const unread = setTimeout(() => {
    if (snapshot !== undefined) return;
    unreadable = true;
    publish();
  }, UNREAD_LIMIT_MS);
  life.signal.addEventListener('abort', () => clearTimeout(unread));

  const readSnapshot = (): void =>
    void browser.storage.local.get(SNAPSHOT_KEY).then(
      (stored) => {
        unreadable = false;
        applySnapshot(parseSnapshot(stored[SNAPSHOT_KEY]));
      },
      () => {
        unreadable = true;
        publish();
      },
    );
  // Nobody tells a page in the back-forward cache of what was ordered meanwhile.
  const onShown = (event: PageTransitionEvent): void => {
    if (event.persisted && isAlive()) readSnapshot();
  };
  window.addEventListener('pageshow', onShown, { signal: life.signal });

  if (document.readyState !== 'loading') window.dispatchEvent(new Event(SUCCESSOR_EVENT));
  readSnapshot();
}

const NOTHING: Snapshot = {
  version: 1,
  force: '',
  language: 'en',
  everConfirmed: false,
  accounts: [],
  notices: [],
  board: { state: 'none' },
  acknowledged: [],
  outstanding: [],
};
