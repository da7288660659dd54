import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, percentile } from './statistics';

describe('what the bench makes of its samples', () => {
  it('takes the nearest rank, so that 19 good ones of 20 pass and 18 do not', () => {
    const withBad = (bad: number): number[] => Array.from({ length: 20 }, (_, i) => (i < bad ? 100 : 1));
    expect(percentile(withBad(1), 0.95)).toBe(1);
    expect(percentile(withBad(2), 0.95)).toBe(100);
  });

  it('takes the middle, whatever the order', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });

  it('never leaves the range of what was measured, and changes nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }), { minLength: 1 }),
        fc.double({ noNaN: true, min: 0, max: 1 }),
        (values, share) => {
          const before = [...values];
          for (const value of [percentile(values, share), median(values)]) {
            expect(value).toBeGreaterThanOrEqual(Math.min(...values));
            expect(value).toBeLessThanOrEqual(Math.max(...values));
          }
          expect(values).toEqual(before);
        },
      ),
    );
  });

  it('says so when there is nothing', () => {
    expect(() => percentile([], 0.95)).toThrow('nothing was measured');
    expect(() => median([])).toThrow('nothing was measured');
  });
});
