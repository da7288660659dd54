import { expect, test } from './fixtures';
import { SURFACE } from './moves';
import { CALM } from './tour-steps';
import { blackout, expectArrives, openX, POSTS, postAt, X } from './x-page';

test('direct messages go out in a blackout, by key and by button', async ({ session }) => {
  await blackout(session);
  const tab = await openX(session, 'x-corporate', 'https://x.com/messages/1890000000000000001');
  await tab.waitFor(SURFACE.blackout);
  await tab.click('[data-testid="dmComposerTextInput"]');
  await tab.type('Lines by four.');
  const sent = await expectArrives(session, '1.1/dm/new2.json', () => tab.press('Enter'));
  expect(sent).toMatchObject({ text: 'Lines by four.', accepted: true });
  await tab.click('[data-testid="dmComposerTextInput"]');
  await tab.type('Or by five.');
  await expectArrives(session, '1.1/dm/new2.json', () => tab.click('[data-testid="dmComposerSendButton"]'));

  await tab.goto('https://x.com/i/chat/g1890000000000000009');
  await tab.waitFor(SURFACE.blackout);
  await tab.click('[data-testid="dm-composer-textarea"]');
  await tab.type('Slipway open again?');
  await expectArrives(session, 'SendMessageMutation', () => tab.press('Enter'));
  expect(await tab.isVisible(SURFACE.hold)).toBe(false);
});

test('drafts go on being saved in a blackout', async ({ session }) => {
  await blackout(session);
  const tab = await openX(session, 'x-corporate');
  await tab.waitFor(SURFACE.blackout);
  await tab.click(X.editor);
  const created = await expectArrives(session, 'CreateDraftTweet', () => tab.type(CALM));
  expect(created.accepted).toBe(true);
  await tab.waitForText('[data-testid="autoSaveStatus"]', 'Saved');
  await expectArrives(session, 'EditDraftTweet', () => tab.type(' Hwyl!'));

  await tab.goto('https://x.com/compose/post');
  await tab.waitFor(SURFACE.blackout);
  await tab.click(X.dialogEditor);
  await tab.type('For later.');
  await tab.press('Escape');
  await expectArrives(session, 'CreateDraftTweet', () => tab.click(X.confirm));
  expect(session.stage.journal.published()).toEqual([]);
});

test('posts are deleted, scheduled ones cancelled and people blocked in a blackout', async ({ session }) => {
  await blackout(session);
  const tab = await openX(session, 'x-corporate');
  await tab.waitFor(SURFACE.blackout);
  await tab.click(`${postAt(POSTS.corporate)} [data-testid="caret"]`);
  await tab.click('[role="menu"] [role="menuitem"]');
  await expectArrives(session, 'DeleteTweet', () => tab.click(X.confirm));
  await tab.click(`${postAt(POSTS.other)} [data-testid="caret"]`);
  await tab.click('[data-testid="block"]');
  await expectArrives(session, '1.1/blocks/create.json', () => tab.click(X.confirm));
  await expectArrives(session, 'FavoriteTweet', () =>
    tab.click(`${postAt(POSTS.other)} [data-testid="like"]`),
  );

  await tab.goto('https://x.com/compose/post/unsent/scheduled');
  await tab.waitFor(SURFACE.blackout);
  await tab.click('[aria-label="Delete scheduled post"]');
  await expectArrives(session, 'DeleteScheduledTweet', () => tab.click(X.confirm));
});

test('a repost is taken back in a blackout', async ({ session }) => {
  const tab = await openX(session, 'x-corporate');
  await tab.click(`${postAt(POSTS.other)} ${X.repostMenu}`);
  await expectArrives(session, 'CreateRetweet', () => tab.click(X.repost));
  await tab.waitFor(`${postAt(POSTS.other)} [data-testid="unretweet"]`);
  await blackout(session);
  await tab.bringToFront();
  await tab.waitFor(SURFACE.blackout);
  await tab.click(`${postAt(POSTS.other)} [data-testid="unretweet"]`);
  await expectArrives(session, 'DeleteRetweet', () => tab.click('[data-testid="unretweetConfirm"]'));
});
