/** Forms one phrase may stand for; a pack that asks for more is refused when the engine is built. */
const MAX_FORMS = 512;

/**
 * The initial consonants Welsh changes, with their soft, nasal and aspirate forms. Longer ones come first; ch, dd,
 * ff, ng, ph, th and the rest do not change.
 */
const MUTATIONS: readonly (readonly [initial: string, forms: readonly string[]])[] = [
  ['ch', []],
  ['dd', []],
  ['ff', []],
  ['ng', []],
  ['ph', []],
  ['th', []],
  ['ll', ['l']],
  ['rh', ['r']],
  ['p', ['b', 'mh', 'ph']],
  ['t', ['d', 'nh', 'th']],
  ['c', ['g', 'ngh', 'ch']],
  ['b', ['f', 'm']],
  ['d', ['dd', 'n']],
  ['g', ['', 'ng']],
  ['m', ['f']],
];
const VOWELS = 'aeiouwyâêîôûŵŷ';

/**
 * A Welsh word in all the forms its first letters take: itself, soft, nasal and aspirate mutation, and h before a
 * vowel (`ei harestio`). Give it in its dictionary form and in lower case.
 */
export function mutations(word: string): string[] {
  const first = word.charAt(0);
  if (VOWELS.includes(first)) return [word, `h${word}`];
  for (const [initial, forms] of MUTATIONS) {
    if (word.startsWith(initial)) return [word, ...forms.map((form) => form + word.slice(initial.length))];
  }
  return [word];
}

/**
 * All the plain phrases a phrase in the pack's notation stands for: `{a|b}` either, `~word` every mutation.
 * @throws RangeError for an unclosed brace or more than 512 forms.
 */
export function expandPhrase(phrase: string): string[] {
  if (!phrase.includes('{') && !phrase.includes('~')) return [phrase];
  let forms = [''];
  let at = 0;
  const append = (choices: readonly string[]): void => {
    forms = forms.flatMap((form) => choices.map((choice) => form + choice));
    if (forms.length > MAX_FORMS) throw new RangeError(`too many forms: ${phrase}`);
  };
  while (at < phrase.length) {
    const char = phrase.charAt(at);
    if (char === '{') {
      const close = phrase.indexOf('}', at);
      if (close < 0) throw new RangeError(`unclosed brace: ${phrase}`);
      append(
        phrase
          .slice(at + 1, close)
          .split('|')
          .flatMap((choice) => (choice.startsWith('~') ? mutations(choice.slice(1)) : [choice])),
      );
      at = close + 1;
    } else {
      let end = at + 1;
      while (end < phrase.length && !/[{~ ]/.test(phrase.charAt(end))) end++;
      const part = phrase.slice(at, end);
      append(char === '~' ? mutations(part.slice(1)) : [part]);
      at = end;
    }
  }
  return forms.map((form) => form.replaceAll(/ {2,9}/g, ' ').trim()).filter((form) => form !== '');
}
