import { wordlist } from '@scure/bip39/wordlists/english.js';

/** Words in a made passphrase: six of 2,048, so 66 bits, beyond guessing at 600,000 rounds a try. */
const WORDS = 6;

/** Makes a passphrase of six English words, by the browser's own randomness. */
export function createPassphrase(): string {
  const chance = crypto.getRandomValues(new Uint16Array(WORDS));
  // 65,536 is a multiple of the list's 2,048 words, so each comes up equally often.
  return Array.from(chance, (number) => wordlist[number % wordlist.length]).join(' ');
}
