import { scaleLinear, scaleTime } from 'd3-scale';
import { curveStepAfter, line } from 'd3-shape';
import { useId } from 'react';
import { formatTime } from '../../lib/i18n/time';
import { useRegisterWords } from './register-words';

/** Properties of {@link SeenChart}. Times in ms. */
export interface SeenChartProps {
  /** When accounts acknowledged for the first time, oldest first. */
  readonly timeline: readonly number[];
  /** Accounts that the notice concerns: the top of the chart. */
  readonly concerned: number;
  readonly from: number;
  readonly to: number;
}

const WIDTH = 640;
const HEIGHT = 180;
const MARGIN = { top: 12, right: 16, bottom: 26, left: 36 };

/** How acknowledgements came in, as a line that climbs to the number of accounts; the same as a table beside it. */
export function SeenChart({ timeline, concerned, from, to }: SeenChartProps) {
  const { t, language, time } = useRegisterWords();
  const id = useId();
  const end = Math.max(to, from + 60_000, timeline.at(-1) ?? 0);
  const x = scaleTime([from, end], [MARGIN.left, WIDTH - MARGIN.right]);
  const y = scaleLinear([0, Math.max(1, concerned)], [HEIGHT - MARGIN.bottom, MARGIN.top]);
  const points = [
    { at: from, count: 0 },
    ...timeline.map((at, i) => ({ at: Math.max(at, from), count: i + 1 })),
    { at: end, count: timeline.length },
  ];
  const path = line<(typeof points)[number]>(
    ({ at }) => x(at),
    ({ count }) => y(count),
  ).curve(curveStepAfter)(points);
  const steps = y.ticks(Math.min(4, Math.max(1, concerned))).filter(Number.isInteger);
  return (
    <figure className="seen-chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={`${id}-title ${id}-desc`}>
        <title id={`${id}-title`}>{t('seen.chartTitle')}</title>
        <desc id={`${id}-desc`}>
          {t('seen.chartDesc', { count: timeline.length, concerned, from: time(from), to: time(end) })}
        </desc>
        {steps.map((step) => (
          <g key={step} className="seen-chart-grid">
            <line x1={MARGIN.left} x2={WIDTH - MARGIN.right} y1={y(step)} y2={y(step)} />
            <text x={MARGIN.left - 6} y={y(step)} dy="0.32em" textAnchor="end">
              {step}
            </text>
          </g>
        ))}
        {[from, end].map((at, i) => (
          <text
            key={at}
            className="seen-chart-time"
            x={x(at)}
            y={HEIGHT - 8}
            textAnchor={i === 0 ? 'start' : 'end'}
          >
            {formatTime(at, language, end)}
          </text>
        ))}
        <path className="seen-chart-line" d={path ?? ''} />
      </svg>
      <details>
        <summary>{t('seen.chartTable')}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('seen.time')}</th>
              <th scope="col">{t('seen.acknowledgedSoFar')}</th>
            </tr>
          </thead>
          <tbody>
            {tableRows(timeline).map(({ at, count }) => (
              <tr key={count}>
                <td>{time(at)}</td>
                <td>{t('seen.of', { count, all: concerned })}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {timeline.length === 0 && <p>{t('seen.noneYet')}</p>}
      </details>
    </figure>
  );
}

/** Rows of the table: one for each minute in which something came. */
function tableRows(timeline: readonly number[]): { at: number; count: number }[] {
  const rows = new Map<number, { at: number; count: number }>();
  timeline.forEach((at, i) => {
    rows.set(Math.floor(at / 60_000), { at, count: i + 1 });
  });
  return [...rows.values()];
}
