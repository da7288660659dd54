import { base64url } from 'jose';
import type { DeskDatabase, DeskReportRow } from '../records/desk-database';
import type { StoredReport } from '../relay/api';
import { type OpeningKey, openReport } from '../reports/open';
import type { OpenedReport, ReportRoute } from './inbox';

/** Characters of one text that are kept; the relay's own limit is a quarter of it. */
const TEXT_LIMIT = 65_536;

/** Reports opened between two words about how far it has got, and between two breaths for the page. */
const BATCH = 25;

/**
 * A sealed report as the desk keeps it. The row's id holds the route, the id it was handed in under and the text's
 * digest: the same text is kept once, another text under the same id beside it.
 */
async function rowOf(
  forceId: string,
  route: ReportRoute,
  { id, receivedAt, text }: StoredReport,
): Promise<DeskReportRow> {
  const kept = text.slice(0, TEXT_LIMIT);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(kept));
  const outer = encodeURIComponent(id.slice(0, 100));
  return {
    forceId,
    id: `${route}:${outer}:${base64url.encode(new Uint8Array(digest))}`,
    receivedAt,
    text: kept,
  };
}

/**
 * Keeps reports that came, still sealed; gives their rows, and how many were new here. They are kept before the cursor
 * is, so that a page closed in between fetches them again and keeps them once.
 */
export async function keepReports(
  database: DeskDatabase,
  forceId: string,
  route: ReportRoute,
  reports: readonly StoredReport[],
): Promise<{ rows: DeskReportRow[]; added: number }> {
  const rows = await Promise.all(reports.map((report) => rowOf(forceId, route, report)));
  const once = [...new Map(rows.map((row) => [row.id, row])).values()];
  const added = await database.transaction('rw', database.reports, async () => {
    const known = await database.reports.bulkGet(once.map(({ id }): [string, string] => [forceId, id]));
    const fresh = once.filter((_, i) => known[i] === undefined);
    await database.reports.bulkPut(fresh);
    return fresh.length;
  });
  return { rows: once, added };
}

/** Every kept report of a force, still sealed. */
export function keptReports(database: DeskDatabase, forceId: string): Promise<DeskReportRow[]> {
  return database.reports.where('forceId').equals(forceId).toArray();
}

/**
 * Opens kept reports with all opening keys, retired ones too. One that cannot be opened says why and stops nothing.
 * `progress` hears how many are done; aborting `signal` ends it with what was opened so far.
 */
export async function openKept(
  rows: readonly DeskReportRow[],
  keys: readonly OpeningKey[],
  options: { readonly signal: AbortSignal; readonly progress: (done: number) => void },
): Promise<OpenedReport[]> {
  const opened: OpenedReport[] = [];
  for (let from = 0; from < rows.length && !options.signal.aborted; from += BATCH) {
    const batch = rows.slice(from, from + BATCH);
    opened.push(...(await Promise.all(batch.map((row) => openRow(row, keys)))));
    options.progress(opened.length);
  }
  return opened;
}

async function openRow(row: DeskReportRow, keys: readonly OpeningKey[]): Promise<OpenedReport> {
  const [route, id = ''] = row.id.split(':');
  const by: ReportRoute = route === 'relay' ? 'relay' : 'hand';
  const { receivedAt } = row;
  const result = await openReport(row.text, keys, {
    forceId: row.forceId,
    ...(by === 'relay' ? { id: decodeURIComponent(id) } : {}),
  });
  if (!result.ok) return { ok: false, receivedAt, problem: result.problem };
  const { report, device, deviceId } = result;
  return { ok: true, report, device, deviceId, receivedAt, by };
}
