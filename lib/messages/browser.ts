/** The one place that imports the browser API, through the polyfill that WXT puts beneath it. */
export { browser } from 'wxt/browser';
