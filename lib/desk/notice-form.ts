import * as v from 'valibot';
import type { KnownAccount } from '../accounts/types';
import { httpsUrl } from '../board/fields';
import { type Board, type Localized, type Notice, TEXT_LIMIT } from '../board/schema';
import { localize } from '../i18n/translate';
import { knownAccounts } from '../messages/build-snapshot';
import type { Language } from '../messages/snapshot';
import { concerns, currentNotices } from '../notices/applicable';
import { type BoardChange, createChange, listEdit } from './board-change';
import type { NoticeTemplate } from './templates';

/** Characters a headline may have; ours: two lines of the banner at 320 px. */
export const HEADLINE_LIMIT = 140;
/** Characters a corporate line may have; ours: a post on X holds 280. */
export const LINE_LIMIT = 280;
/** The longest a notice may run, in hours; ours: a pre-election period and some days. */
export const LONGEST_HOURS = 24 * 60;
/** Hours a notice runs unless somebody says otherwise. */
export const DEFAULT_HOURS = 12;
/** The longest an ended notice stays on the board, in ms; ours. Whoever was away sees for so long that it ended. */
export const ENDED_KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** The word that an exercise's headline begins with; nothing takes it away. */
export const EXERCISE_WORD: Required<Localized> = { en: 'EXERCISE', cy: 'YMARFER' };

const both = v.object({ en: v.string(), cy: v.string() });
const keys = v.array(v.string());

/** What is being written, as the fields of the form hold it. Validates kept drafts. */
export const noticeFormSchema = v.object({
  /** Identifier of the notice that this one updates; null for a new one. */
  updates: v.nullable(v.string()),
  level: v.picklist(['advice', 'corporate-lines-only', 'blackout']),
  status: v.picklist(['actual', 'exercise']),
  headline: both,
  reason: both,
  instruction: both,
  contact: both,
  lines: v.array(v.object({ en: v.string(), cy: v.string(), url: v.string() })),
  scope: v.object({
    accounts: keys,
    districts: keys,
    platforms: v.array(v.picklist(['x', 'facebook'])),
    exempt: keys,
  }),
  reshareAccounts: keys,
  resharePosts: keys,
  /** Either so many hours from the press on "Issue now", or an instant as ISO 8601; empty while none is chosen. */
  expiry: v.variant('kind', [
    v.object({ kind: v.literal('hours'), hours: v.number() }),
    v.object({ kind: v.literal('at'), at: v.string() }),
  ]),
});
/** See {@link noticeFormSchema}. */
export type NoticeForm = v.InferOutput<typeof noticeFormSchema>;

/** The texts of a notice that exist in both languages. */
export type FormText = 'headline' | 'reason' | 'instruction' | 'contact';

const NOTHING = { en: '', cy: '' } as const;

/** An empty form: a blackout for everybody. */
export function emptyForm(): NoticeForm {
  return {
    updates: null,
    level: 'blackout',
    status: 'actual',
    headline: { ...NOTHING },
    reason: { ...NOTHING },
    instruction: { ...NOTHING },
    contact: { ...NOTHING },
    lines: [],
    scope: { accounts: [], districts: [], platforms: [], exempt: [] },
    reshareAccounts: [],
    resharePosts: [],
    expiry: { kind: 'hours', hours: DEFAULT_HOURS },
  };
}

/** A template filled in for this board: complete, so that it can go out without a word typed. */
export function formFromTemplate(template: NoticeTemplate, board: Board): NoticeForm {
  const { level, status, headline, reason, instruction, lines, hours, resharesCorporate } = template;
  return {
    ...emptyForm(),
    level,
    status,
    headline: { ...headline },
    reason: { ...reason },
    instruction: { ...instruction },
    lines: lines.map((line) => ({ ...line, url: '' })),
    reshareAccounts: resharesCorporate ? corporateNames(board) : [],
    expiry: { kind: 'hours', hours },
  };
}

/**
 * The names in the addresses of the corporate accounts, as the platforms write them: `x.com/Name` gives `Name`, and
 * Facebook's `profile.php?id=1` the number.
 */
export function corporateNames(board: Board): string[] {
  const names = board.corporateAccounts.map(({ url }) => {
    const { pathname, searchParams } = new URL(url);
    const first = pathname.split('/')[1] ?? '';
    return first === 'profile.php' ? (searchParams.get('id') ?? '') : first;
  });
  return [...new Set(names.filter((name) => /^[\w.]{1,60}$/.test(name)))];
}

/** The form for an update of a notice. It keeps the scope; the expiry is chosen anew from now. */
export function formFromNotice(notice: Notice): NoticeForm {
  const text = (value: Localized | undefined) => ({ en: value?.en ?? '', cy: value?.cy ?? '' });
  const { reshare, scope } = notice;
  return {
    updates: notice.identifier,
    level: notice.level,
    status: formStatus(notice),
    headline: withoutExerciseWord(text(notice.headline)),
    reason: text(notice.reason),
    instruction: text(notice.instruction),
    contact: text(notice.contact),
    lines: notice.corporateLines.map((line) => ({ ...text(line.text), url: line.url ?? '' })),
    scope: {
      accounts: [...scope.accounts],
      districts: [...scope.districts],
      platforms: [...scope.platforms],
      exempt: [...scope.exempt],
    },
    reshareAccounts: [...reshare.accounts],
    resharePosts: [...reshare.posts],
    expiry: { kind: 'hours', hours: DEFAULT_HOURS },
  };
}

/** Real or an exercise, as the form knows it: a test is an exercise. */
const formStatus = ({ status }: Notice): NoticeForm['status'] =>
  status === 'actual' ? 'actual' : 'exercise';

function withoutExerciseWord(text: { en: string; cy: string }): { en: string; cy: string } {
  return { en: stripExerciseWord(text.en), cy: stripExerciseWord(text.cy) };
}

/** Only the word with its colon, or alone: "Exercise Dovey begins" is a name and stays. */
const MARK = new RegExp(`^\\s*(?:${EXERCISE_WORD.en}|${EXERCISE_WORD.cy})\\s*(?::\\s*|$)`, 'iu');

/** A headline without the word for an exercise before it, however often it stands there. */
export function stripExerciseWord(headline: string): string {
  let text = headline;
  while (MARK.test(text)) text = text.replace(MARK, '');
  return text;
}

/** Registered accounts that are guarded now: the ones a notice can reach. */
export const liveAccounts = (board: Board): KnownAccount[] => knownAccounts(board, []);

/** The guarded accounts that a scope takes in. */
export function reach(form: NoticeForm, board: Board): KnownAccount[] {
  const scoped = { scope: form.scope } as Notice; // `concerns` reads nothing but the scope
  return liveAccounts(board).filter((account) => concerns(scoped, account));
}

/** Every district that a registered account belongs to, in order. */
export function districtsOf(board: Board): string[] {
  const all = liveAccounts(board).flatMap(({ district }) => (district === undefined ? [] : [district]));
  return [...new Set(all)].sort();
}

/** When the notice ends if it is issued at `now` (ms); null when no instant can be read. */
export function expiryOf(form: NoticeForm, now: number): number | null {
  const { expiry } = form;
  if (expiry.kind === 'hours') return now + expiry.hours * 60 * 60 * 1000;
  const at = Date.parse(expiry.at);
  return Number.isNaN(at) ? null : at;
}

/** What keeps a notice from being issued (`stops`), or should be known before. `issue` names words of the catalogue. */
export interface FormIssue {
  readonly field: FormText | 'scope' | 'expiry' | 'lines' | 'reshare' | 'updates';
  readonly issue:
    | 'headline-missing'
    | 'one-language'
    | 'too-long'
    | 'nobody'
    | 'expired'
    | 'too-far'
    | 'bad-address'
    | 'line-empty'
    | 'nothing-to-share'
    | 'already-ended';
  readonly stops: boolean;
  /** Characters or hours allowed, where there is a limit. */
  readonly limit?: number;
}

/** Everything that is to be said of a form. Missing languages never stop it. `now` in ms. */
export function checkForm(form: NoticeForm, board: Board, now: number): FormIssue[] {
  const issues: FormIssue[] = [];
  const say = (
    field: FormIssue['field'],
    issue: FormIssue['issue'],
    stops: boolean,
    limit?: number,
  ): void => {
    issues.push({ field, issue, stops, ...(limit === undefined ? {} : { limit }) });
  };
  if (isEmpty(form.headline)) say('headline', 'headline-missing', true);
  for (const field of ['headline', 'reason', 'instruction', 'contact'] as const) {
    const limit = field === 'headline' ? HEADLINE_LIMIT : TEXT_LIMIT;
    if (form[field].en.length > limit || form[field].cy.length > limit) say(field, 'too-long', true, limit);
    if (isHalf(form[field])) say(field, 'one-language', false);
  }
  for (const line of form.lines) {
    if (isEmpty(line)) say('lines', 'line-empty', true);
    else if (isHalf(line)) say('lines', 'one-language', false);
    if (line.en.length > LINE_LIMIT || line.cy.length > LINE_LIMIT)
      say('lines', 'too-long', true, LINE_LIMIT);
    if (line.url.trim() !== '' && !v.is(httpsUrl, line.url.trim())) say('lines', 'bad-address', true);
  }
  if (form.resharePosts.some((post) => !v.is(httpsUrl, post))) say('reshare', 'bad-address', true);
  if (
    form.level === 'corporate-lines-only' &&
    form.reshareAccounts.length + form.resharePosts.length + form.lines.length === 0
  ) {
    say('reshare', 'nothing-to-share', false);
  }
  if (reach(form, board).length === 0) say('scope', 'nobody', true);
  const ends = expiryOf(form, now);
  if (ends === null || ends <= now) say('expiry', 'expired', true);
  else if (ends > now + LONGEST_HOURS * 60 * 60 * 1000) say('expiry', 'too-far', true, LONGEST_HOURS / 24);
  if (form.updates !== null && !currentNotices(board.notices).some((n) => n.identifier === form.updates)) {
    say('updates', 'already-ended', false);
  }
  return issues;
}

const isEmpty = (text: { en: string; cy: string }): boolean => text.en.trim() === '' && text.cy.trim() === '';
const isHalf = (text: { en: string; cy: string }): boolean =>
  (text.en.trim() === '') !== (text.cy.trim() === '');

function localized(text: { en: string; cy: string }): Localized | undefined {
  const en = text.en.trim();
  const cy = text.cy.trim();
  if (en === '' && cy === '') return undefined;
  return { ...(en === '' ? {} : { en }), ...(cy === '' ? {} : { cy }) };
}

/**
 * A headline as it goes out: an exercise begins with the word for it, once, in each language there is. A language
 * without a text of its own stays empty, so that its readers see the other one, labelled, and not the bare word.
 */
export function headlineOf(form: Pick<NoticeForm, 'headline' | 'status'>): Localized {
  if (form.status === 'actual') return localized(form.headline) ?? {};
  const text = localized(withoutExerciseWord(form.headline));
  if (!text) return EXERCISE_WORD;
  const mark = (language: 'en' | 'cy'): Localized => {
    const own = text[language];
    return own === undefined ? {} : { [language]: `${EXERCISE_WORD[language]}: ${own}` };
  };
  return { ...mark('en'), ...mark('cy') };
}

/** A new notice's identifier: its minute in UTC, and enough chance that two desks never choose the same. */
export function createIdentifier(now: number): string {
  const minute = new Date(now).toISOString().slice(0, 16).replace('T', '-').replace(':', '');
  const chance = crypto.getRandomValues(new Uint8Array(3));
  return `${minute}-${Array.from(chance, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/**
 * The notice that a form comes to when it is issued at `now` (ms). An update names all that it replaces, and is real
 * or an exercise as what it updates: operators' browsers let no exercise end a real order.
 */
export function noticeFromForm(form: NoticeForm, board: Board, now: number, identifier: string): Notice {
  const updated = board.notices.find((notice) => notice.identifier === form.updates);
  const status = updated ? formStatus(updated) : form.status;
  const optional = { reason: form.reason, instruction: form.instruction, contact: form.contact };
  const texts = Object.entries(optional).flatMap(([name, text]) => {
    const value = localized(text);
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    identifier,
    sent: sentAfter(updated, now),
    status,
    messageType: form.updates === null ? 'alert' : 'update',
    references: form.updates === null ? [] : chain(form.updates, updated),
    expires: new Date(expiryOf(form, now) ?? now).toISOString(),
    level: form.level,
    scope: form.scope,
    headline: headlineOf({ headline: form.headline, status }),
    corporateLines: form.lines.flatMap((line) => {
      const text = localized(line);
      const url = line.url.trim();
      return text === undefined ? [] : [{ text, ...(url === '' ? {} : { url }) }];
    }),
    reshare: { accounts: form.reshareAccounts, posts: form.resharePosts },
    ...Object.fromEntries(texts),
  };
}

/** Never before what it replaces: operators' browsers would not let an earlier notice end a later one. */
function sentAfter(before: Notice | undefined, now: number): string {
  return new Date(Math.max(now, before ? Date.parse(before.sent) : 0)).toISOString();
}

/** The notice that is replaced, and all that it had replaced: those may be gone from the board one day. */
function chain(identifier: string, notice: Notice | undefined): string[] {
  return [...new Set([identifier, ...(notice?.references ?? [])])];
}

/** The change that issues a new notice or an update. */
export function issueChange(form: NoticeForm, board: Board, now: number): BoardChange {
  const notice = noticeFromForm(form, board, now, createIdentifier(now));
  return createChange({
    what: 'notice',
    label: {
      key: notice.messageType === 'alert' ? 'change.issue' : 'change.update',
      params: { name: nameOf(notice), headline: notice.headline },
    },
    edits: listEdit('notices', null, notice),
  });
}

/** The notice that ends another, and says so in the closing words. */
export function cancelOf(notice: Notice, words: Localized, now: number, identifier: string): Notice {
  const status = formStatus(notice);
  const { en = '', cy = '' } = words;
  return {
    identifier,
    sent: sentAfter(notice, now),
    status: notice.status,
    messageType: 'cancel',
    references: chain(notice.identifier, notice),
    // A cancel is an event and holds nothing; the date only says for how long it is news.
    expires: new Date(now + 24 * 60 * 60 * 1000).toISOString(),
    level: notice.level,
    scope: notice.scope,
    headline: headlineOf({ headline: { en, cy }, status }),
    corporateLines: [],
    reshare: { accounts: [], posts: [] },
  };
}

/** The change that stands a notice down. */
export function standDownChange(notice: Notice, words: Localized, now: number): BoardChange {
  const cancel = cancelOf(notice, words, now, createIdentifier(now));
  return createChange({
    what: 'notice',
    label: { key: 'change.stand-down', params: { name: nameOf(notice), headline: notice.headline } },
    edits: listEdit('notices', null, cancel),
  });
}

/** A notice's headline in a language, or in the other where it has no other. */
export const nameOf = ({ headline }: Notice, language: Language = 'en'): string =>
  localize(headline, language).text;

/** The fields in which an update differs from what it replaces. */
export function changedFields(before: Notice, after: Notice): (keyof Notice)[] {
  const fields = [
    'level',
    'status',
    'headline',
    'reason',
    'instruction',
    'corporateLines',
    'reshare',
    'contact',
    'scope',
    'expires',
  ] as const;
  return fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}

/** The notices without those that ended long ago. `now` in ms. */
export function withoutOldNotices(notices: readonly Notice[], now: number): Notice[] {
  const open = new Set(currentNotices(notices));
  return notices.filter((notice) => open.has(notice) || Date.parse(notice.sent) > now - ENDED_KEPT_MS);
}
