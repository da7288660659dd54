import { calculateJwkThumbprint, importJWK } from 'jose';
import type { Membership } from '../settings/joining';
import { digestText } from './digest';
import { BOARD_SIGNATURE } from './envelope';
import { type PublicKey, publicHalf } from './fields';
import type { Revocation } from './revocation';
import type { Board } from './schema';

/** Key ids remembered as revoked; ours. A revocation holds a hundred at most. */
const REVOKED_LIMIT = 500;

/** Whom a browser believes. Plain data, kept beside the board. */
export interface Trust {
  /** Digest of the membership's keys that this began with; another one begins anew. */
  readonly basis: string;
  /** Who may sign the next board, unless revoked. */
  readonly signingKeys: readonly PublicKey[];
  /** What opens it, beside the membership's own content key; base64url. */
  readonly contentKeys: readonly string[];
  /** Ids of keys that never count again, whoever names them; sorted. */
  readonly revoked: readonly string[];
  /** Serial of the highest revocation taken in; 0 before the first. */
  readonly revocation: number;
  /** The lowest number a board may have after one signed by a revoked key; said by the same revocation. */
  readonly countFrom: number;
  /** Whether a board has said who signs, so that the membership's list no longer counts. */
  readonly moved: boolean;
}

/**
 * The trust to begin with: what was kept, if it began with this membership's keys, else the membership's own list.
 * What was revoked stays revoked either way.
 */
export async function startTrust(membership: Membership, kept?: Trust): Promise<Trust> {
  const { forceId, signingKeys, contentKey, recoveryKey } = membership;
  const keys = [
    forceId,
    contentKey,
    ...[...signingKeys, ...(recoveryKey ? [recoveryKey] : [])].map(textOfKey),
  ];
  const basis = await digestText(keys.join('\n'));
  if (kept?.basis === basis) return kept;
  const revoked = kept?.revoked ?? [];
  return {
    basis,
    signingKeys: await usableKeys(signingKeys, revoked),
    contentKeys: [contentKey],
    revoked,
    revocation: 0,
    countFrom: kept?.countFrom ?? 0,
    moved: false,
  };
}

const textOfKey = ({ kid, x, y }: PublicKey): string => JSON.stringify([kid, x, y]);

/**
 * Takes in genuine revocations. In whatever order and grouping they come, the same is trusted in the end: all that
 * any of them revokes is revoked, and of several the highest serial says who signs. Where no board has said yet who
 * signs, the membership's keys that are not revoked go on counting, for a joining code may be newer than a revocation.
 */
export async function withRevocations(
  trust: Trust,
  revocations: readonly Revocation[],
  membership: Membership,
): Promise<Trust> {
  if (revocations.length === 0) return trust;
  const revoked = mergeRevoked(
    trust.revoked,
    revocations.flatMap((one) => one.revoked),
  );
  const [newest] = revocations
    .filter(({ serial }) => serial > trust.revocation)
    .sort((a, b) => b.serial - a.serial);
  const signingKeys = !newest
    ? trust.signingKeys
    : [...newest.signingKeys.map(publicHalf), ...(trust.moved ? [] : membership.signingKeys)];
  return {
    ...trust,
    signingKeys: await usableKeys(signingKeys, revoked),
    revoked,
    revocation: newest?.serial ?? trust.revocation,
    countFrom: newest?.sequence ?? trust.countFrom,
  };
}

/** Several lists of revoked ids as one, sorted and bounded. */
export function mergeRevoked(...lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())].sort().slice(0, REVOKED_LIMIT);
}

/**
 * The trust after an accepted board: its list of signing keys replaces the former one, and its content keys stand
 * beside the one that opened it. Null when its list lacks the very key that signed it, or holds nothing usable.
 */
export async function withBoard(
  trust: Trust,
  board: Board,
  signer: string,
  contentKey: string,
): Promise<Trust | null> {
  if (!board.keys) return trust;
  const signingKeys = await usableKeys(board.keys.signing, trust.revoked);
  if (!signingKeys.some(({ kid }) => kid === signer)) return null;
  return {
    ...trust,
    signingKeys,
    contentKeys: [...new Set([...board.keys.content, contentKey])],
    moved: true,
  };
}

/** Those of the keys that are points of the curve and were not revoked, neither by their id nor by their thumbprint. */
async function usableKeys(keys: readonly PublicKey[], revoked: readonly string[]): Promise<PublicKey[]> {
  const gone = new Set(revoked);
  const seen = new Set<string>();
  const usable: PublicKey[] = [];
  for (const key of keys.map(publicHalf)) {
    if (gone.has(key.kid) || seen.has(key.kid) || gone.has(await calculateJwkThumbprint(key))) continue;
    if (await importJWK(key, BOARD_SIGNATURE).catch(() => null)) {
      seen.add(key.kid);
      usable.push(key);
    }
  }
  return usable;
}
