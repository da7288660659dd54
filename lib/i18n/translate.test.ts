import { describe, expect, it } from 'vitest';
import { formatTime } from './time';
import { createTranslate, localize } from './translate';

describe('speaking both languages', () => {
  const catalogues = {
    en: { hints: { one: '{count} hint', other: '{count} hints' }, hello: 'Hello, {name}' },
    cy: {
      hints: {
        zero: 'dim awgrymiadau',
        one: '{count} awgrym',
        two: '{count} awgrym',
        few: '{count} awgrym',
        many: '{count} awgrym',
        other: '{count} awgrym',
      },
      hello: 'Helô, {name}',
    },
  };

  it.each([
    ['en', 0, '0 hints'],
    ['en', 1, '1 hint'],
    ['en', 2, '2 hints'],
    ['cy', 0, 'dim awgrymiadau'],
    ['cy', 2, '2 awgrym'],
    ['cy', 11, '11 awgrym'],
  ] as const)('counts in %s: %i', (language, count, expected) => {
    expect(createTranslate(catalogues, language)('hints', { count })).toBe(expected);
  });

  it('fills places once, so that a name cannot fill others', () => {
    expect(createTranslate(catalogues, 'cy')('hello', { name: '{count}', count: 3 })).toBe('Helô, {count}');
  });

  it('leaves a place it has nothing for as it is', () => {
    expect(createTranslate(catalogues, 'en')('hello')).toBe('Hello, {name}');
  });

  it('falls back to the language a text has, and says which', () => {
    expect(localize({ en: 'Hello', cy: 'Helô' }, 'cy')).toEqual({ text: 'Helô', language: 'cy' });
    expect(localize({ en: 'Hello' }, 'cy')).toEqual({ text: 'Hello', language: 'en' });
  });

  const now = new Date(2026, 10, 22, 12, 0).getTime();
  it.each([
    [new Date(2026, 10, 22, 9, 5), 'en', '09:05'],
    [new Date(2026, 10, 22, 0, 0), 'cy', '00:00'],
    [new Date(2026, 10, 19, 18, 16), 'en', '19 November, 18:16'],
    [new Date(2026, 10, 19, 18, 16), 'cy', '19 Tachwedd, 18:16'],
    [new Date(2025, 0, 1, 23, 59), 'cy', '1 Ionawr 2025, 23:59'],
  ] as const)('tells %s in %s', (at, language, expected) => {
    expect(formatTime(at.getTime(), language, now)).toBe(expected);
  });
});
