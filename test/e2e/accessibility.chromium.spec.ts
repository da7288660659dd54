import AxeBuilder from '@axe-core/playwright';
import { type ChromiumSession, pageOf } from './chromium';
import { FB, FB_POSTS, placesIn } from './facebook-places';
import { expect, test } from './fixtures';
import { SURFACE } from './moves';
import { order, speak, takeBoard } from './orders';
import type { Tab } from './tab';
import { ASKING, CALM } from './tour-steps';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const WIDTHS = [1280, 320] as const;
/** Welsh differs from English in its words alone, and they need room where there is least. */
const widthsFor = (language: 'en' | 'cy'): readonly number[] => (language === 'en' ? WIDTHS : [320]);

/** Sees no violation of WCAG 2.2 AA in a part of the page, in both schemes of colour. */
async function expectAccessible(tab: Tab, what: string, part?: string): Promise<void> {
  const page = pageOf(tab);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // Legacy mode: it needs no window of its own, which a persistent profile would show Cordon.
    const builder = new AxeBuilder({ page }).setLegacyMode(true);
    if (colorScheme === 'light') builder.withTags(WCAG);
    // Nothing but colours differs in the dark.
    else builder.withRules(['color-contrast']);
    const { violations } = await (part ? builder.include(part) : builder).analyze();
    const told = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
    );
    expect(told, `${what}, ${colorScheme}`).toEqual([]);
  }
}

/** Sees that the page, or Cordon's surface on it, needs no sideways scrolling. */
async function expectNoSidewaysScroll(tab: Tab, what: string, surface: string | null): Promise<void> {
  const over = await tab.evaluate((css) => {
    const root = css
      ? document.querySelector('side-note')?.shadowRoot?.querySelector(css)
      : document.documentElement;
    if (!root) return ['nothing there'];
    const { right } = root.getBoundingClientRect();
    const wide = Array.from(root.querySelectorAll('*')).filter(
      (one) => one.getBoundingClientRect().right > right + 1,
    );
    return root.scrollWidth > root.clientWidth + 1
      ? wide.map((one) => one.outerHTML.slice(0, 120)).concat('too wide')
      : [];
  }, surface);
  expect(over, what).toEqual([]);
}

test.afterEach(({ chromiumSession }) => speak(chromiumSession, 'en'));

for (const language of ['en', 'cy'] as const) {
  test(`popup and options can be used by everybody (${language})`, async ({ chromiumSession: session }) => {
    await speak(session, language);
    await order(session, (force) => force.issueBlackout());
    for (const path of ['popup.html', 'options.html']) {
      const tab = await session.extensionPage(path);
      await tab.waitFor(`html[lang="${language}"]`);
      for (const width of widthsFor(language)) {
        await tab.setSize(width, 800);
        if (path === 'popup.html') {
          await tab.waitForText('main', language === 'en' ? 'Social media blackout' : 'Gwaharddiad');
        }
        await expectAccessible(tab, `${path} at ${width}`);
        await expectNoSidewaysScroll(tab, `${path} at ${width}`, null);
      }
      await tab.close();
    }
  });

  for (const platform of ['x', 'facebook'] as const) {
    test(`banner, hold notice and hints on ${platform} can be used by everybody (${language})`, async ({
      chromiumSession: session,
    }) => {
      await speak(session, language);
      await takeBoard(session);
      await session.actAs(platform, platform === 'x' ? 'x-corporate' : 'facebook-login');
      for (const width of widthsFor(language)) {
        const tab = await openComposer(session, platform, width);
        await tab.type(ASKING);
        await tab.waitFor(SURFACE.panel);
        await expectAccessible(tab, `hints at ${width}`, 'side-note');
        if (await tab.isVisible(`${SURFACE.panel}.panel--chip`)) {
          await tab.click(`${SURFACE.panel} button`);
          await tab.waitForText(SURFACE.panel, '07700');
          await expectAccessible(tab, `hints opened at ${width}`, 'side-note');
        }
        await expectNoSidewaysScroll(tab, `hints at ${width}`, SURFACE.panel);
        await tab.close();
      }
      await order(session, (force) => force.issueBlackout());
      for (const width of widthsFor(language)) {
        const tab = await openHome(session, platform, width);
        await tab.waitFor(SURFACE.blackout);
        await expectAccessible(tab, `blackout at ${width}`, 'side-note');
        await expectNoSidewaysScroll(tab, `blackout at ${width}`, SURFACE.banner);
        await compose(tab, platform);
        await tab.type(CALM);
        await tab.click(SUBMIT[platform]);
        await tab.waitFor(SURFACE.hold);
        await expectAccessible(tab, `hold notice at ${width}`, 'side-note');
        await expectNoSidewaysScroll(tab, `hold notice at ${width}`, SURFACE.hold);
        await tab.close();
      }
    });
  }
}

test('what Cordon says where it does not protect a page can be used by everybody', async ({
  chromiumSession: session,
}) => {
  await takeBoard(session);
  await session.actAs('facebook', 'facebook-login');
  const tab = await session.openTab('https://m.facebook.com/');
  await tab.setSize(320, 640);
  await tab.waitFor(SURFACE.strip);
  await expectAccessible(tab, 'strip', 'crd-strip');
});

const EDITOR = {
  x: '[data-testid="primaryColumn"] [data-testid="tweetTextarea_0"]',
  facebook: FB.editor,
} as const;
const SUBMIT = {
  x: '[data-testid="primaryColumn"] [data-testid="tweetButtonInline"]',
  facebook: FB.main,
} as const;

async function openHome(session: ChromiumSession, platform: 'x' | 'facebook', width: number): Promise<Tab> {
  const tab = await session.openTab('about:blank');
  await tab.setSize(width, width < 500 ? 640 : 900);
  await tab.goto(platform === 'x' ? 'https://x.com/home' : FB.home);
  await tab.waitFor(SURFACE.banner);
  return tab;
}

async function compose(tab: Tab, platform: 'x' | 'facebook'): Promise<void> {
  if (platform === 'facebook') await tab.click(FB.opener);
  await tab.click(EDITOR[platform]);
}

async function openComposer(
  session: ChromiumSession,
  platform: 'x' | 'facebook',
  width: number,
): Promise<Tab> {
  const tab = await openHome(session, platform, width);
  await compose(tab, platform);
  return tab;
}

/** Pixels that the banner shares with what is found on the page; waits for the layout to settle. */
async function expectClear(tab: Tab, what: string, places: readonly string[]): Promise<void> {
  await expect
    .poll(
      () =>
        tab.evaluate((selectors) => {
          const banner = document
            .querySelector('side-note')
            ?.shadowRoot?.querySelector('[data-surface="banner"]');
          if (!banner) return ['no banner'];
          const mine = banner.getBoundingClientRect();
          return selectors.filter((css) => {
            const found = Array.from(document.querySelectorAll(css)).filter((one) => one.checkVisibility());
            if (found.length === 0) return true;
            return found.some((one) => {
              const { left, right, top, bottom } = one.getBoundingClientRect();
              return left < mine.right && right > mine.left && top < mine.bottom && bottom > mine.top;
            });
          });
        }, places),
      { message: what, timeout: 4_000 },
    )
    .toEqual([]);
}

for (const width of WIDTHS) {
  for (const kind of ['calm', 'blackout'] as const) {
    test(`a ${kind} banner lies on no composer at ${width} px`, async ({ chromiumSession: session }) => {
      if (kind === 'blackout') await order(session, (force) => force.issueBlackout());
      else await takeBoard(session);
      await session.actAs('x', 'x-corporate');
      await session.actAs('facebook', 'facebook-page');

      const x = await openHome(session, 'x', width);
      if (kind === 'blackout') await x.waitFor(SURFACE.blackout);
      await x.click(EDITOR.x);
      await x.type(CALM);
      await expectClear(x, 'the home composer of X', [EDITOR.x, SUBMIT.x]);
      await x.goto('https://x.com/compose/post');
      await x.waitFor(SURFACE.banner);
      await x.waitFor('[role="dialog"] [data-testid="tweetTextarea_0"]');
      await expectClear(x, 'the dialog of X', [
        '[role="dialog"] [data-testid="tweetTextarea_0"]',
        '[role="dialog"] [data-testid="tweetButton"]',
      ]);
      await x.goto('https://x.com/messages/1890000000000000001');
      await x.waitFor(SURFACE.banner);
      await x.waitFor('[contenteditable="true"]');
      await expectClear(x, 'a direct message of X', ['[contenteditable="true"]']);
      await x.close();

      const facebook = await openHome(session, 'facebook', width);
      if (kind === 'blackout') await facebook.waitFor(SURFACE.blackout);
      const { comment, sendComment } = placesIn(FB_POSTS.council);
      await facebook.click(comment);
      await facebook.type(CALM);
      await expectClear(facebook, 'a comment', [comment, sendComment]);
      await facebook.goto(FB.home);
      await facebook.waitFor(SURFACE.banner);
      await facebook.click(FB.opener);
      await facebook.click(FB.editor);
      await facebook.type(CALM);
      await expectClear(facebook, 'the dialog of Facebook', [FB.editor, FB.main]);
      await facebook.goto('https://www.facebook.com/messages/t/100000000000901');
      await facebook.waitFor(SURFACE.banner);
      await facebook.waitFor('[contenteditable="true"]');
      await expectClear(facebook, 'a message of Facebook', ['[contenteditable="true"]']);
    });
  }
}
