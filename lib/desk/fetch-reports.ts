import * as v from 'valibot';
import { REPORT_BYTES_LIMIT, type ReportPage } from '../relay/api';

/** Where the desk gets reports: the relay's address without a trailing slash, and the desk's bearer token. */
export interface ReportSource {
  readonly url: string;
  readonly deskToken: string;
}

/** Why a page of reports did not come. */
export type FetchReportsProblem = 'offline' | 'unauthorised' | 'busy' | 'http' | 'malformed';

/** What asking for reports gave. */
export type FetchReportsResult =
  | { readonly ok: true; readonly page: ReportPage }
  | { readonly ok: false; readonly problem: FetchReportsProblem; readonly detail: string };

const rowSchema = v.object({
  id: v.pipe(v.string(), v.maxLength(100)),
  receivedAt: v.pipe(v.string(), v.isoTimestamp()),
  // The relay refuses longer ones; one that got past it must not stop the rest.
  text: v.pipe(
    v.string(),
    v.transform((text) => text.slice(0, REPORT_BYTES_LIMIT)),
  ),
});

const pageSchema = v.object({
  reports: v.pipe(
    v.array(v.unknown()),
    // One that a store spoilt must not keep the desk from all that came after it.
    v.transform((rows) => rows.filter((row) => v.is(rowSchema, row)).map((row) => v.parse(rowSchema, row))),
  ),
  cursor: v.pipe(v.string(), v.maxLength(500)),
  more: v.boolean(),
});

/** Milliseconds after which an answer is given up; a page on a slow line at three in the morning still fits. */
const PATIENCE_MS = 20_000;

/**
 * Asks the relay for the reports after `cursor` (empty: from the first). Never throws; when `signal` is aborted it
 * answers `offline`.
 */
export async function fetchReports(
  source: ReportSource,
  cursor: string,
  signal: AbortSignal,
  fetcher: typeof fetch = fetch,
): Promise<FetchReportsResult> {
  let response: Response;
  try {
    const query = cursor === '' ? '' : `?after=${encodeURIComponent(cursor)}`;
    response = await fetcher(`${source.url}/reports${query}`, {
      headers: { authorization: `Bearer ${source.deskToken}` },
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
    });
  } catch (error) {
    return { ok: false, problem: 'offline', detail: error instanceof Error ? error.message : '' };
  }
  const detail = String(response.status);
  if (response.status === 401 || response.status === 403)
    return { ok: false, problem: 'unauthorised', detail };
  if (response.status === 429 || response.status === 503) return { ok: false, problem: 'busy', detail };
  if (!response.ok) return { ok: false, problem: 'http', detail };
  try {
    const read = v.safeParse(pageSchema, await response.json());
    if (read.success) return { ok: true, page: read.output };
  } catch {
    // An answer that is not JSON, or one cut off in the middle.
  }
  return { ok: false, problem: 'malformed', detail };
}
