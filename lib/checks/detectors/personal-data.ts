import type { Detector, DetectorSetup, Draft, Report } from '../detector';
import { DIGIT, LOWER, type Tokens } from '../tokens';

// Each expression is tried only where a digit or an @ stands, from the start of that word.

/** Full postcodes: the area, the district and the inward code (BS 7666 by its shape). */
const POSTCODE = /([A-Z]{1,2}\d[A-Z\d]?)[ \u00a0]{0,2}(\d[ABD-HJLNP-UW-Z]{2})(?![A-Za-z\d])/y;
/** In small letters only with two letters in front: `m4 2nd` is a road and a day. */
const POSTCODE_ANY_CASE = /([a-z]{2}\d[a-z\d]?)[ \u00a0]{0,2}(\d[abd-hjlnp-uw-z]{2})(?![a-z\d])/iy;
/** Vehicle marks of 2001 on (AB12 CDE), with the age identifiers in use. */
const PLATE = /[A-HJ-PR-Y]{2}(?:0[1-9]|[1-3]\d|[5-8]\d) ?[A-HJ-PR-Z]{3}(?![A-Za-z\d])/y;
/** Vehicle marks of 1963 to 2001, either way round. */
const OLD_PLATE =
  /(?:[A-HJ-NPR-TV-Y][1-9]\d{0,2}( ?)([A-HJ-PR-Y]{3})|([A-HJ-PR-Y]{3})( ?)[1-9]\d{0,2}[A-HJ-NPR-TV-Y])(?![A-Za-z\d])/y;
/** Any of these in any case, behind a word that says it is one. */
const NAMED_PLATE = /(?:[a-z]{2}\d{2} ?[a-z]{3}|[a-z]\d{1,3} ?[a-z]{3}|[a-z]{3} ?\d{1,3}[a-z])(?![a-z\d])/iy;
/** National Insurance number: the prefixes HMRC gives out, six digits, A to D. */
const INSURANCE =
  /(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![A-Za-z\d])/iy;
/** A day: 12/3/1998, 12.03.98, 1998-03-12. */
const DATE = /(?:\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})(?!\d)/y;
/** A day in words, English or Welsh: 12 March 1998, 3ydd o Fawrth 1998. */
const DATE_IN_WORDS =
  /\d{1,2}(?:st|nd|rd|th|af|il|ail|ydd|edd|fed|eg)?,? (?:of |o )?\p{L}{3,10},? (?:19|20)\d{2}(?!\d)/iuy;
/** Words an address may have from its number to its street, and from its street to its postcode. */
const ADDRESS_WORDS = { number: 4, town: 8 };

const DOMAIN = /[a-z\d][a-z\d-]{0,62}(?:\.[a-z\d][a-z\d-]{0,62}){1,5}/iy;

/** Groups of the pack whose words say what a number next to them is. */
const WORDS = {
  birth: 'words.birth',
  plate: 'words.plate',
  reference: 'words.reference',
  street: 'words.street',
} as const;

/** Words that may stand between such a word and what it names: `date of birth is: 12/3/1998`. */
const NEAR_WORDS = 4;

const VOWELS = /[AEIOU]/;

/** A number in its national form, digits only: `+44 (0)1632 960001` and `01632 960001` are one. */
function nationalNumber(text: string): string {
  return text
    .replaceAll(/[^\d+]/g, '')
    .replace(/^00/, '+')
    .replace(/^\+440?/, '0');
}

/** Whether a national number may be a subscriber's: the lengths and first digits Ofcom gives out. */
function isPhone(number: string): boolean {
  if (number.startsWith('+')) return number.length >= 9 && number.length <= 16;
  // 03, 080, 084, 087 and 09 belong to organisations.
  return /^0(?:7\d{9}|[12]\d{8,9}|5\d{9})$/.test(number);
}

/** Digits a telephone number may have in all, signs for abroad included. */
const MAX_DIGITS = 15;

/**
 * Where a telephone number that begins at `at` ends, or -1. Groups of digits stand apart by at most two signs;
 * the longest run of groups that makes a number is taken, so a figure in the next sentence is left alone.
 */
function phoneEnd(text: string, at: number): number {
  let digits = text.charAt(at) === '+' ? '+' : '';
  let end = -1;
  let apart = 0;
  for (let i = at + digits.length; i < text.length && digits.length <= MAX_DIGITS; i++) {
    const char = text.charAt(i);
    if (char >= '0' && char <= '9') {
      digits += char;
      apart = 0;
      const next = text.charCodeAt(i + 1);
      if (!(next >= 0x30 && next <= 0x39) && isPhone(nationalNumber(digits))) end = i + 1;
    } else if (!' ().-\u00a0'.includes(char) || ++apart > 2) {
      break;
    }
  }
  return end;
}

/** `SA43 1AB`; anything longer that begins with a letter is a number with a word before it. */
const POSTCODE_LENGTH = 8;

interface Published {
  readonly phones: ReadonlySet<string>;
  readonly mails: ReadonlySet<string>;
  readonly domains: readonly string[];
  readonly postcodes: ReadonlySet<string>;
}

function collectPublished({ pack, contacts }: DetectorSetup): Published {
  const phones = new Set(pack.detectors.published.phones.map(nationalNumber));
  const mails = new Set<string>();
  const postcodes = new Set<string>();
  const domains = pack.detectors.published.domains.map((domain) => domain.toLowerCase());
  for (const contact of contacts) {
    const plain = contact.trim();
    if (plain.startsWith('@')) domains.push(plain.slice(1).toLowerCase());
    else if (plain.includes('@')) mails.add(plain.toLowerCase());
    else if (plain.length <= POSTCODE_LENGTH && /^[A-Za-z]/.test(plain))
      postcodes.add(plain.replaceAll(/\s/g, '').toUpperCase());
    else phones.add(nationalNumber(plain));
  }
  return { phones, mails, domains, postcodes };
}

const isMailChar = (code: number): boolean =>
  (code >= 0x30 && code <= 0x39) ||
  ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) ||
  code === 0x2e ||
  code === 0x5f ||
  code === 0x2b ||
  code === 0x2d ||
  code === 0x25;

/** Longest local part of an address (RFC 5321). */
const LOCAL_PART = 64;

function findMails(text: string, published: Published, report: Report): void {
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && at - start < LOCAL_PART && isMailChar(text.charCodeAt(start - 1))) start--;
    while (start < at && text.charCodeAt(start) === 0x2e) start++;
    if (start === at) continue;
    DOMAIN.lastIndex = at + 1;
    const domain = DOMAIN.exec(text)?.[0].toLowerCase();
    if (domain === undefined || !/\.[a-z-]{2,24}$/.test(domain)) continue;
    if (published.domains.some((known) => domain === known || domain.endsWith(`.${known}`))) continue;
    const end = at + 1 + domain.length;
    if (published.mails.has(text.slice(start, end).toLowerCase())) continue;
    report('personal.email', start, end);
  }
}

/**
 * Telephone numbers, postcodes, vehicle marks, National Insurance numbers, e-mail addresses and dates of birth
 * (DT4). Numbers everybody may have are no findings: 101, 999, helplines, what the force publishes, references.
 */
export function createPersonalDataDetector(setup: DetectorSetup): Detector {
  const published = collectPublished(setup);
  const { index } = setup;
  const birth = index.listOf(WORDS.birth);
  const plate = index.listOf(WORDS.plate);
  const reference = index.listOf(WORDS.reference);
  const street = index.listOf(WORDS.street);

  const acronyms = new Set(setup.pack.detectors.acronyms);
  /**
   * The roads of a headline look like old marks: `A40 RTC`, `M4 NOW OPEN`. With a blank between, only letters
   * that make no word and no acronym count.
   */
  const findOldPlate = (text: string, at: number): RegExpExecArray | null => {
    OLD_PLATE.lastIndex = at;
    const mark = OLD_PLATE.exec(text);
    if (!mark) return null;
    const blank = mark[1] ?? mark[4] ?? '';
    const letters = mark[2] ?? mark[3] ?? '';
    return blank !== '' && (VOWELS.test(letters) || acronyms.has(letters)) ? null : mark;
  };

  return ({ text, tokens, hits }: Draft, report: Report): void => {
    findMails(text, published, report);

    let hit = 0;
    let birthEnd = -NEAR_WORDS;
    let plateEnd = -NEAR_WORDS;
    let referenceEnd = -NEAR_WORDS;
    let streetToken = -1;
    /** Moves on to the last naming words before a token; hits come in the order of their ends. */
    const advanceTo = (token: number): void => {
      for (; hit < hits.count && (hits.endToken[hit] ?? 0) <= token; hit++) {
        const list = hits.list[hit];
        const end = hits.endToken[hit] ?? 0;
        if (list === birth) birthEnd = end;
        else if (list === plate) plateEnd = end;
        else if (list === reference) referenceEnd = end;
        else if (list === street) streetToken = hits.firstToken[hit] ?? -1;
      }
    };
    const tryAt = (expression: RegExp, at: number): RegExpExecArray | null => {
      expression.lastIndex = at;
      return expression.exec(text);
    };

    let seen = 0;
    for (let i = 0; i < tokens.count; i++) {
      const flags = tokens.flags[i] ?? 0;
      if ((flags & DIGIT) === 0) continue;
      const start = tokens.start[i] ?? 0;
      if (start < seen) continue;
      // `QQ 12 34 56 C` and `ABC 123D` begin a word earlier.
      const prior =
        i > 0 && (tokens.flags[i - 1] ?? 0) > 0 && start - (tokens.end[i - 1] ?? 0) === 1 ? i - 1 : -1;
      const from = prior >= 0 ? (tokens.start[prior] ?? start) : start;
      const isShortPrior = from < start && start - from <= 4 && ((tokens.flags[prior] ?? 0) & DIGIT) === 0;

      const first = text.charCodeAt(start);
      const isNumber = first >= 0x30 && first <= 0x39;
      let end = -1;
      advanceTo(i);

      if (!isNumber || isShortPrior) {
        const insurance = tryAt(INSURANCE, isNumber ? from : start);
        if (insurance) {
          end = insurance.index + insurance[0].length;
          report('personal.insurance-number', insurance.index, end);
        }
      }
      if (end < 0 && !isNumber) {
        const isLower = (flags & LOWER) !== 0;
        const code = tryAt(isLower ? POSTCODE_ANY_CASE : POSTCODE, start);
        if (code) {
          end = start + code[0].length;
          if (!published.postcodes.has(`${code[1]}${code[2]}`.toUpperCase())) {
            const house = i - streetToken <= ADDRESS_WORDS.town ? houseNumber(tokens, streetToken) : -1;
            if (house >= 0) report('personal.address', tokens.start[house] ?? start, end);
            else report('personal.postcode', start, end);
          }
        }
      }
      if (end < 0) {
        const wider = isShortPrior ? from : start;
        const mark =
          (isNumber ? null : (tryAt(PLATE, start) ?? findOldPlate(text, start))) ??
          (isShortPrior ? findOldPlate(text, wider) : null) ??
          (i - plateEnd < NEAR_WORDS ? (tryAt(NAMED_PLATE, start) ?? tryAt(NAMED_PLATE, wider)) : null);
        if (mark) {
          end = mark.index + mark[0].length;
          report('personal.plate', mark.index, end);
        }
      }
      if (end < 0 && isNumber) {
        const sign = text.charCodeAt(start - 1);
        const lead = sign === 0x2b || sign === 0x28 ? start - 1 : start;
        const isNearBirth = i - birthEnd < NEAR_WORDS;
        const date =
          isNearBirth || first === 0x30 ? (tryAt(DATE, start) ?? tryAt(DATE_IN_WORDS, start)) : null;
        if (date) {
          end = start + date[0].length;
          if (isNearBirth) report('personal.birth-date', start, end);
        } else if (first === 0x30 || sign === 0x2b) {
          end = phoneEnd(text, lead);
          const isKnown = end < 0 || published.phones.has(nationalNumber(text.slice(lead, end)));
          if (!isKnown && i - referenceEnd >= NEAR_WORDS) report('personal.phone', lead, end);
        }
      }
      if (end > seen) seen = end;
    }
  };
}

/** The word with a house's number a little before a street's name, or -1. */
function houseNumber(tokens: Tokens, street: number): number {
  for (let i = street - 1; i >= 0 && street - i <= ADDRESS_WORDS.number; i--) {
    const length = (tokens.end[i] ?? 0) - (tokens.start[i] ?? 0);
    if (((tokens.flags[i] ?? 0) & DIGIT) !== 0 && length <= 5) return i;
  }
  return -1;
}
