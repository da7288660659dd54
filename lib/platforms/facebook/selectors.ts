/**
 * Facebook's controls as data: roles, shapes and positions that do not depend on the interface language, since labels
 * exist in Welsh and some hundred other languages. Sources: an excerpt of the real share dialog, and extensions
 * maintained in 2026. Nothing here was tried on the live site: see docs/live-check.md.
 */
export const SELECTORS = {
  main: '[role="main"]',
  dialog: '[role="dialog"]',
  article: '[role="article"]',
  editor: '[role="textbox"][contenteditable="true"][data-lexical-editor="true"]',
  /** Anything one can write into, known or not. */
  anyEditor: '[contenteditable="true"], textarea',
  richEditor: '[contenteditable="true"]',
  composerForm: '[role="dialog"] form[method="POST" i]',
  commentForm: 'form[role="presentation"]',
  button: '[role="button"], button',
  /** What opens the composer of one's own; the form without words that another extension uses. */
  opener: '[role="region"] [role="link"] + [role="button"]',
  menu: '[role="menu"]',
  menuItem: '[role="menuitem"]',
  data: 'script[type="application/json"]',
  permalink: 'a[href*="/posts/"], a[href*="/permalink/"], a[href*="story_fbid="]',
} as const;

/**
 * Labels of the button that publishes, in the languages most likely in a force's browsers. Only a second sign beside
 * the button's place in the form: a language that is missing here loses nothing.
 */
export const PUBLISH_LABELS: ReadonlySet<string> = new Set([
  'Post',
  'Postio',
  'Share now',
  'Rhannu nawr',
  'Publish',
  'Cyhoeddi',
  'Publicar',
  'Publier',
  'Posten',
  'Opublikuj',
  'Đăng',
  '发帖',
  '發佈',
]);

/** Paths of composers that Cordon does not know: stories, reels, live video, events and share links. */
export const UNKNOWN_COMPOSERS =
  /^\/(?:stories\/create|reels\/create|live\/(?:create|producer)|sharer|dialog\/(?:share|feed)|events\/create)\b/;
