import type { browser } from './browser';

type Api = typeof browser;
// TypeScript knows neither name on the global object; Firefox has `browser`, Chromium `chrome`.
const scope = globalThis as { readonly browser?: Api; readonly chrome?: Api };

/**
 * The browser's own API for the sentinel, without the polyfill, which would be a fifth of what every personal page
 * has to load. Manifest V3 gives promises to everything the sentinel calls: storage and sending messages.
 */
export const nativeBrowser: Api = scope.browser ?? (scope.chrome as Api); // one of the two is there in an extension
