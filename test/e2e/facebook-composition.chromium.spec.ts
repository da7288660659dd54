import { pageOf } from './chromium';
import { FB, FB_POSTS, placesIn } from './facebook-places';
import { expect, test } from './fixtures';
import { SURFACE } from './moves';
import { expectHeld, order, sendMarker } from './orders';

test('in a blackout Enter that ends a composition is the input method’s, and the next Enter is held', async ({
  chromiumSession: session,
  stage,
}) => {
  const { comment } = placesIn(FB_POSTS.council);
  await order(session, (force) => force.issueBlackout());
  await session.actAs('facebook', 'facebook-page');
  const tab = await session.openTab(FB.home);
  await tab.waitFor(SURFACE.blackout);
  await tab.click(comment);
  const cdp = await session.context.newCDPSession(pageOf(tab));
  await cdp.send('Input.imeSetComposition', { text: 'にほん', selectionStart: 3, selectionEnd: 3 });
  await tab.waitForText(comment, 'にほん');
  const enter = { key: 'Process', code: 'Enter', windowsVirtualKeyCode: 229 };
  await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter });
  await cdp.send('Input.insertText', { text: '日本' });
  // The key comes up after the composition has ended, and then bears its own name.
  await cdp.send('Input.dispatchKeyEvent', {
    type: 'keyUp',
    key: 'Enter',
    code: 'Enter',
    windowsVirtualKeyCode: 13,
  });
  await tab.waitForText(comment, '日本');
  await sendMarker(tab, 'facebook');
  expect(await tab.isVisible(SURFACE.hold)).toBe(false);
  expect(stage.journal.published()).toEqual([]);
  await tab.press('Enter');
  await expectHeld(tab, session, 'facebook');
});
