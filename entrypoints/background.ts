import { defineBackground } from 'wxt/utils/define-background';
import { createBoardService } from '../lib/board/service';
import { createTabRules } from '../lib/gate/tab-rules';
import { browser } from '../lib/messages/browser';
import { serve } from '../lib/messages/serve';
import { acknowledgementMark, parseSnapshot, SNAPSHOT_KEY } from '../lib/messages/snapshot';
import { createSnapshotWriter } from '../lib/messages/write-snapshot';
import { badgeOf } from '../lib/notices/badge';
import { logChange, noteChange, resolveChange } from '../lib/passwords/log';
import { PLATFORM_IDS, type PlatformId, sentinelMatches } from '../lib/platforms/hosts';
import { database } from '../lib/records/database';
import { checkJoiningCode } from '../lib/settings/join';
import {
  loadSettings,
  onLatePolicy,
  SETTINGS_KEY,
  saveLanguage,
  saveMembership,
} from '../lib/settings/store';

const BOARD_ALARM = 'board';
/** The board is asked for every half minute (design, "How it moves" 3), the shortest period Chromium allows. */
const BOARD_PERIOD_MINUTES = 0.5;

/** Wires messages, alarms and badge to the services in lib/. */
export default defineBackground(() => {
  const life = new AbortController();
  const rules = createTabRules();
  const board = createBoardService(async () => void (await snapshots.write()), life.signal);
  const snapshots = createSnapshotWriter(board, async (snapshot) => {
    const { text, background } = badgeOf(snapshot, Date.now());
    await Promise.all([
      browser.action.setBadgeText({ text }),
      browser.action.setBadgeBackgroundColor({ color: background }),
      rules.update(snapshot),
    ]);
  });
  const refresh = async (): Promise<void> => void (await board.refresh());
  const rewrite = async (): Promise<void> => void (await snapshots.write());

  const injectSentinels = async (platform: PlatformId): Promise<void> => {
    const tabs = await browser.tabs.query({ url: sentinelMatches(platform) });
    // A tab that cannot be reached now (discarded, an error page) gets its sentinel when it loads.
    await Promise.allSettled(
      tabs.map(
        ({ id }) =>
          id !== undefined &&
          browser.scripting.executeScript({ target: { tabId: id }, files: [`/sentinel-${platform}.js`] }),
      ),
    );
  };

  // Session storage is empty after an installation, an update and re-enabling alike: open pages then have no sentinel.
  void browser.storage.session.get('injected').then(async ({ injected }) => {
    if (injected) return;
    await browser.storage.session.set({ injected: true });
    for (const platform of PLATFORM_IDS) void injectSentinels(platform);
  });
  browser.tabs.onRemoved.addListener((tabId) => void rules.closed(tabId));
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === BOARD_ALARM) void refresh().then(rewrite);
  });
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'managed') void rewrite().then(refresh);
    if (area === 'local' && SETTINGS_KEY in changes) void rewrite();
    // Somebody else emptied or spoilt it: pages would go unguarded until the next alarm.
    const written = area === 'local' ? changes[SNAPSHOT_KEY] : undefined;
    if (written && !parseSnapshot(written.newValue)) void rewrite();
  });

  onLatePolicy(() => void rewrite().then(refresh));

  serve('reportStanding', async (report, { tabId }) => {
    if (tabId === undefined) return;
    await rules.report(tabId, report);
    if (report.standing !== 'registered') return;
    let changed = false;
    if (report.status === 'confirmed' && !(await database.facts.get('everConfirmed'))) {
      await database.facts.put({ name: 'everConfirmed', value: true });
      changed = true;
    }
    const known = report.learnt && (await database.learntIds.get(report.learnt.key));
    if (report.learnt && known?.id !== report.learnt.id) {
      await database.learntIds.put({ ...report.learnt, at: Date.now() });
      changed = true;
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
  serve('composerOpen', refresh);
  serve('recordGate', async (record) => {
    await database.gate.add({ ...record, at: Date.now() });
  });
  serve('acknowledgeNotice', async ({ identifier, accountKey }) => {
    await database.acknowledgements.put({
      mark: acknowledgementMark(identifier, accountKey),
      at: Date.now(),
    });
    await rewrite();
  });
  serve('passwordAnswer', async ({ accountKey, changed, at }) => {
    if (!changed) return;
    await noteChange(accountKey, at);
    await rewrite();
  });

  serve('join', async ({ code }) => {
    if ((await loadSettings()).settings.membershipFrom === 'managed') {
      return { ok: false, stage: 'managed', problem: 'managed' } as const;
    }
    const check = await checkJoiningCode(code, Date.now());
    if (!check.ok) return check.result;
    await saveMembership(check.membership);
    await rewrite();
    await refresh();
    return check.result;
  });
  serve('leave', async () => {
    await saveMembership(null);
    await rewrite();
  });
  serve('setLanguage', ({ language }) => saveLanguage(language));
  serve('refreshBoard', async () => {
    await refresh();
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

  void browser.alarms.create(BOARD_ALARM, { periodInMinutes: BOARD_PERIOD_MINUTES });
  void rewrite().then(refresh);
});
