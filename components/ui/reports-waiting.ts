import type { GuardData } from '../../lib/messages/guard-data';
import type { Database, OutboxRow } from '../../lib/records/database';
import type { ReportKind } from '../../lib/reports/report';

/** Why a report has not left yet, or never will by itself. */
export type Waiting =
  | 'not-shown'
  | 'no-key'
  | 'by-hand'
  | 'no-token'
  | 'refused'
  | 'offline'
  | 'not-allowed'
  | 'later'
  | 'sending';

/** What decides whether reports leave by themselves. */
export interface ReportFacts {
  /** Kinds of which the operator has not been shown what they hold. */
  readonly undisclosed: readonly ReportKind[];
  /** Whether the board names a relay. */
  readonly reporting: GuardData['reporting'];
  /** Whether the membership brought a token for it. */
  readonly hasToken: boolean;
}

/** Reads the reports that have not reached Communications; none where the database cannot be opened. */
export function readWaiting(db: Database): Promise<OutboxRow[]> {
  return db.outbox
    .where('state')
    .anyOf('waiting', 'refused')
    .toArray()
    .catch(() => []);
}

/** The reports of one force that have not reached Communications, the oldest first. */
export function waitingReports(rows: readonly OutboxRow[], forceId: string): OutboxRow[] {
  return rows
    .filter((row) => row.forceId === forceId && (row.state === 'waiting' || row.state === 'refused'))
    .sort((a, b) => a.report.counter - b.report.counter);
}

/** Why a report waits. What somebody here can do about comes before what only time mends. */
export function whyWaiting(row: OutboxRow, facts: ReportFacts): Waiting {
  if (row.state === 'refused') return 'refused';
  if (row.sealed === undefined) return 'no-key';
  if (facts.undisclosed.includes(row.kind)) return 'not-shown';
  if (facts.reporting === 'hand') return 'by-hand';
  if (!facts.hasToken) return 'no-token';
  switch (row.problem) {
    case undefined:
      return 'sending';
    // Something else that answers in the relay's place, a sign-in page for one, is no relay reached.
    case 'offline':
    case 'not-a-relay':
      return 'offline';
    case '401':
    case '403':
      return 'not-allowed';
    default:
      return 'later';
  }
}

/** Whether a report may be carried by hand: sealed, and of a kind that was shown. */
export function canCarry(row: OutboxRow, facts: ReportFacts): boolean {
  return row.sealed !== undefined && !facts.undisclosed.includes(row.kind);
}

/** Characters of a mailto address that mail programs take; Windows hands on no more than about 2,000. Ours. */
export const MAILTO_LIMIT = 1_800;

/**
 * The address that opens a mail with the reports in it; with `paste` in their place where they are too long.
 */
export function mailtoFor(
  address: string,
  subject: string,
  text: string,
  paste: string,
): { readonly url: string; readonly isWhole: boolean } {
  const make = (body: string): string =>
    `mailto:${encodeURIComponent(address).replaceAll('%40', '@')}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
  const whole = make(text);
  return whole.length <= MAILTO_LIMIT ? { url: whole, isWhole: true } : { url: make(paste), isWhole: false };
}
