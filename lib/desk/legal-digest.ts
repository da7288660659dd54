import { base64url } from 'jose';
import type { LegalFlag } from '../board/schema';
import { mutations } from '../checks/notation';
import { createTokens, foldWord, tokenise } from '../checks/tokens';

/** Digests in one flag; the board's own limit. */
export const DIGESTS_LIMIT = 50;
/** Words in one name; the board's own limit. */
export const WORDS_LIMIT = 8;
/** Bytes of a digest that are kept: enough that no other words meet it by chance. */
const DIGEST_BYTES = 16;

/** Letters of the shortest name; one of two letters would stop half of all posts. */
const SHORTEST_NAME = 3;

/** What is wrong with the names of a flag. */
export type NamesProblem = 'no-names' | 'too-many' | 'too-long' | 'too-short';

/** The part of a legal flag that stands for the names. */
export type NamesDigested = Pick<LegalFlag, 'salt' | 'digests' | 'words'>;

/**
 * Turns embargoed names, one a line, into keyed digests under a new salt; the names themselves are in nothing that
 * this gives. Each name is also taken with its first word mutated as Welsh would (`Caernarfon`, `Gaernarfon`), as far
 * as there is room.
 */
export async function digestNames(
  lines: string,
): Promise<
  { readonly ok: true; readonly flag: NamesDigested } | { readonly ok: false; readonly problem: NamesProblem }
> {
  const names = lines
    .split('\n')
    .map(wordsOf)
    .filter((words) => words.length > 0);
  if (names.length === 0) return { ok: false, problem: 'no-names' };
  if (names.some((words) => words.length > WORDS_LIMIT)) return { ok: false, problem: 'too-long' };
  if (names.some((words) => words.join('').length < SHORTEST_NAME))
    return { ok: false, problem: 'too-short' };
  const plain = [...new Set(names.map((words) => words.join(' ')))];
  if (plain.length > DIGESTS_LIMIT) return { ok: false, problem: 'too-many' };
  const mutated = names.flatMap(([first = '', ...rest]) =>
    mutations(first)
      .map((word) => [word, ...rest].join(' '))
      .filter((form) => form.length >= SHORTEST_NAME),
  );
  const forms = [...new Set([...plain, ...mutated])].slice(0, DIGESTS_LIMIT);
  const salt = base64url.encode(crypto.getRandomValues(new Uint8Array(16)));
  const digests = await Promise.all(forms.map((form) => digestName(form, salt)));
  // Sorted, so that the order says nothing of which name was typed first.
  return {
    ok: true,
    flag: { salt, digests: digests.sort(), words: Math.max(...names.map(({ length }) => length)) },
  };
}

/**
 * The digest of one form: HMAC-SHA-256 of its folded words, joined by single blanks, under the salt; the first 16
 * bytes in base64url. Whoever looks for a name in a draft must come to the same text by {@link wordsOf}.
 */
export async function digestName(form: string, salt: string): Promise<string> {
  const key = await crypto.subtle.importKey(
    'raw',
    // A copy, since jose's array may lie in a shared buffer by its type.
    new Uint8Array(base64url.decode(salt)),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(form));
  return base64url.encode(new Uint8Array(mac).subarray(0, DIGEST_BYTES));
}

/** The words of a text as the checks read them: lower case, circumflexes and apostrophes' forms made one. */
export function wordsOf(text: string): string[] {
  const tokens = createTokens();
  tokenise(text, tokens);
  return Array.from({ length: tokens.count }, (_, i) =>
    foldWord(text, tokens.start[i] ?? 0, tokens.end[i] ?? 0),
  );
}
