/**
 * A key for an entry out of what it is called: lower case, hyphens, without accents, none of those in `taken`.
 * `fallback` where the name has no letter a key may have.
 */
export function entryKey(name: string, taken: readonly string[], fallback: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    // Room for a number behind it; the board's keys have 64 characters.
    .slice(0, 56);
  const base = plain || fallback;
  if (!taken.includes(base)) return base;
  let number = 2;
  while (taken.includes(`${base}-${number}`)) number++;
  return `${base}-${number}`;
}
