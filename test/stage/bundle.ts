import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The stage's page clients, by the folder in `client/` that holds their `main`. */
export const CLIENTS = ['x', 'x-next', 'facebook', 'control', 'hostile'] as const;
/** One of {@link CLIENTS}. */
export type ClientName = (typeof CLIENTS)[number];

/** The built clients: a script and a style sheet each, and a hash that names this build. */
export interface Bundles {
  readonly hash: string;
  readonly script: Readonly<Record<ClientName, string>>;
  readonly style: Readonly<Record<ClientName, string>>;
}

const here = dirname(fileURLToPath(import.meta.url));
const clientFolder = join(here, 'client');
const cacheFolder = join(here, '..', '..', '.output', 'stage');

/**
 * Builds the page clients with vite, or takes them from `.output/stage` when their sources and packages have not
 * changed since. Throws vite's error when a client does not build.
 */
export async function bundleClients(): Promise<Bundles> {
  const hash = await hashSources();
  const cacheFile = join(cacheFolder, `${hash}.json`);
  const cached = await readFile(cacheFile, 'utf8').catch(() => null);
  if (cached !== null) return JSON.parse(cached);
  const scripts = await Promise.all(CLIENTS.map((name) => buildClient(name)));
  const styles = await Promise.all(
    CLIENTS.map((name) => readFile(join(clientFolder, name, 'style.css'), 'utf8').catch(() => '')),
  );
  const byName = (texts: string[]): Record<ClientName, string> => {
    const [x = '', next = '', facebook = '', control = '', hostile = ''] = texts;
    return { x, 'x-next': next, facebook, control, hostile };
  };
  const bundles: Bundles = { hash, script: byName(scripts), style: byName(styles) };
  await mkdir(cacheFolder, { recursive: true });
  // Written aside and renamed, because several test runners may start a stage at the same moment.
  const aside = `${cacheFile}.${process.pid}`;
  await writeFile(aside, JSON.stringify(bundles));
  await rename(aside, cacheFile);
  return bundles;
}

async function hashSources(): Promise<string> {
  const hash = createHash('sha256');
  const names = (await readdir(clientFolder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const name of [
    ...names,
    join(here, 'package.json'),
    join(here, 'accounts.ts'),
    fileURLToPath(import.meta.url),
  ]) {
    hash
      .update(name.slice(here.length))
      .update('\0')
      .update(await readFile(name))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

async function buildClient(name: ClientName): Promise<string> {
  // Loaded only when something is to be built: vite alone takes longer to load than a cached stage to start.
  const { build } = await import('vite');
  const require = createRequire(join(here, 'package.json'));
  const packageFolder = (id: string) => dirname(require.resolve(`${id}/package.json`));
  const result = await build({
    configFile: false,
    root: join(clientFolder, name),
    logLevel: 'error',
    define: { global: 'window', 'process.env.NODE_ENV': '"production"' },
    // Said outright, because a test runner's NODE_ENV would otherwise ask for React's development build.
    mode: 'production',
    oxc: { jsx: { runtime: 'automatic', importSource: 'react', development: false } },
    resolve: {
      conditions: ['module', 'browser', 'production'],
      // Draft.js lies in the root's node_modules, where React is the product's; the stage's older one is meant.
      alias: [
        { find: /^react(?=\/|$)/, replacement: packageFolder('react') },
        { find: /^react-dom(?=\/|$)/, replacement: packageFolder('react-dom') },
      ],
    },
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rollupOptions: {
        input: join(clientFolder, name, await findMain(name)),
        output: { format: 'iife', entryFileNames: 'main.js' },
      },
    },
  });
  const first = Array.isArray(result) ? result[0] : result;
  const chunk = first && 'output' in first ? first.output.find((part) => part.type === 'chunk') : undefined;
  if (chunk?.type !== 'chunk') throw new Error(`the stage's client "${name}" gave no script`);
  return chunk.code;
}

async function findMain(name: ClientName): Promise<string> {
  const files = await readdir(join(clientFolder, name));
  return files.includes('main.tsx') ? 'main.tsx' : 'main.ts';
}
