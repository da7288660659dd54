import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/**
 * Bundles a module as a script for a page in the browser, where its exports stand in the global `bench`.
 * Throws vite's error when it does not build.
 */
export async function bundlePage(entry: URL): Promise<string> {
  const file = fileURLToPath(entry);
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: file, formats: ['iife'], name: 'bench' },
    },
  });
  const first = Array.isArray(result) ? result[0] : result;
  const chunk = first && 'output' in first ? first.output.find((part) => part.type === 'chunk') : undefined;
  if (chunk?.type !== 'chunk') throw new Error(`${file} gave no script`);
  return chunk.code;
}
