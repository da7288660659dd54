import { findChromium } from '../../lib/commands/browsers.mjs';
import { type ChromiumSession, launchChromium, pageOf } from './chromium';
import { expect, test } from './fixtures';
import { refreshBoard, SURFACE, xMoves } from './moves';
import type { Session } from './session';
import type { Tab } from './tab';
import { CALM } from './tour-steps';
import {
  blackout,
  cordonPage,
  expectArrives,
  expectHeld,
  openX,
  readRecords,
  readRules,
  STRIP,
  switchTo,
  X,
} from './x-page';

const CHOICE = `${SURFACE.hold} .choice:not([aria-disabled])`;

const isChromium = (session: Session): session is ChromiumSession => session.kind === 'chromium';

/** A browser of the test's own, joined. What a test does to the extension then stays with it. */
async function own(launch: () => Promise<Session>): Promise<ChromiumSession> {
  const session = await launch();
  if (!isChromium(session)) throw new Error('these tests are for Chromium');
  await session.join();
  return session;
}

/** Writes something in the place of the decision snapshot, or takes it away with null. */
const spoilSnapshot = (page: Tab, value: unknown): Promise<void> =>
  page.evaluate(async (spoilt) => {
    // The page's own API, which this file's types do not know.
    const { chrome } = globalThis as unknown as {
      chrome: {
        storage: { local: { set(items: object): Promise<void>; remove(key: string): Promise<void> } };
      };
    };
    if (spoilt === null) await chrome.storage.local.remove('snapshot');
    else await chrome.storage.local.set({ snapshot: spoilt });
  }, value);

test.describe('the background dies', () => {
  test('before a press: the press is held, the release is offered, and the record kept', async ({
    chromiumSession: session,
  }) => {
    const cordon = await cordonPage(session);
    const before = (await readRecords(cordon)).gate?.length ?? 0;
    await blackout(session);
    const tab = await openX(session, 'x-corporate');
    await tab.waitFor(SURFACE.blackout);
    await tab.click(X.editor);
    await tab.type(CALM);
    await session.killBackground();
    await tab.bringToFront();
    await expectHeld(session, tab, () => tab.click(X.post));
    await tab.waitFor(CHOICE);
    await tab.press('Escape');
    await expect
      .poll(async () => (await readRecords(cordon)).gate?.slice(before).map(({ kind }) => kind))
      .toEqual(['held']);
  });

  test('while a hold notice is up, and again after the answer: the post still gets through', async ({
    chromiumSession: session,
  }) => {
    const cordon = await cordonPage(session);
    const before = (await readRecords(cordon)).gate?.length ?? 0;
    await blackout(session);
    const tab = await openX(session, 'x-corporate');
    await tab.waitFor(SURFACE.blackout);
    await tab.click(X.editor);
    await tab.type(CALM);
    await expectHeld(session, tab, () => tab.click(X.post));
    await tab.waitFor(CHOICE);
    await session.killBackground();
    await tab.bringToFront();
    await tab.click(CHOICE);
    await tab.waitGone(SURFACE.hold);
    await expect
      .poll(async () => (await readRecords(cordon)).gate?.slice(before).map(({ kind }) => kind))
      .toEqual(['held', 'risk-to-life']);

    // A worker that starts anew within the minute must not put the rules back in its way.
    await session.killBackground();
    await refreshBoard(session);
    await tab.bringToFront();
    const posted = await expectArrives(session, 'CreateTweet', () => tab.click(X.post));
    expect(posted.accepted).toBe(true);
  });

  for (const how of ['in-place', 'reload'] as const) {
    test(`before a switch to a personal account (${how}): nothing stays blocked`, async ({
      chromiumSession: session,
    }) => {
      const cordon = await cordonPage(session);
      await blackout(session);
      const tab = await openX(session, 'x-corporate', `${X.home}?switch=${how}`);
      await tab.waitFor(SURFACE.blackout);
      await expect.poll(async () => (await readRules(cordon)).length, { intervals: [50] }).toBeGreaterThan(0);
      await session.killBackground();
      // The rules outlive the worker, and a worker that some event has started meanwhile puts them back.
      await expect.poll(async () => (await readRules(cordon)).length, { intervals: [50] }).toBeGreaterThan(0);
      await tab.bringToFront();
      await switchTo(tab, '@jo_penfro');
      await tab.click(X.editor);
      await tab.type(CALM);
      const posted = await expectArrives(session, 'CreateTweet', () => tab.click(X.post));
      expect(posted).toMatchObject({ actor: '3300000001', accepted: true });
    });
  }

  test('and starts anew: the rules stand again for the tab that is held', async ({
    chromiumSession: session,
  }) => {
    const cordon = await cordonPage(session);
    await blackout(session);
    const tab = await openX(session, 'x-corporate');
    await tab.waitFor(SURFACE.blackout);
    const ids = async (): Promise<unknown> => (await readRules(cordon))[0]?.condition.tabIds.length;
    await expect.poll(ids, { intervals: [50] }).toBe(2);
    await session.killBackground();
    await refreshBoard(session);
    await expect.poll(ids, { intervals: [50] }).toBe(2);
  });
});

test.describe('the extension itself goes or comes', () => {
  test('reloaded with tabs open, it guards them again without a reload of the page', async ({
    launch,
    stage,
  }) => {
    const session = await own(launch);
    await stage.force.issueBlackout();
    await refreshBoard(session);
    const tab = await openX(session, 'x-corporate');
    await tab.waitFor(SURFACE.blackout);
    await tab.click(X.editor);
    await tab.type(CALM);
    // To tell the orphan's guard from its successor, and to see that the page is not loaded anew.
    await tab.evaluate((css) => document.querySelector(css)?.setAttribute('data-old', ''), SURFACE.guard);
    await tab.evaluate(() => document.body.setAttribute('data-same', 'yes'), undefined);
    const page = await cordonPage(session);
    const gone = new Promise((resolve) => pageOf(page).once('close', resolve));
    await page.evaluate(() => {
      const { chrome } = globalThis as unknown as { chrome: { runtime: { reload(): void } } };
      setTimeout(() => chrome.runtime.reload(), 0);
    }, undefined);
    await gone;
    await tab.bringToFront();
    // A whole extension starts anew, which takes its time on a busy machine.
    await tab.waitFor(`${SURFACE.guard}:not([data-old]) ${SURFACE.blackout}`, 30_000);
    expect(
      await tab.evaluate((css) => document.querySelectorAll(css).length, `${SURFACE.guard}, crd-strip`),
    ).toBe(1);
    expect(await tab.evaluate(() => document.body.getAttribute('data-same'), undefined)).toBe('yes');
    await expectHeld(session, tab, () => tab.click(X.post));
    // The new sentinel's release works: no orphan stands behind it.
    await tab.click(CHOICE);
    await tab.waitGone(SURFACE.hold);
    await expectArrives(session, 'CreateTweet', () => tab.click(X.post));
  });

  test('removed while a page is open, it says so at the next press and then gets out of the way', async ({
    launch,
    stage,
  }) => {
    const session = await own(launch);
    await stage.force.issueBlackout();
    await refreshBoard(session);
    const tab = await openX(session, 'x-corporate');
    await tab.waitFor(SURFACE.blackout);
    await tab.click(X.editor);
    await tab.type(CALM);
    // A change of the page would be reason enough to look; here the press alone must find out.
    await tab.waitForText('[data-testid="autoSaveStatus"]', 'Saved');
    const page = await cordonPage(session);
    const gone = new Promise((resolve) => pageOf(page).once('close', resolve));
    await page.evaluate(() => {
      const { chrome } = globalThis as unknown as {
        chrome: { management: { uninstallSelf(options: object): Promise<void> } };
      };
      setTimeout(() => void chrome.management.uninstallSelf({ showConfirmDialog: false }), 0);
    }, undefined);
    await gone;
    await tab.bringToFront();
    stage.journal.clear();
    await tab.click(X.post);
    await tab.waitForText(STRIP, 'no longer protects this page');
    expect(await tab.isVisible(SURFACE.banner)).toBe(false);
    expect(stage.journal.published()).toEqual([]);
    await expectArrives(session, 'CreateTweet', () => tab.click(X.post));
  });
});

test('a page that comes back from the back-forward cache is judged anew', async ({ stage }) => {
  const found = await findChromium();
  if ('missing' in found) throw new Error(found.sentence);
  const session = await launchChromium({ stage, executablePath: found.path, backForwardCache: true });
  try {
    await session.join();
    const tab = await openX(session, 'x-corporate');
    const page = pageOf(tab);
    /** Leaves the page and comes back to the very same document. */
    const sleepThrough = async (meanwhile: () => Promise<void>): Promise<void> => {
      // Chromium gives up a sleeping page to which the background is still answering; that is no sleep, and tried anew.
      for (let tries = 0; tries < 4; tries += 1) {
        await tab.evaluate(() => document.body.setAttribute('data-slept', ''), undefined);
        await tab.goto('https://stage.teificoast.example/');
        await meanwhile();
        await tab.bringToFront();
        await page.goBack({ waitUntil: 'commit' });
        if (await page.evaluate(() => document.body?.hasAttribute('data-slept') ?? false)) return;
        await session.actAs('x', 'x-corporate');
        await tab.goto(xMoves.home);
        await tab.waitFor(SURFACE.banner);
      }
      throw new Error('the page was never kept to come back to');
    };

    // Ordered while the page slept.
    await sleepThrough(async () => {
      await stage.force.clearNotices();
      await stage.force.issueBlackout();
      await refreshBoard(session);
    });
    await tab.waitFor(SURFACE.blackout);
    await tab.click(X.editor);
    await tab.type(CALM);
    await expectHeld(session, tab, () => tab.click(X.post));
    await tab.press('Escape');

    // Switched while the page slept: it shows one account and would act as another.
    await sleepThrough(() => session.actAs('x', 'x-personal'));
    await tab.waitForText(STRIP, 'signs of two accounts');
  } finally {
    await session.close();
  }
});

test('a snapshot that was lost or spoilt is written again, and pages are guarded again', async ({
  chromiumSession: session,
}) => {
  const cordon = await cordonPage(session);
  await blackout(session);
  const tab = await openX(session, 'x-corporate');
  await tab.waitFor(SURFACE.blackout);
  const errors: string[] = [];
  pageOf(tab).on('pageerror', (error) => errors.push(error.message));
  for (const spoilt of [
    null,
    'not a snapshot',
    { version: 1 },
    {
      version: 1,
      language: 'en',
      board: { state: 'file' },
      accounts: [null],
      notices: [{}],
      acknowledged: [],
      outstanding: [],
    },
    { version: 2, language: 'en' },
  ]) {
    await spoilSnapshot(cordon, spoilt);
    await expect
      .poll(
        () =>
          cordon.evaluate(async () => {
            const { chrome } = globalThis as unknown as {
              chrome: {
                storage: { local: { get(key: string): Promise<{ snapshot?: { accounts?: unknown[] } }> } };
              };
            };
            return (await chrome.storage.local.get('snapshot')).snapshot?.accounts?.length ?? 0;
          }, undefined),
        { timeout: 5_000 },
      )
      .toBeGreaterThan(3);
    await tab.bringToFront();
    await tab.waitFor(SURFACE.blackout);
  }
  await tab.click(X.editor);
  await tab.type(CALM);
  await expectHeld(session, tab, () => tab.click(X.post));
  expect(errors).toEqual([]);
});
