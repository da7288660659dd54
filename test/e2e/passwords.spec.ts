import { expect, test } from './fixtures';
import { facebookMoves, type Moves, SURFACE, xMoves } from './moves';
import {
  type ExtensionApi,
  everythingKept,
  isSilent,
  sendMarker,
  speak,
  standingAt,
  takeBoard,
} from './orders';
import type { Session } from './session';
import type { Tab } from './tab';

/** What the moves type into the fields of a password form. */
const TYPED = ['the-old-passphrase', 'an-invented-passphrase-1'];
const QUESTION = 'Did you change the password';

/** How long a question that must not come is given to come, in ms: the watch waits 550 ms at most after the answer. */
const QUIET_MS = 900;
const quiet = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, QUIET_MS));

async function openForm(session: Session, moves: Moves): Promise<Tab> {
  await takeBoard(session);
  await session.actAs(moves.platform, moves.passwordAccount);
  const tab = await session.openTab(moves.passwordUrl);
  await tab.waitFor(SURFACE.banner);
  await tab.waitFor('input[type="password"]');
  return tab;
}

/** The badge of the toolbar button. */
async function badge(session: Session, wanted: string): Promise<string> {
  const page = await session.extensionPage('options.html');
  const shown = await page.evaluate(async (text) => {
    const api = (globalThis as unknown as { chrome: ExtensionApi }).chrome;
    let last = '';
    for (let tries = 0; tries < 40; tries += 1) {
      last = await api.action.getBadgeText({});
      if (last === text) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return last;
  }, wanted);
  await page.close();
  return shown;
}

/** Reports in the popup whatever is still to report. */
async function reportAll(session: Session): Promise<void> {
  const popup = await session.extensionPage('popup.html');
  await popup.waitFor('[aria-labelledby="password-heading"] > p');
  while (await popup.isVisible('.outstanding')) {
    const name = await popup.text('.outstanding .account-name');
    await popup.click('.outstanding button');
    await popup.evaluate(async (gone) => {
      for (let tries = 0; tries < 60; tries += 1) {
        const names = Array.from(
          document.querySelectorAll('.outstanding .account-name'),
          (one) => one.textContent,
        );
        if (!names.includes(gone)) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`${gone} stays to be reported`);
    }, name);
  }
  await popup.close();
}

test.afterEach(({ session }) => reportAll(session));

for (const moves of [xMoves, facebookMoves]) {
  test(`${moves.platform}: a changed password is asked about, kept in mind and cleared by reporting it`, async ({
    session,
  }) => {
    const tab = await openForm(session, moves);
    await moves.changePassword(tab, 'the-old-passphrase');
    await tab.waitForText(SURFACE.banner, QUESTION);
    await tab.click(`${SURFACE.banner} .button--strong`);
    await tab.waitForText(SURFACE.banner, 'changed password to report');
    expect(await badge(session, '1')).toBe('1');
    const popup = await session.extensionPage('popup.html');
    await popup.waitForText('.outstanding', 'noticed by Cordon');
    await popup.waitForText('[aria-labelledby="password-heading"]', '1 changed password still to report');
    await popup.click('.outstanding button');
    await popup.waitGone('.outstanding');
    await popup.waitForText('[aria-labelledby="password-heading"]', 'Nothing is waiting to be reported');
    await popup.close();
    expect(await badge(session, '')).toBe('');
    await tab.bringToFront();
    await tab.waitForText(SURFACE.banner, 'No order in the board');
    const kept = await everythingKept(session);
    expect(kept).toContain(moves.passwordAccount);
    for (const typed of TYPED) expect(kept).not.toContain(typed);
  });

  test(`${moves.platform}: a change that failed is not asked about, and the next that succeeds is`, async ({
    session,
    stage,
  }) => {
    const tab = await openForm(session, moves);
    await moves.changePassword(tab, 'wrong');
    await stage.journal.waitFor(({ operation }) => /password/i.test(operation));
    await sendMarker(tab, moves.platform);
    await quiet();
    expect(await tab.text(SURFACE.banner)).not.toContain(QUESTION);
    await moves.changePassword(tab, 'the-old-passphrase');
    await tab.waitForText(SURFACE.banner, QUESTION);
    // No: nothing is kept.
    await tab.click(`${SURFACE.banner} .row .button:not(.button--strong)`);
    await tab.waitForText(SURFACE.banner, 'No order in the board');
    expect(await badge(session, '')).toBe('');
  });
}

test('facebook: a change by the button is asked about as one by Enter is', async ({ session }) => {
  const tab = await openForm(session, facebookMoves);
  await tab.fill('[aria-label="Current password"]', 'wrong');
  await tab.fill('[aria-label="New password"]', 'an-invented-passphrase-1');
  await tab.fill('[aria-label="Re-type new password"]', 'an-invented-passphrase-1');
  await tab.click('[role="dialog"] .main-button');
  await tab.waitFor('[role="alert"]');
  await quiet();
  expect(await tab.text(SURFACE.banner)).not.toContain(QUESTION);
  await tab.fill('[aria-label="Current password"]', 'the-old-passphrase');
  await tab.click('[role="dialog"] .main-button');
  await tab.waitForText(SURFACE.banner, QUESTION);
});

test('facebook: closing the form is no change of a password', async ({ session }) => {
  const tab = await openForm(session, facebookMoves);
  await tab.fill('[aria-label="Current password"]', 'the-old-passphrase');
  await tab.click('[role="dialog"] .shut');
  await tab.waitGone('input[type="password"]');
  await quiet();
  expect(await tab.text(SURFACE.banner)).not.toContain(QUESTION);
});

test('facebook: a person’s own login that runs a registered Page is not asked', async ({
  session,
  stage,
}) => {
  await takeBoard(session);
  await session.actAs('facebook', 'facebook-page');
  const tab = await session.openTab(facebookMoves.passwordUrl);
  await tab.waitFor('input[type="password"]');
  expect(await standingAt(session, 'https://accountscenter.facebook.com/', 'personal')).toMatchObject({
    standing: 'personal',
  });
  await tab.bringToFront();
  await facebookMoves.changePassword(tab, 'the-old-passphrase');
  await stage.journal.waitFor('useFXSettingsChangePasswordMutation');
  await tab.waitGone('input[type="password"]');
  await quiet();
  expect(await isSilent(tab)).toBe(true);
  expect(await badge(session, '')).toBe('');
});

test('x: a personal account’s changed password is nobody’s business', async ({ session, stage }) => {
  await takeBoard(session);
  await session.actAs('x', 'x-personal');
  const tab = await session.openTab(xMoves.passwordUrl);
  await tab.waitFor('input[type="password"]');
  expect(await standingAt(session, 'https://x.com/', 'personal')).toMatchObject({ standing: 'personal' });
  await tab.bringToFront();
  await xMoves.changePassword(tab, 'the-old-passphrase');
  await stage.journal.waitFor(({ operation }) => /password/i.test(operation));
  await quiet();
  expect(await isSilent(tab)).toBe(true);
});

test('the question is asked in Welsh too, and changes its language in place', async ({ session }) => {
  const tab = await openForm(session, xMoves);
  await xMoves.changePassword(tab, 'the-old-passphrase');
  await tab.waitForText(SURFACE.banner, QUESTION);
  await tab.click(`${SURFACE.banner} .language-switch`);
  await tab.waitForText(SURFACE.banner, 'cyfrinair');
  await tab.waitFor(`${SURFACE.banner}[lang="cy"]`);
  await speak(session, 'en');
});

test('a change is logged by hand in the popup, once for an account, and stays in mind until it is reported', async ({
  session,
}) => {
  await takeBoard(session);
  const popup = await session.extensionPage('popup.html');
  const section = '[aria-labelledby="password-heading"]';
  await popup.waitForText(section, 'Nothing is waiting to be reported');
  await popup.click(`${section} summary`);
  await popup.click(`${section} .form .button--strong`);
  await popup.waitForText(section, 'Cordon reminds you until');
  await popup.waitFor('.outstanding');
  await popup.click(`${section} .form .button--strong`);
  await popup.waitForText(section, '1 changed password still to report');
  expect(await badge(session, '1')).toBe('1');
  await popup.bringToFront();
  await popup.click(`${section} .form input[type="radio"]`);
  await popup.click(`${section} .form .button--strong`);
  await popup.waitGone('.outstanding');
  await popup.waitForText(section, 'Nothing is waiting to be reported');
  expect(await badge(session, '')).toBe('');
});
