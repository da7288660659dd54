import type { CDPSession } from '@playwright/test';

/** A place in a built script at which the time is noted. */
export interface ClockPoint {
  /** Name of the performance mark it leaves. */
  readonly mark: string;
  /** Finds the place in the minified text: the end of the match. */
  readonly after: RegExp;
}

/**
 * Notes when a script of the extension passes certain places, without a word of it in the product: a breakpoint whose
 * condition leaves a performance mark and is never true, so nothing stops. Marks of the extension's world stand in the
 * page's own timeline. Holds for all later loads of this session's page.
 * Throws when a place is not found exactly once: the script was then rewritten, and the pattern must follow.
 */
export async function placeClockPoints(
  cdp: CDPSession,
  script: { readonly url: string; readonly text: string },
  points: readonly ClockPoint[],
): Promise<void> {
  await cdp.send('Debugger.enable');
  for (const { mark, after } of points) {
    const matches = [...script.text.matchAll(new RegExp(after, 'g'))];
    const [match] = matches;
    if (!match || matches.length > 1) {
      throw new Error(`${matches.length} places for "${mark}" in ${script.url}; change the bench's pattern`);
    }
    const before = script.text.slice(0, match.index + match[0].length).split('\n');
    await cdp.send('Debugger.setBreakpointByUrl', {
      url: script.url,
      lineNumber: before.length - 1,
      columnNumber: before.at(-1)?.length ?? 0,
      condition: `performance.mark('${mark}') === null`,
    });
  }
}
