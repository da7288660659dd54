import { DESK, issueFromTemplate } from './desk-page';
import { expect, test } from './fixtures';
import { SURFACE, xMoves } from './moves';
import { setScene } from './play';

test.use({ withRelay: true });

test('what npm start opens lets a newcomer play both sides: the unlocked desk beside a guarded page', async ({
  launch,
  stage,
}) => {
  const session = await launch();
  const started = Date.now();
  await setScene(session);
  const desk = session.tabs().at(-1);
  const x = session.tabs().at(-2);
  if (!desk || !x) throw new Error('no tabs');
  await desk.waitFor(DESK.ready);
  expect(await x.url()).toBe(xMoves.home);
  await issueFromTemplate(desk, 'blackout-major-incident');
  await x.bringToFront();
  await x.waitFor(SURFACE.blackout);
  expect(stage.force.openNotices()).toHaveLength(1);
  expect(Date.now() - started).toBeLessThan(60_000);
});
