import { pageOf } from './chromium';
import { expect, test } from './fixtures';
import { SURFACE } from './moves';
import { CALM } from './tour-steps';
import {
  blackout,
  expectArrives,
  expectHeldThenClose,
  marker,
  openX,
  order,
  POSTS,
  postAt,
  X,
} from './x-page';

const sharePage = `https://x.com/intent/post?text=${encodeURIComponent(CALM)}`;

test('in a blackout a finger on Post or Repost is held', async ({ chromiumSession: session }) => {
  await blackout(session);
  const tab = await openX(session, 'x-corporate');
  await tab.waitFor(SURFACE.blackout);
  const page = pageOf(tab);
  const touch = await page.context().newCDPSession(page);
  await touch.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  const tap = async (css: string): Promise<void> => {
    await tab.waitFor(css);
    const box = await page.locator(css).first().boundingBox();
    if (!box) throw new Error(`${css} has no place on the page`);
    const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  };
  await tab.click(X.editor);
  await tab.type(CALM);
  await expectHeldThenClose(session, tab, () => tap(X.post));
  await tap(`${postAt(POSTS.corporate)} ${X.repostMenu}`);
  await expectHeldThenClose(session, tab, () => tap(X.repost));
});

test('a script that presses Post the moment it is drawn gets nothing out in a blackout, in ten tries', async ({
  chromiumSession: session,
}) => {
  await blackout(session);
  await session.actAs('x', 'x-corporate');
  const tab = await session.openTab('about:blank');
  await pageOf(tab).addInitScript((css) => {
    new MutationObserver((_, observer) => {
      const button = document.querySelector<HTMLElement>(css);
      if (!button) return;
      observer.disconnect();
      button.click();
    }).observe(document, { subtree: true, childList: true });
  }, X.dialogPost);
  for (let i = 0; i < 10; i += 1) {
    await tab.goto(sharePage);
    await tab.waitFor(SURFACE.hold);
    await marker(tab, session);
    expect(session.stage.journal.published()).toEqual([]);
  }
});

test('a press stopped before Cordon knew what is in force is explained, and the next one goes through', async ({
  chromiumSession: session,
}) => {
  await order(session, async () => {});
  await session.actAs('x', 'x-corporate');
  const tab = await session.openTab('about:blank');
  // The first moment in which there is anything to press: nothing from storage can have been read by then.
  await pageOf(tab).addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      observer.disconnect();
      const button = document.createElement('button');
      button.dataset.testid = 'tweetButton';
      document.body.append(button);
      button.click();
      button.remove();
    }).observe(document, { subtree: true, childList: true });
  });
  await tab.goto(sharePage);
  await tab.waitForText(SURFACE.hold, 'Wait a moment, then press again');
  await marker(tab, session);
  expect(session.stage.journal.published()).toEqual([]);
  await tab.press('Escape');
  await tab.waitGone(SURFACE.hold);
  await expectArrives(session, 'CreateTweet', () => tab.click(X.dialogPost));
});

test('on a page that is just there a personal account posts at the first press', async ({
  chromiumSession: session,
}) => {
  await order(session, async () => {});
  await session.actAs('x', 'x-personal');
  const tab = await session.openTab('about:blank');
  const posted = await expectArrives(session, 'CreateTweet', async () => {
    await tab.goto(sharePage);
    await tab.click(X.dialogPost);
  });
  expect(posted.accepted).toBe(true);
});
