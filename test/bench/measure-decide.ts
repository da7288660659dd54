import { type ChromiumSession, pageOf } from '../e2e/chromium';
import { xMoves } from '../e2e/moves';
import { bundlePage } from './bundle-page';
import { draftOf } from './check-floor';
import type { DecisionTimes } from './decide-page';
import { percentile } from './statistics';

const LENGTH = 280;
/** Asks something, so that every notice is passed before the findings stop the press. */
const ENDING = ' Ring Sam on 07700 900123.';
const POST = '[data-testid="primaryColumn"] [data-testid="tweetButtonInline"]';

/**
 * One press decision, from the event's path to the answer: the control recognised, 280 characters read from the
 * stage's real Draft.js and checked anew, 20 notices gone through; with 500 accounts registered. The gate's own
 * modules, bundled into the page of a personal account, where Cordon does not join in. Chromium's clock steps by
 * 0.1 ms. `unclear`: the signs of who is acting disagree, so the notices are looked at for each of the platform's 250
 * accounts. `first`: before anything was compiled, as at the first press on a page.
 */
export async function measureDecide(session: ChromiumSession): Promise<Record<string, number>> {
  const script = await bundlePage(new URL('./decide-page.ts', import.meta.url));
  await session.actAs(xMoves.platform, xMoves.personal);
  const tab = await session.openTab(xMoves.home);
  try {
    await tab.waitFor(xMoves.ready);
    await xMoves.compose(tab);
    await tab.type(`${draftOf(LENGTH - ENDING.length)}${ENDING}`);
    const times: DecisionTimes = await pageOf(tab).evaluate(`${script}; bench.run(${JSON.stringify(POST)})`);
    if (times.draftLength !== LENGTH)
      throw new Error(`${times.draftLength} characters were read, not ${LENGTH}`);
    return {
      'gate.decide_ms': percentile(times.registered, 0.95),
      'gate.decide_unclear_ms': percentile(times.unclear, 0.95),
      'gate.decide_first_ms': times.registered[0] ?? Number.NaN,
    };
  } finally {
    await tab.close();
    await session.actAs(xMoves.platform, null);
  }
}
