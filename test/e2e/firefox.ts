import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import puppeteer, { type Browser, type ElementHandle, type KeyInput, type Page } from 'puppeteer-core';
import { connectProxy } from '../stage/proxy';
import type { Stage } from '../stage/server';
import { type Driver, makeFolder, makeSession, ROOT, type Session } from './session';
import { type Tab, WAIT_MS } from './tab';

/** The add-on's id (wxt.config.ts) and the host of its pages, which Firefox would otherwise choose at random. */
const ADDON_ID = 'cordon@example.invalid';
const ADDON_HOST = '0c0bd0a5-7e1f-4d61-9b0a-5c0de0c0de00';

/** Keys that Puppeteer over BiDi knows by another name. */
const KEYS: Readonly<Record<string, string>> = { Space: ' ' };

/**
 * Runs in the page: the first visible element that matches in the document or an open shadow root, and whose text
 * holds the words where some are given.
 */
function findVisible(css: string, words: string | null): Element | null {
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots) {
    for (const element of root.querySelectorAll<HTMLElement>(css)) {
      const box = element.getBoundingClientRect();
      const shown = box.width > 0 && box.height > 0 && element.checkVisibility({ visibilityProperty: true });
      const said = words === null || element.innerText.replace(/\s+/g, ' ').includes(words);
      if (shown && said) return element;
    }
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
    }
  }
  return null;
}

/** What removes the files that were given to pages. */
const givenFiles = new Set<() => void>();

class FirefoxTab implements Tab {
  constructor(
    readonly page: Page,
    readonly isExtensionPage = false,
  ) {}

  async #wait(css: string, words: string | null, ms: number): Promise<ElementHandle> {
    const handle = await this.page
      .waitForFunction(findVisible, { timeout: ms, polling: 'raf' }, css, words)
      .catch((cause: unknown) => {
        const what = words === null ? css : `${css} saying "${words}"`;
        throw new Error(`no visible ${what} within ${ms} ms`, { cause });
      });
    const element = handle.asElement();
    if (!element) throw new Error(`${css} is no element`);
    // asElement() knows only that it is a node; findVisible gives elements.
    return element as ElementHandle;
  }

  async goto(url: string): Promise<void> {
    await this.page.goto(url, { timeout: WAIT_MS * 3 });
  }
  async reload(): Promise<void> {
    await this.page.reload(this.isExtensionPage ? { waitUntil: [] } : {});
  }
  // page.url() stays about:blank on an extension's pages.
  url(): Promise<string> {
    return this.page.evaluate(() => location.href);
  }
  async waitFor(css: string, ms = WAIT_MS): Promise<void> {
    await this.#wait(css, null, ms);
  }
  async waitGone(css: string, ms = WAIT_MS): Promise<void> {
    // The function is sent as text, so what it needs travels with it.
    await this.page.waitForFunction(`!(${findVisible.toString()})(${JSON.stringify(css)}, null)`, {
      timeout: ms,
      polling: 'raf',
    });
  }
  async waitForText(css: string, words: string, ms = WAIT_MS): Promise<void> {
    await this.#wait(css, words, ms);
  }
  async isVisible(css: string): Promise<boolean> {
    const handle = await this.page.evaluateHandle(findVisible, css, null);
    return handle.asElement() !== null;
  }
  async text(css: string): Promise<string> {
    const element = await this.#wait(css, null, WAIT_MS);
    return element.evaluate((node) =>
      node instanceof HTMLElement ? node.innerText : (node.textContent ?? ''),
    );
  }
  async click(css: string): Promise<void> {
    const element = await this.#wait(css, null, WAIT_MS);
    await element.click();
  }
  async clickOn(css: string, words: string): Promise<void> {
    const element = await this.#wait(css, words, WAIT_MS);
    await element.click();
  }
  async focus(css: string): Promise<void> {
    const element = await this.#wait(css, null, WAIT_MS);
    await element.focus();
  }
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }
  async press(key: string): Promise<void> {
    const keys = key.split('+').map((name) => KEYS[name] ?? name);
    // Names of keys are Puppeteer's; one it does not know is refused by it.
    const last = keys.pop() as KeyInput;
    for (const modifier of keys) await this.page.keyboard.down(modifier as KeyInput);
    await this.page.keyboard.press(last);
    for (const modifier of keys.reverse()) await this.page.keyboard.up(modifier as KeyInput);
  }
  async fill(css: string, text: string): Promise<void> {
    await this.click(css);
    await this.press('Control+a');
    await this.page.keyboard.type(text);
  }
  async choose(css: string, value: string): Promise<void> {
    const element = await this.#wait(css, null, WAIT_MS);
    await element.select(value);
  }
  async giveFile(
    css: string,
    { name, text }: { readonly name: string; readonly text: string },
  ): Promise<void> {
    const field = await this.page.waitForSelector(`pierce/${css}`, { timeout: WAIT_MS });
    if (!field) throw new Error(`no ${css}`);
    const folder = await makeFolder();
    // The page reads it when it likes, so it stays until the browser is closed.
    givenFiles.add(folder.remove);
    const path = join(folder.path, name);
    await writeFile(path, text);
    await (field as ElementHandle<HTMLInputElement>).uploadFile(path);
  }
  async evaluate<A, R>(run: (argument: A) => R | Promise<R>, argument: A): Promise<R> {
    // Puppeteer types what it unwraps from handles; an argument here is plain data.
    return (await this.page.evaluate(run as (argument: unknown) => R, argument)) as R;
  }
  async screenshot(path: string): Promise<void> {
    // Puppeteer asks for a path that ends in the picture's kind.
    await this.page.screenshot({ path: path as `${string}.png` });
  }
  async setSize(width: number, height: number): Promise<void> {
    await this.page.setViewport({ width, height });
  }
  bringToFront(): Promise<void> {
    return this.page.bringToFront();
  }
  close(): Promise<void> {
    return this.page.close();
  }
}

/** Opens one of the add-on's pages. Its life-cycle events never arrive over BiDi, so it is asked until it is there. */
async function openExtensionPage(browser: Browser, path: string): Promise<FirefoxTab> {
  const page = await browser.newPage();
  await page.goto(`moz-extension://${ADDON_HOST}/${path}`, { waitUntil: [] });
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    const ready = await page
      .evaluate(() => location.protocol === 'moz-extension:' && document.readyState === 'complete')
      .catch(() => false);
    if (ready) return new FirefoxTab(page, true);
    if (Date.now() > deadline) throw new Error(`${path} did not load in Firefox`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * Starts Firefox with Cordon from .output/firefox-mv3 on a stage, with a profile of its own.
 * Driven by Puppeteer over BiDi, because Playwright's Firefox loads no extension.
 */
export async function launchFirefox(options: {
  readonly stage: Stage;
  readonly executablePath: string;
  readonly headless?: boolean;
}): Promise<Session> {
  const { stage, executablePath, headless = true } = options;
  const proxy = await connectProxy(stage);
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless,
    acceptInsecureCerts: true,
    defaultViewport: headless ? { width: 1280, height: 900 } : null,
    // Lets a test open the add-on's own pages.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'network.proxy.type': 1,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': proxy.port,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': proxy.port,
      'extensions.webextensions.uuids': JSON.stringify({ [ADDON_ID]: ADDON_HOST }),
      // No test can press Allow in Firefox's own window.
      'extensions.webextOptionalPermissionPrompts': false,
      'intl.accept_languages': 'en-GB, en',
    },
  });
  await browser.installExtension(join(ROOT, '.output', 'firefox-mv3'));

  const driver: Driver = {
    kind: 'firefox',
    openTab: async () => new FirefoxTab(await browser.newPage()),
    extensionPage: (path) => openExtensionPage(browser, path),
    async setCookies(domain, cookies) {
      const old = (await browser.cookies()).filter(
        (cookie) => cookie.domain === domain || cookie.domain.endsWith(`.${domain}`),
      );
      await browser.deleteCookie(...old);
      await browser.setCookie(...cookies);
    },
    async close() {
      await browser.close();
      await proxy.close();
      for (const remove of givenFiles) remove();
      givenFiles.clear();
    },
  };
  return makeSession(driver, stage);
}
