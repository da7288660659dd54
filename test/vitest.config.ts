import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Unit tests. They run in Node; a file that needs a page says so with `// @vitest-environment happy-dom`. */
export default defineConfig({
  root,
  // WXT reads its own configuration, and gives the tests a browser API in memory.
  plugins: [WxtVitest({ root })],
  test: {
    include: ['lib/**/*.test.{ts,tsx}', 'components/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'test/e2e/**', '.output/**'],
    environment: 'node',
    mockReset: true,
    restoreMocks: true,
    unstubGlobals: true,
    // Two cores, and the stage's tests hold a server each.
    maxWorkers: 2,
    retry: 0,
  },
});
