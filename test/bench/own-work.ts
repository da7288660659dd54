import type { TraceEvent } from './trace';

/** A stretch of a page's main thread that Cordon used, in µs. */
export interface OwnWork {
  readonly ts: number;
  /** Time the thread was at work for it; steadier than `wall` where others use the machine. */
  readonly cpu: number;
  readonly wall: number;
  readonly what: string;
}

/** Cordon's scripts on a page. Its background and pages live in other processes. */
const OWN_SCRIPT = /^chrome-extension:\/\/[a-p]{32}\/(sentinel-\w+|guard)\.js/;
const CHECKPOINT = 'BlinkScheduler_PerformMicrotaskCheckpoint';

/** A field of the event's data, where Chromium says it. */
function fieldOf({ args }: TraceEvent, group: string, field: string): string {
  const data = args[group];
  if (typeof data !== 'object' || data === null || !(field in data)) return '';
  return String(Object.getOwnPropertyDescriptor(data, field)?.value);
}

/** Address of the script that an event runs or calls into; empty for other events. */
export function scriptOf(event: TraceEvent): string {
  return event.name === 'FunctionCall' || event.name === 'EvaluateScript'
    ? fieldOf(event, 'data', 'url')
    : '';
}

/** Type of the DOM event that is being dispatched; empty for other events. */
export const dispatchedType = (event: TraceEvent): string =>
  event.name === 'EventDispatch' ? fieldOf(event, 'data', 'type') : '';

/** Whether an event is Cordon's script starting on a page. */
export const isOwnScript = (event: TraceEvent): boolean => OWN_SCRIPT.test(scriptOf(event));

/** Answers and events of the extension's API reach a page's thread by these messages. */
const isExtensionMessage = (event: TraceEvent): boolean =>
  event.name.startsWith('Receive mojo') &&
  fieldOf(event, 'chrome_mojo_event_info', 'mojo_interface_tag').startsWith('extensions.mojom.');

/**
 * What Cordon used of one main thread, out of its trace: its scripts starting; calls into its functions with all they
 * call, forced layout included; messages of the extension's API; and the microtasks that run directly after such a
 * message, because a promise's continuation is no call in the trace. Not in it: garbage collection between tasks, and
 * style, layout and paint of what Cordon changed.
 */
export function ownWorkIn(thread: readonly TraceEvent[]): OwnWork[] {
  const out: OwnWork[] = [];
  /** Until when the stretch found last lasts: what it holds is in it already. */
  let coveredUntil = Number.NEGATIVE_INFINITY;
  let afterMessage = false;
  for (const event of thread) {
    if (event.ts < coveredUntil) continue;
    const isOwn = isOwnScript(event);
    const isMessage = isExtensionMessage(event);
    const isAnswer = afterMessage && event.name === CHECKPOINT;
    if (isMessage) afterMessage = true;
    else if (isAnswer || event.name.endsWith('::RunTask')) afterMessage = false;
    if (!isOwn && !isMessage && !isAnswer) continue;
    coveredUntil = event.ts + event.dur;
    out.push({ ts: event.ts, cpu: event.tdur, wall: event.dur, what: isOwn ? scriptOf(event) : event.name });
  }
  return out;
}

/** Work of the thread's own CPU time between an instant and the next, for a rising list of instants; in µs. */
export function sumBetween(
  work: readonly { readonly ts: number; readonly cpu: number }[],
  instants: readonly number[],
): number[] {
  const sums = instants.map(() => 0);
  let at = -1;
  for (const { ts, cpu } of work) {
    for (let next = instants[at + 1]; next !== undefined && next <= ts; next = instants[at + 1]) at += 1;
    const sum = sums[at];
    if (sum !== undefined) sums[at] = sum + cpu;
  }
  return sums;
}
