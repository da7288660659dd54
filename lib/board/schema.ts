import * as v from 'valibot';

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
const httpsUrl = v.pipe(
  v.string(),
  v.maxLength(2048),
  v.check((s) => s.startsWith('https://') && URL.canParse(s), 'an https address'),
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
  state: v.picklist(['proposed', 'approved', 'declined', 'live', 'closed']),
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
});
/** A board as read and validated. */
export type Board = v.InferOutput<typeof boardSchema>;
