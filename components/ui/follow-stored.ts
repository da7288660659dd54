import { browser } from '../../lib/messages/browser';

/**
 * Calls back with the value that lies under a key of storage.local, at once and after each change, until the
 * signal ends. `parse` gives null for anything that has another shape. Never throws: storage that cannot be read
 * counts as empty.
 */
export function followStored<T>(
  key: string,
  parse: (value: unknown) => T | null,
  listener: (value: T | null) => void,
  signal: AbortSignal,
): void {
  let changed = false;
  const onChanged = (changes: Record<string, { newValue?: unknown }>, area: string): void => {
    const change = changes[key];
    if (area !== 'local' || !change) return;
    changed = true;
    listener(parse(change.newValue));
  };
  browser.storage.onChanged.addListener(onChanged);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(onChanged), { once: true });
  void browser.storage.local
    .get(key)
    .catch((): Record<string, unknown> => ({}))
    .then((stored) => {
      // A change that came meanwhile is newer than what was asked for.
      if (!changed && !signal.aborted) listener(parse(stored[key]));
    });
}
