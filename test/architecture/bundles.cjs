/**
 * What may end up in a bundle: reachability over imports that remain after compilation (types are erased), and no
 * circles among them. Each rule is shown to bite in architecture.test.ts.
 */
const base = require('../../.dependency-cruiser.cjs');

const packages = (...names) => `(^|node_modules/)(${names.join('|')})(/|$)`;

module.exports = {
  forbidden: [
    {
      name: 'sentinel-is-small',
      comment:
        'The sentinel runs on every supported page, off duty too: no React, no validation, no crypto, no database.',
      severity: 'error',
      from: { path: '^entrypoints/sentinel[^/]*\\.ts$' },
      to: {
        path: [
          packages(
            'react',
            'react-dom',
            'valibot',
            'jose',
            'dexie',
            'dexie-react-hooks',
            'zustand',
            'twitter-text',
          ),
          '^(components|lib/(checks|guidance|board|records|reports|settings))/',
        ],
        reachable: true,
      },
    },
    {
      name: 'guard-reaches-no-database',
      comment: 'The guard runs in a page: the database and the keys stay with the background.',
      severity: 'error',
      from: { path: '^entrypoints/guard\\.tsx$' },
      to: {
        path: [packages('dexie', 'dexie-react-hooks', 'jose'), '^lib/(records|reports)/'],
        reachable: true,
      },
    },
    {
      name: 'relay-stays-out',
      comment: 'The server and what it stands on are never bundled into the extension.',
      severity: 'error',
      from: { path: '^entrypoints/' },
      to: {
        path: [
          '^lib/relay/(?!api\\.ts$)',
          packages(
            'hono',
            '@hono',
            'unstorage',
            'ws',
            'ioredis',
            'rate-limiter-flexible',
            'pino',
            'prom-client',
          ),
        ],
        reachable: true,
      },
    },
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one file, or want a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: { ...base.options, tsPreCompilationDeps: false },
};
