import type { Localized } from '../board/schema';
import type { Language } from '../messages/snapshot';

/** Forms of a counted message. Welsh uses all six (CLDR: 0, 1, 2, 3, 6, others), English `one` and `other`. */
export type Plural = { readonly other: string } & {
  readonly [form in 'zero' | 'one' | 'two' | 'few' | 'many']?: string;
};

/** One message: a sentence with `{name}` places, or its counted forms, chosen by the parameter `count`. */
export type Message = string | Plural;

/** The messages of one surface. */
export type Catalogue = Readonly<Record<string, Message>>;

/** What a message's places are filled with. */
export type Params = Readonly<Record<string, string | number>>;

/** Speaks one surface's messages in one language. */
export type Translate<C extends Catalogue> = (key: keyof C & string, params?: Params) => string;

const RULES = { en: new Intl.PluralRules('en-GB'), cy: new Intl.PluralRules('cy') };

/**
 * Makes the translator of one surface. Both catalogues have the same keys: the type of the Welsh one demands it,
 * and a test holds their places and plural forms.
 */
export function createTranslate<C extends Catalogue>(
  catalogues: { readonly en: C; readonly cy: { readonly [K in keyof C]: Message } },
  language: Language,
): Translate<C> {
  const catalogue = catalogues[language];
  return (key, params = {}) => {
    const message: Message = catalogue[key];
    const text =
      typeof message === 'string'
        ? message
        : (message[RULES[language].select(Number(params.count))] ?? message.other);
    return text.replace(/\{(\w{1,30})\}/g, (place, name: string) => String(params[name] ?? place));
  };
}

/** A text of the board in the reader's language, or in the other one and labelled as such. */
export function localize(text: Localized, language: Language): { text: string; language: Language } {
  const own = text[language];
  if (own !== undefined) return { text: own, language };
  const other: Language = language === 'en' ? 'cy' : 'en';
  return { text: text[other] ?? '', language: other };
}
