import type { CDPSession } from '@playwright/test';

/** A piece of work in Chromium's trace, or an instant of no length; times in µs. */
export interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Start, on one clock for all processes. */
  readonly ts: number;
  readonly dur: number;
  /** Time the thread itself was at work, without what other processes took from it. */
  readonly tdur: number;
  readonly args: Readonly<Record<string, unknown>>;
}

/** Tasks, messages between processes, microtask checkpoints; scripts run and functions called, with their addresses. */
const CATEGORIES = ['toplevel', 'devtools.timeline', 'blink.user_timing'];

/** Records what the browser does while `run` lasts. The session may be any page's; all processes are recorded. */
export async function recordTrace(cdp: CDPSession, run: () => Promise<void>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  const take = ({ value }: { value: object[] }): void => {
    for (const event of value) {
      if (!isKept(event)) continue;
      const { dur = 0, tdur = dur, args = {} } = event;
      events.push({ ...event, dur, tdur, args });
    }
  };
  cdp.on('Tracing.dataCollected', take);
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES, excludedCategories: ['*'] },
  });
  await run();
  const complete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
  await cdp.send('Tracing.end');
  await complete;
  cdp.off('Tracing.dataCollected', take);
  // Parents before what they hold.
  return events.sort((a, b) => a.ts - b.ts || b.dur - a.dur);
}

/** What Chromium sends; some of it only where it applies. */
type Sent = Pick<TraceEvent, 'name' | 'pid' | 'tid' | 'ts'> & Partial<TraceEvent>;

/** Chromium's phases: X is complete, with a length; I and R are instants, as performance.mark makes them. */
const isKept = (event: object): event is Sent => 'ph' in event && ['X', 'I', 'R'].includes(String(event.ph));

/** The main thread that a kind of event was seen on. Throws when none was. */
export function threadOf(
  events: readonly TraceEvent[],
  isOnIt: (event: TraceEvent) => boolean,
): readonly TraceEvent[] {
  const sign = events.find(isOnIt);
  if (!sign) throw new Error('the trace does not show the page that was measured');
  return events.filter(({ pid, tid }) => pid === sign.pid && tid === sign.tid);
}
