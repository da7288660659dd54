import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Locator, type Page } from '@playwright/test';
import { BOARD_URL } from '../stage/force';
import { RELAY_URL } from '../stage/relay-host';
import type { Stage } from '../stage/server';
import { type Driver, makeFolder, makeSession, ROOT, type Session } from './session';
import { type Tab, WAIT_MS } from './tab';

/** The extension's id in Chromium, which follows from the public key in its manifest. */
export const EXTENSION_ID = 'iepdpkdmojlfcbaapcmmkfclpidjhcmi';

/** A session in Chromium, with what only Playwright can do. */
export interface ChromiumSession extends Session {
  readonly kind: 'chromium';
  readonly context: BrowserContext;
  /** Ends the background's worker as the browser does when it idles; the next event starts it anew. */
  killBackground(): Promise<void>;
}

/** Playwright's page behind a tab of a Chromium session. Throws for a tab of another browser. */
export function pageOf(tab: Tab): Page {
  if (tab instanceof ChromiumTab) return tab.page;
  throw new Error('not a tab of Chromium');
}

class ChromiumTab implements Tab {
  constructor(readonly page: Page) {}

  #find(css: string): Locator {
    return this.page.locator(css).filter({ visible: true }).first();
  }

  async goto(url: string): Promise<void> {
    await this.page.goto(url);
  }
  async reload(): Promise<void> {
    await this.page.reload();
  }
  async url(): Promise<string> {
    return this.page.url();
  }
  waitFor(css: string, ms = WAIT_MS): Promise<void> {
    return this.#find(css).waitFor({ timeout: ms });
  }
  waitGone(css: string, ms = WAIT_MS): Promise<void> {
    return this.#find(css).waitFor({ state: 'detached', timeout: ms });
  }
  waitForText(css: string, words: string, ms = WAIT_MS): Promise<void> {
    return this.page.locator(css).filter({ visible: true, hasText: words }).first().waitFor({ timeout: ms });
  }
  isVisible(css: string): Promise<boolean> {
    return this.#find(css).isVisible();
  }
  text(css: string): Promise<string> {
    return this.#find(css).innerText({ timeout: WAIT_MS });
  }
  click(css: string): Promise<void> {
    return this.#find(css).click({ timeout: WAIT_MS });
  }
  clickOn(css: string, words: string): Promise<void> {
    const found = this.page.locator(css).filter({ visible: true, hasText: words });
    return found.first().click({ timeout: WAIT_MS });
  }
  focus(css: string): Promise<void> {
    return this.#find(css).focus({ timeout: WAIT_MS });
  }
  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }
  press(key: string): Promise<void> {
    return this.page.keyboard.press(key);
  }
  fill(css: string, text: string): Promise<void> {
    return this.#find(css).fill(text, { timeout: WAIT_MS });
  }
  async choose(css: string, value: string): Promise<void> {
    await this.#find(css).selectOption(value, { timeout: WAIT_MS });
  }
  async giveFile(
    css: string,
    { name, text }: { readonly name: string; readonly text: string },
  ): Promise<void> {
    const file = { name, mimeType: 'application/json', buffer: Buffer.from(text) };
    await this.page.locator(css).first().setInputFiles(file, { timeout: WAIT_MS });
  }
  evaluate<A, R>(run: (argument: A) => R | Promise<R>, argument: A): Promise<R> {
    // Playwright types what it unwraps from handles; an argument here is plain data.
    return this.page.evaluate(run as (argument: unknown) => R | Promise<R>, argument);
  }
  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path });
  }
  setSize(width: number, height: number): Promise<void> {
    return this.page.setViewportSize({ width, height });
  }
  bringToFront(): Promise<void> {
    return this.page.bringToFront();
  }
  close(): Promise<void> {
    return this.page.close();
  }
}

/** Runs in Cordon's scripts before anything of theirs: sets their clock wrong. The page's own clock is another one. */
function bendClock(byMs: number): void {
  // The sentinel and the guard share a world, and it is to be bent once.
  if ('clockIsBent' in globalThis) return;
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...given: unknown[]) {
      // What is given is passed on as it is; only "now" is bent.
      super(...((given.length > 0 ? given : [Real.now() + byMs]) as [number]));
    }
    static override now(): number {
      return Real.now() + byMs;
    }
  } as DateConstructor;
  Object.assign(globalThis, { clockIsBent: true });
}

/**
 * The built extension with the right to reach the sample force's board, wherever it lies, already given: no test can press Allow in
 * Chromium's own window, and without a display that window never ends.
 */
async function withBoardHost(build: string, into: string, clockMs: number): Promise<string> {
  await cp(build, into, { recursive: true });
  if (clockMs !== 0) {
    for (const name of ['background.js', 'sentinel-x.js', 'sentinel-facebook.js', 'guard.js']) {
      const path = join(into, name);
      await writeFile(path, `(${bendClock.toString()})(${clockMs});\n${await readFile(path, 'utf8')}`);
    }
  }
  const path = join(into, 'manifest.json');
  const manifest: { host_permissions: string[] } = JSON.parse(await readFile(path, 'utf8'));
  manifest.host_permissions.push(`${new URL(BOARD_URL).origin}/*`, `${RELAY_URL}/*`);
  await writeFile(path, JSON.stringify(manifest));
  return into;
}

/**
 * Starts Chromium with Cordon from .output/chrome-mv3 on a stage, with a profile of its own.
 * `askForHosts` leaves the board's host to be asked for; the request then stays open for ever without a display.
 */
export async function launchChromium(options: {
  readonly stage: Stage;
  readonly executablePath: string;
  readonly headless?: boolean;
  readonly askForHosts?: boolean;
  /** Milliseconds by which Cordon takes it to be later than it is; the rest of the browser knows the time. */
  readonly clockMs?: number;
  /** Keep pages one leaves as the browser does by itself; Playwright turns that off. */
  readonly backForwardCache?: boolean;
}): Promise<ChromiumSession> {
  const { stage, executablePath, headless = true, askForHosts = false, backForwardCache = false } = options;
  const { clockMs = 0 } = options;
  const folder = await makeFolder();
  const build = join(ROOT, '.output', 'chrome-mv3');
  const extension = askForHosts ? build : await withBoardHost(build, join(folder.path, 'extension'), clockMs);
  const context = await chromium.launchPersistentContext(join(folder.path, 'profile'), {
    executablePath,
    headless,
    ignoreHTTPSErrors: true,
    locale: 'en-GB',
    viewport: headless ? { width: 1280, height: 900 } : null,
    ...(backForwardCache ? { ignoreDefaultArgs: ['--disable-back-forward-cache'] } : {}),
    args: [
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
      // Root, as in a container, cannot have Chromium's sandbox.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      // Narrow on purpose: this one certificate. ignoreHTTPSErrors does not reach the extension's own requests.
      `--ignore-certificate-errors-spki-list=${stage.spki}`,
      `--host-resolver-rules=${stage.hostRules}`,
    ],
  });
  // The worker is often there before anyone can wait for it.
  if (context.serviceWorkers().length === 0)
    await context.waitForEvent('serviceworker', { timeout: WAIT_MS });

  const driver: Driver = {
    kind: 'chromium',
    openTab: async () => new ChromiumTab(await context.newPage()),
    async extensionPage(path) {
      const page = await context.newPage();
      await page.goto(`chrome-extension://${EXTENSION_ID}/${path}`);
      return new ChromiumTab(page);
    },
    async setCookies(domain, cookies) {
      await context.clearCookies({ domain: new RegExp(`(^|\\.)${domain.replaceAll('.', '\\.')}$`) });
      await context.addCookies([...cookies]);
    },
    async close() {
      await context.close();
      folder.remove();
    },
  };
  return {
    ...makeSession(driver, stage),
    kind: 'chromium',
    context,
    async killBackground() {
      const page = await context.newPage();
      await page.goto(`chrome-extension://${EXTENSION_ID}/manifest.json`);
      const cdp = await context.newCDPSession(page);
      await cdp.send('ServiceWorker.enable');
      await cdp.send('ServiceWorker.stopAllWorkers');
      await page.close();
    },
  };
}
