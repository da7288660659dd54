/** An instant (ms) as a `datetime-local` field takes it, in local time to the minute. */
export function toField(at: number): string {
  const date = new Date(at);
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** What is wrong with the time of a password change. */
export type TimeProblem = 'missing' | 'future';

/** Reads such a field at `now` (ms): an ISO 8601 instant, or why it will not do. The running minute is not future. */
export function readField(
  value: string,
  now: number,
): { readonly at: string } | { readonly problem: TimeProblem } {
  const at = Date.parse(value);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) || Number.isNaN(at)) return { problem: 'missing' };
  if (at > now) return { problem: 'future' };
  return { at: new Date(at).toISOString() };
}
