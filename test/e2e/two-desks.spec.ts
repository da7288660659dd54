import { DESK, goTo, issueFromTemplate, startFromTemplate } from './desk-page';
import { expect, test } from './fixtures';

test.use({ withRelay: true });

/** Levels of what is in force by the relay's own copy of the board. */
const inForce = (force: { openNotices(): { level: string; headline: { en?: string } }[] }): string[] =>
  force.openNotices().map(({ level, headline }) => `${level}: ${headline.en}`);

test('of two desks that publish at once the second is told, and one press more puts both orders on the board', async ({
  session,
  stage,
}) => {
  const desk = await session.desk();
  await startFromTemplate(desk, 'blackout-major-incident');
  // Another desk with the same keys is quicker, at the last possible moment.
  stage.relay.beforeNextPut(async () => {
    await stage.force.issueAdvice({ headline: { en: 'From the other desk' } });
  });
  await desk.click(DESK.issue);
  await desk.waitFor(DESK.changed);
  expect(inForce(stage.force)).toEqual(['advice: From the other desk']);
  await desk.click(DESK.publishAgain);
  await desk.waitFor(DESK.published);
  expect(inForce(stage.force)).toEqual([
    'advice: From the other desk',
    'blackout: Major incident: post nothing',
  ]);
  await goTo(desk, 'incident');
  await desk.waitForText('main', 'From the other desk');
});

test('an order that the other desk has ended stays ended', async ({ session, stage }) => {
  const desk = await session.desk();
  await issueFromTemplate(desk, 'blackout-major-incident');
  const [notice] = stage.force.openNotices();
  stage.relay.beforeNextPut(async () => {
    await stage.force.standDown(notice?.identifier);
  });
  await startFromTemplate(desk, 'corporate-lines');
  await desk.click(DESK.issue);
  await desk.waitFor(DESK.changed);
  await desk.click(DESK.publishAgain);
  await desk.waitFor(DESK.published);
  expect(stage.force.openNotices().map(({ level }) => level)).toEqual(['corporate-lines-only']);
});
