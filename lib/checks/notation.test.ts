import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandPhrase, mutations } from './notation';

describe('checks work on Welsh drafts', () => {
  it.each([
    ['pen', ['pen', 'ben', 'mhen', 'phen']],
    ['tyst', ['tyst', 'dyst', 'nhyst', 'thyst']],
    ['carchar', ['carchar', 'garchar', 'ngharchar', 'charchar']],
    ['barn', ['barn', 'farn', 'marn']],
    ['dedfryd', ['dedfryd', 'ddedfryd', 'nedfryd']],
    ['gwarant', ['gwarant', 'warant', 'ngwarant']],
    ['mechnïaeth', ['mechnïaeth', 'fechnïaeth']],
    ['llofrudd', ['llofrudd', 'lofrudd']],
    ['rhif', ['rhif', 'rif']],
    ['arestio', ['arestio', 'harestio']],
    ['ffŵl', ['ffŵl']],
    ['chwaer', ['chwaer']],
    ['swyddog', ['swyddog']],
  ])('knows the forms of %s', (word, forms) => {
    expect(mutations(word).sort()).toEqual([...forms].sort());
  });
});

describe('the notation of phrases', () => {
  it('offers either word, or none', () => {
    expect(expandPhrase('{he|she} {did|} it')).toEqual(['he did it', 'he it', 'she did it', 'she it']);
  });

  it('mutates inside braces and out', () => {
    expect(expandPhrase('y ~barnwr')).toEqual(['y barnwr', 'y farnwr', 'y marnwr']);
    expect(expandPhrase('{~rhif|cod}')).toEqual(['rhif', 'rif', 'cod']);
  });

  it('refuses what is unclosed or explodes', () => {
    expect(() => expandPhrase('a {b|c')).toThrow(RangeError);
    expect(() => expandPhrase('{a|b|c|d}'.repeat(6))).toThrow(RangeError);
  });

  it('leaves a plain phrase as it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z']{1,12}( [a-z']{1,12}){0,4}$/), (phrase) => {
        expect(expandPhrase(phrase)).toEqual([phrase]);
      }),
    );
  });
});
