import type { HashtagEntry } from '../board/schema';
import type { Pack, Rule } from '../guidance/pack';
import type { CheckContext } from './context';
import type { Detector, DetectorSetup, Draft } from './detector';
import { createCreditDetector } from './detectors/credit';
import { createHashtagsDetector } from './detectors/hashtags';
import { createNamedSuspectDetector } from './detectors/named-suspect';
import { createPasswordLikeDetector } from './detectors/password-like';
import { createPersonalDataDetector } from './detectors/personal-data';
import { createPhrasesDetector } from './detectors/phrases';
import { createShoutingDetector } from './detectors/shouting';
import { type Finding, modeStrength } from './finding';
import { createPhraseIndex } from './phrase-index';
import { createTokens, tokenise } from './tokens';

export type { CheckContext, CheckIntent } from './context';

/** What a force adds to the pack. */
export interface EngineExtra {
  /** The board's register of hashtags; with none on it no tag is called unknown. */
  readonly hashtags: readonly HashtagEntry[];
  /** More phrases for groups of the pack, written in its notation. */
  readonly phrases?: readonly { readonly group: string; readonly phrases: readonly string[] }[];
  /**
   * What the force itself publishes and is therefore no personal data: telephone numbers, e-mail addresses,
   * postcodes, and `@domain` for all addresses and links of a domain.
   */
  readonly contacts?: readonly string[];
}

/** Checks drafts against one pack. */
export interface Engine {
  /**
   * Reads a draft. Synchronous and without side effects.
   * @returns findings, gravest first and by place within a severity, as many as the pack's limits let through.
   */
  check(text: string, context: CheckContext): Finding[];
}

const DETECTORS: readonly ((setup: DetectorSetup) => Detector)[] = [
  createPhrasesDetector,
  createNamedSuspectDetector,
  createHashtagsDetector,
  createPersonalDataDetector,
  createPasswordLikeDetector,
  createShoutingDetector,
  createCreditDetector,
];

/** Findings looked at before ranking; beyond it a text is no draft anybody wrote. */
const MAX_RAW = 5000;

/**
 * Builds an engine; do it once for a pack and register and keep it (some milliseconds for 5,000 phrases).
 * @throws RangeError for a rule that names a missing group, phrases for a group the pack does not have, and a
 * phrase its notation refuses.
 */
export function createEngine(pack: Pack, extra: EngineExtra): Engine {
  const groups = new Set(pack.groups.map((group) => group.id));
  for (const { group } of extra.phrases ?? []) {
    if (!groups.has(group)) throw new RangeError(`no such group of phrases: ${group}`);
  }
  const index = createPhraseIndex(
    pack.groups.map((group) => ({
      id: group.id,
      phrases: [
        ...group.en,
        ...group.cy,
        ...(extra.phrases ?? []).filter((more) => more.group === group.id).flatMap((more) => more.phrases),
      ],
      inTags: group.inTags ?? false,
    })),
  );
  const setup: DetectorSetup = { pack, index, hashtags: extra.hashtags, contacts: extra.contacts ?? [] };
  const detectors = DETECTORS.map((create) => create(setup));
  const rules = new Map<string, Rule>(Object.entries(pack.rules));
  const { maxPerRule, maxFindings } = pack.detectors;
  const tokens = createTokens();

  return {
    check(text, context) {
      const found: Finding[] = [];
      const report = (rule: string, start: number, end: number): void => {
        const terms = rules.get(rule);
        if (terms && found.length < MAX_RAW) found.push({ rule, ...terms, start, end });
      };
      tokenise(text, tokens);
      const draft: Draft = { text, context, tokens, hits: index.scan(text, tokens) };
      for (const detect of detectors) detect(draft, report);
      return found.length === 0 ? found : rank(found, maxPerRule, maxFindings);
    },
  };
}

const byGravity = (a: Finding, b: Finding): number =>
  b.severity - a.severity || a.start - b.start || b.end - a.end || (a.rule < b.rule ? -1 : 1);

/** The same words, or words inside, with the sign of a hashtag left out of account. */
const covers = (outer: Finding, inner: Finding): boolean =>
  outer.start <= inner.start + 1 && inner.end <= outer.end;

/**
 * Drops what says little beside another finding (an overlap within a rule; a hint where more is asked about the
 * same words; a word inside more words already found under the same clause) and what exceeds the limits. What asks
 * more of the operator is kept first.
 */
function rank(found: Finding[], maxPerRule: number, maxFindings: number): Finding[] {
  const ordered = [...found].sort((a, b) => modeStrength(b.mode) - modeStrength(a.mode) || byGravity(a, b));
  const kept: Finding[] = [];
  const perRule = new Map<string, number>();
  for (const finding of ordered) {
    if (kept.length >= maxFindings) break;
    const count = perRule.get(finding.rule) ?? 0;
    if (count >= maxPerRule) continue;
    const isSaid = kept.some(
      (other) =>
        (other.rule === finding.rule && other.start < finding.end && finding.start < other.end) ||
        (covers(other, finding) &&
          (other.mode !== finding.mode ||
            (other.clause === finding.clause && other.end - other.start > finding.end - finding.start))),
    );
    if (isSaid) continue;
    perRule.set(finding.rule, count + 1);
    kept.push(finding);
  }
  return kept.sort(byGravity);
}
