import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readField, toField } from './password-time';

const NOW = new Date(2026, 2, 3, 14, 30, 20).getTime();

test('the present minute is filled in and accepted', () => {
  expect(toField(NOW)).toBe('2026-03-03T14:30');
  expect(readField(toField(NOW), NOW)).toEqual({ at: new Date(2026, 2, 3, 14, 30).toISOString() });
});

test('a time that has not come is refused', () => {
  expect(readField('2026-03-03T14:31', NOW)).toEqual({ problem: 'future' });
});

test.each(['', '2026-03-03', 'yesterday', '2026-13-40T25:61'])('%j is no time', (value) => {
  expect(readField(value, NOW)).toEqual({ problem: 'missing' });
});

test('what the field shows is what is logged, to the minute', () => {
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(2000, 0, 1), max: NOW }), (at) => {
      const read = readField(toField(at), NOW);
      if (!('at' in read)) throw new Error('refused');
      // A clock put back in autumn has one hour twice.
      expect([0, 3_600_000]).toContain(Math.abs(Date.parse(read.at) - Math.floor(at / 60_000) * 60_000));
    }),
  );
});
