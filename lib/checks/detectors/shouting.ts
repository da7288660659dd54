import type { Detector, DetectorSetup, Draft, Report } from '../detector';
import { CLITIC, DIGIT, EMOJI, foldWord, IN_TAG, LOWER, UNCASED, UPPER } from '../tokens';

/** Shouted words in a row that are remarked on. */
const ROW = 3;
/** Share of capitals among a draft's letters that is remarked on, and the letters it takes to speak of a share. */
const SHARE = 0.6;
const MIN_LETTERS = 20;

const LETTERS = UPPER | LOWER;
const VOWEL = /[aeiouwyâêîôûŵŷ]/;

/**
 * Blocks of capitals (DT1; the Government Communication Service asks for none): three shouted words in a row, or
 * three letters of five in the whole draft. Acronyms and hashtags count on neither side.
 */
export function createShoutingDetector({ pack }: DetectorSetup): Detector {
  const acronyms = new Set(pack.detectors.acronyms.map((word) => foldWord(word, 0, word.length)));

  const isAcronym = (text: string, start: number, end: number): boolean => {
    const word = foldWord(text, start, end);
    return !VOWEL.test(word) || acronyms.has(word);
  };

  return (draft: Draft, report: Report): void => {
    const { text, tokens } = draft;
    if (!mayShout(draft)) return;
    let row = 0;
    let rowStart = 0;
    let rowEnd = 0;
    let shouted = 0;
    let spoken = 0;
    let reported = false;
    const close = (): void => {
      if (row >= ROW) {
        report('shouting.capitals', rowStart, rowEnd);
        reported = true;
      }
      row = 0;
    };
    for (let i = 0; i < tokens.count; i++) {
      const flags = tokens.flags[i] ?? 0;
      if ((flags & (IN_TAG | EMOJI | UNCASED)) !== 0 || (flags & LETTERS) === 0) continue;
      const start = tokens.start[i] ?? 0;
      const end = tokens.end[i] ?? 0;
      if ((flags & LOWER) !== 0) {
        if (row > 0) close();
        spoken += end - start;
        continue;
      }
      const length = end - start;
      if (length < 2 || (flags & (DIGIT | CLITIC)) !== 0 || isAcronym(text, start, end)) continue;
      shouted += length;
      if (row === 0) rowStart = start;
      row++;
      rowEnd = end;
    }
    close();
    const letters = shouted + spoken;
    if (!reported && letters >= MIN_LETTERS && shouted >= letters * SHARE) {
      const last = tokens.count - 1;
      report('shouting.capitals', tokens.start[0] ?? 0, tokens.end[last] ?? 0);
    }
  };
}

/** A first look that takes acronyms for shouts, and spares the ordinary draft the second. */
function mayShout({ tokens }: Draft): boolean {
  const { count, flags: kinds, start, end } = tokens;
  let row = 0;
  let shouted = 0;
  let spoken = 0;
  for (let i = 0; i < count; i++) {
    const letters = (kinds[i] ?? 0) & LETTERS;
    if (letters === 0) continue;
    const length = (end[i] ?? 0) - (start[i] ?? 0);
    if (letters !== UPPER) {
      spoken += length;
      row = 0;
    } else if (length > 1) {
      shouted += length;
      if (++row >= ROW) return true;
    }
  }
  return shouted >= (shouted + spoken) * SHARE;
}
