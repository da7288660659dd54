import type { Notice, RegisterEntry } from '../board/schema';
import type { ReportEvent } from '../reports/report';
import type { GoodReport, OpenedReport } from './inbox';

/** The moment at which the notice of these tests is sent. */
export const SENT = Date.parse('2026-11-22T03:00:00Z');

const iso = (at: number): string => new Date(at).toISOString();

/** An opened report: device and number, what happened, seconds after {@link SENT} by device and by relay. */
export function opened(
  deviceId: string,
  counter: number,
  event: ReportEvent,
  at = counter,
  receivedAt = at + 1,
  id = `${deviceId}-${counter}`,
): OpenedReport & GoodReport {
  return {
    ok: true,
    report: { version: 1, id, forceId: 'teifi-coast', at: iso(SENT + at * 1000), counter, event },
    deviceId,
    device: { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'B'.repeat(43), kid: deviceId },
    receivedAt: iso(SENT + receivedAt * 1000),
    by: 'relay',
  };
}

/** An event about the notice `n1`. */
export const about = (
  kind: 'delivered' | 'acknowledged' | 'lines-seen',
  accountKey: string,
  notice = 'n1',
): ReportEvent => ({ kind, accountKey, notice });

/** A press let through from the notice `n1`. */
export const overridden = (accountKey: string): ReportEvent => ({
  kind: 'overridden',
  accountKey,
  notice: 'n1',
  intent: 'post',
  reason: 'missing-person',
});

/** A live account on X. */
export const account = (key: string, rest: Partial<RegisterEntry> = {}): RegisterEntry => ({
  key,
  platform: 'x',
  kind: 'login',
  ids: [],
  handle: key.replaceAll('-', '_'),
  name: key,
  state: 'live',
  ...rest,
});

/** The notice `n1`: a blackout for everybody, sent at {@link SENT}. */
export const notice = (rest: Partial<Notice> = {}): Notice => ({
  identifier: 'n1',
  sent: iso(SENT),
  status: 'actual',
  messageType: 'alert',
  references: [],
  expires: iso(SENT + 12 * 3_600_000),
  level: 'blackout',
  scope: { accounts: [], districts: [], platforms: [], exempt: [] },
  headline: { en: 'Post nothing', cy: 'Peidiwch â phostio dim' },
  corporateLines: [],
  reshare: { accounts: [], posts: [] },
  ...rest,
});
