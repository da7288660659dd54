/**
 * Places on the stand-in Facebook, found by role and position, so that they hold in every language of its interface.
 */
export const FB = {
  home: 'https://www.facebook.com/',
  group: 'https://www.facebook.com/groups/550000000000077/',
  opener: '[role="region"] [role="link"] + [role="button"]',
  editor: '[role="dialog"] form[method="POST"] [data-lexical-editor="true"]',
  /** The button that goes on or publishes, in the step that is shown. */
  main: '[role="dialog"] .main-button',
  menuFirst: '[role="menu"] [role="menuitem"]:first-child',
  menuSecond: '[role="menu"] [role="menuitem"]:nth-child(2)',
  chat: '.chat [role="textbox"]',
  /** Opens the chat with one person. */
  messenger: '[role="banner"] > [role="button"]',
} as const;

/** Ids of posts that are there from the start: of the registered Page, of a council, of the registered login. */
export const FB_POSTS = {
  page: '770000000000001',
  council: '770000000000002',
  login: '770000000000005',
} as const;

/** Places in one post. */
export function placesIn(id: string) {
  const post = `[role="article"]:has(> .who a[href$="/posts/${id}"])`;
  return {
    post,
    share: `${post} > .actions > :last-child`,
    comment: `${post} > form [role="textbox"]`,
    sendComment: `${post} > form .comment-tools [role="button"]`,
    more: `${post} > .who > [role="button"]`,
    reply: `${post} .comment .words > :first-child`,
    replyBox: `${post} .comment .below [role="textbox"]`,
    editComment: `${post} .comment .words > :nth-child(2)`,
    editCommentBox: `${post} .comment .bubble [role="textbox"]`,
  } as const;
}
