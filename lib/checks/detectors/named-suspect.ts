import type { Detector, DetectorSetup, Draft, Report } from '../detector';
import { AFTER_BREAK, AFTER_SENTENCE, CLITIC, DIGIT, LOWER, type Tokens, UPPER } from '../tokens';

/** The group of the pack that says somebody is held and not charged. */
const BEFORE_CHARGE = 'contempt.before-charge';
/** Grown-ups; under 18 the pack has a rule of its own. */
const AGES = { from: 18, to: 99 };
/** Words at the start of a sentence or in a rank that are written like names. */
const NAME = /^['’]?\p{Lu}[\p{Ll}\p{M}'’-]{1,30}$/u;

/**
 * A person's name with an age behind it, in a sentence about an arrest: `Ann Jones, 34, arrested`. The College of
 * Policing's guidance on media relations has nobody named before a charge but exceptionally.
 */
export function createNamedSuspectDetector({ index }: DetectorSetup): Detector {
  const list = index.listOf(BEFORE_CHARGE);

  return ({ text, tokens, hits }: Draft, report: Report): void => {
    if (list < 0 || (hits.perList[list] ?? 0) === 0) return;
    const isName = (token: number): boolean =>
      token >= 0 &&
      ((tokens.flags[token] ?? 0) & (UPPER | LOWER)) === (UPPER | LOWER) &&
      NAME.test(text.slice(tokens.start[token], tokens.end[token]));
    /** The word a name begins with, or -1: `O’Neill` is two words to the tokeniser. */
    const nameFrom = (token: number): number => {
      if (!isName(token)) return -1;
      return ((tokens.flags[token] ?? 0) & CLITIC) === 0 ? token : token - 1;
    };
    let hit = 0;
    for (let i = 2; i < tokens.count; i++) {
      if (((tokens.flags[i] ?? 0) & DIGIT) === 0 || !isAge(text, tokens, i)) continue;
      // `aged 34`, `yn 34`: one small word may stand between.
      const last = isName(i - 1) ? i - 1 : i - 2;
      const surname = nameFrom(last);
      const forename = nameFrom(surname - 1);
      if (surname < 0 || forename < 0) continue;
      if (((tokens.flags[surname] ?? 0) & (AFTER_BREAK | AFTER_SENTENCE)) !== 0) continue;
      const { from, to } = sentenceAround(tokens, i);
      while (hit < hits.count && (hits.endToken[hit] ?? 0) <= from) hit++;
      for (let h = hit; h < hits.count && (hits.firstToken[h] ?? 0) < to; h++) {
        if (hits.list[h] !== list) continue;
        report('contempt.named', tokens.start[forename] ?? 0, tokens.end[last] ?? 0);
        break;
      }
    }
  };
}

/** A figure that stands as an age: closed off by a comma, a bracket or the end, or followed by `oed`. */
function isAge(text: string, tokens: Tokens, token: number): boolean {
  const start = tokens.start[token] ?? 0;
  const end = tokens.end[token] ?? 0;
  if (end - start !== 2) return false;
  const age = Number(text.slice(start, end));
  if (!(age >= AGES.from && age <= AGES.to)) return false;
  if (token + 1 >= tokens.count) return true;
  if (((tokens.flags[token + 1] ?? 0) & (AFTER_BREAK | AFTER_SENTENCE)) !== 0) return true;
  const next = text.slice(tokens.start[token + 1], tokens.end[token + 1]).toLowerCase();
  return next === 'oed' || next === 'mlwydd';
}

/** Words a sentence is followed for either way; a name further off has little to do with the arrest. */
const REACH = 60;

function sentenceAround(tokens: Tokens, token: number): { from: number; to: number } {
  let from = token;
  while (from > 0 && token - from < REACH && ((tokens.flags[from] ?? 0) & AFTER_SENTENCE) === 0) from--;
  let to = token + 1;
  while (to < tokens.count && to - token < REACH && ((tokens.flags[to] ?? 0) & AFTER_SENTENCE) === 0) to++;
  return { from, to };
}
