import { browser } from '../messages/browser';
import { type StandingReport, sendMessage } from '../messages/protocol';
import type { Snapshot } from '../messages/snapshot';
import { rulesFor } from './network-rules';

/** A page that a dialog or the browser has brought to a standstill must not keep the others' rules waiting. */
const ANSWER_MS = 1_000;
const patience = (): Promise<null> => new Promise((resolve) => setTimeout(() => resolve(null), ANSWER_MS));

const X_PAGES = ['https://x.com/*', 'https://twitter.com/*'];

/** Keeps the network rule in step with who acts in which tab. All it knows is gone when the worker ends. */
export interface TabRules {
  /** A page told who acts there. */
  report(tabId: number, report: StandingReport): Promise<void>;
  /** Takes the rule off a tab for some milliseconds; resolves when it is gone. */
  lift(tabId: number, forMs: number): Promise<void>;
  restore(tabId: number): Promise<void>;
  closed(tabId: number): Promise<void>;
  /** The notices in force may have changed. */
  update(snapshot: Snapshot | null): Promise<void>;
}

/**
 * Starts with no rule at all: whatever an earlier worker set is taken away, and set again only as pages answer who
 * acts on them. A worker that dies can therefore leave a page blocked only until the next event wakes it.
 */
export function createTabRules(): TabRules {
  const accounts = new Map<number, string>();
  const lifted = new Map<number, number>();
  let snapshot: Snapshot | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const inTurn = (step: () => Promise<void>): Promise<void> => {
    const next = queue.then(step, step);
    queue = next.catch(() => undefined);
    return next;
  };

  async function apply(): Promise<void> {
    const now = Date.now();
    for (const [tabId, until] of lifted) if (until <= now) lifted.delete(tabId);
    const open = await browser.tabs.query({ url: X_PAGES });
    const tabs = open.flatMap(({ id }) => {
      if (id === undefined) return [];
      const account = snapshot?.accounts.find(({ key }) => key === accounts.get(id));
      const liftedUntil = lifted.get(id);
      return [{ tabId: id, ...(account ? { account } : {}), ...(liftedUntil ? { liftedUntil } : {}) }];
    });
    const standing = await browser.declarativeNetRequest.getSessionRules();
    await browser.declarativeNetRequest.updateSessionRules({
      removeRuleIds: standing.map(({ id }) => id),
      addRules: rulesFor(tabs, snapshot?.notices ?? [], now),
    });
    const nextEnd = Math.min(...lifted.values());
    clearTimeout(timer);
    // Within a worker's life a timer suffices: a worker that ends takes the rules away at its next start anyway.
    if (Number.isFinite(nextEnd))
      timer = setTimeout(() => void inTurn(apply), Math.max(50, nextEnd - now + 50));
  }

  void inTurn(async () => {
    const rules = await browser.declarativeNetRequest.getSessionRules();
    await browser.declarativeNetRequest.updateSessionRules({ removeRuleIds: rules.map(({ id }) => id) });
    const open = await browser.tabs.query({ url: X_PAGES });
    await Promise.all(
      open.map(async ({ id }) => {
        if (id === undefined) return;
        // A tab without a sentinel (not loaded yet, or discarded) does not answer, and gets no rule.
        const report = await Promise.race([sendMessage('whoActs', {}, id).catch(() => null), patience()]);
        if (!report?.accountKey) return;
        if (!accounts.has(id)) accounts.set(id, report.accountKey);
        // A release that an earlier worker granted goes on: the page knows how long.
        if (report.liftForMs > 0) lifted.set(id, Date.now() + report.liftForMs);
      }),
    );
    await apply();
  });

  return {
    report: (tabId, { platform, standing, accountKey }) =>
      inTurn(async () => {
        if (platform === 'x' && standing === 'registered' && accountKey) accounts.set(tabId, accountKey);
        else accounts.delete(tabId);
        await apply();
      }),
    lift: (tabId, forMs) =>
      inTurn(async () => {
        lifted.set(tabId, Date.now() + forMs);
        await apply();
      }),
    restore: (tabId) =>
      inTurn(async () => {
        lifted.delete(tabId);
        await apply();
      }),
    closed: (tabId) =>
      inTurn(async () => {
        const known = accounts.delete(tabId);
        if (lifted.delete(tabId) || known) await apply();
      }),
    update: (next) =>
      inTurn(async () => {
        snapshot = next;
        await apply();
      }),
  };
}
