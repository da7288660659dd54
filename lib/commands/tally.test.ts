import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastLine, sum, tallyPlaywright, tallyVitest } from './tally';

const vitest = (passed: number, failed: number, pending: number) =>
  JSON.stringify({ numPassedTests: passed, numFailedTests: failed, numPendingTests: pending });
const playwright = (expected: number, unexpected: number, flaky: number, skipped: number) =>
  JSON.stringify({ stats: { expected, unexpected, flaky, skipped } });

describe('the last line of npm test', () => {
  it('names what passed and failed, and skips only where there were any', () => {
    expect(lastLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
    expect(lastLine({ passed: 12, failed: 1, skipped: 3 })).toBe('12 passed, 1 failed, 3 skipped');
  });

  it('adds the suites up', () => {
    const all = sum([tallyVitest(vitest(10, 0, 1), 0), tallyPlaywright(playwright(5, 1, 1, 2), 1)]);
    expect(all).toEqual({ passed: 15, failed: 2, skipped: 3 });
  });
});

describe('a broken run is never green', () => {
  it.each([
    ['no report', null, 0],
    ['a report cut short', '{"numPassedTests": 3', 0],
    ['a report of another kind', '[]', 0],
    ['negative counts', vitest(-1, 0, 0), 0],
    ['no test at all', vitest(0, 0, 0), 0],
    ['a bad exit with every test passed', vitest(3, 0, 0), 1],
    ['a killed runner', vitest(3, 0, 0), null],
  ])('%s counts as a failure', (_name, report, code) => {
    expect(tallyVitest(report, code).failed).toBe(1);
  });

  it('a second try does not count as passed', () => {
    expect(tallyPlaywright(playwright(3, 0, 1, 0), 0)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });

  it('for any text and exit code other than 0 there is a failure', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json(), fc.constant(null)),
        fc.integer({ min: 1 }),
        (text, code) => {
          expect(tallyVitest(text, code).failed).toBeGreaterThan(0);
          expect(tallyPlaywright(text, code).failed).toBeGreaterThan(0);
        },
      ),
    );
  });
});
