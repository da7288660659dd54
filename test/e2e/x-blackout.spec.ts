import { expect, test } from './fixtures';
import { SURFACE } from './moves';
import { CALM } from './tour-steps';
import { blackout, expectHeld, expectHeldThenClose, marker, openX, POSTS, postAt, X } from './x-page';

test('in a blackout the home composer is held, however Post is pressed', async ({ session }) => {
  await blackout(session);
  const tab = await openX(session, 'x-corporate');
  await tab.waitFor(SURFACE.blackout);
  await tab.click(X.editor);
  await tab.type(CALM);
  await expectHeldThenClose(session, tab, () => tab.click(X.post));
  for (const key of ['Enter', 'Space']) {
    await tab.focus(X.post);
    await expectHeldThenClose(session, tab, () => tab.press(key));
  }
  for (const key of ['Control+Enter', 'Meta+Enter']) {
    await tab.click(X.editor);
    await expectHeldThenClose(session, tab, () => tab.press(key));
  }
  expect(await tab.text(X.editor)).toContain('Diolch i bawb');
});

test('a dialog opened before the notice came is held, and so is the thread in it', async ({ session }) => {
  const tab = await openX(session, 'x-corporate', 'https://x.com/compose/post');
  await tab.click(X.dialogEditor);
  await tab.type(CALM);
  await tab.click('[data-testid="addButton"]');
  await tab.click('[data-testid="tweetTextarea_1"]');
  await tab.type('Hwyl am y tro.');
  await blackout(session);
  await tab.bringToFront();
  await tab.waitFor(SURFACE.blackout);
  await expectHeldThenClose(session, tab, () => tab.click(X.dialogPost));
  await tab.click('[data-testid="tweetTextarea_1"]');
  await expectHeldThenClose(session, tab, () => tab.press('Control+Enter'));
});

test('in a blackout replies are held, in their dialog and on the page of a post', async ({ session }) => {
  await blackout(session);
  const tab = await openX(session, 'x-corporate');
  await tab.waitFor(SURFACE.blackout);
  await tab.click(`${postAt(POSTS.other)} [data-testid="reply"]`);
  await tab.click(X.dialogEditor);
  await tab.type(CALM);
  await expectHeldThenClose(session, tab, () => tab.click(X.dialogPost));

  await tab.goto(`https://x.com${POSTS.other}`);
  await tab.waitFor(SURFACE.blackout);
  await tab.click(X.editor);
  await tab.type(CALM);
  await expectHeldThenClose(session, tab, () => tab.click(X.post));
  await tab.click(X.editor);
  await expectHeldThenClose(session, tab, () => tab.press('Control+Enter'));
});

test('in a blackout a repost is held, by mouse and by keys, and so is a quote', async ({ session }) => {
  await blackout(session);
  const tab = await openX(session, 'x-corporate');
  await tab.waitFor(SURFACE.blackout);
  const menu = `${postAt(POSTS.other)} ${X.repostMenu}`;
  await tab.click(menu);
  await expectHeldThenClose(session, tab, () => tab.click(X.repost));
  for (const key of ['Enter', 'Space']) {
    await tab.focus(X.repost);
    await expectHeldThenClose(session, tab, () => tab.press(key));
  }
  await tab.click(X.quote);
  await tab.click(X.dialogEditor);
  await tab.type(CALM);
  await expectHeldThenClose(session, tab, () => tab.click(X.dialogPost));
});

test('in a blackout nothing is scheduled, and what is scheduled is not changed', async ({ session }) => {
  await blackout(session);
  const tab = await openX(session, 'x-corporate', 'https://x.com/compose/post');
  await tab.waitFor(SURFACE.blackout);
  await tab.click(X.dialogEditor);
  await tab.type(CALM);
  await tab.click('[role="dialog"] [data-testid="scheduleOption"]');
  await tab.click('[data-testid="scheduledConfirmationPrimaryAction"]');
  await tab.waitFor('[data-testid="scheduledTweetIndicator"]');
  await expectHeldThenClose(session, tab, () => tab.click(X.dialogPost));

  await tab.goto('https://x.com/compose/post/unsent/scheduled');
  await tab.waitFor(SURFACE.blackout);
  await tab.click('[data-testid="unsentTweet"] [role="button"]');
  await tab.click(X.dialogEditor);
  await tab.type('Moved to Sunday. ');
  await expectHeld(session, tab, () => tab.click(X.dialogPost));
  expect(await tab.text(SURFACE.hold)).toContain('Not scheduled');
});

test('in a blackout the share page is held, pressed as soon as it can be', async ({ session }) => {
  await blackout(session);
  await session.actAs('x', 'x-corporate');
  const tab = await session.openTab('about:blank');
  await expectHeld(session, tab, async () => {
    await tab.goto(`https://x.com/intent/post?text=${encodeURIComponent(CALM)}`);
    await tab.click(X.dialogPost);
  });
});

test('a script of the page that clicks Post gets nothing out in a blackout', async ({ session }) => {
  await blackout(session);
  const tab = await openX(session, 'x-corporate');
  await tab.waitFor(SURFACE.blackout);
  await tab.click(X.editor);
  await tab.type(CALM);
  await expectHeld(session, tab, () =>
    tab.evaluate((css) => document.querySelector<HTMLElement>(css)?.click(), X.post),
  );
  // Nor can it answer for the operator: Cordon's own buttons obey people only.
  await tab.waitFor(`${SURFACE.hold} .choice:not([aria-disabled])`);
  await tab.evaluate(
    ({ guard, choice, post }) => {
      const root = document.querySelector(guard)?.shadowRoot;
      for (const button of root?.querySelectorAll<HTMLElement>(choice) ?? []) button.click();
      document.querySelector<HTMLElement>(post)?.click();
    },
    { guard: SURFACE.guard, choice: 'button', post: X.post },
  );
  await marker(tab, session);
  expect(session.stage.journal.published()).toEqual([]);
  expect(await tab.isVisible(SURFACE.hold)).toBe(true);
});
