// First, because what is imported first stands first.
import './load-order';

import { createEngine } from '../../lib/checks/engine';
import { SHIPPED_PACK } from '../../lib/guidance/shipped-pack';
import { GUARD_DATA_KEY, parseGuardData } from '../../lib/messages/guard-data';
import { createMessenger } from '../../lib/messages/messenger';
import { nativeBrowser as browser } from '../../lib/messages/native-browser';
import type { GuardServices } from './guard-session';

const messenger = createMessenger(browser);

/** The guard's services in the extension. */
export const guardServices: GuardServices = {
  followData(listener, signal) {
    const onStored = (changes: Record<string, { newValue?: unknown }>, area: string): void => {
      const change = changes[GUARD_DATA_KEY];
      if (area === 'local' && change) listener(parseGuardData(change.newValue));
    };
    browser.storage.onChanged.addListener(onStored);
    signal.addEventListener('abort', () => {
      try {
        browser.storage.onChanged.removeListener(onStored);
      } catch {
        // This copy of the extension is gone, and its listeners with it.
      }
    });
    const read = async (): Promise<void> => {
      const stored = await browser.storage.local.get(GUARD_DATA_KEY);
      if (!signal.aborted) listener(parseGuardData(stored[GUARD_DATA_KEY]));
    };
    void read().catch(() => undefined);
  },
  createEngine(data) {
    const own = data ? [data.contacts.communications, data.contacts.duty] : [];
    const contacts = own
      .flatMap((contact) => [contact?.phone, contact?.email])
      .filter((c) => c !== undefined);
    return createEngine(SHIPPED_PACK, { hashtags: data?.hashtags ?? [], contacts });
  },
  // Async, because the call itself throws once this copy of the extension is gone.
  send: async (name, data) => messenger.sendMessage(name, data),
};
