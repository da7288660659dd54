import type { Notice } from '../../lib/board/schema';
import type { PlatformId } from '../../lib/platforms/hosts';
import type { SampleForce } from '../stage/force';
import { expect } from './fixtures';
import { SURFACE } from './moves';
import type { Session } from './session';
import type { Tab } from './tab';

interface StorageArea {
  get(key: string | null): Promise<Record<string, unknown>>;
}

/** The browser's own API in one of Cordon's pages, as far as tests ask it. Answers with promises in both browsers. */
export interface ExtensionApi {
  readonly runtime: { sendMessage(message: unknown): Promise<unknown> };
  readonly storage: {
    readonly local: StorageArea;
    readonly session?: StorageArea;
    readonly sync?: StorageArea;
  };
  readonly action: { getBadgeText(details: object): Promise<string> };
  readonly tabs: {
    query(query: { readonly url: string }): Promise<readonly { readonly id: number }[]>;
    sendMessage(tab: number, message: unknown): Promise<unknown>;
  };
}

/**
 * Has the browser read the board until it holds exactly the notices that the force's board holds now. Once may not
 * be enough: a fetch already under way shares its older answer.
 */
export async function takeBoard(session: Session): Promise<void> {
  const page = await session.extensionPage('options.html');
  const wanted = session.stage.force.board.notices.map(({ identifier }) => identifier);
  const taken = await page.evaluate(async (identifiers) => {
    const api = (globalThis as unknown as { chrome: ExtensionApi }).chrome;
    for (let tries = 0; tries < 10; tries += 1) {
      await api.runtime.sendMessage({ cordon: 'refreshBoard', data: {} });
      const { snapshot } = await api.storage.local.get('snapshot');
      const { notices } = (snapshot ?? {}) as { notices?: readonly { readonly identifier: string }[] };
      if (JSON.stringify(notices?.map(({ identifier }) => identifier)) === JSON.stringify(identifiers))
        return true;
    }
    return false;
  }, wanted);
  await page.close();
  expect(taken, 'the browser reads the board').toBe(true);
}

/** Gives an order, and has the browser know of it. */
export async function order(
  session: Session,
  give: (force: SampleForce) => Promise<Notice | null>,
): Promise<void> {
  await give(session.stage.force);
  await takeBoard(session);
}

const MARKERS: Readonly<Record<PlatformId, string>> = {
  x: '/i/api/graphql/stage/Marker',
  facebook: '/api/graphql/',
};

/**
 * Sends a request of the page's own that publishes nothing, and resolves once it was answered: what a press before
 * it would have sent is in the journal by then.
 */
export async function sendMarker(tab: Tab, platform: PlatformId): Promise<void> {
  await tab.evaluate(async (path) => {
    await fetch(path, { method: 'POST', body: new URLSearchParams({ fb_api_req_friendly_name: 'Marker' }) });
  }, MARKERS[platform]);
}

/** Sees the hold notice, and after a marker request that nothing was published; then closes the notice. */
export async function expectHeld(tab: Tab, session: Session, platform: PlatformId): Promise<void> {
  await tab.waitFor(SURFACE.hold);
  await sendMarker(tab, platform);
  expect(
    session.stage.journal.published().map(({ operation, text }) => `${operation} ${text ?? ''}`),
  ).toEqual([]);
}

/** Closes the hold notice with its own key. */
export async function closeHold(tab: Tab): Promise<void> {
  // A platform's menu that closes late may take the focus back; Alt+Shift+C would lead here again.
  await tab.focus(SURFACE.hold);
  await tab.press('Escape');
  await tab.waitGone(SURFACE.hold);
}

/** What Cordon's sentinel answers to "check this page". */
export interface Standing {
  readonly standing: string;
  readonly status: string;
  readonly accountName?: string;
  readonly health: { readonly state: string; readonly reason?: string };
}

/**
 * What Cordon says of the page that is open at an address, once its standing is the wanted one; else what it said
 * last, after some seconds. An account that Cordon leaves in peace gives no other sign that this was decided.
 */
export async function standingAt(
  session: Session,
  address: string,
  wanted: string,
): Promise<Standing | null> {
  const page = await session.extensionPage('options.html');
  const found = await page.evaluate(
    async ([url, state]: readonly string[]) => {
      const api = (globalThis as unknown as { chrome: ExtensionApi }).chrome;
      let last: { readonly standing: string } | null = null;
      for (let tries = 0; tries < 40; tries += 1) {
        for (const { id } of await api.tabs.query({ url: `${url}*` })) {
          const answer = await api.tabs.sendMessage(id, { cordon: 'checkPage', data: {} }).catch(() => null);
          last = (answer as { readonly ok?: { readonly standing: string } } | null)?.ok ?? null;
        }
        if (last?.standing === state) return last;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      return last;
    },
    [address, wanted],
  );
  await page.close();
  return found as Standing | null;
}

/** Whether anything of Cordon is on the page. */
export function isSilent(tab: Tab): Promise<boolean> {
  return tab.evaluate(() => document.querySelector('side-note, crd-strip') === null, undefined);
}

/** Changes the language of the whole of Cordon, as the switch on the options page does. */
export async function speak(session: Session, language: 'en' | 'cy'): Promise<void> {
  const page = await session.extensionPage('options.html');
  const other = language === 'en' ? 'cy' : 'en';
  await page.waitFor('main');
  if ((await page.evaluate(() => document.documentElement.lang, undefined)) === other) {
    await page.click('header .language-switch');
    await page.waitFor(`html[lang="${language}"]`);
  }
  await page.evaluate(async (to) => {
    const api = (globalThis as unknown as { chrome: ExtensionApi }).chrome;
    for (let tries = 0; tries < 50; tries += 1) {
      const { snapshot } = await api.storage.local.get('snapshot');
      if ((snapshot as { language?: string } | undefined)?.language === to) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('the language did not change');
  }, language);
  await page.close();
}

/** Everything Cordon keeps: its storage areas and all tables of its databases, as one text. */
export async function everythingKept(session: Session): Promise<string> {
  const page = await session.extensionPage('options.html');
  const kept = await page.evaluate(async () => {
    const { storage } = (globalThis as unknown as { chrome: ExtensionApi }).chrome;
    const parts: unknown[] = [];
    for (const area of [storage.local, storage.session, storage.sync]) {
      parts.push(await area?.get(null).catch(() => null));
    }
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const asked = indexedDB.open(name ?? '');
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
      for (const store of db.objectStoreNames) {
        const rows = await new Promise((resolve, reject) => {
          const asked = db.transaction(store).objectStore(store).getAll();
          asked.onsuccess = () => resolve(asked.result);
          asked.onerror = () => reject(asked.error);
        });
        parts.push({ name, store, rows });
      }
      db.close();
    }
    return JSON.stringify(parts);
  }, undefined);
  await page.close();
  return kept;
}
