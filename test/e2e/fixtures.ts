import { test as base, expect } from '@playwright/test';
import { findChromium, findFirefox } from '../../lib/commands/browsers.mjs';
import { type Stage, startStage } from '../stage/server';
import { type ChromiumSession, launchChromium } from './chromium';
import { launchFirefox } from './firefox';
import type { Session } from './session';

export { expect };

/** What a browser to launch should be like. */
export interface LaunchOptions {
  /** Leave the board's host to be asked for (Chromium only); otherwise the right to reach it is there. */
  readonly askForHosts?: boolean;
  /** Milliseconds by which Cordon takes it to be later than it is (Chromium only). */
  readonly clockMs?: number;
  /** Another stage than that of the worker, whose own browser looks at its board now and then. */
  readonly stage?: Stage;
}

interface WorkerFixtures {
  /** The browser this project tests in. */
  browserKind: 'chromium' | 'firefox';
  /** Whether the force has a relay; files that want one say `test.use({ withRelay: true })`, and share a browser. */
  withRelay: boolean;
  stage: Stage;
  /** A browser with Cordon, joined to the sample force, shared by the tests of a worker. */
  session: Session;
}

interface TestFixtures {
  /** Starts another browser, with a fresh profile that has joined no force; closed after the test. */
  launch: (options?: LaunchOptions) => Promise<Session>;
  /** The shared session with what only Chromium can do; the test is skipped elsewhere. */
  chromiumSession: ChromiumSession;
  /** Puts stage and session back after each test, and keeps pictures of a failure. */
  tidyUp: undefined;
}

async function start(
  kind: WorkerFixtures['browserKind'],
  stage: Stage,
  options: LaunchOptions,
): Promise<Session> {
  const found = await (kind === 'chromium' ? findChromium() : findFirefox());
  if ('missing' in found) throw new Error(`${found.sentence} To install it: ${found.command}`);
  const headless = !process.env.CORDON_SHOW;
  const common = { stage, executablePath: found.path, headless };
  return kind === 'chromium' ? launchChromium({ ...common, ...options }) : launchFirefox(common);
}

const isChromium = (session: Session): session is ChromiumSession => session.kind === 'chromium';

/** The tests' entry: `test` with a stage and a browser that has Cordon. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  browserKind: ['chromium', { option: true, scope: 'worker' }],
  withRelay: [false, { option: true, scope: 'worker' }],

  stage: [
    async ({ withRelay }, use) => {
      const stage = await startStage();
      if (withRelay) await stage.openRelay();
      await use(stage);
      await stage.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  session: [
    async ({ browserKind, stage }, use) => {
      const session = await start(browserKind, stage, {});
      try {
        await session.join();
        await use(session);
      } finally {
        await session.close();
      }
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  launch: async ({ browserKind, stage }, use) => {
    const launched: Session[] = [];
    await use(async (options = {}) => {
      const { stage: own = stage, ...rest } = options;
      const session = await start(browserKind, own, rest);
      launched.push(session);
      return session;
    });
    for (const session of launched) await session.close();
  },

  chromiumSession: async ({ session }, use, testInfo) => {
    if (!isChromium(session)) return testInfo.skip(true, 'only Chromium can be driven so far');
    await use(session);
  },

  tidyUp: [
    async ({ session, stage }, use, testInfo) => {
      await use(undefined);
      if (testInfo.status !== testInfo.expectedStatus) {
        for (const [index, tab] of session.tabs().entries()) {
          const path = testInfo.outputPath(`tab-${index + 1}.png`);
          // A tab that hangs or is gone must not hide why the test failed.
          await tab.screenshot(path).then(
            () => testInfo.attach(`tab ${index + 1}`, { path, contentType: 'image/png' }),
            () => undefined,
          );
        }
        const journal = JSON.stringify(stage.journal.entries(), null, 2);
        await testInfo.attach('journal', { body: journal, contentType: 'application/json' });
      }
      await session.tidy();
      await stage.reset();
    },
    { auto: true },
  ],
});
