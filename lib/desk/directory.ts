import * as v from 'valibot';
import {
  type Board,
  boardSchema,
  type ContactGroup,
  type HashtagEntry,
  type LegalFlag,
  type WordList,
} from '../board/schema';
import { expandPhrase } from '../checks/notation';
import { entryKey } from './entry-key';
import {
  type FieldProblem,
  type FormValues,
  fromLocalField,
  linesOf,
  localizedOf,
  toLocalField,
} from './form-values';
import { digestNames } from './legal-digest';

/** Lists of the board, beside the register of accounts, that the desk edits an entry at a time. */
export const DIRECTORY_PARTS = [
  'hashtags',
  'contactGroups',
  'corporateAccounts',
  'wordLists',
  'preElection',
  'legalFlags',
] as const;
/** One of {@link DIRECTORY_PARTS}. */
export type DirectoryPart = (typeof DIRECTORY_PARTS)[number];

/** An entry of such a list. */
export type DirectoryEntry<P extends DirectoryPart> = Board[P][number];

/** An entry read from a form, or what is wrong with it. */
export type ReadEntry<E> =
  | { readonly ok: true; readonly entry: E }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/** How the entries of a list are put into a form and read from it. */
export interface DirectoryForm<E> {
  values(entry: E | null): FormValues;
  /** `before` is the entry that is being changed, null for a new one; `all` is the list as it stands. */
  read(values: FormValues, before: E | null, all: readonly E[]): Promise<ReadEntry<E>>;
}

const entries = boardSchema.entries;
const schemas = {
  hashtag: entries.hashtags.pipe[0].item,
  contactGroup: entries.contactGroups.wrapped.pipe[0].item,
  corporateAccount: entries.corporateAccounts.item,
  wordList: entries.wordLists.wrapped.pipe[0].item,
  preElection: entries.preElection.wrapped.pipe[0].item,
  legalFlag: entries.legalFlags.wrapped.pipe[0].item,
};

/** Fields of the form for each field of an entry, where they are not called the same. */
const FIELDS: Readonly<Record<string, string>> = { name: 'nameEn', advice: 'adviceEn', reason: 'reasonEn' };

function check<S extends v.GenericSchema>(schema: S, input: v.InferInput<S>): ReadEntry<v.InferOutput<S>> {
  const read = v.safeParse(schema, input);
  if (read.success) return { ok: true, entry: read.output };
  const problems = read.issues.map((issue): FieldProblem => {
    const name = String(issue.path?.[0]?.key);
    const missing = issue.path?.[0]?.value === undefined || issue.path?.[0]?.value === '';
    const problem = name === 'url' && !missing ? 'not-https' : missing ? 'missing' : 'invalid';
    return { field: FIELDS[name] ?? name, problem };
  });
  return { ok: false, problems };
}

const wrong = (field: string, problem: FieldProblem['problem']): { ok: false; problems: FieldProblem[] } => ({
  ok: false,
  problems: [{ field, problem }],
});

const text = (values: FormValues, field: string): string => (values[field] ?? '').trim();
const optional = <K extends string>(name: K, value: string | undefined): { [_ in K]?: string } =>
  // One field of that name or none; the compiler widens a computed key.
  (value === undefined || value === '' ? {} : { [name]: value }) as { [_ in K]?: string };

const hashtags: DirectoryForm<HashtagEntry> = {
  values: (entry) => ({
    tag: entry?.tag ?? '',
    status: entry?.status ?? 'ours',
    from: toLocalField(entry?.from),
    until: toLocalField(entry?.until),
    twin: entry?.twin ?? '',
    reasonEn: entry?.reason?.en ?? '',
    reasonCy: entry?.reason?.cy ?? '',
  }),
  read: async (values, before, all) => {
    const tag = text(values, 'tag').replace(/^#/, '');
    const from = fromLocalField(text(values, 'from'));
    const until = fromLocalField(text(values, 'until'));
    if (from !== undefined && until !== undefined && from >= until) return wrong('until', 'order');
    if (all.some((other) => other !== before && other.tag.toLowerCase() === tag.toLowerCase())) {
      return wrong('tag', 'taken');
    }
    const reason = localizedOf(values.reasonEn, values.reasonCy);
    return check(schemas.hashtag, {
      tag,
      // Validated by the schema; the form offers these three alone.
      status: text(values, 'status') as HashtagEntry['status'],
      ...optional('from', from),
      ...optional('until', until),
      ...optional('twin', text(values, 'twin').replace(/^#/, '')),
      ...(reason && { reason }),
    });
  },
};

const contactGroups: DirectoryForm<ContactGroup> = {
  values: (entry) => ({
    nameEn: entry?.name.en ?? '',
    nameCy: entry?.name.cy ?? '',
    url: entry?.url ?? '',
  }),
  read: async (values, before, all) => {
    const name = localizedOf(values.nameEn, values.nameCy);
    if (!name) return wrong('nameEn', 'missing');
    const keys = all.map(({ key }) => key);
    return check(schemas.contactGroup, {
      key: before?.key ?? entryKey(name.en ?? name.cy ?? '', keys, 'group'),
      name,
      ...optional('url', text(values, 'url')),
    });
  },
};

const corporateAccounts: DirectoryForm<Board['corporateAccounts'][number]> = {
  values: (entry) => ({ platform: entry?.platform ?? 'x', url: entry?.url ?? '' }),
  read: async (values, before, all) => {
    const url = text(values, 'url');
    if (all.some((other) => other !== before && other.url === url)) return wrong('url', 'taken');
    // Validated by the schema; the form offers these two alone.
    const platform = text(values, 'platform') as 'x' | 'facebook';
    return check(schemas.corporateAccount, { platform, url });
  },
};

const wordLists: DirectoryForm<WordList> = {
  values: (entry) => ({
    nameEn: entry?.name.en ?? '',
    nameCy: entry?.name.cy ?? '',
    mode: entry?.mode ?? 'inform',
    phrases: entry?.phrases.join('\n') ?? '',
    adviceEn: entry?.advice?.en ?? '',
    adviceCy: entry?.advice?.cy ?? '',
  }),
  read: async (values, before, all) => {
    const name = localizedOf(values.nameEn, values.nameCy);
    const phrases = [...new Set(linesOf(values.phrases))];
    if (!name) return wrong('nameEn', 'missing');
    if (phrases.length === 0) return wrong('phrases', 'missing');
    if (!phrases.every(isPhrase)) return wrong('phrases', 'invalid');
    const advice = localizedOf(values.adviceEn, values.adviceCy);
    const ids = all.map(({ id }) => id);
    return check(schemas.wordList, {
      id: before?.id ?? entryKey(name.en ?? name.cy ?? '', ids, 'words'),
      name,
      // Validated by the schema; the form offers these three alone.
      mode: text(values, 'mode') as WordList['mode'],
      phrases,
      ...(advice && { advice }),
    });
  },
};

/** Whether the checks can read a phrase in their notation. */
function isPhrase(phrase: string): boolean {
  try {
    return expandPhrase(phrase).length > 0;
  } catch {
    return false;
  }
}

const preElection: DirectoryForm<Board['preElection'][number]> = {
  values: (entry) => ({
    from: toLocalField(entry?.from),
    until: toLocalField(entry?.until),
    nameEn: entry?.name?.en ?? '',
    nameCy: entry?.name?.cy ?? '',
  }),
  read: async (values) => {
    const from = fromLocalField(text(values, 'from'));
    const until = fromLocalField(text(values, 'until'));
    if (from === undefined) return wrong('from', 'missing');
    if (until === undefined) return wrong('until', 'missing');
    if (from >= until) return wrong('until', 'order');
    const name = localizedOf(values.nameEn, values.nameCy);
    return check(schemas.preElection, { from, until, ...(name && { name }) });
  },
};

const legalFlags: DirectoryForm<LegalFlag> = {
  values: (entry) => ({
    adviceEn: entry?.advice.en ?? '',
    adviceCy: entry?.advice.cy ?? '',
    until: toLocalField(entry?.until),
    // The names are not kept, so there is nothing to show.
    names: '',
  }),
  read: async (values, before, all) => {
    const advice = localizedOf(values.adviceEn, values.adviceCy);
    if (!advice) return wrong('adviceEn', 'missing');
    const until = fromLocalField(text(values, 'until'));
    // Names left empty leave the digests of an earlier flag as they are.
    const same = before !== null && linesOf(values.names).length === 0;
    const digested = same ? ({ ok: true, flag: before } as const) : await digestNames(values.names ?? '');
    if (!digested.ok) return wrong('names', digested.problem);
    const { salt, digests, words } = digested.flag;
    const ids = all.map(({ id }) => id);
    // Not out of the advice: that could give something away.
    const id = before?.id ?? entryKey(`flag-${new Date().toISOString().slice(0, 10)}`, ids, 'flag');
    return check(schemas.legalFlag, { id, advice, ...optional('until', until), salt, digests, words });
  },
};

/** The form of each list. */
export const DIRECTORY_FORMS: { readonly [P in DirectoryPart]: DirectoryForm<DirectoryEntry<P>> } = {
  hashtags,
  contactGroups,
  corporateAccounts,
  wordLists,
  preElection,
  legalFlags,
};

/** Whom to ring, as a form. */
export const CONTACTS_FORM: DirectoryForm<Board['contacts']> = {
  values: (contacts) => ({
    nameEn: contacts?.communications.name.en ?? '',
    nameCy: contacts?.communications.name.cy ?? '',
    phone: contacts?.communications.phone ?? '',
    email: contacts?.communications.email ?? '',
    dutyNameEn: contacts?.duty?.name.en ?? '',
    dutyNameCy: contacts?.duty?.name.cy ?? '',
    dutyPhone: contacts?.duty?.phone ?? '',
    dutyEmail: contacts?.duty?.email ?? '',
  }),
  read: async (values) => {
    const name = localizedOf(values.nameEn, values.nameCy);
    if (!name) return wrong('nameEn', 'missing');
    const duty = localizedOf(values.dutyNameEn, values.dutyNameCy);
    const dutyPhone = text(values, 'dutyPhone');
    const dutyEmail = text(values, 'dutyEmail');
    if (!duty && (dutyPhone || dutyEmail)) return wrong('dutyNameEn', 'missing');
    if (/[^\d+() -]/.test(text(values, 'phone'))) return wrong('phone', 'invalid');
    if (/[^\d+() -]/.test(dutyPhone)) return wrong('dutyPhone', 'invalid');
    return check(entries.contacts, {
      communications: {
        name,
        ...optional('phone', text(values, 'phone')),
        ...optional('email', text(values, 'email')),
      },
      ...(duty && {
        duty: { name: duty, ...optional('phone', dutyPhone), ...optional('email', dutyEmail) },
      }),
    });
  },
};
