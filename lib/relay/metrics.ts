import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { BoardOutcome, PublishOutcome, RelayCounts, ReportOutcome } from './app';

/** The relay's figures for Prometheus: numbers only, nothing about who. */
export interface RelayMetrics extends RelayCounts {
  /** A board's change was told to so many doorbells in so many seconds. */
  rung(seconds: number, doorbells: number): void;
}

/** Makes the figures of one relay. `doorbells` gives how many are held now. */
export function createMetrics(doorbells: () => number): RelayMetrics {
  const registers = [new Registry()];
  const [registry] = registers;
  const boards = new Counter({
    name: 'cordon_relay_boards_total',
    help: 'Requests for the board, by outcome',
    labelNames: ['outcome'],
    registers,
  });
  const publishes = new Counter({
    name: 'cordon_relay_publishes_total',
    help: 'Attempts to publish a board, by outcome',
    labelNames: ['outcome'],
    registers,
  });
  const reports = new Counter({
    name: 'cordon_relay_reports_total',
    help: 'Reports handed in, by outcome',
    labelNames: ['outcome'],
    registers,
  });
  const fanOut = new Histogram({
    name: 'cordon_relay_fanout_seconds',
    help: 'From the change of the board to the last doorbell rung',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5],
    registers,
  });
  const rings = new Counter({ name: 'cordon_relay_rings_total', help: 'Doorbells rung', registers });
  new Gauge({
    name: 'cordon_relay_doorbells',
    help: 'Doorbells held now',
    registers,
    collect() {
      this.set(doorbells());
    },
  });
  new Gauge({
    name: 'cordon_relay_rss_bytes',
    help: 'Memory of the process (resident set)',
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  return {
    board: (outcome: BoardOutcome) => boards.inc({ outcome }),
    published: (outcome: PublishOutcome) => publishes.inc({ outcome }),
    report: (outcome: ReportOutcome) => reports.inc({ outcome }),
    rung(seconds, count) {
      fanOut.observe(seconds);
      rings.inc(count);
    },
    text: async () => (await registry?.metrics()) ?? '',
  };
}
