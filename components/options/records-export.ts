import type { KnownAccount } from '../../lib/accounts/types';
import type { MyRecords } from './my-records';

/** The records as JSON, with the same names as in Cordon's database and instants in ISO 8601. `now` in ms. */
export function recordsJson({ gate, passwords }: MyRecords, now: number): string {
  return JSON.stringify(
    {
      exportedAt: instant(now),
      gate: gate.map((row) => ({ ...row, at: instant(row.at) })),
      passwords: passwords.map((row) => ({
        ...row,
        changedAt: instant(row.changedAt),
        loggedAt: instant(row.loggedAt),
        reportedAt: row.reportedAt === null ? null : instant(row.reportedAt),
      })),
    },
    null,
    2,
  );
}

const COLUMNS = [
  'record',
  'time',
  'account',
  'account name',
  'event',
  'action',
  'reason',
  'rules',
  'notice',
  'route',
  'reported',
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string>>;

/** The records as one CSV table (RFC 4180) for a spreadsheet: UTF-8 with its mark, newest first. */
export function recordsCsv({ gate, passwords }: MyRecords, accounts: readonly KnownAccount[]): string {
  const name = (key: string | undefined): string => accounts.find((known) => known.key === key)?.name ?? '';
  const rows: Row[] = [
    ...gate.map((row) => ({
      record: 'gate',
      time: instant(row.at),
      account: row.accountKey ?? '',
      'account name': name(row.accountKey),
      event: row.kind,
      action: row.intent,
      reason: row.reason ?? '',
      rules: row.rules.join(' '),
      notice: row.notice ?? '',
    })),
    ...passwords.map((row) => ({
      record: 'password',
      time: instant(row.changedAt),
      account: row.accountKey,
      'account name': name(row.accountKey),
      event: row.origin,
      action: 'change-password',
      route: row.route ?? '',
      reported: row.reportedAt === null ? '' : instant(row.reportedAt),
    })),
  ].sort((a, b) => b.time.localeCompare(a.time));
  const lines = [
    COLUMNS.join(','),
    ...rows.map((row) => COLUMNS.map((column) => cell(row[column])).join(',')),
  ];
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

const instant = (at: number): string => new Date(at).toISOString();

/** A cell that begins like a formula is disarmed: spreadsheets run those, and an account's name may be anything. */
function cell(value = ''): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
