import { FB, FB_POSTS, placesIn } from './facebook-places';
import { expect, test } from './fixtures';
import { SURFACE } from './moves';
import { expectHeld, isSilent, order, speak, standingAt, takeBoard } from './orders';
import type { Session } from './session';
import type { Tab } from './tab';
import { ASKING, CALM } from './tour-steps';
import { STRIP } from './x-page';

const ACCOUNTS_CENTER = 'https://accountscenter.facebook.com/password_and_security/password/change';
const READY = '[role="main"] [role="article"]';
const PROFILE = '[role="banner"] > [role="button"]:last-child';

async function open(session: Session, account: string, url: string = FB.home): Promise<Tab> {
  await session.actAs('facebook', account);
  return session.openTab(url);
}

/** Has the profile confirmed an official account once: before that a browser says nothing of unclear signs. */
async function confirmOnce(session: Session): Promise<void> {
  await takeBoard(session);
  const tab = await open(session, 'facebook-page');
  await tab.waitFor(SURFACE.banner);
  await tab.close();
}

for (const [account, name] of [
  ['facebook-page', 'Teifi Coast Police'],
  ['facebook-login', 'Teifi Coast Comms'],
] as const) {
  test(`${account} is known as a registered account`, async ({ session }) => {
    await takeBoard(session);
    const tab = await open(session, account);
    await tab.waitForText(SURFACE.banner, 'No order in the board');
    expect(await standingAt(session, FB.home, 'registered')).toMatchObject({
      status: 'confirmed',
      accountName: name,
      health: { state: 'protecting' },
    });
  });
}

for (const account of ['facebook-personal', 'facebook-club']) {
  test(`${account} is left in peace, in a blackout too`, async ({ session, stage }) => {
    await order(session, (force) => force.issueBlackout());
    const tab = await open(session, account);
    await tab.waitFor(READY);
    expect(await standingAt(session, FB.home, 'personal')).toMatchObject({ standing: 'personal' });
    await tab.bringToFront();
    await tab.click(placesIn(FB_POSTS.council).comment);
    await tab.type(ASKING);
    await tab.press('Enter');
    await stage.journal.waitFor('useCometUFICreateCommentMutation');
    expect(await isSilent(tab)).toBe(true);
  });
}

test('a registered Page’s operator is silent on Accounts Center, and a registered login is not', async ({
  session,
}) => {
  await takeBoard(session);
  const tab = await open(session, 'facebook-page', ACCOUNTS_CENTER);
  await tab.waitFor('[role="dialog"]');
  expect(await standingAt(session, 'https://accountscenter.facebook.com/', 'personal')).toMatchObject({
    standing: 'personal',
  });
  expect(await isSilent(tab)).toBe(true);
  await session.actAs('facebook', 'facebook-login');
  await tab.goto(ACCOUNTS_CENTER);
  await tab.waitFor(SURFACE.banner);
});

/**
 * Milliseconds from the press that changes the profile until Cordon's guard came or went, measured in the page. The
 * request and its answer are in it, so it says more than what is promised.
 */
async function timeSwitch(tab: Tab, press: () => Promise<void>): Promise<number> {
  await tab.evaluate(() => {
    const watched = window as unknown as { guardChanged?: number; pressed?: number };
    delete watched.guardChanged;
    window.addEventListener(
      'click',
      () => {
        watched.pressed = performance.now();
      },
      { capture: true },
    );
    const seen = document.querySelector('html > side-note') !== null;
    const observer = new MutationObserver(() => {
      if ((document.querySelector('html > side-note') !== null) === seen) return;
      watched.guardChanged ??= performance.now();
      observer.disconnect();
    });
    observer.observe(document.documentElement, { childList: true });
  }, undefined);
  await press();
  return tab.evaluate(async () => {
    const watched = window as unknown as { guardChanged?: number; pressed?: number };
    for (let tries = 0; tries < 100 && watched.guardChanged === undefined; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return (watched.guardChanged ?? Number.POSITIVE_INFINITY) - (watched.pressed ?? 0);
  }, undefined);
}

async function switchProfile(tab: Tab): Promise<void> {
  await tab.click(PROFILE);
  await tab.click(FB.menuFirst);
}

test('a switch of profiles in place is noticed within a second, both ways', async ({ session, stage }) => {
  stage.facebook.switching = 'in-place';
  await takeBoard(session);
  const tab = await open(session, 'facebook-page');
  await tab.waitFor(SURFACE.banner);
  for (let round = 0; round < 2; round += 1) {
    expect(await timeSwitch(tab, () => switchProfile(tab)), 'to the person').toBeLessThan(1_000);
    expect(await isSilent(tab)).toBe(true);
    await tab.waitForText('[role="region"]', 'Jo Penfro');
    expect(await timeSwitch(tab, () => switchProfile(tab)), 'to the Page').toBeLessThan(1_000);
    await tab.waitForText('[role="region"]', 'Teifi Coast Police');
    await tab.waitFor(SURFACE.banner);
    expect(await tab.isVisible(STRIP)).toBe(false);
  }
});

test('a switch of profiles that loads the page anew is noticed within a second, both ways', async ({
  session,
}) => {
  await takeBoard(session);
  const tab = await open(session, 'facebook-page');
  await tab.waitFor(SURFACE.banner);
  await tab.click(PROFILE);
  await tab.click(FB.menuFirst);
  await tab.waitForText('[role="region"]', 'Jo Penfro');
  expect(await standingAt(session, FB.home, 'personal')).toMatchObject({ standing: 'personal' });
  await tab.bringToFront();
  expect(await isSilent(tab)).toBe(true);
  await tab.click(PROFILE);
  await tab.click(FB.menuFirst);
  await tab.waitForText('[role="region"]', 'Teifi Coast Police');
  await tab.waitFor(SURFACE.banner, 1_000);
});

test('a tab left behind by a switch in another one says so, and a blackout holds there', async ({
  session,
  stage,
}) => {
  await confirmOnce(session);
  await order(session, (force) => force.issueBlackout());
  const tab = await open(session, 'facebook-page');
  await tab.waitFor(SURFACE.blackout);
  const other = await session.openTab(FB.home);
  await other.waitFor(SURFACE.blackout);
  await switchProfile(other);
  await other.waitForText('[role="region"]', 'Jo Penfro');
  await tab.bringToFront();
  await tab.waitForText(STRIP, 'signs of two accounts');
  const said = await tab.text(STRIP);
  expect(said).toContain('61550000000001');
  expect(said).toContain('100000000000201');
  await tab.click(placesIn(FB_POSTS.council).comment);
  await tab.type(CALM);
  await tab.press('Enter');
  await tab.waitForText(STRIP, 'Not posted');
  expect(stage.journal.published()).toEqual([]);
  // The tab that switched acts as the person, who is nobody's business.
  expect(await isSilent(other)).toBe(true);
});

test('a tab left behind says so in Welsh', async ({ session }) => {
  await confirmOnce(session);
  await speak(session, 'cy');
  const tab = await open(session, 'facebook-page');
  await tab.waitFor(SURFACE.banner);
  await session.actAs('facebook', 'facebook-personal');
  await tab.bringToFront();
  await tab.evaluate(() => window.dispatchEvent(new Event('focus')), undefined);
  await tab.waitForText(STRIP, 'arwyddion o ddau gyfrif');
  await speak(session, 'en');
  await tab.bringToFront();
  await tab.waitForText(STRIP, 'signs of two accounts');
});

for (const host of ['m.facebook.com', 'business.facebook.com', 'web.facebook.com']) {
  test(`${host} says that it is not protected to a registered account, and nothing to a person`, async ({
    session,
  }) => {
    await takeBoard(session);
    const tab = await open(session, 'facebook-page', `https://${host}/`);
    await tab.waitForText(STRIP, 'not protecting this page', 2_000);
    await session.actAs('facebook', 'facebook-personal');
    await tab.goto(`https://${host}/`);
    expect(await standingAt(session, `https://${host}/`, 'personal')).toMatchObject({ standing: 'personal' });
    expect(await isSilent(tab)).toBe(true);
  });
}

test('whoever closes the message that a page is not protected does not see it again there', async ({
  session,
}) => {
  await takeBoard(session);
  const tab = await open(session, 'facebook-page', 'https://m.facebook.com/');
  await tab.waitFor(STRIP);
  await tab.click(`${STRIP} button:last-child`);
  await tab.waitGone(STRIP);
});

test('signed out, Cordon is silent', async ({ session }) => {
  await order(session, (force) => force.issueBlackout());
  await session.actAs('facebook', null);
  const tab = await session.openTab(FB.home);
  expect(await standingAt(session, FB.home, 'signed-out')).toMatchObject({ standing: 'signed-out' });
  expect(await isSilent(tab)).toBe(true);
});

test('a post of a stale tab that passes the gate is still refused by the platform', async ({
  session,
  stage,
}) => {
  await confirmOnce(session);
  const tab = await open(session, 'facebook-page');
  await tab.waitFor(SURFACE.banner);
  await session.actAs('facebook', 'facebook-personal');
  await tab.evaluate(() => window.dispatchEvent(new Event('focus')), undefined);
  await tab.waitFor(STRIP);
  await tab.click(placesIn(FB_POSTS.council).comment);
  await tab.type(CALM);
  await tab.press('Enter');
  const entry = await stage.journal.waitFor('useCometUFICreateCommentMutation');
  expect(entry.accepted).toBe(false);
});

test('a change to a registered account’s comment is a press like any other after a switch back', async ({
  session,
  stage,
}) => {
  stage.facebook.switching = 'in-place';
  await order(session, (force) => force.issueBlackout());
  const tab = await open(session, 'facebook-personal');
  await tab.waitFor(READY);
  await switchProfile(tab);
  await tab.waitFor(SURFACE.blackout);
  await tab.click(placesIn(FB_POSTS.page).comment);
  await tab.type(CALM);
  await tab.press('Enter');
  await expectHeld(tab, session, 'facebook');
});
