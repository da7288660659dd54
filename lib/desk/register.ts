import * as v from 'valibot';
import { boardSchema, type RegisterEntry } from '../board/schema';
import { type DeviceBook, trustOf } from './devices';
import type { InboxEntry } from './inbox';

const accountSchema = boardSchema.entries.accounts.pipe[0].item;

/** Where an account stands on its way through the register. */
export type AccountState = RegisterEntry['state'];

/** All states, in the order of an account's life. */
export const ACCOUNT_STATES: readonly AccountState[] = ['proposed', 'approved', 'declined', 'live', 'closed'];

/**
 * The steps an account may take; the decision is Communications' alone (S4.2). A declined or closed one comes back
 * only as a new proposal, so that it is decided upon again.
 */
const STEPS: Readonly<Record<AccountState, readonly AccountState[]>> = {
  proposed: ['approved', 'declined'],
  approved: ['live', 'declined'],
  declined: ['proposed'],
  live: ['closed'],
  closed: ['proposed'],
};

/** States that an account in this state may go to. */
export const nextStates = (state: AccountState): readonly AccountState[] => STEPS[state];

/** Whether an account may go from one state to another; staying is no step and always allowed. */
export const isAllowedStep = (from: AccountState, to: AccountState): boolean =>
  from === to || STEPS[from].includes(to);

/** States in which a new entry may begin; an account that has long been running is entered as live. */
export const FIRST_STATES: readonly AccountState[] = ['proposed', 'live'];

/** Where the password of an entry may be said to be: a Page has no password but roles, a login no roles (S5.1). */
export function custodyOf(
  entry: Pick<RegisterEntry, 'kind'>,
): readonly NonNullable<RegisterEntry['custody']>[] {
  return entry.kind === 'page' ? ['roles', 'unknown'] : ['delegated', 'sealed', 'outstanding', 'unknown'];
}

/** What is wrong with an entry; the field, and which rule it breaks. */
export interface EntryProblem {
  readonly field: keyof RegisterEntry;
  readonly problem:
    | 'invalid'
    | 'missing'
    | 'key-taken'
    | 'id-taken'
    | 'handle-taken'
    | 'page-not-on-x'
    | 'custody-of-page'
    | 'custody-of-login'
    | 'unknown-counterpart'
    | 'own-counterpart'
    | 'unknown-group'
    | 'step'
    | 'unreachable';
}

/** What is told about an entry beside itself. */
export interface EntrySurroundings {
  /** The register without the entry. */
  readonly others: readonly RegisterEntry[];
  /** Keys of the contact groups. */
  readonly groups: readonly string[];
  /** The entry as it stands on the board; null when it is new. */
  readonly before: RegisterEntry | null;
}

/** Everything that is wrong with an entry of the register; empty when it may stand as it is. */
export function entryProblems(
  entry: RegisterEntry,
  { others, groups, before }: EntrySurroundings,
): EntryProblem[] {
  const problems: EntryProblem[] = [];
  const add = (field: EntryProblem['field'], problem: EntryProblem['problem']): void => {
    problems.push({ field, problem });
  };
  for (const field of invalidFields(entry)) {
    add(field, entry[field] === undefined || entry[field] === '' ? 'missing' : 'invalid');
  }
  if (others.some(({ key }) => key === entry.key)) add('key', 'key-taken');
  const twins = others.filter(({ platform, state }) => platform === entry.platform && state !== 'closed');
  if (entry.state !== 'closed') {
    if (entry.ids.some((id) => twins.some((twin) => twin.ids.includes(id)))) add('ids', 'id-taken');
    const handle = entry.handle?.toLowerCase();
    if (handle && twins.some((twin) => twin.handle?.toLowerCase() === handle)) add('handle', 'handle-taken');
  }
  if (entry.platform === 'x' && entry.kind === 'page') add('kind', 'page-not-on-x');
  if (entry.custody && !custodyOf(entry).includes(entry.custody)) {
    add('custody', entry.kind === 'page' ? 'custody-of-page' : 'custody-of-login');
  }
  if (entry.counterpart === entry.key) add('counterpart', 'own-counterpart');
  else if (entry.counterpart && !others.some(({ key }) => key === entry.counterpart)) {
    add('counterpart', 'unknown-counterpart');
  }
  if (entry.contactGroup && !groups.includes(entry.contactGroup)) add('contactGroup', 'unknown-group');
  if (before ? !isAllowedStep(before.state, entry.state) : false) add('state', 'step');
  // Without either, no page can ever be recognised as this account.
  if (entry.state === 'live' && entry.ids.length === 0 && !entry.handle) add('handle', 'unreachable');
  return problems;
}

function invalidFields(entry: RegisterEntry): (keyof RegisterEntry)[] {
  const read = v.safeParse(accountSchema, entry);
  if (read.success) return [];
  const fields = new Set<keyof RegisterEntry>();
  for (const issue of read.issues) {
    const field = issue.path?.[0]?.key;
    if (isField(field)) fields.add(field);
  }
  return [...fields];
}

const isField = (name: unknown): name is keyof RegisterEntry =>
  typeof name === 'string' && name in accountSchema.entries;

/** Words that are looked for in an entry; all must occur somewhere. Without regard to case and accents. */
export function matchesSearch(entry: RegisterEntry, search: string): boolean {
  const text = fold(
    [
      entry.key,
      entry.name,
      entry.handle,
      entry.district,
      entry.owner,
      entry.purpose?.en,
      entry.purpose?.cy,
      ...entry.ids,
    ]
      .filter(Boolean)
      .join(' '),
  );
  return fold(search)
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => text.includes(word.replace(/^@/, '')));
}

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** An id that a report told of, for an entry that has none. */
export interface LearntId {
  readonly entry: RegisterEntry;
  readonly id: string;
  /** Devices that told it, pinned and not. */
  readonly pinned: number;
  readonly unpinned: number;
  /** Whether devices told different ids for this account. */
  readonly disputed: boolean;
}

/** Ids that reports told of, for live entries that have none; an id that another entry holds is left out. */
export function learntIds(
  register: readonly RegisterEntry[],
  entries: readonly InboxEntry[],
  devices: DeviceBook,
): LearntId[] {
  const taken = new Set(register.flatMap(({ platform, ids }) => ids.map((id) => `${platform} ${id}`)));
  return register
    .filter(({ state, ids }) => state === 'live' && ids.length === 0)
    .flatMap((entry): LearntId[] => {
      const told = new Map<string, Map<string, boolean>>();
      for (const { report, deviceId, replayed } of entries) {
        const { event } = report;
        if (event.kind !== 'account-id' || event.accountKey !== entry.key || replayed) continue;
        const trust = trustOf(devices, deviceId);
        if (trust === 'not-believed' || taken.has(`${entry.platform} ${event.id}`)) continue;
        const tellers = told.get(event.id) ?? new Map<string, boolean>();
        told.set(event.id, tellers.set(deviceId, trust === 'pinned'));
      }
      return [...told]
        .map(([id, tellers]): LearntId => {
          const pinned = [...tellers.values()].filter(Boolean).length;
          return { entry, id, pinned, unpinned: tellers.size - pinned, disputed: told.size > 1 };
        })
        .sort((a, b) => b.pinned - a.pinned || b.unpinned - a.unpinned);
    });
}
