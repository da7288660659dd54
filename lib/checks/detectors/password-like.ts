import type { Detector, DetectorSetup, Draft, Report } from '../detector';
import { AFTER_SENTENCE, DIGIT } from '../tokens';

/** The group of the pack with `password`, `cyfrinair` and their kin. */
const WORDS = 'words.password';
/** Words between such a word and the password: `the new password for the account is`. */
const NEAR_WORDS = 6;
/** Characters of a token that may be a password by itself; shorter ones are looked at only behind such a word. */
const MIN_ALONE = 10;
const MIN_NAMED = 6;
const MAX_LENGTH = 80;

const isSpace = (code: number): boolean => code === 0x20 || (code >= 9 && code <= 13) || code === 0xa0;

const LOWER_CASE = 1;
const UPPER_CASE = 2;
const FIGURE = 4;
const SIGN = 8;

interface Mixture {
  /** Kinds of characters in the token, the constants above joined. */
  readonly kinds: number;
  /** How often the kind changes along the token. */
  readonly changes: number;
  readonly figureRuns: number;
}

const kindOf = (code: number): number => {
  if (code >= 0x30 && code <= 0x39) return FIGURE;
  if (code >= 0x61 && code <= 0x7a) return LOWER_CASE;
  return code >= 0x41 && code <= 0x5a ? UPPER_CASE : SIGN;
};

/** Signs that join ordinary words: `12-year-old`, `Covid-19-related`. They neither mix a token nor part it. */
const JOINING = "-'’.,:;()_–…";

function mixture(token: string): Mixture {
  let kinds = 0;
  let changes = 0;
  let figureRuns = 0;
  let last = 0;
  for (let i = 0; i < token.length; i++) {
    if (JOINING.includes(token.charAt(i))) {
      last = 0;
      continue;
    }
    const kind = kindOf(token.charCodeAt(i));
    if (kind !== last) {
      if (last !== 0) changes++;
      if (kind === FIGURE) figureRuns++;
    }
    last = kind;
    kinds |= kind;
  }
  return { kinds, changes, figureRuns };
}

/** Signs that stand around a word in running text. */
const OPENING = '=:("\'‘“[<';
const CLOSING = ')"\'’”].,;:>';

/** Names, tags, addresses, money and plain figures are no password even behind the word. */
const NEVER =
  /^(?:[@#£$€].{0,80}|https?:.{0,80}|[\w.+-]{1,64}@[\w.-]{1,80}|(?:[\w-]{1,40}\.){1,5}[a-z]{2,24}|[\d.,:–-]{1,40}(?:am|pm|%|yb|yp|st|nd|rd|th)?)$/;
/** Paths, references and file names are mixed too. */
const ORDINARY = /^(?:[^/\\]{0,80}[/\\].{0,80}|[A-Z]{0,4}[\d.,:–-]{1,40}[a-zA-Z%]{0,4})$/;

/** Behind a word for a password: any mixed word with a figure or an unusual sign in it. */
function looksNamed(token: string): boolean {
  const { kinds, changes } = mixture(token);
  return token.length >= MIN_NAMED && changes >= 1 && (kinds & (FIGURE | SIGN)) !== 0 && (kinds & 3) !== 0;
}

/** By itself: so mixed that neither a word nor a reference is. */
function looksAlone(token: string): boolean {
  if (token.length < MIN_ALONE || ORDINARY.test(token)) return false;
  const { kinds, changes, figureRuns } = mixture(token);
  if ((kinds & FIGURE) === 0 || (kinds & (LOWER_CASE | UPPER_CASE)) === 0) return false;
  return (kinds & SIGN) !== 0 ? changes >= 4 : figureRuns >= 2 && kinds === 7 && changes >= 5;
}

/**
 * Words that look like a password (DT11 and DO2: passwords go to Comms, never into a post): a mixed token soon
 * after a word for a password, or a token so mixed that it can hardly be anything else.
 */
export function createPasswordLikeDetector({ index }: DetectorSetup): Detector {
  const list = index.listOf(WORDS);

  return ({ text, tokens, hits }: Draft, report: Report): void => {
    const named = list >= 0 && (hits.perList[list] ?? 0) > 0;
    let hit = 0;
    let namedUntil = -1;
    let namedEnd = 0;
    let seen = 0;
    for (let i = 0; i < tokens.count; i++) {
      const flags = tokens.flags[i] ?? 0;
      if (named) {
        while (hit < hits.count && (hits.endToken[hit] ?? 0) <= i) {
          if (hits.list[hit] === list) {
            namedUntil = (hits.endToken[hit] ?? 0) + NEAR_WORDS;
            namedEnd = hits.end[hit] ?? 0;
          }
          hit++;
        }
        if ((flags & AFTER_SENTENCE) !== 0) namedUntil = -1;
      }
      const isNamed = i < namedUntil;
      if (!isNamed && (flags & DIGIT) === 0) continue;
      let start = tokens.start[i] ?? 0;
      if (start < seen) continue;
      let end = tokens.end[i] ?? 0;
      // Alone, only words with a letter and a digit, or with a sign directly behind, are worth a look.
      if (!isNamed && isPlain(text, start, end, flags)) continue;
      const low = Math.max(namedEnd, start - MAX_LENGTH);
      while (start > low && !isSpace(text.charCodeAt(start - 1))) start--;
      const high = Math.min(text.length, start + MAX_LENGTH + 1);
      while (end < high && !isSpace(text.charCodeAt(end))) end++;
      seen = end;
      if (end - start > MAX_LENGTH) continue;
      while (start < end && OPENING.includes(text.charAt(start))) start++;
      while (end > start && CLOSING.includes(text.charAt(end - 1))) end--;
      const token = text.slice(start, end);
      // Letters beyond ASCII are hardly ever in a password, and often in Welsh and in emoji.
      if (!/^[\x21-\x7e]+$/.test(token) || NEVER.test(token)) continue;
      if ((isNamed && looksNamed(token)) || looksAlone(token)) report('password.like', start, end);
    }
  };
}

/** A number, or a word with digits between blanks that is too short to be a password by itself. */
function isPlain(text: string, start: number, end: number, flags: number): boolean {
  const after = text.charCodeAt(end);
  const before = start === 0 ? 0x20 : text.charCodeAt(start - 1);
  const stands = (end >= text.length || isSpace(after)) && isSpace(before);
  return stands && (end - start < MIN_ALONE || (flags & 0xf) === DIGIT);
}
