import { browser } from '../messages/browser';
import type { Language } from '../messages/snapshot';
import { database } from '../records/database';
import type { Membership } from './joining';
import { type ResolvedSettings, resolveSettings } from './settings';

/** The storage.local key of this browser's own choices. Keys are not among them: pages' scripts can read this area. */
export const SETTINGS_KEY = 'settings';

/**
 * How long a start waits for the policy, in ms. Chromium 156 was seen to take up to five seconds to answer after it
 * was started; pages must not be unguarded meanwhile, so what the policy said last time counts until it answers.
 */
const POLICY_PATIENCE_MS = 300;

const lateListeners = new Set<() => void>();

/** Calls back when the policy answered after its last value was already used, and says something else. */
export function onLatePolicy(listener: () => void): void {
  lateListeners.add(listener);
}

async function lastPolicy(): Promise<unknown> {
  const fact = await database.facts.get('policy');
  return fact?.name === 'policy' ? fact.value : undefined;
}

/** What an administrator's policy says, or undefined where there is none. Firefox rejects when none is configured. */
async function readPolicy(): Promise<unknown> {
  const known = lastPolicy();
  let isLate = false;
  const asked = browser.storage.managed.get(null).then(
    (policy): unknown => policy,
    () => undefined,
  );
  const settled = asked.then(async (policy) => {
    if (JSON.stringify(policy) === JSON.stringify(await known)) return policy;
    await database.facts.put({ name: 'policy', value: policy });
    if (isLate) for (const listener of lateListeners) listener();
    return policy;
  });
  const patience = new Promise<unknown>((resolve) => {
    setTimeout(() => {
      isLate = true;
      resolve(known);
    }, POLICY_PATIENCE_MS);
  });
  return Promise.race([settled, patience]);
}

/** The settings that hold now: policy over joining code over defaults. */
export async function loadSettings(): Promise<ResolvedSettings> {
  const [managed, stored, joined] = await Promise.all([
    readPolicy(),
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
