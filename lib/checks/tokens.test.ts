import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AFTER_BREAK,
  AFTER_SENTENCE,
  CLITIC,
  createTokens,
  EMOJI,
  foldWord,
  IN_TAG,
  isWord,
  tokenise,
} from './tokens';

function words(text: string): string[] {
  const tokens = createTokens();
  tokenise(text, tokens);
  return Array.from({ length: tokens.count }, (_, i) =>
    foldWord(text, tokens.start[i] ?? 0, tokens.end[i] ?? 0),
  );
}

function flagsOf(text: string): number[] {
  const tokens = createTokens();
  tokenise(text, tokens);
  return [...tokens.flags.subarray(0, tokens.count)];
}

/** Text with everything that has ever tripped a tokeniser. */
const messy = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          "i'r",
          'tŷ',
          'mae’n',
          'don’t',
          '😂',
          '👨‍👩‍👧',
          '#Heddlu',
          '@teifi',
          'https://a.uk/b',
          'www.',
          'd.o.b.',
          '\ud800',
        ],
        ...['e\u0301', 'w\u0302', 'so\u00adft', '\u200b', '…', '!', '\n', ' ', '-', '“', '”', ':', '//', "'"],
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

describe('words of a draft', () => {
  it.each([
    ['Bore da, bawb!', ['bore', 'da', 'bawb']],
    ["i'r ddalfa", ['i', "'r", 'ddalfa']],
    ['mae’r dyn', ['mae', "'r", 'dyn']],
    ["don't, won’t", ["don't", "won't"]],
    ["'quoted' words", ['quoted', 'words']],
    ['TŶ GŴR Â', ['ty', 'gwr', 'a']],
    ['w\u0302yl e\u0301lite', ['wyl', 'élite']],
    ['caf\u00e9 cafe', ['café', 'cafe']],
    ['12-year-old', ['12', 'year', 'old']],
    ['so\u00adft zero\u200bwidth', ['soft', 'zerowidth']],
    ['see https://a.uk/guilty?x=1 now', ['see', 'https', 'now']],
    ['see www.guilty.uk now', ['see', 'now']],
    ['@GuiltyMan hello', ['hello']],
    ['a.b@mail.uk', ['a', 'b', 'mail', 'uk']],
    ['go 😂 home', ['go', '😂', 'home']],
    ['#Walk_of_Shame', ['walk', 'of', 'shame']],
    ['D.O.B.', ['d', 'o', 'b']],
  ])('%s', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it('knows where a sentence and where a phrase ends', () => {
    const gap = (text: string) => flagsOf(text).map((flag) => flag & (AFTER_BREAK | AFTER_SENTENCE));
    expect(gap('One two. Three')).toEqual([AFTER_SENTENCE, 0, AFTER_SENTENCE]);
    expect(gap('one, two-three')).toEqual([AFTER_SENTENCE, AFTER_BREAK, 0]);
    expect(gap('police.uk at 12.30')).toEqual([AFTER_SENTENCE, AFTER_BREAK, 0, 0, AFTER_BREAK]);
    expect(gap('one\ntwo')).toEqual([AFTER_SENTENCE, AFTER_SENTENCE]);
    expect(gap('a @name b')).toEqual([AFTER_SENTENCE, AFTER_BREAK]);
  });

  it('marks tags, clitics and emoji', () => {
    expect((flagsOf('a #Tag b')[1] ?? 0) & IN_TAG).toBe(IN_TAG);
    expect((flagsOf('a #Tag b')[2] ?? 0) & IN_TAG).toBe(0);
    expect((flagsOf("o'r")[1] ?? 0) & CLITIC).toBe(CLITIC);
    expect((flagsOf('😂')[0] ?? 0) & EMOJI).toBe(EMOJI);
  });

  it('gives offsets in order, inside the text and never inside a pair of surrogates', () => {
    fc.assert(
      fc.property(messy, (text) => {
        const tokens = createTokens();
        tokenise(text, tokens);
        let last = 0;
        for (let i = 0; i < tokens.count; i++) {
          const start = tokens.start[i] ?? -1;
          const end = tokens.end[i] ?? -1;
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(
            /^[\udc00-\udfff]/.test(text.slice(start)) &&
              start > 0 &&
              /[\ud800-\udbff]$/.test(text.slice(0, start)),
          ).toBe(false);
          last = end;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('has one hash for all spellings of a word', () => {
    fc.assert(
      fc.property(messy, (text) => {
        const tokens = createTokens();
        tokenise(text, tokens);
        const seen = new Map<string, number>();
        for (let i = 0; i < tokens.count; i++) {
          const start = tokens.start[i] ?? 0;
          const end = tokens.end[i] ?? 0;
          const word = foldWord(text, start, end);
          expect(isWord(text, start, end, word)).toBe(true);
          const hash = tokens.hash[i] ?? 0;
          expect(seen.get(word) ?? hash).toBe(hash);
          seen.set(word, hash);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('gives the words of a text whatever stands before them', () => {
    fc.assert(
      fc.property(messy, (text) => {
        const alone = words(text);
        const after = words(`😂 heddlu\n${text}`);
        // A mention or a clitic looks at the character before; a new line is none.
        expect(after).toEqual(['😂', 'heddlu', ...alone]);
      }),
    );
  });
});
