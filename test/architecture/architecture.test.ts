import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseOptions, type IFlattenedRuleSet } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findImpurities } from './purity';

const root = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(import.meta.url);

type Rules = IFlattenedRuleSet & { options: ICruiseOptions };
const load = (path: string): Rules => require(path);
const RULE_SETS = [load('../../.dependency-cruiser.cjs'), load('./bundles.cjs')];

// Inside the project, so that packages are found as they are for the real files.
const plot = join(root, '.output', 'architecture');

/** Which rules a tree of planted files breaks, by name. */
async function broken(files: Record<string, string>, set: Rules): Promise<string[]> {
  rmSync(plot, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(plot, path)), { recursive: true });
    writeFileSync(join(plot, path), text);
  }
  const { tsConfig: _, exclude: __, ...options } = set.options;
  const rooms = [...new Set(Object.keys(files).map((path) => path.split('/')[0] ?? path))];
  const { output } = await cruise(rooms, {
    ...options,
    baseDir: plot,
    validate: true,
    ruleSet: { forbidden: set.forbidden ?? [] },
  });
  if (typeof output === 'string') throw new Error(output);
  return [...new Set(output.summary.violations.map(({ rule }) => rule.name))].sort();
}

const SENTINEL = 'entrypoints/sentinel.content.ts';

/** A rule, and a tree that breaks it and nothing else. */
const VIOLATIONS: [rule: string, files: Record<string, string>][] = [
  [
    'pure-rooms',
    {
      'lib/checks/engine.ts': "import 'valibot'; import { browser } from '../messages/browser'; browser();",
      'lib/messages/browser.ts': 'export const browser = () => 0;',
    },
  ],
  [
    'pure-rooms',
    {
      'lib/accounts/resolve.ts': "import type { Table } from '../records/table'; export type T = Table;",
      'lib/records/table.ts': 'export type Table = string;',
    },
  ],
  ['pure-rooms-no-node', { 'lib/notices/now.ts': "import { hrtime } from 'process'; hrtime();" }],
  [
    'platforms-know-pages-only',
    {
      'lib/platforms/x/x.ts': "import { send } from '../../messages/send'; send();",
      'lib/messages/send.ts': 'export const send = () => 0;',
    },
  ],
  [
    'platforms-know-pages-only',
    {
      'lib/platforms/x/x.ts': "import type { S } from '../../settings/settings'; export type T = S;",
      'lib/settings/settings.ts': 'export type S = string;',
    },
  ],
  ['dexie-in-records-and-pages', { 'lib/board/keep.ts': "import Dexie from 'dexie'; new Dexie('x');" }],
  [
    'dexie-in-records-and-pages',
    { 'components/popup/List.tsx': "import Dexie from 'dexie'; new Dexie('x');" },
  ],
  [
    'live-queries-in-pages',
    { 'lib/settings/store.ts': "import { useLiveQuery } from 'dexie-react-hooks'; useLiveQuery();" },
  ],
  ['react-in-interfaces', { 'lib/gate/hold.ts': "import { useState } from 'react'; useState();" }],
  ['react-in-interfaces', { 'entrypoints/background.ts': "import { create } from 'zustand'; create();" }],
  ['polyfill-in-one-file', { 'lib/reports/outbox.ts': "import { browser } from 'wxt/browser'; browser;" }],
  [
    'polyfill-in-one-file',
    { 'entrypoints/guard.tsx': "import browser from 'webextension-polyfill'; browser;" },
  ],
  [
    'lib-knows-no-interface',
    {
      'lib/drafts/read.ts': "import { Panel } from '../../components/Panel'; Panel;",
      'components/Panel.tsx': 'export const Panel = 0;',
    },
  ],
  [
    'components-know-no-entrypoint',
    {
      'components/Panel.tsx': "import { start } from '../entrypoints/guard'; start;",
      'entrypoints/guard.tsx': 'export const start = 0;',
    },
  ],
  [
    'product-knows-no-test',
    {
      'lib/board/open.ts': "import { force } from '../../test/stage/force'; force;",
      'test/stage/force.ts': 'export const force = 0;',
    },
  ],
  [
    'commands-stay-outside',
    {
      'entrypoints/background.ts': "import { keys } from '../lib/commands/board'; keys;",
      'lib/commands/board.ts': 'export const keys = 0;',
    },
  ],
  [
    'relay-apart',
    {
      'lib/reports/outbox.ts': "import type { Limits } from '../relay/limits'; export type T = Limits;",
      'lib/relay/limits.ts': 'export type Limits = number;',
    },
  ],
  [
    'relay-apart',
    {
      'lib/commands/board.ts': "import { start } from '../relay/node'; start;",
      'lib/relay/node.ts': 'export const start = 0;',
    },
  ],
  [
    'relay-packages-in-relay',
    { 'lib/desk/publish.ts': "import { createStorage } from 'unstorage'; createStorage();" },
  ],
  [
    'relay-packages-in-relay',
    { 'lib/reports/doorbell.ts': "import type { WebSocket } from 'ws'; export type T = WebSocket;" },
  ],
  ['relay-packages-in-relay', { 'lib/messages/log.ts': "import { pino } from 'pino'; pino();" }],
  ['relay-packages-in-relay', { 'lib/board/count.ts': "import { Counter } from 'prom-client'; Counter;" }],
  ['relay-packages-in-relay', { 'lib/board/far.ts': "import { Redis } from 'ioredis'; Redis;" }],
  [
    'relay-packages-in-relay',
    {
      'lib/reports/limit.ts': "import { RateLimiterMemory } from 'rate-limiter-flexible'; RateLimiterMemory;",
    },
  ],
  [
    'relay-knows-no-extension',
    {
      'lib/relay/app.ts': "import { open } from '../board/open'; open;",
      'lib/board/open.ts': 'export const open = 0;',
    },
  ],
  [
    'relay-api-imports-nothing',
    {
      'lib/relay/api.ts': "import { tick } from './limits'; tick;",
      'lib/relay/limits.ts': 'export const tick = 0;',
    },
  ],
  ['relay-app-is-portable', { 'lib/relay/app.ts': "import { readFile } from 'fs/promises'; readFile;" }],
  ['no-unresolvable', { 'lib/gate/hold.ts': "import { gone } from './gone'; gone;" }],
];

/** The same for what ends up in a bundle. */
const BUNDLE_VIOLATIONS: [rule: string, files: Record<string, string>][] = [
  [
    'sentinel-is-small',
    {
      [SENTINEL]: "import { a } from '../lib/gate/a'; a;",
      'lib/gate/a.ts': "import { object } from 'valibot'; export const a = object;",
    },
  ],
  [
    'sentinel-is-small',
    {
      [SENTINEL]: "import { a } from '../lib/gate/a'; a;",
      'lib/gate/a.ts': "import { b } from './b'; export const a = b;",
      'lib/gate/b.ts': "import { jwtVerify } from 'jose'; export const b = jwtVerify;",
    },
  ],
  [
    'sentinel-is-small',
    {
      [SENTINEL]: "import { check } from '../lib/checks/engine'; check;",
      'lib/checks/engine.ts': 'export const check = 0;',
    },
  ],
  [
    'guard-reaches-no-database',
    {
      'entrypoints/guard.tsx': "import { useAll } from '../components/ui/use-all'; useAll;",
      'components/ui/use-all.ts':
        "import { useLiveQuery } from 'dexie-react-hooks'; export const useAll = useLiveQuery;",
    },
  ],
  [
    'guard-reaches-no-database',
    {
      'entrypoints/guard.tsx': "import { db } from '../lib/records/database'; db;",
      'lib/records/database.ts': 'export const db = 0;',
    },
  ],
  [
    'relay-stays-out',
    {
      'entrypoints/desk/main.tsx': "import { app } from '../../lib/relay/app'; app;",
      'lib/relay/app.ts': "import { Hono } from 'hono'; export const app = Hono;",
    },
  ],
  ...['ws', 'ioredis', 'rate-limiter-flexible', 'pino', 'prom-client', 'unstorage'].map(
    (name): [string, Record<string, string>] => [
      'relay-stays-out',
      {
        'entrypoints/background.ts': "import { a } from '../lib/reports/a'; a;",
        'lib/reports/a.ts': `import * as all from '${name}'; export const a = all;`,
      },
    ],
  ),
  [
    'no-circles',
    {
      'lib/gate/a.ts': "import { b } from './b'; export const a = () => b;",
      'lib/gate/b.ts': "import { a } from './a'; export const b = () => a;",
    },
  ],
];

/** Trees that look like violations and are allowed. */
const ALLOWED: Record<string, string>[] = [
  // The types of what a room may not run are erased before they reach a page.
  {
    [SENTINEL]: "import type { B } from '../lib/board/schema'; export type T = B;",
    'lib/board/schema.ts': "import * as v from 'valibot'; export type B = string; v.string();",
  },
  {
    'lib/records/database.ts': "import Dexie from 'dexie'; new Dexie('x');",
    'entrypoints/background.ts': "import { db } from '../lib/records/database'; db;",
  },
  { 'lib/messages/browser.ts': "export { browser } from 'wxt/browser';" },
  {
    'entrypoints/background.ts': "import { ring } from '../lib/reports/doorbell'; ring;",
    'lib/reports/doorbell.ts': "import { TICK } from '../relay/api'; export const ring = TICK;",
    'lib/relay/api.ts': 'export const TICK = 20;',
  },
  {
    'lib/commands/relay.ts': "import { start } from '../relay/node'; start;",
    'lib/relay/node.ts':
      "import { WebSocketServer } from 'ws'; import { LIMIT } from '../board/envelope'; export const start = [WebSocketServer, LIMIT];",
    'lib/board/envelope.ts': 'export const LIMIT = 1;',
  },
  {
    'lib/checks/engine.test.ts': "import { read } from '../../test/stage/read'; read;",
    'test/stage/read.ts': 'export const read = 0;',
  },
  {
    'lib/commands/start.ts': "import { tour } from '../../test/e2e/tour'; tour;",
    'test/e2e/tour.ts': 'export const tour = 0;',
  },
  {
    'entrypoints/popup/main.tsx':
      "import { create } from 'zustand'; import Dexie from 'dexie'; create; Dexie;",
  },
];

describe('the import rules bite', () => {
  const [imports, bundles] = RULE_SETS;
  if (!imports || !bundles) throw new Error('a rule set is missing');

  afterAll(() => rmSync(plot, { recursive: true, force: true }));

  it.each(VIOLATIONS)('%s', async (rule, files) => {
    expect(await broken(files, imports)).toEqual([rule]);
  });

  it.each(BUNDLE_VIOLATIONS)('%s', async (rule, files) => {
    expect(await broken(files, bundles)).toContain(rule);
  });

  it('and let through what is allowed', async () => {
    for (const files of ALLOWED) {
      expect(await broken(files, imports), JSON.stringify(files)).toEqual([]);
      expect(await broken(files, bundles), JSON.stringify(files)).toEqual([]);
    }
  });

  it('each rule has a tree above that breaks it', () => {
    const tried = new Set([...VIOLATIONS, ...BUNDLE_VIOLATIONS].map(([rule]) => rule));
    const all = RULE_SETS.flatMap((set) => set.forbidden ?? []).map(({ name }) => name);
    expect(all.filter((name) => name && !tried.has(name))).toEqual([]);
  });
});

/** All files below a folder of the project, relative to its root. */
function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

describe('the pure rooms reach for nothing', () => {
  const files = ['checks', 'notices', 'accounts']
    .flatMap((room) => filesBelow(`lib/${room}`))
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.test.ts'));

  it('there are files to look at', () => {
    expect(files.length).toBeGreaterThan(0);
  });

  it.each(files)('%s', (path) => {
    expect(findImpurities(readFileSync(join(root, path), 'utf8'), path)).toEqual([]);
  });

  it.each([
    ['const t = Date.now();', 'Date.now'],
    ['const t = new Date();', 'Date without an argument'],
    ['const t = Date();', 'Date without an argument'],
    ['const n = Math.random();', 'Math.random'],
    ["document.querySelector('x');", 'document'],
    ['const f = () => window;', 'window'],
    ['browser.storage.local.get();', 'browser'],
    ['const { href } = location;', 'location'],
    ['const all = { document };', 'document'],
  ])('the scan sees %s', (text, what) => {
    expect(findImpurities(text, 'x.ts')).toEqual([`line 1: ${what}`]);
  });

  it.each([
    '// Date.now() would be wrong here',
    "const s = 'window.document';",
    'const t = new Date(now);',
    'const d = Date.parse(text);',
    'const w = rule.window;',
    'const o = { document: 1 };',
    'type W = { window: string; document: Document };',
  ])('the scan lets %s be', (text) => {
    expect(findImpurities(text, 'x.ts')).toEqual([]);
  });
});

describe('the house', () => {
  let top: string[] = [];
  beforeAll(() => {
    top = readdirSync(root).filter((name) => !name.startsWith('.') && name !== 'node_modules');
  });

  it('has nothing at the top but the rooms and the files named in ARCHITECTURE.md', () => {
    const named = [
      ...['entrypoints', 'components', 'lib', 'public', 'test', 'docs'],
      ...['wxt.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json'],
      ...['README.md', 'ARCHITECTURE.md', 'LICENSE'],
    ];
    expect(top.filter((name) => !named.includes(name))).toEqual([]);
  });

  it('has the rooms of lib/ and test/, and no other', () => {
    const rooms =
      'platforms accounts board notices drafts checks guidance gate passwords reports records messages settings i18n relay desk commands';
    expect(readdirSync(join(root, 'lib')).filter((name) => !rooms.split(' ').includes(name))).toEqual([]);
    const inTest = ['stage', 'e2e', 'bench', 'architecture', 'vitest.config.ts'];
    expect(readdirSync(join(root, 'test')).filter((name) => !inTest.includes(name))).toEqual([]);
  });

  it('names its files in kebab-case, and React components in PascalCase', () => {
    const product = ['lib', 'components', 'entrypoints'].flatMap(filesBelow);
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|test-data|content|d))?\.(ts|tsx|mts|mjs|css|html|json)$/;
    const component = /^[A-Z][A-Za-z0-9]*(\.test)?\.(tsx|css|module\.css)$/;
    const wrong = product.filter((path) => {
      const name = path.slice(path.lastIndexOf('/') + 1);
      return !kebab.test(name) && !(component.test(name) && !path.startsWith('lib/'));
    });
    expect(wrong).toEqual([]);
  });
});
