import * as v from 'valibot';

/** How many tests or steps passed, failed and were skipped. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Adds tallies up. */
export function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      skipped: all.skipped + one.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** The last line of `npm test`: "12 passed, 0 failed", with ", 3 skipped" where any were. */
export function lastLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** The tally of a run that gave no readable report, or contradicts it: one failure. */
const NO_REPORT: Tally = { passed: 0, failed: 1, skipped: 0 };

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const vitestReport = v.object({
  numPassedTests: count,
  numFailedTests: count,
  numPendingTests: count,
  numTodoTests: v.optional(count, 0),
});
const playwrightReport = v.object({
  stats: v.object({ expected: count, unexpected: count, flaky: count, skipped: count }),
});

function parse(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * A runner that ended badly must never look green: an exit code other than 0 with no failure in the report, and a run
 * without a single test, each count as one failure.
 */
function held(tally: Tally, code: number | null): Tally {
  const ran = tally.passed + tally.failed + tally.skipped > 0;
  return tally.failed === 0 && (code !== 0 || !ran) ? { ...tally, failed: 1 } : tally;
}

/** The tally of a vitest run, from the text of its JSON report (null when there is none) and its exit code. */
export function tallyVitest(report: string | null, code: number | null): Tally {
  const read = v.safeParse(vitestReport, parse(report));
  if (!read.success) return NO_REPORT;
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = read.output;
  return held(
    { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests },
    code,
  );
}

/** The tally of a Playwright run, likewise. A test that passed only on a second try counts as failed. */
export function tallyPlaywright(report: string | null, code: number | null): Tally {
  const read = v.safeParse(playwrightReport, parse(report));
  if (!read.success) return NO_REPORT;
  const { expected, unexpected, flaky, skipped } = read.output.stats;
  return held({ passed: expected, failed: unexpected + flaky, skipped }, code);
}
