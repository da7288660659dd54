/**
 * X's controls as data. Test ids are language-independent; each was seen in X's own bundle (2025-07), in a capture of
 * 2026-09-03 or in maintained code of 2026. Nothing here was tried on the live site: see docs/live-check.md.
 */
export const SELECTORS = {
  accountSwitcher: '[data-testid="SideNav_AccountSwitcher_Button"]',
  avatar: '[data-testid^="UserAvatar-Container-"]',
  profileLink: 'a[data-testid="AppTabBar_Profile_Link"]',
  /** The narrow layout has no navigation column. */
  narrowProfile: '[data-testid="DashButton_ProfileIcon_Link"]',
  main: 'main, [role="main"]',
  column: '[data-testid="primaryColumn"]',
  /** One editor a post of a thread. The wrappers' ids go on after the number and are no editors. */
  editor: '[data-testid^="tweetTextarea_"][contenteditable="true"]',
  submit: '[data-testid="tweetButton"], [data-testid="tweetButtonInline"]',
  inlineSubmit: '[data-testid="tweetButtonInline"]',
  repost: '[data-testid="retweetConfirm"]',
  repostMenu: '[data-testid="retweet"], [data-testid="unretweet"]',
  scheduled: '[data-testid="scheduledTweetIndicator"]',
  quoted: '[data-testid="attachments"] [role="link"][tabindex="0"]',
  post: 'article[data-testid="tweet"]',
  dialog: '[role="dialog"]',
  replyControl: '[data-testid="reply"]',
} as const;

/** Paths of ways to publish that Cordon does not know: share links that repost, articles and Spaces. */
export const UNKNOWN_COMPOSERS = /^\/(?:intent\/(?:retweet|repost)|compose\/articles|i\/spaces\/start)\b/;
