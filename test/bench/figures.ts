/** The largest value a figure may have, by its name. A figure without a limit is told beside them, not judged. */
export const LIMITS: Readonly<Record<string, number>> = {
  'size.sentinel_gzip_kb': 12,
  'size.guard_gzip_kb': 130,
  'check.x_floor.280': 20,
  'check.x_floor.2000': 20,
  'check.x_floor.60000': 20,
  'keystroke.p95_ms.draft.280': 8,
  'keystroke.p95_ms.lexical.280': 8,
  'offduty.main_thread_ms': 5,
  'offduty.idle_wakeups': 0,
  'banner.first_ms': 300,
  'gate.blind_ms': 50,
  'gate.decide_ms': 1,
};

/** Figures and limits as a table for people. */
export function tableOf(figures: Readonly<Record<string, number>>): string {
  const rows = Object.entries(figures).map(([name, value]) => {
    const limit = LIMITS[name];
    const verdict = limit === undefined ? '' : isMissed(name, value) ? 'MISSED' : 'held';
    return [name, String(value), limit === undefined ? '–' : `≤ ${limit}`, verdict] as const;
  });
  const all = [['figure', 'value', 'limit', 'verdict'] as const, ...rows];
  const width = (column: 0 | 1 | 2): number => Math.max(...all.map((row) => row[column].length));
  const [first, second, third] = [width(0), width(1), width(2)];
  return all
    .map(([name, value, limit, verdict]) =>
      `${name.padEnd(first)}  ${value.padStart(second)}  ${limit.padStart(third)}  ${verdict}`.trimEnd(),
    )
    .join('\n');
}

/** Whether a figure is over its limit. One that is no number was not measured, which is no success. */
export function isMissed(name: string, value: number): boolean {
  const limit = LIMITS[name];
  return limit !== undefined && !(value <= limit);
}

/** Three decimals: more would only be noise. */
export const rounded = (value: number): number => Math.round(value * 1000) / 1000;
