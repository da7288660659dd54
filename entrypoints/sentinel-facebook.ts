import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startSentinel } from '../lib/gate/sentinel';
import { facebook } from '../lib/platforms/facebook/facebook';

/**
 * Runs on every page of the platform from document_start. Listed in the manifest by wxt.config.ts and not as one of
 * WXT's content scripts: those announce themselves to the page, and stop when the page sends the same event.
 */
export default defineUnlistedScript(() => startSentinel(window, facebook));
