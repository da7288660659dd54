import { createForce, joiningCodeFor } from '../../lib/desk/force-keys';
import { pagesCy } from '../../lib/i18n/cy/pages';
import { pagesEn } from '../../lib/i18n/en/pages';
import type { BoardFault } from '../stage/board-host';
import { BOARD_URL } from '../stage/force';
import { startStage } from '../stage/server';
import { expect, test } from './fixtures';
import { refreshBoard, SURFACE, xMoves } from './moves';
import { everythingKept, expectHeld, order, sendMarker, speak, standingAt, takeBoard } from './orders';
import type { Session } from './session';
import type { Tab } from './tab';
import { CALM } from './tour-steps';

const JOINING = '[aria-labelledby="join-heading"]';
/** What the pages say, with nothing to fill in; the keys are those of the catalogue. */
type Said = keyof typeof pagesEn;
const say = (key: Said, language: 'en' | 'cy'): string =>
  String((language === 'en' ? pagesEn : pagesCy)[key]);

/** Sees a message in English, and the same in Welsh in place. */
async function expectInBoth(page: Tab, place: string, key: Said): Promise<void> {
  await page.waitForText(place, say(key, 'en'));
  await page.click('header .language-switch');
  await page.waitForText(place, say(key, 'cy'));
  await page.click('header .language-switch');
  await page.waitForText(place, say(key, 'en'));
}

test('a joining code that is cut, damaged or something else is told apart, in both languages, before anything is fetched', async ({
  launch,
}) => {
  const stage = await startStage();
  const session = await launch({ stage });
  const code = await stage.force.joiningCode();
  const middle = Math.floor(code.length / 2);
  const damaged = `${code.slice(0, middle)}${code[middle] === 'A' ? 'B' : 'A'}${code.slice(middle + 1)}`;
  const page = await session.extensionPage('options.html');
  for (const [text, key] of [
    [code.slice(0, 300), 'problem.code.truncated'],
    [damaged, 'problem.code.damaged'],
    ['https://example.org/join', 'problem.code.not-a-code'],
  ] as const) {
    await page.fill(`${JOINING} textarea`, text);
    await expectInBoth(page, JOINING, key);
    expect(await page.isVisible(`${JOINING} .button--strong`)).toBe(false);
  }
  expect(stage.board.answers).toEqual([]);
  await stage.close();
});

test('a board that does not come, or is not this force’s, is not joined, with what to do in both languages; then it is', async ({
  launch,
  stage,
}) => {
  const session = await launch();
  const page = await session.extensionPage('options.html');
  const code = await stage.force.joiningCode();
  const others = await joiningCodeFor((await createForce('teifi-coast')).keys, [BOARD_URL]);
  const tries: readonly (readonly [BoardFault, string, Said])[] = [
    ['none', others, 'problem.board.wrong-key'],
    ['down', code, 'problem.fetch.offline'],
    ['error-500', code, 'problem.fetch.http'],
    ['html', code, 'problem.fetch.not-a-board'],
    ['too-large', code, 'problem.fetch.too-large'],
    ['tampered', code, 'problem.board.forged'],
  ];
  for (const [fault, pasted, key] of tries) {
    await test.step(`${fault}: ${key}`, async () => {
      stage.board.fault = fault;
      await page.fill(`${JOINING} textarea`, pasted);
      await page.click(`${JOINING} .button--strong`);
      await expectInBoth(page, `${JOINING} .trouble`, key);
      await page.waitForText(`${JOINING} .trouble`, say(`${key}.do` as Said, 'en'));
    });
  }
  // Nothing was joined by trying.
  await session.actAs('x', 'x-corporate');
  const tab = await session.openTab(xMoves.home);
  await tab.waitFor(xMoves.ready);
  expect(await tab.evaluate(() => document.querySelector('side-note') === null, undefined)).toBe(true);
  // A host that lets no page read it is reached all the same, by the right to that host.
  stage.board.fault = 'no-cors';
  await page.bringToFront();
  await page.fill(`${JOINING} textarea`, code);
  await page.click(`${JOINING} .button--strong`);
  await page.waitForText('main', 'Teifi Coast Police');
  await tab.bringToFront();
  await tab.waitFor(SURFACE.banner);
});

async function openCorporate(session: Session, url: string = xMoves.home): Promise<Tab> {
  await session.actAs('x', 'x-corporate');
  const tab = await session.openTab(url);
  await tab.waitFor(SURFACE.banner);
  return tab;
}

async function draft(tab: Tab, text: string): Promise<void> {
  await xMoves.compose(tab);
  await tab.type(text);
}

for (const [fault, problem] of [
  ['tampered', 'problem.board.forged'],
  ['old', 'problem.board.rolled-back'],
] as const) {
  test(`while a blackout stands, a board that is ${fault} changes nothing, is seen as refused, and what is in force is not known`, async ({
    session,
    stage,
  }) => {
    await order(session, (force) => force.issueBlackout());
    const tab = await openCorporate(session);
    await tab.waitFor(SURFACE.blackout);
    stage.board.fault = fault;
    await refreshBoard(session);
    const popup = await session.extensionPage('popup.html');
    await popup.waitForText('.trouble', say('force.refused', 'en'));
    await expectInBoth(popup, '.trouble', problem);
    await popup.waitForText('.standing', 'Not known');
    await popup.close();
    await tab.bringToFront();
    await tab.waitForText(SURFACE.banner, 'Not known');
    await draft(tab, CALM);
    await xMoves.pressPost(tab);
    await expectHeld(tab, session, 'x');
    await tab.waitForText(SURFACE.hold, 'A blackout is in force');
    stage.board.fault = 'none';
    await takeBoard(session);
  });
}

test('a board that goes down leaves the hold, and says that it was not reached', async ({
  session,
  stage,
}) => {
  await order(session, (force) => force.issueBlackout());
  const tab = await openCorporate(session);
  await tab.waitFor(SURFACE.blackout);
  stage.board.fault = 'down';
  await refreshBoard(session);
  const popup = await session.extensionPage('popup.html');
  await expectInBoth(popup, '.trouble', 'force.unreached');
  await popup.close();
  await tab.bringToFront();
  await draft(tab, CALM);
  await xMoves.pressPost(tab);
  await expectHeld(tab, session, 'x');
  stage.board.fault = 'none';
  await takeBoard(session);
});

test('where it is not known whether anything is in force, one acknowledgement a tab is asked, and no more', async ({
  session,
  stage,
}) => {
  await takeBoard(session);
  const tab = await openCorporate(session);
  await tab.waitForText(SURFACE.banner, 'No order');
  stage.board.fault = 'tampered';
  await refreshBoard(session);
  await tab.bringToFront();
  await tab.waitForText(SURFACE.banner, 'Not known');
  await draft(tab, CALM);
  await xMoves.pressPost(tab);
  await expectHeld(tab, session, 'x');
  await tab.click(`${SURFACE.hold} .way button`);
  await tab.waitGone(SURFACE.hold);
  await xMoves.pressPost(tab);
  await stage.journal.waitFor('CreateTweet');
  stage.journal.clear();
  await draft(tab, `${CALM} Eto.`);
  await xMoves.pressPost(tab);
  await stage.journal.waitFor('CreateTweet');
  expect(await tab.isVisible(SURFACE.hold)).toBe(false);
  // Another tab is asked for itself.
  const second = await openCorporate(session);
  await second.waitForText(SURFACE.banner, 'Not known');
  await draft(second, CALM);
  stage.journal.clear();
  await xMoves.pressPost(second);
  await expectHeld(second, session, 'x');
  stage.board.fault = 'none';
  await takeBoard(session);
});

const MARKUP = '<img src=x onerror="document.title=\'owned\'"><b>Stop</b> & "think" {count} $1';

test('a notice’s markup is shown as the text it is', async ({ session }) => {
  await order(session, (force) =>
    force.issueBlackout({ headline: { en: MARKUP, cy: MARKUP }, instruction: { en: MARKUP, cy: MARKUP } }),
  );
  const tab = await openCorporate(session);
  await tab.waitForText(SURFACE.banner, MARKUP);
  await draft(tab, CALM);
  await xMoves.pressPost(tab);
  await tab.waitForText(SURFACE.hold, MARKUP);
  expect(
    await tab.evaluate(() => {
      const root = document.querySelector('side-note')?.shadowRoot;
      return root?.querySelectorAll('img, b, script').length;
    }, undefined),
  ).toBe(0);
  const popup = await session.extensionPage('popup.html');
  await popup.waitForText('main', MARKUP);
  expect(await popup.evaluate(() => document.title, undefined)).not.toBe('owned');
});

test('a notice of 100,000 characters is shortened, and stays readable beside what can be pressed', async ({
  session,
}) => {
  const novel = 'Gair '.repeat(20_000);
  await order(session, (force) =>
    force.issueBlackout({
      headline: { en: novel, cy: novel },
      reason: { en: novel, cy: novel },
      instruction: { en: 'x'.repeat(100_000), cy: novel },
    }),
  );
  const tab = await openCorporate(session);
  await tab.waitForText(SURFACE.banner, 'Gair Gair');
  expect((await tab.text(SURFACE.banner)).length).toBeLessThan(10_000);
  await draft(tab, CALM);
  await xMoves.pressPost(tab);
  await expectHeld(tab, session, 'x');
  // Not pushed out of sight by the words before it.
  await tab.click(`${SURFACE.hold} .choice:not([aria-disabled])`);
  await tab.waitGone(SURFACE.hold);
});

test('a notice in one language is shown in it, and marked as that language', async ({ session }) => {
  const cy = 'Gwaharddiad yn Gymraeg yn unig';
  await order(session, (force) => force.issueBlackout({ headline: { cy } }));
  const tab = await openCorporate(session);
  await tab.waitForText(`${SURFACE.banner}[lang="en"] [lang="cy"]`, cy);
  await speak(session, 'cy');
  await tab.bringToFront();
  await tab.waitFor(`${SURFACE.banner}[lang="cy"]`);
  await tab.waitForText(SURFACE.banner, cy);
  await speak(session, 'en');
});

test('an account whose name holds emoji and right-to-left letters is guarded, and named whole', async ({
  session,
}) => {
  await takeBoard(session);
  await session.actAs('x', 'x-marine');
  const tab = await session.openTab(xMoves.home);
  await tab.waitFor(SURFACE.banner);
  await tab.click(`${SURFACE.banner} [aria-expanded="false"]`);
  await tab.waitForText(SURFACE.banner, '🚤 Teifi Marine שלום');
  expect(await standingAt(session, 'https://x.com/', 'registered')).toMatchObject({
    accountName: '🚤 Teifi Marine שלום',
  });
});

/** Presses each of Cordon's own buttons by script, in every way a page has. Gives how many there were. */
function pressByScript(tab: Tab): Promise<number> {
  return tab.evaluate(() => {
    // By plain loops: the hostile page has broken what arrays can do.
    const buttons: HTMLButtonElement[] = [];
    for (const host of document.querySelectorAll('side-note, crd-strip')) {
      for (const button of host.shadowRoot?.querySelectorAll('button') ?? []) buttons.push(button);
    }
    for (const button of buttons) {
      button.click();
      const common = { bubbles: true, composed: true, cancelable: true };
      for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click']) {
        button.dispatchEvent(new MouseEvent(type, common));
      }
      for (const key of ['Enter', ' ', 'Escape']) {
        for (const type of ['keydown', 'keyup'])
          button.dispatchEvent(new KeyboardEvent(type, { ...common, key }));
      }
    }
    return buttons.length;
  }, undefined);
}

test('on a hostile page the hold holds, and no script answers for the operator', async ({
  session,
  stage,
}) => {
  await order(session, (force) => force.issueBlackout());
  const tab = await openCorporate(session, 'https://x.com/hostile');
  await tab.waitFor(SURFACE.blackout);
  const before = await everythingKept(session);
  await tab.bringToFront();
  // The banner alone: to acknowledge it, to make it small, to change the language.
  await tab.waitForText(SURFACE.banner, 'I have seen this');
  expect(await pressByScript(tab)).toBeGreaterThan(2);
  await sendMarker(tab, 'x');
  expect(await tab.text(SURFACE.banner)).toContain('I have seen this');
  expect(await tab.isVisible(`${SURFACE.banner}[lang="en"]`)).toBe(true);
  // The hold notice: to close it, to choose a reason.
  await draft(tab, CALM);
  await xMoves.pressPost(tab);
  await expectHeld(tab, session, 'x');
  await tab.waitFor(`${SURFACE.hold} .choice:not([aria-disabled])`);
  expect(await pressByScript(tab)).toBeGreaterThan(4);
  const pressed = await tab.evaluate(
    () => (window as unknown as { __clickEverything(): number }).__clickEverything(),
    undefined,
  );
  expect(pressed).toBeGreaterThan(50);
  await sendMarker(tab, 'x');
  expect(stage.journal.published()).toEqual([]);
  expect(await tab.isVisible(SURFACE.hold)).toBe(true);
  const kept = await everythingKept(session);
  const count = (text: string, word: string): number => text.split(word).length;
  for (const answer of ['"risk-to-life"', '"mark"']) expect(count(kept, answer)).toBe(count(before, answer));
  await tab.bringToFront();
  expect(await tab.evaluate(() => document.title, undefined)).not.toBe('owned');
  // Nothing can be typed in Cordon's surfaces, so there is nothing for the page's listeners to overhear.
  expect(
    await tab.evaluate(() => {
      let fields = 0;
      for (const { shadowRoot } of document.querySelectorAll('side-note, crd-strip')) {
        fields += shadowRoot?.querySelectorAll('input, textarea, [contenteditable]').length ?? 0;
      }
      return fields;
    }, undefined),
  ).toBe(0);
});
