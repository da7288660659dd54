import type { HashtagEntry } from '../board/schema';
import type { Pack } from '../guidance/pack';
import type { CheckContext } from './context';
import type { Hits, PhraseIndex } from './phrase-index';
import type { Tokens } from './tokens';

/** A draft as the detectors see it; valid only while they run. */
export interface Draft {
  readonly text: string;
  readonly context: CheckContext;
  readonly tokens: Tokens;
  readonly hits: Hits;
}

/** Takes a finding: the rule's id and UTF-16 offsets. */
export type Report = (rule: string, start: number, end: number) => void;

/** Looks over a draft and reports what it finds. */
export type Detector = (draft: Draft, report: Report) => void;

/** What detectors are built from. */
export interface DetectorSetup {
  readonly pack: Pack;
  readonly index: PhraseIndex;
  readonly hashtags: readonly HashtagEntry[];
  /** The force's own published numbers, addresses and postcodes. */
  readonly contacts: readonly string[];
}
