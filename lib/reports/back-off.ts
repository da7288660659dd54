/** Growing pauses between tries. Milliseconds. */
export interface BackOff {
  readonly first: number;
  readonly most: number;
}

/**
 * The pause before the next try after `failures` failures in a row (1 and up), in ms: doubled each time up to `most`,
 * and spread over its upper half by `random` (0 to 1), so that thousands of browsers do not come back in one moment.
 */
export function pauseAfter(failures: number, { first, most }: BackOff, random: number): number {
  const full = Math.min(most, first * 2 ** Math.min(30, Math.max(0, failures - 1)));
  return Math.round(full / 2 + (full / 2) * random);
}
