import * as v from 'valibot';
import { CLAUSE_IDS } from './clause-id';

const id = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9]*(?:[.-][a-z0-9]+){0,5}$/, 'a lower-case id'));
const phrase = v.pipe(
  v.string(),
  v.maxLength(400),
  v.check((text) => text.trim() === text && text !== '', 'a phrase without blanks around it'),
);
const rule = v.pipe(
  v.object({
    clause: v.picklist(CLAUSE_IDS),
    mode: v.picklist(['inform', 'acknowledge', 'reason', 'hold']),
    severity: v.picklist([1, 2, 3]),
  }),
  v.check(
    ({ mode, severity }) =>
      mode === 'inform' ? severity <= 2 : mode === 'acknowledge' ? severity === 2 : severity === 3,
    'what asks more must weigh more',
  ),
);
const group = v.object({
  id,
  en: v.pipe(v.array(phrase), v.minLength(1)),
  cy: v.pipe(v.array(phrase), v.minLength(1)),
  inTags: v.optional(v.boolean()),
});
const phraseRule = v.object({
  rule: id,
  all: v.pipe(v.array(id), v.minLength(1), v.maxLength(4)),
  scope: v.picklist(['sentence', 'draft']),
  atLeast: v.optional(v.pipe(v.number(), v.integer(), v.minValue(2))),
  unless: v.optional(v.array(id)),
  intents: v.optional(v.array(v.string())),
});
const count = v.pipe(v.number(), v.integer(), v.minValue(1));

/**
 * Validates a policy pack: shape, and that rules and groups name one another rightly. The shipped pack is typed
 * and validated in a test, so the guard does not carry this file.
 */
export const packSchema = v.pipe(
  v.object({
    id,
    version: count,
    rules: v.record(id, rule),
    groups: v.pipe(
      v.array(group),
      v.check(
        (groups) => new Set(groups.map((one) => one.id)).size === groups.length,
        'group ids are unique',
      ),
    ),
    phraseRules: v.array(phraseRule),
    detectors: v.object({
      acronyms: v.array(v.string()),
      published: v.object({ phones: v.array(v.string()), domains: v.array(v.string()) }),
      maxHashtags: count,
      longTag: count,
      longWords: v.array(v.string()),
      maxPerRule: count,
      maxFindings: count,
    }),
  }),
  v.check((pack) => {
    const groups = new Set(pack.groups.map((one) => one.id));
    return pack.phraseRules.every(
      (one) =>
        one.rule in pack.rules && [...one.all, ...(one.unless ?? [])].every((name) => groups.has(name)),
    );
  }, 'phrase rules name rules and groups of the pack'),
);
