import { browser } from '../messages/browser';
import type { Language } from '../messages/snapshot';
import { database } from '../records/database';
import type { Membership } from './joining';
import { type ResolvedSettings, resolveSettings } from './settings';

/** The storage.local key of this browser's own choices. Keys are not among them: pages' scripts can read this area. */
export const SETTINGS_KEY = 'settings';

/** What an administrator's policy says, or undefined where there is none. Firefox rejects when none is configured. */
async function readManaged(): Promise<unknown> {
  try {
    return await browser.storage.managed.get(null);
  } catch {
    return undefined;
  }
}

/** The settings that hold now: policy over joining code over defaults. */
export async function loadSettings(): Promise<ResolvedSettings> {
  const [managed, stored, joined] = await Promise.all([
    readManaged(),
    browser.storage.local.get(SETTINGS_KEY),
    database.facts.get('membership'),
  ]);
  const own = stored[SETTINGS_KEY];
  const membership = joined?.name === 'membership' ? { membership: joined.value } : {};
  return resolveSettings(
    managed,
    { ...(typeof own === 'object' ? own : {}), ...membership },
    { browserLanguage: browser.i18n.getUILanguage() },
  );
}

/** Remembers the language chosen in this browser. */
export async function saveLanguage(language: Language): Promise<void> {
  const stored = await browser.storage.local.get(SETTINGS_KEY);
  const own = stored[SETTINGS_KEY];
  await browser.storage.local.set({ [SETTINGS_KEY]: { ...(typeof own === 'object' ? own : {}), language } });
}

/** Puts the membership of a joining code into the extension's own database, or takes it out with null. */
export async function saveMembership(membership: Membership | null): Promise<void> {
  if (membership) await database.facts.put({ name: 'membership', value: membership });
  else await database.facts.delete('membership');
}
