/**
 * Which way dependencies run (ARCHITECTURE.md). Type imports count here; what ends up in a bundle is held by
 * test/architecture/bundles.cjs, which leaves them out.
 * Each rule is shown to bite in test/architecture/architecture.test.ts.
 */

/** A package by name, whether found in node_modules or not installed at all. */
const packages = (...names) =>
  `(^|node_modules/)(${names.map((name) => name.replaceAll('/', '\\/')).join('|')})(/|$)`;

const TESTS = '\\.test\\.tsx?$';
const PAGES = '^entrypoints/(popup|options|handbook|desk)(/|\\.)';
const BROWSER_FILE = '^lib/messages/browser\\.ts$';
const BROWSER_PACKAGES = packages(
  'wxt',
  'webextension-polyfill',
  '@wxt-dev/browser',
  '@wxt-dev/webextension-polyfill',
);
const REACT = packages('react', 'react-dom', '@types/react', '@types/react-dom');
const DEXIE = packages('dexie', 'dexie-react-hooks');
const ZUSTAND = packages('zustand');
const RELAY_PACKAGES = packages(
  'hono',
  '@hono',
  'unstorage',
  'ws',
  '@types/ws',
  'ioredis',
  'rate-limiter-flexible',
  'pino',
  'prom-client',
);

module.exports = {
  forbidden: [
    {
      name: 'pure-rooms',
      comment:
        'lib/checks, lib/notices and lib/accounts take everything as arguments: no browser, no framework, no store.',
      severity: 'error',
      from: { path: '^lib/(checks|notices|accounts)/', pathNot: TESTS },
      to: {
        path: [
          BROWSER_PACKAGES,
          REACT,
          DEXIE,
          ZUSTAND,
          packages('@webext-core'),
          '^lib/(messages/browser|records|reports|passwords|relay|commands)(/|\\.)',
          '^node:',
        ],
      },
    },
    {
      name: 'pure-rooms-no-node',
      comment: 'The pure rooms run in a page: nothing of Node.',
      severity: 'error',
      from: { path: '^lib/(checks|notices|accounts)/', pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'platforms-know-pages-only',
      comment:
        'A platform is selectors, identity, controls: it knows nothing of messages, storage, records or settings.',
      severity: 'error',
      from: { path: '^lib/platforms/', pathNot: TESTS },
      to: {
        path: [
          '^lib/(messages|records|settings|reports|board|relay|commands)/',
          BROWSER_PACKAGES,
          REACT,
          DEXIE,
          ZUSTAND,
          packages('@webext-core'),
        ],
      },
    },
    {
      name: 'dexie-in-records-and-pages',
      comment: 'Only the background (through lib/records) and the extension pages open the database.',
      severity: 'error',
      from: { pathNot: ['^lib/records/', PAGES, TESTS, '^test/'] },
      to: { path: packages('dexie') },
    },
    {
      name: 'live-queries-in-pages',
      comment:
        'What follows the database belongs to pages and their components; the guard is kept off in bundles.cjs.',
      severity: 'error',
      from: { pathNot: ['^components/', PAGES, TESTS, '^test/'] },
      to: { path: packages('dexie-react-hooks') },
    },
    {
      name: 'react-in-interfaces',
      comment: 'React and zustand live in components/, the guard and the pages.',
      severity: 'error',
      from: { pathNot: ['^components/', '^entrypoints/guard\\.tsx$', PAGES, TESTS, '^test/'] },
      to: { path: [REACT, ZUSTAND] },
    },
    {
      name: 'polyfill-in-one-file',
      comment: 'lib/messages/browser.ts alone imports the browser API; everything else imports that file.',
      severity: 'error',
      from: { path: '^(lib|components|entrypoints)/', pathNot: [BROWSER_FILE, TESTS] },
      to: {
        path: [
          '(^|node_modules/)wxt/(dist/)?browser(\\.|/|$)',
          packages('@wxt-dev/browser', 'webextension-polyfill'),
        ],
      },
    },
    {
      name: 'lib-knows-no-interface',
      comment: 'lib/ never imports components/ or entrypoints/.',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(components|entrypoints)/' },
    },
    {
      name: 'components-know-no-entrypoint',
      comment: 'An entry point puts components together, not the other way round.',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^entrypoints/' },
    },
    {
      name: 'product-knows-no-test',
      comment: 'Nothing imports test/ but tests, and lib/commands/start.ts, which plays the stage.',
      severity: 'error',
      from: { path: '^(lib|components|entrypoints)/', pathNot: [TESTS, '^lib/commands/start\\.ts$'] },
      to: { path: '^test/' },
    },
    {
      name: 'commands-stay-outside',
      comment: 'Command lines are the outermost room: nothing of the product needs them.',
      severity: 'error',
      from: { path: '^(lib|components|entrypoints)/', pathNot: ['^lib/commands/', TESTS] },
      to: { path: '^lib/commands/' },
    },
    {
      name: 'relay-apart',
      comment:
        'The relay is a server of its own: the extension knows what api.ts says, the command line and the stage run it.',
      severity: 'error',
      from: {
        path: '^(lib|components|entrypoints)/',
        pathNot: ['^lib/relay/', '^lib/commands/relay\\.ts$', TESTS],
      },
      to: { path: '^lib/relay/', pathNot: '^lib/relay/api\\.ts$' },
    },
    {
      name: 'relay-packages-in-relay',
      comment: 'What the server stands on is nothing for the rest of the tree.',
      severity: 'error',
      from: { path: '^(lib|components|entrypoints)/', pathNot: ['^lib/relay/', TESTS] },
      to: { path: RELAY_PACKAGES },
    },
    {
      name: 'relay-knows-no-extension',
      comment: 'Of the extension the relay knows the outer form of a board, and no more.',
      severity: 'error',
      from: { path: '^lib/relay/', pathNot: TESTS },
      to: {
        path: ['^(components|entrypoints)/', '^lib/(?!relay/|board/(envelope|fields)\\.ts$)'],
      },
    },
    {
      name: 'relay-api-imports-nothing',
      comment: 'api.ts is read by both sides, so whatever it imported would be in the extension.',
      severity: 'error',
      from: { path: '^lib/relay/api\\.ts$' },
      to: {},
    },
    {
      name: 'relay-app-is-portable',
      comment: 'The app speaks Fetch: what is tied to Node stands beside it and is handed in.',
      severity: 'error',
      from: { path: '^lib/relay/(app|newest|secrets|digest|store|local-store|limits|client-address)\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-unresolvable',
      comment: 'Every import leads somewhere.',
      severity: 'error',
      from: {},
      // Types of a .mjs command stand in its .d.mts.
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(\\.output|\\.wxt|test/stage/node_modules)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.mjs', '.js', '.cjs', '.d.ts', '.css', '.json'],
    },
  },
};
