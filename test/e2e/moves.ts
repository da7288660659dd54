import type { PlatformId } from '../../lib/platforms/hosts';
import type { Session } from './session';
import type { Tab } from './tab';

/** What an operator does on a platform's pages, in the words of both. Presses are real input. */
export interface Moves {
  readonly platform: PlatformId;
  /** Keys of the stage's cast: a registered account and one that is not. */
  readonly registered: string;
  readonly personal: string;
  readonly home: string;
  /** Selector of what is there once the page stands. */
  readonly ready: string;
  /** Opens the home composer and puts the caret into it. */
  compose(tab: Tab): Promise<void>;
  /** Presses the button that posts (or goes on to where one posts). */
  pressPost(tab: Tab): Promise<void>;
  /** Posts what stands in the composer, all steps, and waits until it has left. */
  postAndArrive(tab: Tab, session: Session): Promise<void>;
  /** Opens the reply to a post that is not ours, and writes in it. */
  writeReply(tab: Tab, text: string): Promise<void>;
  sendReply(tab: Tab): Promise<void>;
  /** Tries to share another's post at once. */
  reshare(tab: Tab): Promise<void>;
  /** A page on which Cordon cannot protect. */
  readonly unprotected: string;
  /** Where the login's password is changed; the account must be a registered login. */
  readonly passwordUrl: string;
  readonly passwordAccount: string;
  changePassword(tab: Tab, current: string): Promise<void>;
  /** Operation of the journal for a post of one's own. */
  readonly postOperation: string;
}

const X_COLUMN = '[data-testid="primaryColumn"]';
const WEATHER = '/TeifiWeather/status/1990000000000000003';
const xPost = `article:has(a[href="${WEATHER}"])`;

/** X. */
export const xMoves: Moves = {
  platform: 'x',
  registered: 'x-corporate',
  personal: 'x-personal',
  home: 'https://x.com/home',
  ready: `${X_COLUMN} [data-testid="tweetTextarea_0"]`,
  compose: (tab) => tab.click(`${X_COLUMN} [data-testid="tweetTextarea_0"]`),
  pressPost: (tab) => tab.click(`${X_COLUMN} [data-testid="tweetButtonInline"]`),
  async postAndArrive(tab, { stage }) {
    const arrived = stage.journal.waitFor(({ publishes, platform }) => publishes && platform === 'x', 10_000);
    await tab.click(`${X_COLUMN} [data-testid="tweetButtonInline"]`);
    await arrived;
  },
  async writeReply(tab, text) {
    await tab.click(`${xPost} [data-testid="reply"]`);
    await tab.click('[role="dialog"] [data-testid="tweetTextarea_0"]');
    await tab.type(text);
  },
  sendReply: (tab) => tab.click('[role="dialog"] [data-testid="tweetButton"]'),
  async reshare(tab) {
    await tab.click(`${xPost} [data-testid="retweet"]`);
    await tab.click('[data-testid="retweetConfirm"]');
  },
  unprotected: 'https://x.com/home?x-web=1',
  passwordUrl: 'https://x.com/settings/password',
  passwordAccount: 'x-corporate',
  async changePassword(tab, current) {
    await tab.fill('input[name="current_password"]', current);
    await tab.fill('input[name="new_password"]', 'an-invented-passphrase-1');
    await tab.fill('input[name="password_confirmation"]', 'an-invented-passphrase-1');
    await tab.click('[data-testid="settingsDetailSave"]');
  },
  postOperation: 'CreateTweet',
};

const COMPOSER = '[role="dialog"] form[method="POST"]';
/** A post of somebody else's, by its author's name. */
const FB_POST = '[role="article"]:has(form[role="presentation"])';

/** Facebook, acting as a Page: posting takes two steps. */
export const facebookMoves: Moves = {
  platform: 'facebook',
  registered: 'facebook-page',
  personal: 'facebook-personal',
  home: 'https://www.facebook.com/',
  ready: '[role="main"] [role="article"]',
  async compose(tab) {
    await tab.click('[role="region"] [role="link"] + [role="button"]');
    await tab.click(`${COMPOSER} [data-lexical-editor="true"]`);
  },
  pressPost: (tab) => tab.click(`${COMPOSER} .main-button:not([hidden])`),
  async postAndArrive(tab, { stage }) {
    const arrived = stage.journal.waitFor(
      ({ publishes, platform }) => publishes && platform === 'facebook',
      10_000,
    );
    await tab.click(`${COMPOSER} [aria-label="Next"]`);
    await tab.click(`${COMPOSER} [aria-label="Post"]`);
    await arrived;
  },
  async writeReply(tab, text) {
    await tab.click(`${FB_POST} form[role="presentation"] [role="textbox"]`);
    await tab.type(text);
  },
  sendReply: (tab) => tab.press('Enter'),
  async reshare(tab) {
    await tab.click(`${FB_POST} [aria-label="Share"]`);
    await tab.click('[role="menu"] [role="menuitem"]');
  },
  unprotected: 'https://business.facebook.com/',
  passwordUrl: 'https://accountscenter.facebook.com/password_and_security/password/change',
  passwordAccount: 'facebook-login',
  async changePassword(tab, current) {
    await tab.fill('[aria-label="Current password"]', current);
    await tab.fill('[aria-label="New password"]', 'an-invented-passphrase-1');
    await tab.fill('[aria-label="Re-type new password"]', 'an-invented-passphrase-1');
    await tab.press('Enter');
  },
  postOperation: 'ComposerStoryCreateMutation',
};

/** Both platforms. */
export const MOVES: readonly Moves[] = [xMoves, facebookMoves];

/** Cordon's surfaces on a page. */
export const SURFACE = {
  banner: '[data-surface="banner"]',
  blackout: '.banner--alarm',
  panel: '[data-surface="panel"]',
  hold: '[data-surface="hold"]',
  strip: 'crd-strip [role="alert"]',
  guard: 'side-note',
} as const;

/** Asks the board's host now, through Cordon's own page, as the 30-second alarm would. */
export async function refreshBoard(session: Session): Promise<void> {
  const page = await session.extensionPage('options.html');
  await page.evaluate(() => {
    const api = (
      globalThis as unknown as { chrome: { runtime: { sendMessage(m: unknown): Promise<unknown> } } }
    ).chrome;
    return api.runtime.sendMessage({ cordon: 'refreshBoard', data: {} });
  }, undefined);
  await page.close();
}
