import { browser } from '../../lib/messages/browser';
import type { MessageSender } from '../../lib/messages/messenger';
import { type PageCheck, sendMessage } from '../../lib/messages/protocol';
import { GUARDED_MATCHES, hostStanding, PLATFORM_IDS } from '../../lib/platforms/hosts';
import { withDeadline } from '../ui/ask-background';

/** Milliseconds a page's sentinel has to answer; it does so from memory. Ours. */
const PAGE_ANSWER_MS = 3_000;

/** The pages Cordon must be let into to guard anything. */
const ORIGINS = PLATFORM_IDS.flatMap((platform) => [...GUARDED_MATCHES[platform]]);

/** What the popup found of the page it was opened over. */
export type ActivePage =
  | { readonly kind: 'looking' }
  /** Not a page of a platform, as far as the browser lets us see. */
  | { readonly kind: 'not-platform' }
  /** A platform's page on which Cordon does not answer: opened before it was installed, or cut off. */
  | { readonly kind: 'no-answer'; readonly tabId: number }
  | { readonly kind: 'answered'; readonly tabId: number; readonly check: PageCheck };

/** What the popup does outside its own window; replaced in tests. */
export interface PagePort {
  /** Finds the page and asks its sentinel. Never throws. */
  lookAtPage(): Promise<ActivePage>;
  /** Whether the browser lets Cordon see the platforms' pages. */
  hasAccess(): Promise<boolean>;
  /** Asks for that access; only within a press. */
  requestAccess(): Promise<boolean>;
  /** Calls back when the page in a tab may have something else to say, until the signal ends. */
  followPages(listener: (tabId: number) => void, signal: AbortSignal): void;
}

/** The browser's tabs and permissions. */
export const pagePort: PagePort = {
  async lookAtPage() {
    const tab = await findTab().catch(() => null);
    if (tab?.id === undefined || !tab.url || hostStanding(hostOf(tab.url)) === 'none')
      return { kind: 'not-platform' };
    try {
      const check = await withDeadline(sendMessage('checkPage', {}, tab.id), PAGE_ANSWER_MS);
      return { kind: 'answered', tabId: tab.id, check };
    } catch {
      return { kind: 'no-answer', tabId: tab.id };
    }
  },

  hasAccess: () => browser.permissions.contains({ origins: ORIGINS }),

  requestAccess: () => browser.permissions.request({ origins: ORIGINS }),

  followPages(listener, signal) {
    const onUpdated = (tabId: number, change: { status?: string }): void => {
      if (change.status === 'complete') listener(tabId);
    };
    // A sentinel's report to the background reaches this page as well. It is a cue only: nothing is answered.
    const onMessage = (message: unknown, sender: MessageSender): undefined => {
      const name =
        typeof message === 'object' && message !== null && 'cordon' in message ? message.cordon : null;
      if (name === 'reportStanding' && sender.tab?.id !== undefined) listener(sender.tab.id);
    };
    browser.tabs.onUpdated.addListener(onUpdated);
    browser.runtime.onMessage.addListener(onMessage);
    signal.addEventListener(
      'abort',
      () => {
        browser.tabs.onUpdated.removeListener(onUpdated);
        browser.runtime.onMessage.removeListener(onMessage);
      },
      { once: true },
    );
  },
};

/**
 * The tab the popup belongs to: the active one. Where the popup's page was itself opened as a tab, the platform's
 * tab of this window that was used last.
 */
async function findTab() {
  const [active] = await browser.tabs.query({ active: true, currentWindow: true });
  const own = await browser.tabs.getCurrent();
  if (!own || own.id !== active?.id) return active ?? null;
  const tabs = await browser.tabs.query({ currentWindow: true });
  const platforms = tabs.filter((tab) => tab.url && hostStanding(hostOf(tab.url)) !== 'none');
  return platforms.sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0))[0] ?? null;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}
