import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPhraseIndex } from './phrase-index';
import { AFTER_BREAK, AFTER_SENTENCE, createTokens, foldWord, tokenise } from './tokens';

function find(phrases: readonly string[], text: string, inTags = false): string[] {
  const index = createPhraseIndex([{ id: 'one', phrases, inTags }]);
  const tokens = createTokens();
  tokenise(text, tokens);
  const hits = index.scan(text, tokens);
  return Array.from({ length: hits.count }, (_, i) => text.slice(hits.start[i], hits.end[i]));
}

/** The slow way: every phrase tried at every word. */
function findSlowly(phrases: readonly string[], text: string): string[] {
  const split = (source: string) => {
    const tokens = createTokens();
    tokenise(source, tokens);
    return Array.from({ length: tokens.count }, (_, i) => ({
      word: foldWord(source, tokens.start[i] ?? 0, tokens.end[i] ?? 0),
      start: tokens.start[i] ?? 0,
      end: tokens.end[i] ?? 0,
      parted: ((tokens.flags[i] ?? 0) & (AFTER_BREAK | AFTER_SENTENCE)) !== 0,
    }));
  };
  const wanted = [
    ...new Set(
      phrases.map((phrase) =>
        split(phrase)
          .map((token) => token.word)
          .join(' '),
      ),
    ),
  ].map((p) => p.split(' '));
  const draft = split(text);
  return draft.flatMap((_, from) =>
    wanted.flatMap((phrase) => {
      const part = draft.slice(from, from + phrase.length);
      const same = part.length === phrase.length && part.every((token, k) => token.word === phrase[k]);
      if (!same || part.slice(1).some((token) => token.parted)) return [];
      return [text.slice(part[0]?.start, part.at(-1)?.end)];
    }),
  );
}

describe('phrases are found in one pass', () => {
  it.each([
    [['walk of shame'], 'A walk of shame.', ['walk of shame']],
    [['walk of shame'], 'WALK  OF\u00a0SHAME', ['WALK  OF\u00a0SHAME']],
    [['walk of shame'], 'walk. Of shame', []],
    [['walk of shame'], 'walk, of shame', []],
    [['shame'], 'ashamed, shameless, shame!', ['shame']],
    [['under-18'], 'under 18 and Under-18', ['under 18', 'Under-18']],
    [["i'r ddalfa"], '😂😂 aeth i’r ddalfa', ['i’r ddalfa']],
    [['i’r ddalfa'], "i'r ddalfa", ["i'r ddalfa"]],
    [['ty'], 'Tŷ mawr', ['Tŷ']],
    [['café'], 'cafe', []],
    [['a b', 'a b c', 'b c'], 'a b c', ['a b', 'a b c', 'b c']],
    [['a b c d'], 'a b a b c d', ['a b c d']],
    [['hell'], "he'll go", []],
    [['murderer'], "the murderer's house", ['murderer']],
  ])('%j in %s', (phrases, text, expected) => {
    expect(find(phrases, text)).toEqual(expected);
  });

  it('finds phrases joined in a hashtag, and short words only when they stand apart', () => {
    expect(find(['walk of shame'], 'ha #LuggageWalkOfShame', true)).toEqual(['LuggageWalkOfShame']);
    expect(find(['walk of shame'], 'ha #luggagewalkofshame')).toEqual([]);
    expect(find(['arse'], 'fy #Carsegawr', true)).toEqual([]);
  });

  it('finds what the slow way finds, with offsets that match', () => {
    const word = fc.constantFrom('a', 'b', 'c', "b'r", 'tŷ', 'don’t');
    const phrase = fc.array(word, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' '));
    const gap = fc.constantFrom(' ', ' ', ' ', '-', ', ', '. ', ' 😂 ', '\n');
    const text = fc.array(fc.tuple(word, gap), { maxLength: 30 }).map((parts) => parts.flat().join(''));
    fc.assert(
      fc.property(fc.uniqueArray(phrase, { maxLength: 12 }), text, (phrases, draft) => {
        expect(find(phrases, draft).sort()).toEqual(findSlowly(phrases, draft).sort());
      }),
      { numRuns: 500 },
    );
  });

  it('tells words with the same hash apart', () => {
    const twins = ['aq', 'c3'];
    const hashes = twins.map((twin) => {
      const tokens = createTokens();
      tokenise(twin, tokens);
      return tokens.hash[0];
    });
    expect(hashes[0]).toBe(hashes[1]);
    expect(find(twins, 'aq c3')).toEqual(twins);
    expect(find(['aq'], 'c3')).toEqual([]);
  });

  it('stays linear when thousands of phrases share their first words', () => {
    const phrases = Array.from({ length: 3000 }, (_, i) => `the same start ${i}`);
    const index = createPhraseIndex([{ id: 'one', phrases }]);
    const tokens = createTokens();
    const draft = 'the same start '.repeat(4000);
    tokenise(draft, tokens);
    const started = performance.now();
    expect(index.scan(draft, tokens).count).toBe(0);
    // First-word buckets took seconds for this.
    expect(performance.now() - started).toBeLessThan(500);
  });
});
