/**
 * What the relay and those who talk to it agree on. This file alone of lib/relay is read by the extension, so it
 * imports nothing.
 *
 * `GET  {url}/board`        the board's text; `ETag`, `If-None-Match` → 304; heartbeat in a header, on 304 too.
 * `PUT  {url}/board`        a new board; desk token; `If-Match` (or `If-None-Match: *` for the first): else 412.
 * `GET  {url}/heartbeat`    the heartbeat alone, as text.
 * `GET  {url}/key`          the public key of the heartbeats, as a JWK with `kid`.
 * `POST {url}/reports/{id}` one sealed report as text; report token. 201, or 200 when the same is there already,
 *                           409 when another is, 413 too large, 429 too many (`Retry-After` in seconds).
 * `GET  {url}/reports?after={cursor}` desk token; {@link ReportPage} as JSON, oldest first.
 * `GET  {url}/doorbell`     WebSocket: {@link BELL_CHANGED} when the board changed, {@link BELL_TICK} now and then.
 * `GET  {url}/health`       200 or 503, JSON. `GET {url}/metrics` for Prometheus.
 * Every answer may be read from any origin (CORS): the extension needs no permission for the relay's host.
 */

/** Response header with the relay's signed heartbeat. */
export const HEARTBEAT_HEADER = 'Cordon-Heartbeat';

/** `typ` of a heartbeat: a compact JWS (ES256) whose payload is a {@link Heartbeat} as JSON. */
export const HEARTBEAT_TYPE = 'cordon-heartbeat+jws';

/** Milliseconds for which a heartbeat says something (design, promise 5: a minute-fresh statement). */
export const HEARTBEAT_LIFE_MS = 60_000;

/** Milliseconds between two messages on an idle doorbell: a browser's worker falls asleep after 30 s without one. */
export const BELL_TICK_MS = 20_000;

/** The doorbell's two words. */
export const BELL_CHANGED = 'changed';
export const BELL_TICK = 'tick';

/** Bytes one sealed report may have; ours. A report without an envelope is about 1.5 kB. */
export const REPORT_BYTES_LIMIT = 16_384;

/** What a heartbeat states: this was the newest board at that instant. */
export interface Heartbeat {
  /** SHA-256 of the board's text as served, base64url; also its entity tag, in quotes. Null while there is none. */
  readonly board: string | null;
  /** ISO 8601 instant by the relay's clock. */
  readonly at: string;
}

/** One report as the desk gets it. */
export interface StoredReport {
  readonly id: string;
  /** When the relay took it in, ISO 8601. */
  readonly receivedAt: string;
  readonly text: string;
}

/** Some reports, and where to go on. */
export interface ReportPage {
  readonly reports: readonly StoredReport[];
  /** To be given as `after` the next time; the same as before when nothing is new. */
  readonly cursor: string;
  /** Whether more can be had at once. */
  readonly more: boolean;
}
