/**
 * The largest value a figure may have, by its name. A figure without a limit here or in {@link LEAST} is told beside
 * them, not judged.
 */
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
  'incident.desk_to_banner_p95_ms': 1000,
  'incident.static_host_p95_s': 35,
  'incident.composer_open_p95_s': 6,
  'outbox.lost': 0,
  'outbox.duplicated': 0,
  'relay.fanout_p99_ms': 2000,
};

/** The smallest value a figure may have, by its name. */
const LEAST: Readonly<Record<string, number>> = {
  'relay.doorbells': 10_000,
};

/** Figures and limits as a table for people. */
export function tableOf(figures: Readonly<Record<string, number>>): string {
  const rows = Object.entries(figures).map(([name, value]) => {
    const verdict = !isJudged(name) ? '' : isMissed(name, value) ? 'MISSED' : 'held';
    const most = LIMITS[name];
    const limit = most !== undefined ? `≤ ${most}` : isJudged(name) ? `≥ ${LEAST[name]}` : '–';
    return [name, String(value), limit, verdict] as const;
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

/** Whether a figure has a limit. */
export function isJudged(name: string): boolean {
  return LIMITS[name] !== undefined || LEAST[name] !== undefined;
}

/** Whether a figure is beyond its limit. One that is no number was not measured, which is no success. */
export function isMissed(name: string, value: number): boolean {
  const most = LIMITS[name];
  const least = LEAST[name];
  return (most !== undefined && !(value <= most)) || (least !== undefined && !(value >= least));
}

/** Three decimals: more would only be noise. */
export const rounded = (value: number): number => Math.round(value * 1000) / 1000;
