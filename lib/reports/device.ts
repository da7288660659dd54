import { entropyToMnemonic } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { calculateJwkThumbprint } from 'jose';
import type { PublicKey } from '../board/fields';

/*
 * How people and the desk name a browser's device key. For Cordon's own pages alone: the word list weighs more than
 * the background's whole outbox.
 */

/** Words read over the phone; 11 bits each (BIP 39), so six are 66 bits: too many to find a second key for. */
const WORDS = 6;

/** A device's id: the RFC 7638 thumbprint of its public key (SHA-256, base64url), whatever `kid` claims. */
export function deviceId(publicKey: PublicKey): Promise<string> {
  const { kty, crv, x, y } = publicKey;
  return calculateJwkThumbprint({ kty, crv, x, y });
}

/**
 * The six English words by which a device is pinned to a person over the phone: the first 66 bits of the SHA-256 of
 * its id, in BIP 39's list, whose words differ in their first four letters and were chosen to be told apart by ear.
 */
export async function deviceWords(publicKey: PublicKey): Promise<string[]> {
  const id = new TextEncoder().encode(await deviceId(publicKey));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', id));
  // The library's 16 bytes make twelve words of eleven bits in order; the last alone is touched by its checksum.
  return entropyToMnemonic(digest.slice(0, 16), wordlist).split(' ').slice(0, WORDS);
}
