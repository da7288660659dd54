import * as v from 'valibot';
import { base64url, httpsUrl, publicKeySchema } from './fields';

/**
 * The board: the one signed document in which a force's Corporate Communications says which accounts are
 * official, which notices are in force, which hashtags to use and whom to ring.
 *
 * Limits here are ours. A text that is too long is shortened and marked instead of refusing the whole board,
 * because a blackout must reach operators even if somebody pasted a novel into its reason.
 */
export const BOARD_VERSION = 1;

/** Characters kept of one text of the board; the rest is cut and `…` appended. */
export const TEXT_LIMIT = 2000;

/** A text in one or both languages. One of the two may be missing; readers fall back to the other, labelled. */
const localized = v.pipe(
  v.object({ en: v.optional(v.string()), cy: v.optional(v.string()) }),
  v.check((text) => Boolean(text.en?.trim() || text.cy?.trim()), 'a text needs English or Welsh'),
  v.transform((text): Localized => {
    const out: { en?: string; cy?: string } = {};
    if (text.en?.trim()) out.en = shorten(text.en);
    if (text.cy?.trim()) out.cy = shorten(text.cy);
    return out;
  }),
);

/** A text in English, Welsh or both; at least one is there. */
export type Localized = { readonly en?: string; readonly cy?: string };

function shorten(text: string): string {
  if (text.length <= TEXT_LIMIT) return text;
  // Half of a surrogate pair at the cut would show as a replacement character.
  return `${text.slice(0, TEXT_LIMIT - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

const instant = v.pipe(
  v.string(),
  v.check((s) => /^\d{4}-\d\d-\d\dT/.test(s) && !Number.isNaN(Date.parse(s)), 'an ISO 8601 instant'),
);
const key = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'a lower-case key'));
const platform = v.picklist(['x', 'facebook']);
const shortText = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const day = v.pipe(
  v.string(),
  v.check((s) => /^\d{4}-\d\d-\d\d$/.test(s) && !Number.isNaN(Date.parse(s)), 'a day as YYYY-MM-DD'),
);

const account = v.object({
  /** Stable key within the force; records and reports name the account by it. */
  key,
  platform,
  /** X accounts are logins. On Facebook an entry is either a login or a Page, which has no password of its own. */
  kind: v.picklist(['login', 'page']),
  /** Numeric ids; an account may have several (Facebook's Page id and profile id). Empty until learnt. */
  ids: v.array(v.pipe(v.string(), v.regex(/^\d{1,25}$/))),
  /** Without the @; compared without regard to case. */
  handle: v.optional(v.pipe(v.string(), v.regex(/^[\w.]{1,60}$/))),
  /** What people call the account; may hold any script. */
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  district: v.optional(key),
  /** Only live accounts are guarded; the others are shown at the desk alone (S4.2). */
  state: v.picklist(['proposed', 'approved', 'declined', 'live', 'closed']),
  /** Who answers for it: a role or team, not a person's name (R1, S2.1). */
  owner: v.optional(shortText),
  /** Why the account exists (S1.1). */
  purpose: v.optional(localized),
  /** One operator, or a team with cover (DO9). */
  staffing: v.optional(v.picklist(['individual', 'team'])),
  /** When it is looked at next, and when it was last (R1). */
  reviewDate: v.optional(day),
  lastReview: v.optional(day),
  /** Where its password is; a Page has roles instead (S5.1). */
  custody: v.optional(v.picklist(['delegated', 'roles', 'sealed', 'outstanding', 'unknown'])),
  /** When its operators' agreement was signed, and the address of its plan (F1, DO4). */
  agreement: v.optional(day),
  plan: v.optional(httpsUrl),
  /** Key of the account that says the same in the other language. */
  counterpart: v.optional(key),
  /** Key of the contact group it belongs to (S5.7). */
  contactGroup: v.optional(key),
});
/** One entry of the register of corporate accounts. */
export type RegisterEntry = v.InferOutput<typeof account>;

const line = v.object({ text: localized, url: v.optional(httpsUrl) });

const notice = v.object({
  /** Common Alerting Protocol 1.2 fields: identifier, sent, status, msgType, references, expires. */
  identifier: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  sent: instant,
  status: v.picklist(['actual', 'exercise', 'test']),
  messageType: v.picklist(['alert', 'update', 'cancel']),
  /** Identifiers of the notices this one replaces or ends. */
  references: v.array(v.string()),
  expires: instant,
  level: v.picklist(['advice', 'corporate-lines-only', 'blackout']),
  /** Whom it concerns. An empty list does not narrow: all lists empty means every registered account. */
  scope: v.object({
    accounts: v.array(key),
    districts: v.array(key),
    platforms: v.array(platform),
    exempt: v.array(key),
  }),
  headline: localized,
  reason: v.optional(localized),
  instruction: v.optional(localized),
  corporateLines: v.array(line),
  /** What may be reshared at level corporate-lines-only: posts of these handles or ids, or posts at these addresses. */
  reshare: v.object({ accounts: v.array(v.string()), posts: v.array(httpsUrl) }),
  contact: v.optional(localized),
});
/** One order on the board, in the fields of the Common Alerting Protocol 1.2. */
export type Notice = v.InferOutput<typeof notice>;

const hashtag = v.object({
  /** As it should be written, capitals included, without the #. */
  tag: v.pipe(v.string(), v.regex(/^[\p{L}\p{M}\p{N}_]{1,100}$/u)),
  status: v.picklist(['ours', 'avoid', 'retired']),
  from: v.optional(instant),
  until: v.optional(instant),
  /** The same campaign's tag in the other language. */
  twin: v.optional(v.string()),
  reason: v.optional(localized),
});
/** One entry of the force's hashtag register (DO7). */
export type HashtagEntry = v.InferOutput<typeof hashtag>;

const contact = v.object({
  name: localized,
  phone: v.optional(v.pipe(v.string(), v.maxLength(40))),
  email: v.optional(v.pipe(v.string(), v.maxLength(200))),
});

const contactGroup = v.object({
  key,
  name: localized,
  /** Where the group is; often a conversation that only its members can open. */
  url: v.optional(httpsUrl),
});
/** A group in which Communications reaches operators beside the board (S5.7). */
export type ContactGroup = v.InferOutput<typeof contactGroup>;

const removal = v.object({
  id: key,
  /** Key of the account whose post is to go. */
  account: key,
  posts: v.pipe(v.array(httpsUrl), v.minLength(1), v.maxLength(20)),
  asked: instant,
  /** When it should be gone. */
  by: instant,
  askedBy: v.picklist(['communications', 'professional-standards']),
  reason: v.optional(localized),
  state: v.picklist(['open', 'done', 'withdrawn']),
});
/** A request that the operator take a post down (R2). Cordon never removes anything itself. */
export type RemovalRequest = v.InferOutput<typeof removal>;

const wordList = v.object({
  id: key,
  name: localized,
  mode: v.picklist(['inform', 'acknowledge', 'reason']),
  phrases: v.pipe(v.array(v.pipe(v.string(), v.minLength(2), v.maxLength(100))), v.maxLength(5000)),
  advice: v.optional(localized),
});
/** The force's own words to look out for. */
export type WordList = v.InferOutput<typeof wordList>;

const preElection = v.object({ from: instant, until: instant, name: v.optional(localized) });

const legalFlag = v.object({
  id: key,
  /** What to do, in words that do not give the name away. */
  advice: localized,
  until: v.optional(instant),
  salt: base64url(16),
  /** HMAC-SHA-256 of each embargoed name under the salt, first 16 bytes, base64url; never the name itself (DT5). */
  digests: v.pipe(v.array(base64url(16)), v.minLength(1), v.maxLength(50)),
  /** Words in the longest of the names, so that a reader knows how far to look. */
  words: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8)),
});
/** An embargo by the force's lawyers, as keyed digests. */
export type LegalFlag = v.InferOutput<typeof legalFlag>;

/** Who may sign and open what from this board on. Absent: what the joining code says. */
const boardKeys = v.object({
  /** All keys that may sign the next board; two while keys are being changed. It replaces the joining code's list. */
  signing: v.pipe(v.array(publicKeySchema), v.minLength(1), v.maxLength(5)),
  /** Keys that reports are sealed to, the first one for new reports (P-256, ECDH-ES). */
  opening: v.pipe(v.array(publicKeySchema), v.maxLength(5)),
  /** Content keys that the next board may be encrypted with, beside the present one. */
  content: v.pipe(v.array(base64url(32)), v.maxLength(5)),
});

const relay = v.object({
  /** Where the relay answers, without a trailing slash; paths are in lib/relay/api.ts. */
  url: httpsUrl,
  /** Keys of its heartbeats (ES256). */
  keys: v.pipe(v.array(publicKeySchema), v.minLength(1), v.maxLength(5)),
});
/** The relay that a board names. */
export type BoardRelay = v.InferOutput<typeof relay>;

/** Validates the payload of a board. Unknown fields are dropped, so that an older Cordon reads a newer board. */
export const boardSchema = v.object({
  version: v.literal(BOARD_VERSION),
  force: v.object({ id: key, name: localized }),
  /** Only goes up; a lower one than the last accepted is refused as rolled back. */
  sequence: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  signedAt: instant,
  expires: instant,
  accounts: v.pipe(v.array(account), v.maxLength(5000)),
  notices: v.pipe(v.array(notice), v.maxLength(200)),
  hashtags: v.pipe(v.array(hashtag), v.maxLength(5000)),
  contacts: v.object({ communications: contact, duty: v.optional(contact) }),
  /** Where operators look first in an incident (DO3). */
  corporateAccounts: v.array(v.object({ platform, url: httpsUrl })),
  keys: v.optional(boardKeys),
  relay: v.optional(relay),
  contactGroups: v.optional(v.pipe(v.array(contactGroup), v.maxLength(200)), []),
  removals: v.optional(v.pipe(v.array(removal), v.maxLength(500)), []),
  wordLists: v.optional(v.pipe(v.array(wordList), v.maxLength(100)), []),
  preElection: v.optional(v.pipe(v.array(preElection), v.maxLength(20)), []),
  legalFlags: v.optional(v.pipe(v.array(legalFlag), v.maxLength(200)), []),
});
/** A board as read and validated. */
export type Board = v.InferOutput<typeof boardSchema>;
