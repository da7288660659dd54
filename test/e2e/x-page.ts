import type { JournalEntry } from '../stage/journal';
import { expect } from './fixtures';
import { refreshBoard, SURFACE } from './moves';
import type { Session } from './session';
import type { Tab } from './tab';

/** Controls of X, and the ways to them that several tests take. */
export const X = {
  home: 'https://x.com/home',
  editor: '[data-testid="primaryColumn"] [data-testid="tweetTextarea_0"]',
  post: '[data-testid="primaryColumn"] [data-testid="tweetButtonInline"]',
  dialogEditor: '[role="dialog"] [data-testid="tweetTextarea_0"]',
  dialogPost: '[role="dialog"] [data-testid="tweetButton"]',
  repostMenu: '[data-testid="retweet"]',
  repost: '[data-testid="retweetConfirm"]',
  quote: 'a[role="menuitem"][href="/compose/post"]',
  confirm: '[data-testid="confirmationSheetConfirm"]',
  switcher: '[data-testid="SideNav_AccountSwitcher_Button"]',
  main: 'main',
} as const;

/** The sentinel's own line. Named without its host: in Firefox a selector cannot reach from outside into a root. */
export const STRIP = '[role="alert"][lang]';

/** Posts on the stage: the force's own, the one a notice lists, and one that no notice speaks of. */
export const POSTS = {
  corporate: '/TeifiCoastPol/status/1990000000000000001',
  listed: '/TeifiWeather/status/1990000000000000003',
  other: '/CyngorTeifi/status/1990000000000000002',
} as const;

/** A post in the timeline, by its address. */
export const postAt = (path: string): string => `article:has(a[href="${path}"])`;

/** Signs an account in and opens a page of X; for a registered account, once its banner is up. */
export async function openX(session: Session, account: string, url: string = X.home): Promise<Tab> {
  await session.actAs('x', account);
  const tab = await session.openTab(url);
  if (account !== 'x-personal') await tab.waitFor(SURFACE.banner);
  return tab;
}

/** Opens X on a force's account whose relay says that no order is in force. What the last test ordered is forgotten. */
export async function openClear(session: Session): Promise<Tab> {
  await refreshBoard(session);
  const tab = await openX(session, 'x-corporate');
  await tab.waitForText(SURFACE.banner, 'Clear, checked');
  return tab;
}

/** Lets Cordon read what the force has just signed. */
export async function order(session: Session, sign: () => Promise<unknown>): Promise<void> {
  await sign();
  await refreshBoard(session);
}

/** Puts a blackout in force, before any page is open. */
export const blackout = (session: Session): Promise<void> =>
  order(session, () => session.stage.force.issueBlackout());

/** Switches accounts by X's own menu, and waits until X shows the other one. By keys: a banner may lie on the menu. */
export async function switchTo(tab: Tab, handle: string): Promise<void> {
  await tab.focus(X.switcher);
  await tab.press('Enter');
  await tab.waitFor('[role="menu"]');
  const place = await tab.evaluate(
    (who) =>
      [...document.querySelectorAll('[role="menuitem"]')].findIndex((item) =>
        item.textContent?.endsWith(who),
      ),
    handle,
  );
  for (let i = 0; i < place; i += 1) await tab.press('ArrowDown');
  await tab.press('Enter');
  await tab.waitForText(X.switcher, handle);
}

/**
 * A request of the page that is always allowed, and its arrival: whatever the page sent before it has been decided
 * by then. It goes straight from the page, so that no control of X is touched.
 */
export async function marker(tab: Tab, { stage }: Session): Promise<void> {
  const before = stage.journal.entries().filter(isMarker).length;
  await tab.evaluate(async () => {
    await fetch('/i/api/graphql/marker/FavoriteTweet', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-csrf-token': /ct0=([^;]+)/.exec(document.cookie)?.[1] ?? '',
      },
      body: JSON.stringify({ variables: { tweet_id: '1990000000000000002' } }),
    });
  }, undefined);
  await stage.journal.waitFor(() => stage.journal.entries().filter(isMarker).length > before);
}

const isMarker = ({ path }: JournalEntry): boolean => path.includes('/marker/');

/** Presses, and sees the hold notice and nothing leave. Leaves the notice on screen. */
export async function expectHeld(session: Session, tab: Tab, press: () => Promise<void>): Promise<void> {
  session.stage.journal.clear();
  await press();
  await tab.waitFor(SURFACE.hold);
  await marker(tab, session);
  expect(session.stage.journal.published()).toEqual([]);
  // Had the press got as far as the network, X would say that it failed.
  const said = await tab.evaluate(
    (css) => document.querySelector(css)?.textContent ?? '',
    '[data-testid="toast"]',
  );
  expect(said).not.toContain('did not go through');
}

/** As {@link expectHeld}, and closes the notice again. */
export async function expectHeldThenClose(
  session: Session,
  tab: Tab,
  press: () => Promise<void>,
): Promise<void> {
  await expectHeld(session, tab, press);
  await tab.press('Escape');
  await tab.waitGone(SURFACE.hold);
}

/** Presses, and sees the operation arrive. Gives what arrived. */
export async function expectArrives(
  { stage }: Session,
  operation: string,
  press: () => Promise<void>,
): Promise<JournalEntry> {
  stage.journal.clear();
  const arrived = stage.journal.waitFor(operation, 10_000);
  await Promise.all([arrived, press()]);
  return arrived;
}

/** Signs up a page of Cordon's own that reads what it keeps. */
export const cordonPage = (session: Session): Promise<Tab> => session.extensionPage('options.html');

/** One row of a table of Cordon's database. */
export type Row = Readonly<Record<string, unknown>>;

/** Everything in Cordon's database, table by table, read in one of its pages. */
export function readRecords(page: Tab): Promise<Readonly<Record<string, readonly Row[]>>> {
  return page.evaluate(
    () =>
      new Promise<Record<string, Row[]>>((resolve, reject) => {
        const opening = indexedDB.open('cordon');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const names = [...opening.result.objectStoreNames];
          const tables: Record<string, Row[]> = {};
          const reading = opening.result.transaction(names, 'readonly');
          for (const name of names) {
            const all = reading.objectStore(name).getAll();
            all.onsuccess = () => {
              tables[name] = all.result;
            };
          }
          reading.oncomplete = () => {
            opening.result.close();
            resolve(tables);
          };
        };
      }),
    undefined,
  );
}

/** A session rule of the network, as far as tests look at it. */
export interface Rule {
  readonly condition: { readonly urlFilter: string; readonly tabIds: readonly number[] };
}

/** The network rules in force, read in one of Cordon's pages. */
export function readRules(page: Tab): Promise<readonly Rule[]> {
  return page.evaluate(() => {
    // The page's own API, which this file's types do not know.
    const { chrome } = globalThis as unknown as {
      chrome: { declarativeNetRequest: { getSessionRules(): Promise<Rule[]> } };
    };
    return chrome.declarativeNetRequest.getSessionRules();
  }, undefined);
}
