import { expect, test } from './fixtures';
import { SURFACE, xMoves } from './moves';
import { order, takeBoard } from './orders';

const FORCE = '[aria-labelledby="force-heading"]';

test('the popup says what is in force, in both languages, and follows a new order while it is open', async ({
  session,
}) => {
  await takeBoard(session);
  const popup = await session.extensionPage('popup.html');
  await popup.waitForText('main', 'No order in the board signed');
  await order(session, (force) => force.issueBlackout());
  await popup.bringToFront();
  await popup.waitForText('main', 'Blackout: post nothing');
  await popup.waitForText('main', 'Social media blackout');
  await popup.click('header .language-switch');
  await popup.waitForText('main', 'Gwaharddiad ar y cyfryngau cymdeithasol');
  await popup.waitFor('html[lang="cy"]');
  await popup.click('header .language-switch');
  await popup.waitForText('main', 'Social media blackout');
});

test('a browser that has joined no force says so, and leads to joining', async ({ launch }) => {
  const session = await launch();
  const popup = await session.extensionPage('popup.html');
  await popup.waitForText('main', 'This browser has not joined a force yet');
  await popup.click('header .language-switch');
  await popup.waitForText('main', 'Nid yw’r porwr hwn');
});

test('leaving a force asks first, guards nothing afterwards, and joining guards again at once', async ({
  launch,
  stage,
}) => {
  const session = await launch();
  await session.join();
  await session.actAs('x', 'x-corporate');
  const tab = await session.openTab(xMoves.home);
  await tab.waitFor(SURFACE.banner);
  const page = await session.extensionPage('options.html');
  await page.waitForText('[aria-labelledby="member-heading"]', 'Teifi Coast Police');
  await page.waitForText('[aria-labelledby="member-heading"]', 'board.teificoast.example');
  await page.click('[aria-labelledby="member-heading"] .row:last-of-type .button');
  await page.waitForText('main', 'Leave Teifi Coast Police');
  await page.click('.confirm .button--strong');
  await page.waitForText('main', 'This browser has left the force');
  await tab.bringToFront();
  await tab.waitGone(SURFACE.banner);
  await session.join();
  await tab.bringToFront();
  await tab.waitFor(SURFACE.banner);
  expect(stage.journal.published()).toEqual([]);
});

test('my records list a held post and the answer given, never the words of the draft', async ({
  session,
}) => {
  const secret = 'Cwmtwrch';
  await order(session, (force) => force.issueBlackout());
  await session.actAs('x', 'x-corporate');
  const tab = await session.openTab(xMoves.home);
  await tab.waitFor(SURFACE.blackout);
  await xMoves.compose(tab);
  await tab.type(`${secret} heddiw`);
  await xMoves.pressPost(tab);
  await tab.click(`${SURFACE.hold} .choice:not([aria-disabled])`);
  await tab.waitGone(SURFACE.hold);
  const page = await session.extensionPage('options.html');
  await page.waitForText('main', 'Post held');
  await page.waitForText('main', 'Let through: risk to life');
  expect(await page.text('main')).not.toContain(secret);
});

test('the popup reads the board again when asked, and says when it was reached', async ({
  session,
  stage,
}) => {
  await takeBoard(session);
  const popup = await session.extensionPage('popup.html');
  await popup.waitForText(FORCE, 'Last reached');
  const asked = stage.board.answers.length;
  await popup.click(`${FORCE} .row .button`);
  await popup.waitForText(FORCE, 'Check the board now');
  await expect.poll(() => stage.board.answers.length).toBeGreaterThan(asked);
});

test('a removal request stands on the page and in the popup, is done in two presses, and Cordon removes nothing', async ({
  session,
  stage,
}) => {
  await stage.force.change((board) => {
    board.removals = [
      {
        id: 'quay-plate',
        account: 'x-corporate',
        posts: ['https://x.com/TeifiCoastPol/status/1990000000000000001'],
        asked: new Date().toISOString(),
        by: new Date(Date.now() - 60_000).toISOString(),
        askedBy: 'communications',
        reason: { en: 'It shows a number plate.', cy: 'Mae’n dangos plât rhif.' },
        state: 'open',
      },
    ];
  });
  await takeBoard(session);
  await session.actAs('x', 'x-corporate');
  const tab = await session.openTab(xMoves.home);
  await tab.waitForText(SURFACE.banner, 'OVERDUE: Corporate Communications asks you to remove this by');
  await tab.clickOn(`${SURFACE.banner} .button`, 'I have removed it');
  await tab.clickOn(`${SURFACE.banner} .button`, 'Yes');
  const popup = await session.extensionPage('popup.html');
  await popup.waitForText('[aria-labelledby="removal-heading"]', 'You have said that this is removed.');
  expect(stage.journal.entries().filter(({ operation }) => /delete/i.test(operation))).toEqual([]);
});

test('the options page gives this browser’s six words, and the contact group not to be left', async ({
  session,
}) => {
  await takeBoard(session);
  const page = await session.extensionPage('options.html');
  await page.waitForText('.words', ' ');
  expect((await page.text('.words')).trim().split(/\s+/)).toHaveLength(6);
  await page.waitForText('[aria-labelledby="member-heading"]', 'Stay in it');
});

test('the corporate lines come first when a composer is opened, are asked for once, and go with the notice', async ({
  session,
}) => {
  await order(session, (force) => force.issueCorporateLinesOnly());
  await session.actAs('x', 'x-corporate');
  const tab = await session.openTab(xMoves.home);
  await tab.waitForText(SURFACE.banner, 'Corporate lines only');
  expect(await tab.isVisible(SURFACE.panel)).toBe(false);
  await xMoves.compose(tab);
  await tab.waitForText(SURFACE.panel, 'We are at an incident on Cardigan quay.');
  await tab.clickOn(`${SURFACE.panel} .button`, 'I have looked at the corporate lines');
  await tab.waitFor(`${SURFACE.panel}.panel--chip`);
  await tab.reload();
  await xMoves.compose(tab);
  await tab.waitFor(`${SURFACE.panel}.panel--chip`);
  await tab.click(`${SURFACE.panel} .button`);
  await tab.waitForText(SURFACE.panel, 'We are at an incident on Cardigan quay.');
  await order(session, (force) => force.standDown());
  await tab.bringToFront();
  await tab.waitGone(SURFACE.panel);
});
