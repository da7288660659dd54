import { unparse } from 'papaparse';
import type { Notice } from '../board/schema';
import { disarm, UTF8_MARK } from './csv-cell';
import type { AccountSeen, Seen, Sign } from './seen';

/** Words that the table needs from whoever speaks a language. */
export interface SeenCsvWords {
  readonly columns: Readonly<Record<(typeof COLUMNS)[number], string>>;
  readonly standing: (account: AccountSeen) => string;
  readonly reason: (reason: AccountSeen['overridden'][number]['reason']) => string;
  readonly intent: (intent: AccountSeen['overridden'][number]['intent']) => string;
  /** A person's name, or what stands for a device that is not pinned. */
  readonly device: (sign: Sign) => string;
}

/** Columns of the table, in order. */
export const COLUMNS = [
  'notice',
  'account',
  'name',
  'standing',
  'deliveredDevices',
  'deliveredUnpinned',
  'deliveredFirst',
  'deliveredLast',
  'acknowledgedAt',
  'acknowledgedBy',
  'acknowledgedPinned',
  'linesSeenAt',
  'overridden',
] as const;

const instant = (at: number | undefined): string => (at === undefined ? '' : new Date(at).toISOString());

/** Who has seen a notice as CSV (RFC 4180, UTF-8 with its mark, instants in ISO 8601), one account a row. */
export function seenCsv(notice: Notice, seen: Seen, words: SeenCsvWords): string {
  const rows = seen.accounts.map((account): Record<(typeof COLUMNS)[number], string> => {
    const { delivered, acknowledged, linesSeen, overridden } = account;
    return {
      notice: notice.identifier,
      account: account.key,
      name: account.name,
      standing: words.standing(account),
      deliveredDevices: String((delivered?.pinned ?? 0) + (delivered?.unpinned ?? 0)),
      deliveredUnpinned: String(delivered?.unpinned ?? 0),
      deliveredFirst: instant(delivered?.first),
      deliveredLast: instant(delivered?.last),
      acknowledgedAt: instant(acknowledged?.at),
      acknowledgedBy: acknowledged ? words.device(acknowledged) : '',
      acknowledgedPinned: acknowledged ? String(acknowledged.pinned) : '',
      linesSeenAt: instant(linesSeen?.at),
      overridden: overridden
        .map((one) => `${instant(one.at)} ${words.intent(one.intent)}: ${words.reason(one.reason)}`)
        .join('; '),
    };
  });
  const table = [
    COLUMNS.map((column) => disarm(words.columns[column])),
    ...rows.map((row) => COLUMNS.map((column) => disarm(row[column]))),
  ];
  return `${UTF8_MARK}${unparse(table, { newline: '\r\n' })}\r\n`;
}
