import { BELL_TICK_MS } from './api';

/** How much the relay bears. */
export interface RelayLimits {
  /** Doorbells held at once; more are asked to come back later. */
  readonly doorbells: number;
  /** Milliseconds between two messages on an idle doorbell. */
  readonly tickMs: number;
  /** Reports a minute from one address. A whole force may stand behind one, and a blackout makes all of them speak. */
  readonly reportsPerAddress: number;
  /** Reports a day from one address, so that one flood cannot fill the places of all within days. */
  readonly reportsPerAddressDay: number;
  /** Reports a minute from everywhere. */
  readonly reportsOverall: number;
  /** Days a report is kept for the desk. */
  readonly reportDays: number;
  /** Milliseconds after which the store counts as out of reach. */
  readonly storeMs: number;
}

/** Ours: two operators' browsers for each of 10,000 accounts, and a blackout seen by 1,000 tabs of a force in a minute. */
export const DEFAULT_LIMITS: RelayLimits = {
  doorbells: 20_000,
  tickMs: BELL_TICK_MS,
  reportsPerAddress: 2_000,
  reportsPerAddressDay: 20_000,
  reportsOverall: 6_000,
  reportDays: 90,
  storeMs: 3_000,
};
