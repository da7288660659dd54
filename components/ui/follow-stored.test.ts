import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { followStored } from './follow-stored';

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

beforeEach(() => fakeBrowser.reset());

test('gives what is stored, then each change, until it is ended', async () => {
  await fakeBrowser.storage.local.set({ word: 'one' });
  const heard: (string | null)[] = [];
  const end = new AbortController();
  followStored('word', text, (value) => heard.push(value), end.signal);
  await vi.waitFor(() => expect(heard).toEqual(['one']));
  await fakeBrowser.storage.local.set({ word: 'two' });
  await fakeBrowser.storage.local.set({ other: 'x' });
  await fakeBrowser.storage.local.set({ word: 7 });
  expect(heard).toEqual(['one', 'two', null]);
  end.abort();
  await fakeBrowser.storage.local.set({ word: 'three' });
  expect(heard).toEqual(['one', 'two', null]);
});

test('a change that overtakes the first reading is not undone by it', async () => {
  const heard: (string | null)[] = [];
  let answer: (stored: Record<string, unknown>) => void = () => undefined;
  const stored = new Promise<Record<string, unknown>>((resolve) => {
    answer = resolve;
  });
  vi.spyOn(fakeBrowser.storage.local, 'get').mockImplementation(() => stored);
  followStored('word', text, (value) => heard.push(value), new AbortController().signal);
  await fakeBrowser.storage.local.set({ word: 'new' });
  answer({ word: 'old' });
  await Promise.resolve();
  await Promise.resolve();
  expect(heard).toEqual(['new']);
});

test('storage that cannot be read counts as empty', async () => {
  vi.spyOn(fakeBrowser.storage.local, 'get').mockImplementation(() => Promise.reject(new Error('corrupt')));
  const heard: (string | null)[] = [];
  followStored('word', text, (value) => heard.push(value), new AbortController().signal);
  await vi.waitFor(() => expect(heard).toEqual([null]));
});
