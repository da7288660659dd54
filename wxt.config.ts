import { defineConfig } from 'wxt';
import { PLATFORM_IDS, sentinelMatches } from './lib/platforms/hosts';

export default defineConfig({
  modules: ['@wxt-dev/module-react', '@wxt-dev/webextension-polyfill'],
  manifestVersion: 3,
  imports: false,
  manifest: ({ browser }) => ({
    name: '__MSG_name__',
    description: '__MSG_description__',
    default_locale: 'en',
    // A public key, so that the extension's id is the same on every machine and can be named in a force's policy.
    ...(browser === 'firefox'
      ? {}
      : {
          key: 'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA7FTJDlnecxpa2koMLw/d0LsRY23gFcaNqhrg6m7GiwbxHf+gdmrRgwJmxeACMERp3LtEMZ/KrmTpI0/zJnkvNDnNGAzoLBVxuWsQt1gNEg0TvMzk9O8DPX1dDjTUrStD3+58UUnMNQQNILT4Kgt4hvcVWjChDpT9c+S34UppyetKJE3n3UPdOwu9ycMQdrwM9ogQHFYixZBLpKWz2vwHxOCmy9BgKsYZDO2kwkRXWyvJWGzMBD2IZBI51/xim2prjYlWF1GyYWy48DqfTct7P4em8HjmZEkUbn5w6epeqyn18mXdgjuilYkrNaFET55n+ZlSzMUWwq2aqeg7w7hOwQIDAQAB',
        }),
    permissions: ['storage', 'alarms', 'scripting', 'declarativeNetRequestWithHostAccess', 'notifications'],
    host_permissions: PLATFORM_IDS.flatMap(sentinelMatches),
    optional_host_permissions: ['https://*/*'],
    storage: { managed_schema: 'managed_schema.json' },
    browser_specific_settings: {
      gecko: {
        id: 'cordon@example.invalid',
        strict_min_version: '142.0',
        // Reports to the force's own relay tell what an operator did about a notice (docs/permissions.md).
        data_collection_permissions: { required: ['websiteActivity'] },
      },
    },
  }),
  hooks: {
    // The sentinel is no content script of WXT's: those announce themselves to the page with an event, and a page
    // that sends the same event makes them stop.
    'build:manifestGenerated': (_, manifest) => {
      manifest.content_scripts = PLATFORM_IDS.map((platform) => ({
        matches: sentinelMatches(platform),
        js: [`sentinel-${platform}.js`],
        run_at: 'document_start',
      }));
    },
  },
  // React looks for its developer tools on the page's global object at every start; no page has them for us.
  vite: () => ({ define: { __REACT_DEVTOOLS_GLOBAL_HOOK__: 'undefined' } }),
  zip: { excludeSources: ['.output/**', 'docs/**', 'test/**'] },
});
