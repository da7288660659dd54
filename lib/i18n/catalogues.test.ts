import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Catalogue, Message } from './translate';

const surfaces = readdirSync(new URL('./en', import.meta.url)).filter((name) => name.endsWith('.ts'));

/** The one catalogue that a file exports. */
async function load(language: 'en' | 'cy', file: string): Promise<Catalogue> {
  const name = file.replace(/\.ts$/, '');
  const module: Record<string, Catalogue> =
    language === 'en' ? await import(`./en/${name}.ts`) : await import(`./cy/${name}.ts`);
  const catalogues = Object.values(module);
  expect(catalogues).toHaveLength(1);
  return catalogues[0] ?? {};
}

const textsOf = (message: Message): string[] =>
  typeof message === 'string' ? [message] : Object.values(message);
const placesOf = (text: string): string[] => [...text.matchAll(/\{\w{1,30}\}/g)].map(([place]) => place);
const allPlaces = (message: Message): Set<string> => new Set(textsOf(message).flatMap(placesOf));

describe('Welsh is not second', () => {
  test('each surface has a catalogue in both languages', () => {
    const welsh = readdirSync(new URL('./cy', import.meta.url)).filter((name) => name.endsWith('.ts'));
    expect(welsh.sort()).toEqual([...surfaces].sort());
    expect(surfaces.length).toBeGreaterThan(0);
  });

  describe.each(surfaces)('%s', (file) => {
    test('no key is missing in either language', async () => {
      const [en, cy] = [await load('en', file), await load('cy', file)];
      expect(Object.keys(cy).sort()).toEqual(Object.keys(en).sort());
    });

    test('no message is empty, and each has the same places in both languages', async () => {
      const [en, cy] = [await load('en', file), await load('cy', file)];
      for (const [key, message] of Object.entries(en)) {
        const twin = cy[key];
        if (twin === undefined) continue;
        for (const text of [...textsOf(message), ...textsOf(twin)]) expect(text.trim(), key).not.toBe('');
        // A counted form may spell its number out, so `{count}` alone may be left out.
        const [own, other] = [allPlaces(message), allPlaces(twin)].map((places) => {
          if (typeof message !== 'string') places.delete('{count}');
          return [...places].sort();
        });
        expect(other, key).toEqual(own);
      }
    });

    test('a counted message has every plural form of its language', async () => {
      const [en, cy] = [await load('en', file), await load('cy', file)];
      for (const [key, message] of Object.entries(en)) {
        const twin = cy[key];
        if (typeof message === 'string' || twin === undefined) continue;
        expect(typeof twin, `${key} is counted in English only`).toBe('object');
        expect(Object.keys(message).sort(), key).toEqual(['one', 'other']);
        expect(Object.keys(twin).sort(), key).toEqual(['few', 'many', 'one', 'other', 'two', 'zero']);
      }
    });
  });
});
