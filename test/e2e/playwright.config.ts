import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';

const output = fileURLToPath(new URL('../../.output/test/', import.meta.url));

/**
 * Browser tests. Each worker has a stage and a browser of its own. `name.spec.ts` runs in both browsers,
 * `name.chromium.spec.ts` only where Playwright drives. No retries: a test that passes sometimes is broken.
 */
export default defineConfig<object, { browserKind: 'chromium' | 'firefox' }>({
  testDir: '.',
  outputDir: `${output}browser`,
  // Two workers want four cores: a starved browser fails on time, not on truth.
  workers: availableParallelism() >= 4 ? 2 : 1,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? `${output}browser.json` }],
  ],
  projects: [
    { name: 'chromium', use: { browserKind: 'chromium' } },
    { name: 'firefox', use: { browserKind: 'firefox' }, testIgnore: '**/*.chromium.spec.ts' },
  ],
});
