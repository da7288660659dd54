/**
 * Cuts a draft into words in one pass, without making an object or a string a word. Phrases, shouting and the
 * personal-data detectors all walk over this result instead of over the text.
 *
 * A word is a run of letters and digits. An apostrophe inside a word starts a new one that carries it, so that
 * Welsh `i'r` is `i` and `'r` and a phrase ending in `i` does not need a twin; English `don't` stays whole. Of
 * web addresses only the scheme is read, and the names behind `@` are left out.
 */

/** Kinds of characters in a word, joined in {@link Tokens.flags}. */
export const UPPER = 1;
export const LOWER = 2;
export const DIGIT = 4;
/** A letter of a script without case. */
export const UNCASED = 8;
/** The word stands in a hashtag. */
export const IN_TAG = 16;
/** The word is an emoji. */
export const EMOJI = 32;
/** No phrase runs across the gap before this word: a comma, a bracket, a name, an address. */
export const AFTER_BREAK = 64;
/** A sentence or line ended before this word. */
export const AFTER_SENTENCE = 128;
/** The word belongs to the one before: `'r`, `'s`. */
export const CLITIC = 256;

/** The words of a draft. The arrays are reused from draft to draft and are longer than `count`. */
export interface Tokens {
  count: number;
  /** UTF-16 offset of the first code unit. */
  start: Int32Array;
  /** UTF-16 offset behind the last code unit. */
  end: Int32Array;
  /** 32-bit hash of the folded word. */
  hash: Int32Array;
  flags: Int32Array;
  /** Scratch: hash and kinds of the word being read, and the class of what follows it. */
  readonly run: Int32Array;
}

/** Empty word lists for {@link tokenise} to fill. */
export function createTokens(): Tokens {
  return {
    count: 0,
    start: new Int32Array(256),
    end: new Int32Array(256),
    hash: new Int32Array(256),
    flags: new Int32Array(256),
    run: new Int32Array(3),
  };
}

function grow(tokens: Tokens): void {
  for (const name of ['start', 'end', 'hash', 'flags'] as const) {
    const wider = new Int32Array(tokens[name].length * 2);
    wider.set(tokens[name]);
    tokens[name] = wider;
  }
}

// Classes of characters outside words, as numbers ≤ 0; inside words the table holds code | flags << 16.
const BREAK = 0;
const JOIN = -1;
const STOP = -2;
const NEWLINE = -3;
const AT = -4;
const HASH = -5;
// From here down: what may stand inside a word.
const APOSTROPHE = -6;
const IGNORED = -7;
const MARK = -8;

const TABLE_SIZE = 0x2000;
const CIRCUMFLEX = 0x302;
let sharedTable: Int32Array | null = null;

function buildTable(): Int32Array {
  const table = new Int32Array(TABLE_SIZE);
  const letter = /\p{L}/u;
  const digit = /\p{Nd}/u;
  for (let code = 0; code < TABLE_SIZE; code++) {
    const char = String.fromCharCode(code);
    if (letter.test(char)) {
      const lower = char.toLowerCase();
      const upper = char.toUpperCase();
      const flag = lower === upper ? UNCASED : char === lower ? LOWER : UPPER;
      // A circumflex only shows a long vowel in Welsh and is often left out; other marks tell words apart.
      const folded = lower.normalize('NFD').replaceAll('\u0302', '').normalize('NFC');
      table[code] = (folded.length === 1 ? folded.charCodeAt(0) : code) | (flag << 16);
    } else if (digit.test(char)) {
      table[code] = code | (DIGIT << 16);
    }
  }
  for (let code = 0x300; code <= 0x36f; code++) table[code] = MARK;
  for (const char of ' \t\u00a0-"*_~') table[char.charCodeAt(0)] = JOIN;
  for (const char of '.!?') table[char.charCodeAt(0)] = STOP;
  for (const char of '\n\r\v\f') table[char.charCodeAt(0)] = NEWLINE;
  for (const char of "'`\u00b4\u02bc") table[char.charCodeAt(0)] = APOSTROPHE;
  table[0xad] = IGNORED;
  table['@'.charCodeAt(0)] = AT;
  table['#'.charCodeAt(0)] = HASH;
  return table;
}

function charTable(): Int32Array {
  sharedTable ??= buildTable();
  return sharedTable;
}

/** Class of a character beyond the table: general punctuation, wide forms, other scripts. */
function classBeyond(code: number): number {
  if (code <= 0x206f) {
    if (code === 0x2018 || code === 0x2019) return APOSTROPHE;
    if ((code >= 0x200b && code <= 0x200f) || code === 0x2060) return IGNORED;
    if (code <= 0x200a || code === 0x2010 || code === 0x2011 || code === 0x202f) return JOIN;
    if (code === 0x201c || code === 0x201d) return JOIN;
    if (code === 0x2026) return STOP;
    if (code === 0x2028 || code === 0x2029) return NEWLINE;
    return BREAK;
  }
  if (code === 0xff07) return APOSTROPHE;
  if (code === 0xff03) return HASH;
  if (code === 0xfeff || (code >= 0xfe00 && code <= 0xfe0f)) return IGNORED;
  return BREAK;
}

const classOf = (table: Int32Array, code: number): number =>
  code < TABLE_SIZE ? (table[code] ?? BREAK) : classBeyond(code);

const isSpace = (code: number): boolean =>
  code === 0x20 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x2028 || code === 0x2029;

const isWordAt = (table: Int32Array, text: string, at: number): boolean =>
  at < text.length && classOf(table, text.charCodeAt(at)) > 0;

/** `don't`, `can't`: an apostrophe and a last t. */
const isNegation = (table: Int32Array, text: string, at: number): boolean =>
  (text.charCodeAt(at + 1) | 0x20) === 0x74 && !isWordAt(table, text, at + 2);

const QUOTE = 0x27;
const SEED = 5381;

/** One step of the hash of a word. Short, since it runs on every letter; {@link foldWord} settles twins. */
const step = (hash: number, code: number): number => ((hash << 5) - hash + code) | 0;

const CLITIC_SEED = step(SEED, QUOTE);

/** The folded code of a letter followed by a combining mark. */
function compose(table: Int32Array, folded: number, mark: number): number {
  if (mark === CIRCUMFLEX) return folded;
  const whole = String.fromCharCode(folded, mark).normalize('NFC');
  return whole.length === 1 ? classOf(table, whole.charCodeAt(0)) & 0xffff : folded;
}

/** Hash of a folded word; the same that the loop below comes to for a plain one. */
function hashOf(word: string): number {
  let hash = SEED;
  for (let i = 0; i < word.length; i++) hash = step(hash, word.charCodeAt(i));
  return hash;
}

/** Where a word goes on to from `from`, over its marks, invisible characters and a negation's apostrophe. */
function wordEnd(table: Int32Array, text: string, from: number): number {
  let end = from;
  for (let i = from; i < text.length; i++) {
    const entry = classOf(table, text.charCodeAt(i));
    if (entry > 0 || entry === MARK || (entry === APOSTROPHE && isNegation(table, text, i))) end = i + 1;
    else if (entry !== IGNORED) break;
  }
  return end;
}

/** The kinds of the characters of a stretch. */
function kindsIn(table: Int32Array, text: string, from: number, to: number): number {
  let kind = 0;
  for (let i = from; i < to; i++) {
    const entry = classOf(table, text.charCodeAt(i));
    if (entry > 0) kind |= entry >> 16;
  }
  return kind;
}

/** Offset of the next blank, or the end of the text. */
function skipToSpace(text: string, from: number): number {
  let i = from;
  while (i < text.length && !isSpace(text.charCodeAt(i))) i++;
  return i;
}

/** Where the name behind an @ ends. */
function skipName(table: Int32Array, text: string, from: number): number {
  let i = from;
  while (i < text.length && (isWordAt(table, text, i) || text.charCodeAt(i) === 0x5f)) i++;
  return i;
}

/** The code point at an offset. */
function pointAt(text: string, at: number): number {
  const high = text.charCodeAt(at);
  if (high < 0xd800 || high > 0xdbff || at + 1 >= text.length) return high;
  const low = text.charCodeAt(at + 1);
  return low < 0xdc00 || low > 0xdfff ? high : ((high - 0xd800) << 10) + (low - 0xdc00) + 0x10000;
}

/**
 * Reads plain letters and digits from `from`, leaves their hash, their kinds and the class of
 * what follows in `run`, and gives where they end. Most of
 * the work of a check is this loop; inside the larger function V8 made it three times slower (Chromium 156).
 */
function readRun(table: Int32Array, text: string, from: number, seed: number, run: Int32Array): number {
  const length = text.length;
  let hash = seed;
  let kind = 0;
  let stop = BREAK;
  let i = from;
  for (; i < length; i++) {
    const code = text.charCodeAt(i);
    const entry = code < TABLE_SIZE ? (table[code] ?? BREAK) : classBeyond(code);
    if (entry <= 0) {
      stop = entry;
      break;
    }
    hash = ((hash << 5) - hash + (entry & 0xffff)) | 0;
    kind |= entry;
  }
  run[0] = hash;
  run[1] = kind >> 16;
  run[2] = stop;
  return i;
}

/**
 * Fills `tokens` with the words of `text`, in order.
 * Linear in the text; the hash is not unique, so whoever relies on a match compares {@link foldWord}.
 */
export function tokenise(text: string, tokens: Tokens): void {
  const table = charTable();
  const length = text.length;
  const { run } = tokens;
  let { start: starts, end: ends, hash: hashes, flags: kinds } = tokens;
  let capacity = starts.length;
  let count = 0;
  let gap = AFTER_SENTENCE;
  let inTag = 0;
  let clitic = 0;
  let i = 0;
  while (i < length) {
    const code = text.charCodeAt(i);
    const entry = code < TABLE_SIZE ? (table[code] ?? BREAK) : classBeyond(code);
    // A clitic begins at its apostrophe, which has been passed.
    const start = clitic === 0 ? i : i - 1;
    if (entry > 0) {
      i = readRun(table, text, i, clitic === 0 ? SEED : CLITIC_SEED, run);
      let end = i;
      const stop = run[2] ?? BREAK;
      if (stop <= APOSTROPHE) {
        end = wordEnd(table, text, i);
        if (end > i) {
          run[1] = (run[1] ?? 0) | kindsIn(table, text, i, end);
          run[0] = hashOf(foldWord(text, start, end));
          i = end;
        }
      }
      if (stop === STOP && end - start === 3 && /^www\.$/i.test(text.slice(start, end + 1))) {
        i = skipToSpace(text, i);
        gap |= AFTER_BREAK;
        continue;
      }
      if (count === capacity) {
        grow(tokens);
        ({ start: starts, end: ends, hash: hashes, flags: kinds } = tokens);
        capacity = starts.length;
      }
      starts[count] = start;
      ends[count] = end;
      hashes[count] = run[0] ?? 0;
      kinds[count] = (run[1] ?? 0) | gap | inTag | clitic;
      count++;
      gap = 0;
      clitic = 0;
      if (stop === JOIN) {
        // Mostly a blank: no need to come by again for it.
        i++;
        inTag = 0;
      }
      continue;
    }
    // No word here: `entry` is the class of the character at i.
    i++;
    if (entry === JOIN) {
      inTag = 0;
    } else if (entry <= APOSTROPHE) {
      const joins = entry === APOSTROPHE && start > 0 && isWordAt(table, text, start - 1);
      if (joins && isWordAt(table, text, i)) clitic = CLITIC;
    } else if (entry === HASH) {
      inTag = IN_TAG;
    } else if (entry === STOP || entry === NEWLINE) {
      inTag = 0;
      if (entry === NEWLINE || !isWordAt(table, text, i)) gap |= AFTER_SENTENCE;
      // `d.o.b.` is one expression; `police.uk` and `7.30` hold no end of a sentence.
      else if (count === 0 || ends[count - 1] !== start || start - (starts[count - 1] ?? 0) > 1)
        gap |= AFTER_BREAK;
    } else if (entry === AT) {
      inTag = 0;
      gap |= AFTER_BREAK;
      // A name, not an e-mail address: leave it out.
      if (start === 0 || !isWordAt(table, text, start - 1)) i = skipName(table, text, i);
    } else {
      inTag = 0;
      const point = pointAt(text, start);
      if (point > 0xffff) i++;
      if (point < 0x1f000 || point > 0x1faff) {
        gap |= AFTER_BREAK;
        // `https://…`: leave it out.
        if (code === 0x3a && text.startsWith('//', i)) i = skipToSpace(text, i);
        continue;
      }
      if (count === capacity) {
        grow(tokens);
        ({ start: starts, end: ends, hash: hashes, flags: kinds } = tokens);
        capacity = starts.length;
      }
      starts[count] = start;
      ends[count] = i;
      hashes[count] = step(step(SEED, text.charCodeAt(start)), text.charCodeAt(start + 1));
      kinds[count] = EMOJI | gap;
      count++;
      gap = 0;
    }
  }
  tokens.count = count;
}

/** Whether each character of a stretch of text, folded, is that of `word`. */
function isPlainly(table: Int32Array, text: string, start: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) {
    const entry = classOf(table, text.charCodeAt(start + i));
    if (entry <= 0 || (entry & 0xffff) !== word.charCodeAt(i)) return false;
  }
  return true;
}

/** Whether a word of a draft, folded, is this one. */
export function isWord(text: string, start: number, end: number, word: string): boolean {
  if (end - start === word.length && isPlainly(charTable(), text, start, word)) return true;
  return foldWord(text, start, end) === word;
}

/** A word as it is compared: lower case, without circumflexes, one shape of apostrophe, marks composed. */
export function foldWord(text: string, start: number, end: number): string {
  const table = charTable();
  const raw = text.slice(start, end);
  if (isPlainly(table, text, start, raw)) return raw;
  let out = '';
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    const entry = classOf(table, code);
    if (entry > 0) {
      out += String.fromCharCode(entry & 0xffff);
    } else if (entry === APOSTROPHE) {
      out += "'";
    } else if (entry === MARK && out !== '') {
      const last = out.charCodeAt(out.length - 1);
      out = out.slice(0, -1) + String.fromCharCode(compose(table, last, code));
    } else if (entry !== IGNORED) {
      out += text.charAt(i);
    }
  }
  return out;
}
