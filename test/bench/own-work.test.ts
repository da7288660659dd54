import { describe, expect, it } from 'vitest';
import { ownWorkIn, sumBetween } from './own-work';
import type { TraceEvent } from './trace';

const EXTENSION = 'chrome-extension://iepdpkdmojlfcbaapcmmkfclpidjhcmi/';

const event = (name: string, ts: number, dur: number, args: TraceEvent['args'] = {}): TraceEvent => ({
  name,
  pid: 1,
  tid: 1,
  ts,
  dur,
  tdur: dur / 2,
  args,
});
const call = (url: string, ts: number, dur: number): TraceEvent =>
  event('FunctionCall', ts, dur, { data: { url } });
const message = (tag: string, ts: number, dur: number): TraceEvent =>
  event('Receive mojo reply', ts, dur, { chrome_mojo_event_info: { mojo_interface_tag: tag } });
const checkpoint = (ts: number, dur: number): TraceEvent =>
  event('BlinkScheduler_PerformMicrotaskCheckpoint', ts, dur);
const task = (ts: number, dur: number): TraceEvent => event('ThreadControllerImpl::RunTask', ts, dur);

describe('what the bench counts as work of Cordon', () => {
  it('counts calls into sentinel and guard, and nobody else’s', () => {
    const work = ownWorkIn([
      call('https://x.com/main.js', 0, 10),
      call(`${EXTENSION}sentinel-x.js`, 20, 4),
      call(`${EXTENSION}guard.js`, 30, 6),
      call(`${EXTENSION}popup.js`, 40, 6),
    ]);
    expect(work.map(({ ts, cpu, wall }) => [ts, cpu, wall])).toEqual([
      [20, 2, 4],
      [30, 3, 6],
    ]);
  });

  it('counts what a call holds once', () => {
    const work = ownWorkIn([
      event('EvaluateScript', 0, 100, { data: { url: `${EXTENSION}sentinel-x.js` } }),
      call(`${EXTENSION}sentinel-x.js`, 10, 50),
      call(`${EXTENSION}sentinel-x.js`, 100, 8),
    ]);
    expect(work.map(({ wall }) => wall)).toEqual([100, 8]);
  });

  it('counts an answer of the extension’s API and the microtasks it releases, not those of other messages', () => {
    const work = ownWorkIn([
      task(0, 12),
      message('extensions.mojom.LocalFrameHost', 2, 8),
      checkpoint(12, 40),
      checkpoint(60, 40),
      task(100, 12),
      message('network.mojom.URLLoaderClient', 102, 8),
      checkpoint(112, 40),
    ]);
    expect(work.map(({ ts }) => ts)).toEqual([2, 12]);
  });

  it('gives each key what came after it, and nothing before the first', () => {
    const work = [5, 10, 14, 20, 39].map((ts) => ({ ts, cpu: ts }));
    expect(sumBetween(work, [10, 20, 30])).toEqual([24, 20, 39]);
  });
});
