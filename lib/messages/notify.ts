import type { Board } from '../board/schema';
import { announcementWords } from '../notices/announcement-words';
import { announcementsFor } from '../notices/announcements';
import { database } from '../records/database';
import { browser } from './browser';
import type { GuardedTabs } from './guarded-tabs';
import type { Snapshot } from './snapshot';

/** Beginning of our notifications' ids; the browser replaces one that it is given again. */
const PREFIX = 'notice ';

/** Tells of notices by the browser's own notifications, beside the banner. */
export interface Notifier {
  /**
   * Shows what has not been told yet. `board` is the one that the snapshot was made of: without it a notice that is
   * missing has not ended. Nothing waits for a notification: a desktop without a place for them takes its time.
   */
  tell(snapshot: Snapshot | null, board: Board | undefined): void;
  /** An account was confirmed in this profile at `at` (ms); says whether it was not known before. */
  confirmed(accountKey: string, at: number): Promise<boolean>;
}

/** Milliseconds after which a confirmed account is noted again: an hour, against thirty days of counting; ours. */
const NOTE_AGAIN_MS = 3_600_000;

/** Makes the notifier. A click on a notification shows a guarded tab, where the banner says the rest. */
export function createNotifier(tabs: GuardedTabs): Notifier {
  browser.notifications.onClicked.addListener((id) => {
    if (!id.startsWith(PREFIX)) return;
    void browser.notifications.clear(id);
    void showGuardedTab(tabs).catch(() => undefined);
  });

  let queue: Promise<unknown> = Promise.resolve();

  async function tellNow(snapshot: Snapshot, { force }: Board): Promise<void> {
    const [confirmed, notified] = await Promise.all([
      database.facts.get('confirmedAccounts'),
      database.facts.get('notified'),
    ]);
    const before = notified?.name === 'notified' ? notified.value : [];
    const { show, over, told } = announcementsFor({
      forceId: snapshot.force,
      accounts: snapshot.accounts,
      notices: snapshot.notices,
      confirmed: confirmed?.name === 'confirmedAccounts' ? confirmed.value : {},
      told: before,
      now: Date.now(),
    });
    for (const identifier of over) {
      for (const change of ['starts', 'updated']) {
        await browser.notifications.clear(`${PREFIX}${change} ${identifier}`).catch(() => false);
      }
    }
    for (const announcement of show) {
      const { title, message } = announcementWords(announcement, force.name, snapshot.language);
      await browser.notifications
        .create(`${PREFIX}${announcement.change} ${announcement.identifier}`, {
          type: 'basic',
          iconUrl: browser.runtime.getURL('/icon/128.png'),
          title,
          message,
        })
        // Switched off in the system's settings, for instance; the banner stands in any case.
        .catch(() => undefined);
    }
    // After showing: a background killed in between shows the same one again, which the browser replaces by its id.
    if (JSON.stringify(told) !== JSON.stringify(before)) {
      await database.facts.put({ name: 'notified', value: told });
    }
  }

  return {
    tell(snapshot, board) {
      if (!snapshot || !board) return;
      // One after the other, since each reads what the one before has told.
      queue = queue.then(() => tellNow(snapshot, board)).catch(() => undefined);
    },
    async confirmed(accountKey, at) {
      return database.transaction('rw', database.facts, async () => {
        const fact = await database.facts.get('confirmedAccounts');
        const known = fact?.name === 'confirmedAccounts' ? fact.value : {};
        const last = known[accountKey];
        if (last !== undefined && at - last < NOTE_AGAIN_MS && at >= last) return false;
        await database.facts.put({ name: 'confirmedAccounts', value: { ...known, [accountKey]: at } });
        return last === undefined;
      });
    },
  };
}

async function showGuardedTab(tabs: GuardedTabs): Promise<void> {
  const [tabId] = await tabs.list();
  if (tabId === undefined) {
    await browser.tabs.create({ url: browser.runtime.getURL('/popup.html') });
    return;
  }
  const tab = await browser.tabs.update(tabId, { active: true });
  if (tab?.windowId !== undefined) await browser.windows.update(tab.windowId, { focused: true });
}
