import { defineBackground } from 'wxt/utils/define-background';
import { createBoardService } from '../lib/board/service';
import { createTabRules } from '../lib/gate/tab-rules';
import { answerMessages } from '../lib/messages/answers';
import { browser } from '../lib/messages/browser';
import { createGuardedTabs } from '../lib/messages/guarded-tabs';
import { createNotifier } from '../lib/messages/notify';
import { createRefresher } from '../lib/messages/refresher';
import { parseSnapshot, SNAPSHOT_KEY } from '../lib/messages/snapshot';
import { createSnapshotWriter } from '../lib/messages/write-snapshot';
import { badgeOf } from '../lib/notices/badge';
import { PLATFORM_IDS, type PlatformId, sentinelMatches } from '../lib/platforms/hosts';
import { database } from '../lib/records/database';
import { createDoorbell } from '../lib/reports/doorbell';
import { createOutbox } from '../lib/reports/outbox';
import { postReport } from '../lib/reports/post';
import { loadSettings, onLatePolicy, SETTINGS_KEY } from '../lib/settings/store';

const BOARD_ALARM = 'board';
/** The board is asked for every half minute (design, "How it moves" 3), the shortest period Chromium allows. */
const BOARD_PERIOD_MINUTES = 0.5;

/** Wires messages, alarms and badge to the services in lib/. */
export default defineBackground(() => {
  const life = new AbortController();
  const rules = createTabRules();
  const tabs = createGuardedTabs(() => void hangBell());
  const notifier = createNotifier(tabs);
  const board = createBoardService(async () => void (await snapshots.write()), life.signal);
  const snapshots = createSnapshotWriter(board, async (snapshot, made) => {
    const { text, background } = badgeOf(snapshot, Date.now());
    notifier.tell(snapshot, made);
    await Promise.all([
      browser.action.setBadgeText({ text }),
      browser.action.setBadgeBackgroundColor({ color: background }),
      rules.update(snapshot),
      hangBell(),
    ]);
  });
  const { refresh, refreshAnew } = createRefresher(() => board.refresh());
  const rewrite = async (): Promise<void> => void (await snapshots.write());
  /** For what goes on whether or not the snapshot could be written. */
  const tryRewrite = (): Promise<void> => rewrite().catch(() => undefined);
  const outbox = createOutbox({
    database,
    async route() {
      const { settings } = await loadSettings();
      const { membership } = settings;
      if (!membership) return null;
      const state = await board.read();
      return { forceId: membership.forceId, board: state?.board, token: membership.reportToken };
    },
    send: (parts) => postReport(parts),
    onChange: () => void tryRewrite(),
    signal: life.signal,
  });
  const doorbell = createDoorbell({
    onRing: () => void refreshAnew().then(() => outbox.pump('now')),
    signal: life.signal,
  });
  let hangings = 0;
  const hangBell = async (): Promise<void> => {
    hangings += 1;
    const turn = hangings;
    const isGuarding = (await tabs.list()).length > 0;
    const state = isGuarding ? await board.read() : null;
    // Whoever asked later knows better which tabs are there.
    if (turn === hangings) doorbell.want(state?.board?.relay?.url ?? null);
  };

  const injectSentinels = async (platform: PlatformId): Promise<void> => {
    const open = await browser.tabs.query({ url: sentinelMatches(platform) });
    // A tab that cannot be reached now (discarded, an error page) gets its sentinel when it loads.
    await Promise.allSettled(
      open.map(
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
  browser.tabs.onRemoved.addListener((tabId) => {
    void rules.closed(tabId);
    void tabs.report(tabId, false);
  });
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name !== BOARD_ALARM) return;
    void tabs.check();
    void refresh()
      .then(tryRewrite)
      .then(() => outbox.pump());
  });
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'managed') void tryRewrite().then(refresh);
    if (area === 'local' && SETTINGS_KEY in changes) void tryRewrite();
    // Somebody else emptied or spoilt it: pages would go unguarded until the next alarm.
    const written = area === 'local' ? changes[SNAPSHOT_KEY] : undefined;
    if (written && !parseSnapshot(written.newValue)) void tryRewrite();
  });
  globalThis.addEventListener('online', () => void refreshAnew().then(() => outbox.pump('now')));

  onLatePolicy(() => void tryRewrite().then(refresh));
  answerMessages({ board, outbox, rules, tabs, notifier, refresh, refreshAnew, rewrite, hangBell });

  void browser.alarms.create(BOARD_ALARM, { periodInMinutes: BOARD_PERIOD_MINUTES });
  void tabs.check();
  void tryRewrite()
    .then(refresh)
    .then(() => outbox.pump());
});
