import type { Board, Localized, Notice } from '../board/schema';

/**
 * What the desk does to a board, as data: which entry stood there before and which stands there after. So a change
 * can be kept while the desk is locked, and put onto a board that somebody else published in between.
 */

/** Lists of the board whose entries are changed one at a time. */
export type ListPart =
  | 'accounts'
  | 'notices'
  | 'hashtags'
  | 'contactGroups'
  | 'removals'
  | 'wordLists'
  | 'preElection'
  | 'legalFlags'
  | 'corporateAccounts';

/** Parts of the board that are changed as a whole. */
export type WholePart = 'contacts' | 'force' | 'keys' | 'relay';

/** An entry of a list. */
export type EntryOf<P extends ListPart> = Board[P][number];

/** One entry, or one whole part, before and after. Null is "not there". */
export type Edit =
  | {
      [P in ListPart]: {
        readonly part: P;
        /** By what the entry is known in its list; see {@link keyOf}. */
        readonly key: string;
        readonly before: EntryOf<P> | null;
        readonly after: EntryOf<P> | null;
      };
    }[ListPart]
  | {
      [P in WholePart]: {
        readonly part: P;
        readonly before: Board[P] | null;
        readonly after: Board[P] | null;
      };
    }[WholePart];

/** Which line of the list of changes a change belongs to. */
export type ChangeKind = 'notice' | 'register' | 'directory' | 'removal' | 'keys';

/** How a change is named in the list of changes: a key of the desk's catalogue (`change.…`), and what fills it. */
export interface ChangeLabel {
  readonly key:
    | 'change.issue'
    | 'change.update'
    | 'change.stand-down'
    | 'change.added'
    | 'change.changed'
    | 'change.removed'
    | 'change.import'
    | 'change.removal'
    | 'change.keys'
    | 'change.relay';
  /** `name`: the headline, account, tag … it is about. `count`: how many, where it is about several. */
  readonly params: {
    readonly name: string;
    readonly count?: number;
    /** What a notice is called in both languages, so that the list names it in the reader's. */
    readonly headline?: Localized;
  };
}

/** A change as it is kept: plain data. */
export interface ChangeData {
  readonly id: string;
  readonly what: ChangeKind;
  readonly label: ChangeLabel;
  readonly edits: readonly Edit[];
}

/** A change that is to be published. */
export interface BoardChange extends ChangeData {
  /**
   * The board with this change. What is there already stays as it is.
   * @throws ChangeConflict when the board holds something that this change did not expect.
   */
  apply(board: Board): Board;
}

/** The board holds another entry than the one a change was made on. */
export class ChangeConflict extends Error {
  override readonly name = 'ChangeConflict';
  constructor(
    /** Part and key of the entry, as `accounts x-main`. */
    readonly key: string,
    /** What stands on the board; null when it was taken away. */
    readonly theirs: unknown,
    /** What the change would put there; null when it would take it away. */
    readonly ours: unknown,
    readonly edit: Edit,
  ) {
    super(`The board holds something else at ${key}.`);
  }
}

/** Makes a change out of its edits. `id` is random unless given. */
export function createChange(
  parts: Omit<ChangeData, 'id'> & { readonly id?: string | undefined },
): BoardChange {
  const { what, label, edits } = parts;
  return {
    id: parts.id ?? crypto.randomUUID(),
    what,
    label,
    edits,
    apply: (board) => edits.reduce(applyEdit, board),
  };
}

/** The plain data of a change, to be kept. */
export const changeData = ({ id, what, label, edits }: BoardChange): ChangeData => ({
  id,
  what,
  label,
  edits,
});

/** By what an entry is known in its list. */
export function keyOf<P extends ListPart>(part: P, entry: EntryOf<P>): string {
  // The compiler does not follow P into the union; each case reads fields of its own list's entries.
  const any = entry as Record<string, unknown>;
  switch (part) {
    case 'notices':
      return String(any.identifier);
    case 'hashtags':
      return String(any.tag).toLowerCase();
    case 'removals':
    case 'wordLists':
    case 'legalFlags':
      return String(any.id);
    case 'preElection':
      return `${any.from} ${any.until}`;
    case 'corporateAccounts':
      return String(any.url);
    default:
      return String(any.key);
  }
}

/**
 * The edit that makes `before` into `after` in a list; null for "not there". When the key itself changes it takes two:
 * one that removes and one that adds.
 * @throws Error when both are null.
 */
export function listEdit<P extends ListPart>(
  part: P,
  before: EntryOf<P> | null,
  after: EntryOf<P> | null,
): Edit[] {
  const oldKey = before && keyOf(part, before);
  const newKey = after && keyOf(part, after);
  const key = newKey ?? oldKey;
  if (key === null) throw new Error('An edit needs an entry.');
  if (oldKey !== null && newKey !== null && oldKey !== newKey) {
    return [...listEdit(part, before, null), ...listEdit(part, null, after)];
  }
  // Part, before and after belong together by the signature; the union of edits cannot say so for a variable part.
  return [{ part, key, before, after } as Edit];
}

/** The same for a part that is changed as a whole. */
export function wholeEdit<P extends WholePart>(
  part: P,
  before: Board[P] | null,
  after: Board[P] | null,
): Edit {
  // As in listEdit.
  return { part, before, after } as Edit;
}

/** Whether two entries say the same, whatever the order of their fields; a missing field is as good as undefined. */
export function isSame(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

/**
 * The notice that already replaced or ended what this edit's notice would replace or end: two desks answered the same
 * order. Null when there is none. An exercise that names a real order ends nothing (lib/notices/applicable.ts), and so
 * stands in nobody's way.
 */
function rivalOf(board: Board, edit: Edit): Notice | null {
  if (edit.part !== 'notices' || edit.after === null) return null;
  const { references, identifier } = edit.after;
  const mayEnd = (by: Notice, reference: string): boolean =>
    by.status === 'actual' ||
    board.notices.find((notice) => notice.identifier === reference)?.status !== 'actual';
  return (
    board.notices.find(
      (other) =>
        other.identifier !== identifier &&
        other.messageType !== 'alert' &&
        !references.includes(other.identifier) &&
        other.references.some((reference) => references.includes(reference) && mayEnd(other, reference)),
    ) ?? null
  );
}

/**
 * The same change, now made on what stands on this board: it puts what it meant to put, over whatever is there. For
 * when somebody has seen both and chosen this one.
 */
export function rebase(change: BoardChange, board: Board): BoardChange {
  return createChange({ ...changeData(change), edits: change.edits.map((edit) => rebaseEdit(board, edit)) });
}

function rebaseEdit(board: Board, edit: Edit): Edit {
  const before = currentOf(board, edit);
  const rival = rivalOf(board, edit);
  if (rival && edit.part === 'notices' && edit.after) {
    const references = [...new Set([...edit.after.references, rival.identifier, ...rival.references])];
    const sent = new Date(Math.max(Date.parse(edit.after.sent), Date.parse(rival.sent))).toISOString();
    return rebaseEdit(board, { ...edit, after: { ...edit.after, references, sent } });
  }
  // `before` is read from the very part the edit names.
  return { ...edit, before } as Edit;
}

function currentOf(board: Board, edit: Edit): unknown {
  if (!('key' in edit)) return board[edit.part] ?? null;
  return entriesOf(board, edit.part).find((entry) => keyOf(edit.part, entry) === edit.key) ?? null;
}

function entriesOf<P extends ListPart>(board: Board, part: P): readonly EntryOf<P>[] {
  // Board[P] is a list of these for each P; the compiler does not distribute over the parameter.
  return board[part] as readonly EntryOf<P>[];
}

function applyEdit(board: Board, edit: Edit): Board {
  const theirs = currentOf(board, edit);
  if (isSame(theirs, edit.after)) return board;
  if (!isSame(theirs, edit.before)) {
    const key = 'key' in edit ? `${edit.part} ${edit.key}` : edit.part;
    throw new ChangeConflict(key, theirs, edit.after, edit);
  }
  const rival = rivalOf(board, edit);
  if (rival) throw new ChangeConflict(`notices ${rival.identifier}`, rival, edit.after, edit);
  if (!('key' in edit)) {
    const { [edit.part]: _gone, ...rest } = board;
    // Only `keys` and `relay` may be left out, and only they are ever null (see wholeEdit's callers).
    return (edit.after === null ? rest : { ...board, [edit.part]: edit.after }) as Board;
  }
  const entries: readonly unknown[] = board[edit.part];
  const same = (entry: unknown): boolean => entry === theirs;
  const next =
    edit.after === null
      ? entries.filter((entry) => !same(entry))
      : theirs === null
        ? [...entries, edit.after]
        : entries.map((entry) => (same(entry) ? edit.after : entry));
  return { ...board, [edit.part]: next };
}

function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    const known = Object.entries(inner).filter(([, field]) => field !== undefined);
    return Object.fromEntries(known.sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
