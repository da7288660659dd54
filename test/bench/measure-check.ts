import type { ChromiumSession } from '../e2e/chromium';
import { bundlePage } from './bundle-page';
import type { FloorMeasure } from './check-floor';

/** What the page script gives back. */
type Measures = Readonly<Record<string, FloorMeasure>>;

/**
 * The whole draft check over its floor, in Chromium, on an empty page of its own: all detectors, 5,000 phrases and
 * 500 hashtags more than ship; 280, 2,000 and 60,000 characters. See check-floor.ts for what is timed.
 */
export async function measureCheck({ context }: ChromiumSession): Promise<Record<string, number>> {
  const script = await bundlePage(new URL('./check-page.ts', import.meta.url));
  const page = await context.newPage();
  try {
    const measures: Measures = await page.evaluate(`${script}; bench.run()`);
    const figures: Record<string, number> = {};
    for (const [length, { xFloor, checkMicroseconds }] of Object.entries(measures)) {
      figures[`check.x_floor.${length}`] = xFloor;
      figures[`check.microseconds.${length}`] = checkMicroseconds;
    }
    return figures;
  } finally {
    await page.close();
  }
}
