import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PlatformId } from '../../lib/platforms/hosts';
import { cookiesFor, type StageCookie } from '../stage/accounts';
import { SAMPLE_PASSPHRASE } from '../stage/force';
import type { Stage } from '../stage/server';
import { DESK } from './desk-page';
import { type Tab, WAIT_MS } from './tab';

/** The project's folder. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A browser with Cordon installed, on the stage and on nothing else. */
export interface Session {
  readonly kind: 'chromium' | 'firefox';
  readonly stage: Stage;
  /** Opens a new tab, at an address when one is given. */
  openTab(url?: string): Promise<Tab>;
  /** Opens one of Cordon's own pages in a tab: `popup.html`, `options.html`, `desk.html`. */
  extensionPage(path: string): Promise<Tab>;
  /** Signs an account of the stage's cast in on its platform, or signs out with null. Open tabs are not reloaded. */
  actAs(platform: PlatformId, accountKey: string | null): Promise<void>;
  /** Joins the sample force through the options page, and resolves once pages know its register. */
  join(): Promise<void>;
  /** The same without the page's help, from whatever force or address this browser had before. */
  joinAnew(): Promise<void>;
  /** Opens Corporate Communications' desk and unlocks it with the sample force's keys. */
  desk(): Promise<Tab>;
  /** The tabs opened here and not closed yet. */
  tabs(): readonly Tab[];
  /** Closes the tabs and signs out everywhere. What Cordon keeps stays. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

/** What {@link Session} needs of a browser; the rest is the same for all. */
export interface Driver {
  readonly kind: Session['kind'];
  openTab(): Promise<Tab>;
  extensionPage(path: string): Promise<Tab>;
  /** Replaces all cookies of a domain and its subdomains. */
  setCookies(domain: string, cookies: readonly StageCookie[]): Promise<void>;
  close(): Promise<void>;
}

/** The part of the options page where a browser joins; its button appears once the code is whole. */
const JOINING = '[aria-labelledby="join-heading"]';

/** Its heading once a browser has joined: it takes the focus when the answer is there. */
const JOINED = '#member-heading:focus';

const DOMAINS: Readonly<Record<PlatformId, string>> = { x: 'x.com', facebook: 'facebook.com' };

/** Puts a session together from a browser's driver. */
export function makeSession(driver: Driver, stage: Stage): Session {
  const open = new Set<Tab>();
  const keep = (tab: Tab): Tab => {
    const close = tab.close.bind(tab);
    tab.close = async () => {
      open.delete(tab);
      await close();
    };
    open.add(tab);
    return tab;
  };
  const session: Session = {
    kind: driver.kind,
    stage,
    tabs: () => [...open],
    async openTab(url) {
      const tab = keep(await driver.openTab());
      if (url) await tab.goto(url);
      return tab;
    },
    extensionPage: async (path) => keep(await driver.extensionPage(path)),
    actAs: (platform, accountKey) => driver.setCookies(DOMAINS[platform], cookiesFor(platform, accountKey)),
    async join() {
      const page = await session.extensionPage('options.html');
      await page.fill(`${JOINING} textarea`, await stage.force.joiningCode());
      await page.click(`${JOINING} .button--strong`);
      await page.evaluate(registerKnown, undefined);
      // Only then has the page told the background that its reader has seen what reports hold.
      await page.waitFor(JOINED);
      await page.close();
    },
    async joinAnew() {
      const page = await session.extensionPage('options.html');
      const answer = await page.evaluate(
        async (code) => {
          const api = (
            globalThis as unknown as { chrome: { runtime: { sendMessage(m: unknown): Promise<unknown> } } }
          ).chrome;
          return JSON.stringify(await api.runtime.sendMessage({ cordon: 'join', data: { code } }));
        },
        await stage.force.joiningCode(),
      );
      if (!answer.includes('"ok":true')) throw new Error(`the force was not joined: ${answer}`);
      await page.evaluate(registerKnown, undefined);
      await page.close();
    },
    async desk() {
      const page = await session.extensionPage('desk.html');
      await page.giveFile(`${DESK.keysFile} input`, {
        name: 'teifi-coast-keys.json',
        text: await stage.force.keysFile(),
      });
      await page.waitForText(DESK.keysFile, 'teifi-coast-keys.json');
      await page.fill(DESK.passphrase, SAMPLE_PASSPHRASE);
      await page.press('Enter');
      await page.waitFor(DESK.ready, WAIT_MS * 3);
      return page;
    },
    async tidy() {
      for (const tab of open) await tab.close();
      for (const domain of Object.values(DOMAINS)) await driver.setCookies(domain, []);
    },
    close: () => driver.close(),
  };
  return session;
}

/** Runs in one of Cordon's pages: resolves once the decision snapshot names registered accounts. */
function registerKnown(): Promise<void> {
  interface Area {
    get(key: string): Promise<Record<string, { accounts?: unknown[] } | undefined>>;
    onChanged: { addListener(run: () => void): void };
  }
  // The page's own API, which this file's types do not know; `chrome` answers with promises in both browsers.
  const { storage } = (globalThis as unknown as { chrome: { storage: { local: Area } } }).chrome;
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('joined, but no register in the snapshot after 15 s')), 15_000);
    // No function here may have a name: tsx would wrap it in a helper that the page does not have.
    for (const look of [
      () =>
        void storage.local.get('snapshot').then(({ snapshot }) => {
          if (snapshot?.accounts?.length) resolve();
        }),
    ]) {
      storage.local.onChanged.addListener(look);
      look();
    }
  });
}

/** Makes a folder below .output for one browser, and removes it with the returned function. */
export async function makeFolder(): Promise<{ path: string; remove(): void }> {
  // Not in the system's temporary folder: a browser from a snap sees another one there.
  const path = join(ROOT, '.output', 'profiles', randomUUID());
  await mkdir(path, { recursive: true });
  return {
    path,
    remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  };
}
