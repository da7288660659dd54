/**
 * `npm test`: check, unit tests, builds for Chromium and Firefox, browser tests in both.
 * Everything runs even after a failure, and the last line says "N passed, N failed". Exit code 1 when anything failed.
 * A browser that cannot be had leaves its suite skipped; with CI set, that is a failure.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { findChromium, findFirefox } from './browsers.mjs';
import { runCheck } from './check-steps';
import { ROOT, runStep, type StepResult } from './steps';
import { lastLine, sum, type Tally, tallyPlaywright, tallyVitest } from './tally';

const say = (line: string) => process.stdout.write(`${line}\n`);
const heading = (text: string) => say(`\n── ${text} ──`);

const IN_CI = Boolean(process.env.CI) && process.env.CI !== 'false';

const tallyStep = (result: StepResult): Tally => ({
  passed: result.ok ? 1 : 0,
  failed: result.ok ? 0 : 1,
  skipped: 0,
});

async function readReport(name: string): Promise<string | null> {
  return readFile(`${ROOT}.output/test/${name}`, 'utf8').catch(() => null);
}

async function unitTests(): Promise<Tally> {
  const { code } = await runStep(
    {
      name: 'unit tests',
      script: 'node_modules/vitest/vitest.mjs',
      args: [
        'run',
        '--config=test/vitest.config.ts',
        '--reporter=default',
        '--reporter=json',
        '--outputFile.json=.output/test/unit.json',
      ],
    },
    { show: true },
  );
  return tallyVitest(await readReport('unit.json'), code);
}

async function build(...args: string[]): Promise<StepResult> {
  const result = await runStep(
    { name: 'wxt build', script: 'node_modules/wxt/bin/wxt.mjs', args: ['build', ...args] },
    // Not shown as it comes: its spinner would fill a log.
    { show: false },
  );
  say(`${result.ok ? '✓' : '✗'} built in ${(result.ms / 1000).toFixed(1)} s`);
  if (!result.ok) say(result.output.trimEnd());
  return result;
}

/** Runs one browser's tests, or says why they cannot run. */
async function browserTests(kind: 'chromium' | 'firefox', built: boolean): Promise<Tally> {
  heading(`browser tests: ${kind}`);
  const browser = await (kind === 'chromium' ? findChromium() : findFirefox());
  if ('missing' in browser) {
    say(`${IN_CI ? 'FAILED' : 'SKIPPED'}: ${browser.sentence} To install it: ${browser.command}`);
    return IN_CI ? { passed: 0, failed: 1, skipped: 0 } : { passed: 0, failed: 0, skipped: 1 };
  }
  if (!built) {
    say('SKIPPED: the extension was not built; see above.');
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const { code } = await runStep(
    {
      name: kind,
      script: 'node_modules/@playwright/test/cli.js',
      args: ['test', '--config=test/e2e/playwright.config.ts', `--project=${kind}`],
      env: {
        PLAYWRIGHT_JSON_OUTPUT_NAME: `${ROOT}.output/test/${kind}.json`,
        // The browsers found here, so that the suite needs no search of its own.
        [kind === 'chromium' ? 'CORDON_CHROMIUM' : 'CORDON_FIREFOX']: browser.path,
      },
    },
    { show: true },
  );
  return tallyPlaywright(await readReport(`${kind}.json`), code);
}

await rm(`${ROOT}.output/test`, { recursive: true, force: true });
await mkdir(`${ROOT}.output/test`, { recursive: true });

const tallies: Tally[] = [];

heading('check');
tallies.push(...(await runCheck(say)).map(tallyStep));

heading('unit tests');
tallies.push(await unitTests());

// One after the other: both write the generated types.
heading('build: chromium');
const chromium = await build();
heading('build: firefox');
const firefox = await build('-b', 'firefox', '--mv3');
tallies.push(tallyStep(chromium), tallyStep(firefox));

tallies.push(await browserTests('chromium', chromium.ok));
tallies.push(await browserTests('firefox', firefox.ok));

const all = sum(tallies);
await writeFile(`${ROOT}.output/test/summary.json`, `${JSON.stringify(all)}\n`);
say('');
process.exitCode = all.failed === 0 ? 0 : 1;
say(lastLine(all));
