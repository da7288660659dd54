import type { PublicKey } from '../board/fields';
import type { ReportProblem } from '../reports/open';
import type { Report } from '../reports/report';

/** Milliseconds by which a device's clock may differ from the relay's before the desk marks it; ours. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** Reports of one device that the list shows before it folds the rest; ours. */
export const SHOWN_PER_DEVICE = 8;

/** How a report came: from the relay, or as a text that somebody pasted or loaded. */
export type ReportRoute = 'relay' | 'hand';

/** A report that was opened, with what is known about its way here. */
export interface GoodReport {
  readonly report: Report;
  /** RFC 7638 thumbprint of the device's key. */
  readonly deviceId: string;
  readonly device: PublicKey;
  /** When the relay took it in, or when its text was brought here, ISO 8601. */
  readonly receivedAt: string;
  readonly by: ReportRoute;
}

/** A sealed text after the keys were tried on it. */
export type OpenedReport =
  | ({ readonly ok: true } & GoodReport)
  | { readonly ok: false; readonly receivedAt: string; readonly problem: ReportProblem };

/** How a device's clock stood to the relay's: `late` may also be a report that waited for a connection. */
export type ClockMark = 'right' | 'ahead' | 'late';

/** One report of the inbox. */
export interface InboxEntry extends GoodReport {
  readonly clock: ClockMark;
  /** The first report of its device that ever came. */
  readonly firstSight: boolean;
  /** Another report had this device's number, or this id, before: it is shown and counted nowhere. */
  readonly replayed: boolean;
}

/** Numbers that did not come, both ends included. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

/** What one device sent. */
export interface DeviceHistory {
  readonly deviceId: string;
  readonly device: PublicKey;
  /** When its first and its newest report came in, ISO 8601. */
  readonly firstAt: string;
  readonly lastAt: string;
  readonly reports: number;
  /** Numbers below the highest that never came. One on its way may still fill its gap. */
  readonly gaps: readonly Gap[];
  /** Reports missing in all gaps. */
  readonly missing: number;
  /** Reports that used a number or an id again for something else. */
  readonly replays: number;
  /** Whether its newest report says that its clock is ahead. */
  readonly clockAhead: boolean;
}

/** The inbox, put in order. */
export interface Inbox {
  /** Newest first by the time they came in. */
  readonly entries: readonly InboxEntry[];
  /** By device id; the order is that in which they were first seen. */
  readonly devices: ReadonlyMap<string, DeviceHistory>;
  /** Texts that could not be read, by why. */
  readonly garbage: ReadonlyMap<ReportProblem, number>;
  readonly garbageCount: number;
  /** The same report more than once: harmless, shown as a number. */
  readonly duplicates: number;
}

/**
 * Puts opened reports in order: marks first sights, wrong clocks and replays, finds gaps, and counts the same
 * report once however often it came. The order in which they are given does not matter.
 */
export function readInbox(opened: readonly OpenedReport[]): Inbox {
  const garbage = new Map<ReportProblem, number>();
  const good: GoodReport[] = [];
  for (const item of opened) {
    if (item.ok) good.push(item);
    else garbage.set(item.problem, (garbage.get(item.problem) ?? 0) + 1);
  }
  good.sort(byArrival);
  const ids = new Map<string, string>();
  const devices = new Map<string, Mutable>();
  const entries: InboxEntry[] = [];
  let duplicates = 0;
  for (const item of good) {
    const { report, deviceId } = item;
    const content = contentOf(item);
    const known = devices.get(deviceId);
    const device = known ?? begin(item);
    if (!known) devices.set(deviceId, device);
    const sameId = ids.get(report.id);
    if (sameId === content) {
      duplicates++;
      continue;
    }
    const replayed = sameId !== undefined || device.numbers.has(report.counter);
    if (!ids.has(report.id)) ids.set(report.id, content);
    if (replayed) device.replays++;
    else device.numbers.add(report.counter);
    const clock = clockOf(item);
    device.lastAt = item.receivedAt;
    device.clockAhead = clock === 'ahead';
    device.reports++;
    entries.push({ ...item, clock, firstSight: !known, replayed });
  }
  return {
    entries: entries.reverse(),
    devices: new Map([...devices].map(([id, device]) => [id, finish(id, device)])),
    garbage,
    garbageCount: opened.length - good.length,
    duplicates,
  };
}

/** How a report's own time stands to the time it came in. */
export function clockOf({ report, receivedAt }: GoodReport): ClockMark {
  const ahead = Date.parse(report.at) - Date.parse(receivedAt);
  if (ahead > CLOCK_TOLERANCE_MS) return 'ahead';
  return ahead < -CLOCK_TOLERANCE_MS ? 'late' : 'right';
}

/** What of the inbox is asked for; absent fields do not narrow. */
export interface InboxFilter {
  readonly account?: string;
  readonly kind?: Report['event']['kind'];
  readonly device?: string;
}

/** The entries that a filter lets through, in the same order. */
export function filterEntries(entries: readonly InboxEntry[], filter: InboxFilter): InboxEntry[] {
  return entries.filter(
    ({ report: { event }, deviceId }) =>
      (filter.account === undefined || event.accountKey === filter.account) &&
      (filter.kind === undefined || event.kind === filter.kind) &&
      (filter.device === undefined || deviceId === filter.device),
  );
}

/** A row of the list: a report, or the rest of a device that sent very many. */
export type InboxRow =
  | { readonly kind: 'report'; readonly entry: InboxEntry }
  | { readonly kind: 'folded'; readonly deviceId: string; readonly count: number };

/**
 * The list with floods folded: of each device the newest `limit` entries, and in place of the next one a row that
 * counts the rest. Devices in `open` are not folded.
 */
export function foldFloods(
  entries: readonly InboxEntry[],
  open: ReadonlySet<string>,
  limit = SHOWN_PER_DEVICE,
): InboxRow[] {
  const counts = new Map<string, number>();
  for (const { deviceId } of entries) counts.set(deviceId, (counts.get(deviceId) ?? 0) + 1);
  const shown = new Map<string, number>();
  const rows: InboxRow[] = [];
  for (const entry of entries) {
    const { deviceId } = entry;
    const before = shown.get(deviceId) ?? 0;
    shown.set(deviceId, before + 1);
    if (open.has(deviceId) || before < limit) rows.push({ kind: 'report', entry });
    else if (before === limit)
      rows.push({ kind: 'folded', deviceId, count: (counts.get(deviceId) ?? 0) - limit });
  }
  return rows;
}

interface Mutable {
  readonly device: PublicKey;
  readonly firstAt: string;
  lastAt: string;
  reports: number;
  replays: number;
  clockAhead: boolean;
  readonly numbers: Set<number>;
}

const begin = ({ device, receivedAt }: GoodReport): Mutable => ({
  device,
  firstAt: receivedAt,
  lastAt: receivedAt,
  reports: 0,
  replays: 0,
  clockAhead: false,
  numbers: new Set(),
});

function finish(deviceId: string, { numbers, ...device }: Mutable): DeviceHistory {
  const gaps: Gap[] = [];
  let expected = 1;
  let missing = 0;
  for (const number of [...numbers].sort((a, b) => a - b)) {
    if (number > expected) {
      gaps.push({ from: expected, to: number - 1 });
      missing += number - expected;
    }
    expected = number + 1;
  }
  return { deviceId, ...device, gaps, missing };
}

/** What makes two reports the same one: everything that the device signed. */
function contentOf({ report, deviceId }: GoodReport): string {
  const { event, ...head } = report;
  const fields = Object.entries(event).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([deviceId, head.id, head.forceId, head.at, head.counter, fields]);
}

/** By the time they came in; reports of one moment by device and number, so that the order given never matters. */
function byArrival(a: GoodReport, b: GoodReport): number {
  return (
    Date.parse(a.receivedAt) - Date.parse(b.receivedAt) ||
    compare(a.deviceId, b.deviceId) ||
    a.report.counter - b.report.counter ||
    compare(contentOf(a), contentOf(b))
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
