import type { BoardService } from '../board/service';
import type { TabRules } from '../gate/tab-rules';
import { logChange, noteChange, resolveChange } from '../passwords/log';
import { database } from '../records/database';
import { overrideOf } from '../reports/events';
import type { Outbox } from '../reports/outbox';
import { checkJoiningCode } from '../settings/join';
import { loadSettings, saveLanguage, saveMembership } from '../settings/store';
import { browser } from './browser';
import type { GuardedTabs } from './guarded-tabs';
import type { Notifier } from './notify';
import type { Refresher } from './refresher';
import { serve } from './serve';
import { acknowledgementMark } from './snapshot';

/** What the answers stand on. */
export interface Services {
  readonly board: BoardService;
  readonly outbox: Outbox;
  readonly rules: TabRules;
  readonly tabs: GuardedTabs;
  readonly notifier: Notifier;
  readonly refresh: Refresher['refresh'];
  readonly refreshAnew: Refresher['refreshAnew'];
  /** Works the snapshot out anew. */
  readonly rewrite: () => Promise<void>;
  /** Makes sure the doorbell hangs where it should. */
  readonly hangBell: () => Promise<void>;
}

/**
 * Milliseconds after its last try at which the board is asked for because a guarded page came into sight: the alarm's
 * own period, so that this speaks only where the alarm did not, after a sleep for instance.
 */
const MISSED_ALARM_MS = 35_000;

/** Answers every message of {@link import('./protocol').Protocol} to the background. */
export function answerMessages(services: Services): void {
  answerPages(services);
  answerGuard(services);
  answerOwnPages(services);
}

/** What a page's sentinel says of itself. */
function answerPages({ outbox, rules, tabs, notifier, refresh, rewrite }: Services): void {
  serve('reportStanding', async (report, { tabId }) => {
    if (tabId === undefined) return;
    const { accountKey, learnt } = report;
    await rules.report(tabId, report);
    await tabs.report(tabId, report.standing === 'registered');
    if (report.standing !== 'registered') return;
    let changed = false;
    if (report.status === 'confirmed') {
      if (!(await database.facts.get('everConfirmed'))) {
        await database.facts.put({ name: 'everConfirmed', value: true });
        changed = true;
      }
      if (accountKey !== undefined && (await notifier.confirmed(accountKey, Date.now()))) changed = true;
    }
    if (learnt) {
      const known = await database.learntIds.get(learnt.key);
      const isNew = known?.id !== learnt.id;
      const event = { kind: 'account-id', accountKey: learnt.key, id: learnt.id } as const;
      const learn = async (): Promise<void> => {
        if (isNew) await database.learntIds.put({ ...learnt, at: Date.now() });
      };
      // Where the outbox is full the id is learnt another time; who is acting counts in any case.
      await outbox.put(event, learn).catch(() => false);
      changed ||= isNew;
    }
    if (changed) await rewrite();
    await refresh();
  });
  serve('injectGuard', async (_, { tabId }) => {
    if (tabId === undefined) return;
    await browser.scripting.executeScript({ target: { tabId }, files: ['/guard.js'] });
  });
  serve('liftRules', async ({ forMs }, { tabId }) => {
    if (tabId !== undefined) await rules.lift(tabId, forMs);
  });
  serve('restoreRules', async (_, { tabId }) => {
    if (tabId !== undefined) await rules.restore(tabId);
  });
}

/** What the guard has shown, and what the operator answered there. */
function answerGuard({ board, outbox, tabs, refresh, rewrite, hangBell }: Services): void {
  serve('guardAlive', async (_, { tabId }) => {
    if (tabId !== undefined) await tabs.report(tabId, true);
    // The background may have ended, and the bell with it.
    await hangBell();
    const state = await board.read();
    if (state && Date.now() - (state.triedAt ?? 0) > MISSED_ALARM_MS) void refresh();
    return { checkedAt: state?.clearAt ?? state?.reachedAt ?? null };
  });
  serve('composerOpen', refresh);
  serve('recordGate', async (record) => {
    const { nonce } = record;
    // First and by itself: it stands in the operator's own records even where the outbox is full.
    await database.transaction('rw', database.gate, async () => {
      const isThere = nonce !== undefined && (await database.gate.where({ nonce }).count()) > 0;
      if (!isThere) await database.gate.add({ ...record, at: Date.now() });
    });
    await outbox.put(overrideOf(record), undefined, nonce);
  });
  serve('acknowledgeNotice', async ({ identifier, accountKey }) => {
    const mark = acknowledgementMark(identifier, accountKey);
    await outbox.put({ kind: 'acknowledged', notice: identifier, accountKey }, () =>
      database.acknowledgements.put({ mark, at: Date.now() }),
    );
    await rewrite();
  });
  serve('noticeDelivered', async ({ identifier, accountKey }) => {
    await outbox.put({ kind: 'delivered', notice: identifier, accountKey });
  });
  serve('linesSeen', async ({ identifier, accountKey }) => {
    await outbox.put({ kind: 'lines-seen', notice: identifier, accountKey });
  });
  serve('removalDone', async ({ removal, accountKey }) => {
    await outbox.put({ kind: 'removal-done', removal, accountKey });
  });
  serve('reportsShown', ({ kinds }) => outbox.shown(kinds));
  serve('passwordAnswer', async ({ accountKey, changed, at }) => {
    if (!changed) return;
    await noteChange(accountKey, at);
    await rewrite();
  });
}

/** What popup, options and desk ask for. */
function answerOwnPages({ outbox, refreshAnew, rewrite }: Services): void {
  serve('join', async ({ code }) => {
    if ((await loadSettings()).settings.membershipFrom === 'managed') {
      return { ok: false, stage: 'managed', problem: 'managed' } as const;
    }
    const check = await checkJoiningCode(code, Date.now());
    if (!check.ok) return check.result;
    await saveMembership(check.membership);
    await rewrite();
    await refreshAnew();
    void outbox.pump('now');
    return check.result;
  });
  serve('leave', async () => {
    await saveMembership(null);
    await rewrite();
  });
  serve('setLanguage', ({ language }) => saveLanguage(language));
  serve('refreshBoard', async () => {
    await refreshAnew();
    await rewrite();
  });
  serve('logPassword', async ({ changedAt, ...change }) => {
    await logChange({ ...change, changedAt: Date.parse(changedAt) });
    await rewrite();
  });
  serve('resolvePassword', async ({ id, route }) => {
    await resolveChange(id, route);
    await rewrite();
  });
  serve('handOver', ({ ids }) => outbox.handOver(ids));
  serve('sendReports', () => outbox.pump('now'));
}
