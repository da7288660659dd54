import type { HashtagEntry } from '../../board/schema';
import type { Detector, DetectorSetup, Draft, Report } from '../detector';
import { foldWord } from '../tokens';

/** A hashtag in a text, as X itself would link it. */
export interface Hashtag {
  /** Without the sign. */
  readonly tag: string;
  /** UTF-16 offset of the sign. */
  readonly start: number;
  readonly end: number;
}

// What twitter-text 3.1 allows in a tag: letters, marks, digits and these joining signs; never digits alone.
const TAG_BODY =
  /[\u200d\p{L}\p{M}\p{Nd}_\u200c\ua67e\u05be\u05f3\u05f4\uff5e\u301c\u309b\u309c\u30a0\u30fb\u3003\u0f0b\u0f0c\xb7]+/uy;
const TAG_CHAR =
  /^[\u200d\p{L}\p{M}\p{Nd}_\u200c\ua67e\u05be\u05f3\u05f4\uff5e\u301c\u309b\u309c\u30a0\u30fb\u3003\u0f0b\u0f0c\xb7]$/u;
const HAS_LETTER = /[\p{L}\p{M}]/u;
/** A host name by its shape; letters with accents are allowed where X allows them. */
const HOST =
  /^(?:[a-z\d\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f][\w\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f-]{0,62}\.){1,5}[a-z]{2,24}(?::\d{1,5})?$/i;
const HOST_CHAR = /[\w\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f.:-]/;
const PATH_CHAR =
  /[\u0300-\u036f\w!*';:=+,.$/%#[\]–~@|&\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f\u0272\u0289\u028b\u02bb\u1e00-\u1eff\u0400-\u04ff-]/;
const QUERY_CHAR = /[\w!?*'@();:&=+$/%#[\].,~|-]/;
/** What may not stand before a host name without a scheme. */
const NO_START = /[\w@＠$#＃./-]/;
/** How far back an address is looked for. */
const ADDRESS_REACH = 300;

/** Whether a tag may follow the text before `at`; gives the offset where that text's last character begins, or -1. */
function boundaryBefore(text: string, at: number): number {
  if (at === 0) return 0;
  const last = text.charCodeAt(at - 1);
  if (last < 0x80) {
    const isWord =
      (last >= 0x30 && last <= 0x39) || ((last | 0x20) >= 0x61 && (last | 0x20) <= 0x7a) || last === 0x5f;
    return isWord || last === 0x26 ? -1 : at - 1;
  }
  if (last === 0xfe0e || last === 0xfe0f) return at - 1;
  if (last >= 0xd800 && last <= 0xdfff) {
    const point = at >= 2 ? (text.codePointAt(at - 2) ?? 0) : 0;
    return point > 0xffff && !TAG_CHAR.test(String.fromCodePoint(point)) ? at - 2 : -1;
  }
  return TAG_CHAR.test(text.charAt(at - 1)) ? -1 : at - 1;
}

/**
 * The hashtags of a text by the rules of twitter-text 3.1. Whether something is a web address is judged by its
 * shape, without that library's list of top-level domains.
 */
export function findHashtags(text: string): Hashtag[] {
  const found: Hashtag[] = [];
  let consumed = 0;
  let narrow = text.indexOf('#');
  let wide = text.indexOf('＃');
  while (narrow >= 0 || wide >= 0) {
    const isNarrow = wide < 0 || (narrow >= 0 && narrow < wide);
    const at = isNarrow ? narrow : wide;
    if (isNarrow) narrow = text.indexOf('#', at + 1);
    else wide = text.indexOf('＃', at + 1);
    const boundary = boundaryBefore(text, at);
    if (boundary < 0 || (boundary < consumed && at > 0)) continue;
    const next = text.charCodeAt(at + 1);
    if (next === 0xfe0f || next === 0x20e3) continue;
    TAG_BODY.lastIndex = at + 1;
    const body = TAG_BODY.exec(text)?.[0];
    if (body === undefined || !HAS_LETTER.test(body)) continue;
    const end = at + 1 + body.length;
    consumed = end;
    const after = text.charCodeAt(end);
    if (after === 0x23 || after === 0xff03 || text.startsWith('://', end)) continue;
    // The wide sign ends an address.
    if (isNarrow && isInAddress(text, at)) continue;
    found.push({ tag: body, start: at, end });
  }
  return found;
}

/** Whether the sign at `at` belongs to a web address that begins before it. */
function isInAddress(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  // Most signs follow a blank.
  if (at === 0 || before === 0x20 || before === 0x0a) return false;
  let from = at;
  while (from > 0 && at - from < ADDRESS_REACH && !/\s/.test(text.charAt(from - 1))) from--;
  let hostFrom = from;
  for (let i = from; i < at; i++) {
    const char = text.charAt(i);
    if ((char === '/' || char === '?') && opensAddress(text, hostFrom, i) && runsOn(text, i, at)) return true;
    if (!HOST_CHAR.test(char) || char === '/') hostFrom = i + 1;
  }
  return false;
}

/** Whether a host name stands between the two offsets, and nothing before it forbids an address to begin there. */
function opensAddress(text: string, from: number, to: number): boolean {
  if (!HOST.test(text.slice(from, to))) return false;
  return (
    from === 0 ||
    /https?:\/\/$/i.test(text.slice(Math.max(0, from - 8), from)) ||
    !NO_START.test(text.charAt(from - 1))
  );
}

/** Whether path and query go on from a host name without a break. Brackets in a path come in pairs. */
function runsOn(text: string, from: number, to: number): boolean {
  let inQuery = false;
  for (let i = from; i < to; i++) {
    const char = text.charAt(i);
    if (inQuery) {
      if (!QUERY_CHAR.test(char)) return false;
    } else if (char === '?') {
      inQuery = true;
    } else if (char === '(') {
      const close = text.indexOf(')', i + 2);
      if (close < 0 || close >= to) return false;
      for (let k = i + 1; k < close; k++) if (!PATH_CHAR.test(text.charAt(k))) return false;
      i = close;
    } else if (!PATH_CHAR.test(char)) {
      return false;
    }
  }
  return true;
}

/** A tag as it is looked up: the folding of the phrases, underscores kept. */
const foldTag = (tag: string): string => foldWord(tag, 0, tag.length);

const isInSeason = (entry: HashtagEntry, now: number): boolean =>
  (entry.from === undefined || now >= Date.parse(entry.from)) &&
  (entry.until === undefined || now <= Date.parse(entry.until));

/** Long and without a capital: most likely words run together, which a screen reader cannot take apart. */
function isHardToRead(tag: string, longTag: number): boolean {
  return tag.length >= longTag && tag === tag.toLowerCase() && !/\P{L}/u.test(tag);
}

/**
 * Compares a draft's hashtags with the force's register (DO7): a tag to avoid, one that is retired or out of
 * season, one not on the register; and how they are written and how many there are (Government Communication
 * Service: capitals at the start of words, two tags at most). With an empty register no tag counts as unknown.
 */
export function createHashtagsDetector({ pack, hashtags }: DetectorSetup): Detector {
  const register = new Map<string, HashtagEntry[]>();
  for (const entry of hashtags) {
    const key = foldTag(entry.tag);
    register.set(key, [...(register.get(key) ?? []), entry]);
  }
  const { maxHashtags, longTag } = pack.detectors;
  const longWords = new Set(pack.detectors.longWords.map(foldTag));

  const judge = ({ tag, start, end }: Hashtag, now: number, report: Report): void => {
    const entries = register.get(foldTag(tag)) ?? [];
    const ours = entries.filter((entry) => entry.status === 'ours');
    if (entries.some((entry) => entry.status === 'avoid')) report('hashtag.avoid', start, end);
    else if (ours.some((entry) => isInSeason(entry, now))) {
      // A registered tag is right exactly as the register writes it.
      if (ours.every((entry) => entry.tag !== tag)) report('hashtag.capitals', start, end);
      return;
    } else if (ours.length > 0) report('hashtag.out-of-season', start, end);
    else if (entries.length > 0) report('hashtag.retired', start, end);
    else if (register.size > 0) report('hashtag.unknown', start, end);
    if (entries.length === 0 && isHardToRead(tag, longTag) && !longWords.has(foldTag(tag))) {
      report('hashtag.capitals', start, end);
    }
  };

  return ({ text, context }: Draft, report: Report): void => {
    const tags = findHashtags(text);
    for (const tag of tags) judge(tag, context.now, report);
    const extra = tags[maxHashtags];
    if (extra) report('hashtag.number', extra.start, extra.end);
  };
}
