import { pagesEn } from '../../lib/i18n/en/pages';
import { test } from './fixtures';

const JOINING = '[aria-labelledby="join-heading"]';

// In one browser only: it takes the ten seconds it is about.
test('a board’s address that never answers is given up after ten seconds, and said', async ({
  launch,
  stage,
}) => {
  const session = await launch();
  stage.board.fault = 'slow';
  const page = await session.extensionPage('options.html');
  await page.fill(`${JOINING} textarea`, await stage.force.joiningCode());
  await page.click(`${JOINING} .button--strong`);
  await page.waitForText(`${JOINING} .button--strong`, pagesEn['join.running']);
  await page.waitForText(`${JOINING} .trouble`, pagesEn['problem.fetch.timeout'], 15_000);
});
