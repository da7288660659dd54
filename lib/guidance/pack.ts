import type { Mode } from '../checks/finding';
import type { ClauseId } from './clause-id';

/** The two languages of everything in the guidance. */
export type GuidanceLanguage = 'en' | 'cy';

/**
 * Phrases of one meaning, in both languages.
 *
 * Notation, made plain when an engine is built: `{a|b}` stands for either word, `{a|}` for the word or none, and
 * `~` before a Welsh word for the word under every mutation (`~carchar` finds carchar, garchar, charchar and
 * ngharchar). Letter case, circumflexes, hyphens and the shape of apostrophes do not matter.
 */
export interface PhraseGroup {
  readonly id: string;
  readonly en: readonly string[];
  readonly cy: readonly string[];
  /** Also looked for inside hashtags, where words stand joined. */
  readonly inTags?: boolean;
}

/** When phrases make a finding. */
export interface PhraseRule {
  /** Id of the rule in {@link Pack.rules}. */
  readonly rule: string;
  /** Every one of these groups must be there. The finding marks the words of the last. */
  readonly all: readonly string[];
  /** How near together they must stand. */
  readonly scope: 'sentence' | 'draft';
  /** Different phrases of the last group needed; 1 unless said. */
  readonly atLeast?: number;
  /** Silent when one of these groups stands anywhere in the draft. */
  readonly unless?: readonly string[];
  /** Only for these intents; a check without an intent counts as `post`. */
  readonly intents?: readonly string[];
}

/** What a rule rests on and how much it asks. Phrases and detectors name it; a rule that is missing is off. */
export interface Rule {
  readonly clause: ClauseId;
  readonly mode: Mode;
  readonly severity: 1 | 2 | 3;
}

/** Words and limits the detectors that ship in the package work with. */
export interface DetectorData {
  /** Capitals that are no shouting, in capitals. */
  readonly acronyms: readonly string[];
  /** Numbers, e-mail addresses and domains anybody may have: emergency numbers, helplines, public bodies. */
  readonly published: {
    readonly phones: readonly string[];
    /** A domain stands for its subdomains too. */
    readonly domains: readonly string[];
  };
  /** Hashtags in one post before the number is remarked on (Government Communication Service: two). */
  readonly maxHashtags: number;
  /** Letters from which a joined, lower-case tag is hard to read. */
  readonly longTag: number;
  /** Single words that long, mostly places, in lower case. */
  readonly longWords: readonly string[];
  /** Findings of one rule, and in all, that are shown. */
  readonly maxPerRule: number;
  readonly maxFindings: number;
}

/** A policy pack: lists, limits and switches for the detectors in the package. It holds no logic. */
export interface Pack {
  readonly id: string;
  readonly version: number;
  readonly rules: Readonly<Record<string, Rule>>;
  readonly groups: readonly PhraseGroup[];
  readonly phraseRules: readonly PhraseRule[];
  readonly detectors: DetectorData;
}
