import { parse, unparse } from 'papaparse';
import * as v from 'valibot';
import { boardSchema, type RegisterEntry } from '../board/schema';
import { deskRegisterCy } from '../i18n/cy/desk-register';
import { deskRegisterEn } from '../i18n/en/desk-register';
import type { Language } from '../messages/snapshot';
import { disarm, enarm, UTF8_MARK } from './csv-cell';
import { entryKey } from './entry-key';
import { type EntryProblem, entryProblems } from './register';

/** Columns of the register as a table, in order. */
export const REGISTER_COLUMNS = [
  'key',
  'platform',
  'kind',
  'name',
  'handle',
  'ids',
  'district',
  'state',
  'owner',
  'purposeEn',
  'purposeCy',
  'staffing',
  'lastReview',
  'reviewDate',
  'custody',
  'agreement',
  'plan',
  'counterpart',
  'contactGroup',
] as const;
/** One of {@link REGISTER_COLUMNS}. */
export type RegisterColumn = (typeof REGISTER_COLUMNS)[number];

/** An entry as a row of texts: what is absent is empty, ids are separated by blanks. */
export type FlatEntry = Readonly<Record<RegisterColumn, string>>;

/** Columns with a fixed vocabulary. */
const WORDED = {
  platform: ['x', 'facebook'],
  kind: ['login', 'page'],
  state: ['proposed', 'approved', 'declined', 'live', 'closed'],
  staffing: ['individual', 'team'],
  custody: ['delegated', 'roles', 'sealed', 'outstanding', 'unknown'],
} as const;
type Worded = keyof typeof WORDED;
const isWorded = (column: RegisterColumn): column is Worded => column in WORDED;

const CATALOGUES = { en: deskRegisterEn, cy: deskRegisterCy } as const;

/** A column's name in a language. */
export function columnName(column: RegisterColumn, language: Language): string {
  const name = CATALOGUES[language][`field.${column}`];
  return typeof name === 'string' ? name : column;
}

/** A cell's value in the words of a language; what has no fixed vocabulary stays as it is. */
export function cellWords(column: RegisterColumn, value: string, language: Language): string {
  if (!isWorded(column)) return value;
  const words: Readonly<Record<string, unknown>> = CATALOGUES[language];
  const word = words[`${column}.${value}`];
  return typeof word === 'string' ? word : value;
}

/** An entry as a row of texts. */
export function flatten(entry: RegisterEntry): FlatEntry {
  return {
    key: entry.key,
    platform: entry.platform,
    kind: entry.kind,
    name: entry.name,
    handle: entry.handle ?? '',
    ids: entry.ids.join(' '),
    district: entry.district ?? '',
    state: entry.state,
    owner: entry.owner ?? '',
    purposeEn: entry.purpose?.en ?? '',
    purposeCy: entry.purpose?.cy ?? '',
    staffing: entry.staffing ?? '',
    lastReview: entry.lastReview ?? '',
    reviewDate: entry.reviewDate ?? '',
    custody: entry.custody ?? '',
    agreement: entry.agreement ?? '',
    plan: entry.plan ?? '',
    counterpart: entry.counterpart ?? '',
    contactGroup: entry.contactGroup ?? '',
  };
}

const accountSchema = boardSchema.entries.accounts.pipe[0].item;

/** The entry that a row stands for, or the columns that are missing or wrong in it. */
export function unflatten(
  flat: FlatEntry,
):
  | { readonly ok: true; readonly entry: RegisterEntry }
  | { readonly ok: false; readonly problems: readonly EntryProblem[] } {
  const { ids, purposeEn, purposeCy, ...texts } = flat;
  const purpose = { ...(purposeEn ? { en: purposeEn } : {}), ...(purposeCy ? { cy: purposeCy } : {}) };
  const input = {
    ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== '')),
    ids: ids.split(/\s+/).filter(Boolean),
    ...(purposeEn || purposeCy ? { purpose } : {}),
  };
  const read = v.safeParse(accountSchema, input);
  if (read.success) return { ok: true, entry: read.output };
  const fields = new Set(read.issues.map((issue) => String(issue.path?.[0]?.key)));
  const problems = [...fields].filter(isField).map((field): EntryProblem => {
    const given = field in input;
    return { field, problem: given ? 'invalid' : 'missing' };
  });
  return { ok: false, problems };
}

const isField = (name: string): name is keyof RegisterEntry => name in accountSchema.entries;

/**
 * The register as CSV (RFC 4180, UTF-8 with its mark) in the words of a language. Ids carry a # in front, because
 * spreadsheets round numbers of more than 15 digits. The last column tells, when the table comes back, whether the
 * board's entry has changed in between.
 */
export function registerCsv(register: readonly RegisterEntry[], language: Language): string {
  const header = [...REGISTER_COLUMNS.map((column) => columnName(column, language)), CHECK_COLUMN];
  const rows = register.map((entry) => {
    const flat = flatten(entry);
    const cells = REGISTER_COLUMNS.map((column) => {
      const words = cellWords(column, flat[column], language);
      return disarm(column === 'ids' ? words.replace(/\d+/g, '#$&') : words);
    });
    return [...cells, fingerprint(flat)];
  });
  return `${UTF8_MARK}${unparse([header, ...rows], { newline: '\r\n' })}\r\n`;
}

/** Heading of the column with each row's fingerprint; the same in both languages. */
const CHECK_COLUMN = 'Cordon';

/** A short sum of an entry's row (FNV-1a, 32 bits), to notice change; it protects from nothing. */
export function fingerprint(flat: FlatEntry): string {
  let sum = 0x811c9dc5;
  for (const char of JSON.stringify(REGISTER_COLUMNS.map((column) => flat[column]))) {
    sum = Math.imul(sum ^ (char.codePointAt(0) ?? 0), 0x01000193);
  }
  return `c${(sum >>> 0).toString(36)}`;
}

/** What is wrong with one cell of a file. */
export interface CellProblem {
  readonly column: RegisterColumn;
  readonly problem: 'unknown-word' | 'rounded-number' | 'not-a-date';
  readonly cell: string;
}

/** A row of a file. Columns that the file does not have are absent. */
export interface CsvRow {
  /** Line in the file, from 1. */
  readonly line: number;
  readonly cells: Partial<FlatEntry>;
  readonly problems: readonly CellProblem[];
  /** The entry's fingerprint when the table was exported; null where there is none. */
  readonly check: string | null;
}

/** A file that was read. */
export interface RegisterFile {
  readonly columns: readonly RegisterColumn[];
  /** Headings that mean nothing to Cordon; their cells are left out. */
  readonly ignored: readonly string[];
  readonly rows: readonly CsvRow[];
}

/** Why a file could not be read at all. */
export type RegisterFileProblem = 'empty' | 'too-large' | 'no-headings' | 'damaged' | 'double-heading';

/** Characters and rows of a file that are read; the board holds 5,000 accounts. */
const FILE_LIMIT = 5_000_000;
const ROWS_LIMIT = 5_000;

/** Reads a table of accounts: headings in Welsh or English, commas, semicolons or tabs between, in any order. */
export function readRegisterCsv(
  text: string,
):
  | { readonly ok: true; readonly file: RegisterFile }
  | { readonly ok: false; readonly problem: RegisterFileProblem; readonly line?: number } {
  if (text.length > FILE_LIMIT) return { ok: false, problem: 'too-large' };
  const read = readLines(text.replace(/^\uFEFF/, ''));
  if (read.brokenAt !== null) return { ok: false, problem: 'damaged', line: read.brokenAt };
  const [head, ...body] = read.lines.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (!head) return { ok: false, problem: 'empty' };
  const columns = head.cells.map(columnOf);
  const known = columns.filter((column) => column !== null && column !== 'check');
  if (known.length < 2) return { ok: false, problem: 'no-headings', line: head.line };
  if (new Set(known).size < known.length) return { ok: false, problem: 'double-heading', line: head.line };
  if (body.length > ROWS_LIMIT) return { ok: false, problem: 'too-large' };
  const ignored = head.cells.filter((name, i) => columns[i] === null && name.trim() !== '');
  return {
    ok: true,
    file: { columns: known, ignored, rows: body.map((line) => readRow(line, columns)) },
  };
}

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

function readLines(text: string): { lines: Line[]; brokenAt: number | null } {
  const lines: Line[] = [];
  let brokenAt: number | null = null;
  let line = 1;
  let read = 0;
  parse<string[]>(text, {
    step: ({ data, errors, meta }) => {
      // A cell may hold line breaks, so rows are not lines.
      lines.push({ line, cells: data });
      if (brokenAt === null && errors.some(({ type }) => type === 'Quotes')) brokenAt = line;
      line += countBreaks(text, read, meta.cursor);
      read = meta.cursor;
    },
  });
  return { lines, brokenAt };
}

function countBreaks(text: string, from: number, to: number): number {
  return text.slice(from, to).match(/\r\n|\n|\r/g)?.length ?? 0;
}

/** Headings by what a person may have made of them: without regard to case, accents and signs. */
const HEADINGS: ReadonlyMap<string, RegisterColumn | 'check'> = new Map([
  ...REGISTER_COLUMNS.flatMap((column) =>
    [column, columnName(column, 'en'), columnName(column, 'cy')].map((name) => [fold(name), column] as const),
  ),
  [fold(CHECK_COLUMN), 'check'] as const,
]);

const columnOf = (heading: string): RegisterColumn | 'check' | null =>
  HEADINGS.get(fold(enarm(heading))) ?? null;

function fold(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function readRow({ line, cells }: Line, columns: readonly (RegisterColumn | 'check' | null)[]): CsvRow {
  const read: Partial<Record<RegisterColumn, string>> = {};
  const problems: CellProblem[] = [];
  let check: string | null = null;
  columns.forEach((column, i) => {
    const cell = enarm((cells[i] ?? '').trim()).trim();
    if (column === null) return;
    if (column === 'check') {
      check = cell === '' ? null : cell;
      return;
    }
    const value = readCell(column, cell);
    if (typeof value === 'string') read[column] = value;
    else problems.push({ column, problem: value.problem, cell });
  });
  return { line, cells: read, problems, check };
}

function readCell(
  column: RegisterColumn,
  cell: string,
): string | { readonly problem: CellProblem['problem'] } {
  if (cell === '') return '';
  if (isWorded(column)) {
    const wanted = fold(cell);
    const found = WORDED[column].find((value) =>
      [value, cellWords(column, value, 'en'), cellWords(column, value, 'cy')].some(
        (word) => fold(word) === wanted,
      ),
    );
    return found ?? { problem: 'unknown-word' };
  }
  switch (column) {
    case 'ids':
      // `6.155E+13` or `61550000000001.00`: the number that stood there is lost.
      if (/[.,]?\d*e\+?\d+|\d\.\d/i.test(cell)) return { problem: 'rounded-number' };
      return cell
        .split(/[\s,;]+/)
        .map((id) => id.replace(/^#/, ''))
        .filter(Boolean)
        .join(' ');
    case 'handle':
      return cell.replace(/^@/, '');
    case 'lastReview':
    case 'reviewDate':
    case 'agreement':
      return readDay(cell) ?? { problem: 'not-a-date' };
    default:
      return cell;
  }
}

/** A day as YYYY-MM-DD, or as British spreadsheets write it back: D/M/YYYY. */
function readDay(cell: string): string | null {
  const british = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(cell);
  const day = british
    ? `${british[3]}-${(british[2] ?? '').padStart(2, '0')}-${(british[1] ?? '').padStart(2, '0')}`
    : cell;
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return null;
  const date = new Date(`${day}T00:00:00Z`);
  // The 31st of February would otherwise become a day in March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? day : null;
}

/** One column in which file and board differ. */
export interface Difference {
  readonly column: RegisterColumn;
  readonly ours: string;
  readonly theirs: string;
  /**
   * `filled`: the board has nothing there. `emptied`: the file has nothing there. `differs`: both have something.
   * `conflict`: both have something, and the board's entry changed after the table was exported.
   */
  readonly kind: 'filled' | 'emptied' | 'differs' | 'conflict';
}

/** A row of a file beside the board's entry. */
export interface ImportItem {
  readonly line: number;
  readonly status: 'added' | 'changed' | 'unchanged';
  /** The board's entry; null when the row adds one. */
  readonly before: RegisterEntry | null;
  /** The row with all that it leaves out taken from the board. */
  readonly flat: FlatEntry;
  readonly differences: readonly Difference[];
  readonly cellProblems: readonly CellProblem[];
  /** The entry was also named by an earlier line, which this is the number of. */
  readonly repeats: number | null;
}

/** What a new entry says where the file is silent. */
const NEW_ENTRY: Partial<FlatEntry> = { state: 'proposed' };

/** Sets a file beside the register, row by row. Entries are found by key, else by id, else by handle. */
export function compareImport(file: RegisterFile, register: readonly RegisterEntry[]): ImportItem[] {
  const taken = register.map(({ key }) => key);
  const lines = new Map<string, number>();
  return file.rows.map((row): ImportItem => {
    const before = findEntry(row.cells, register);
    const flat = before ? { ...flatten(before), ...row.cells, key: before.key } : newRow(row.cells, taken);
    if (!before) taken.push(flat.key);
    const repeats = lines.get(flat.key) ?? null;
    if (repeats === null) lines.set(flat.key, row.line);
    const differences = before ? differencesOf(flatten(before), flat, row.check) : [];
    const status = !before ? 'added' : differences.length > 0 ? 'changed' : 'unchanged';
    return { line: row.line, status, before, flat, differences, cellProblems: row.problems, repeats };
  });
}

function findEntry(cells: Partial<FlatEntry>, register: readonly RegisterEntry[]): RegisterEntry | null {
  if (cells.key) return register.find(({ key }) => key === cells.key) ?? null;
  const there = register.filter(({ platform }) => platform === cells.platform);
  const ids = (cells.ids ?? '').split(' ').filter(Boolean);
  const handle = cells.handle?.toLowerCase();
  return (
    there.find((entry) => ids.some((id) => entry.ids.includes(id))) ??
    (handle ? there.find((entry) => entry.handle?.toLowerCase() === handle) : undefined) ??
    null
  );
}

function newRow(cells: Partial<FlatEntry>, taken: readonly string[]): FlatEntry {
  const given = Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== ''));
  const blank = Object.fromEntries(REGISTER_COLUMNS.map((column) => [column, '']));
  const platform = cells.platform === 'facebook' ? 'facebook' : 'x';
  // X has logins alone; on Facebook only the file can say what it is.
  const kind = cells.platform === 'x' ? { kind: 'login' } : {};
  const key = cells.key || entryKey(`${platform} ${cells.name ?? ''}`, taken, platform);
  // Every column is in `blank`; the compiler does not see that through fromEntries.
  return { ...blank, ...NEW_ENTRY, ...kind, ...given, key } as FlatEntry;
}

function differencesOf(ours: FlatEntry, theirs: FlatEntry, check: string | null): Difference[] {
  const moved = check !== null && check !== fingerprint(ours);
  return REGISTER_COLUMNS.filter((column) => ours[column] !== theirs[column]).map((column): Difference => {
    const [own, other] = [ours[column], theirs[column]];
    const kind = moved ? 'conflict' : own === '' ? 'filled' : other === '' ? 'emptied' : 'differs';
    return { column, ours: own, theirs: other, kind };
  });
}

/**
 * The columns in which the board's word stands unless somebody chooses the file's: those in conflict, and those that
 * the file leaves blank. A blank cell is far more often one that nobody filled in than one that somebody cleared.
 */
export const keptAtFirst = (item: ImportItem): ReadonlySet<RegisterColumn> =>
  new Set(
    item.differences
      .filter(({ kind }) => kind === 'conflict' || kind === 'emptied')
      .map(({ column }) => column),
  );

/** What a row of a file comes to: the entry, or what is wrong with it. */
export type TakenRow =
  | { readonly ok: true; readonly entry: RegisterEntry }
  | { readonly ok: false; readonly problems: readonly EntryProblem[] };

/**
 * What the chosen rows come to, judged against the register as it will be once all of them are in it. `keep` names
 * the columns of a row in which the board's word stands; `groups` are the keys of the board's contact groups.
 */
export function takeRows(
  items: readonly ImportItem[],
  keep: (item: ImportItem) => ReadonlySet<RegisterColumn>,
  register: readonly RegisterEntry[],
  groups: readonly string[],
): ReadonlyMap<ImportItem, TakenRow> {
  const read = new Map(items.map((item) => [item, unflatten(withKept(item, keep(item)))]));
  const future = new Map(register.map((entry) => [entry.key, entry]));
  for (const taken of read.values()) if (taken.ok) future.set(taken.entry.key, taken.entry);
  return new Map(
    [...read].map(([item, taken]): [ImportItem, TakenRow] => {
      if (!taken.ok) return [item, taken];
      const others = [...future.values()].filter(({ key }) => key !== taken.entry.key);
      const problems = entryProblems(taken.entry, { others, groups, before: item.before });
      return [item, problems.length === 0 ? taken : { ok: false, problems }];
    }),
  );
}

function withKept(item: ImportItem, keep: ReadonlySet<RegisterColumn>): FlatEntry {
  if (!item.before) return item.flat;
  const own = flatten(item.before);
  return { ...item.flat, ...Object.fromEntries([...keep].map((column) => [column, own[column]])) };
}
