import { base64url, CompactEncrypt, type CompactJWEHeaderParameters, CompactSign, importJWK } from 'jose';
import type { BoardInput, ForceKeys } from './author';
import { BOARD_ENCRYPTION, BOARD_KEY_MANAGEMENT, BOARD_TYPE, contentKeyId } from './envelope';

/** For tests: noon of an ordinary day, in milliseconds since 1970. */
export const NOON = Date.parse('2027-03-01T12:00:00Z');

/** For tests: an hour in milliseconds. */
export const HOUR = 3_600_000;

/** For tests: a small board of the sample force, signed at 08:00 and good for a week. */
export function sampleBoard(changes: Partial<BoardInput> = {}): BoardInput {
  return {
    version: 1,
    force: { id: 'teifi-coast', name: { en: 'Teifi Coast Police', cy: 'Heddlu Arfordir Teifi' } },
    sequence: 7,
    signedAt: '2027-03-01T08:00:00Z',
    expires: '2027-03-08T08:00:00Z',
    accounts: [
      {
        key: 'teifi-coast-x',
        platform: 'x',
        kind: 'login',
        ids: ['101'],
        name: 'Teifi Coast 🌊',
        state: 'live',
      },
    ],
    notices: [],
    hashtags: [{ tag: 'ArfordirDiogel', status: 'ours' }],
    contacts: {
      communications: { name: { en: 'Press office', cy: 'Swyddfa’r wasg' }, phone: '01632 960000' },
    },
    corporateAccounts: [{ platform: 'x', url: 'https://x.com/TeifiCoast' }],
    ...changes,
  };
}

/** For tests: how to wrap a payload otherwise than the author does. */
export interface OddWrapping {
  readonly signed?: { readonly alg?: string; readonly kid?: string; readonly typ?: string };
  readonly encrypted?: Partial<CompactJWEHeaderParameters>;
  /** Signs with this in place of the force's key. */
  readonly key?: CryptoKey | Uint8Array;
}

/** For tests: signs and encrypts any text with a force's keys, right or wrong, validating nothing. */
export async function wrapAnything(payload: string, keys: ForceKeys, odd: OddWrapping = {}): Promise<string> {
  const signature = await new CompactSign(new TextEncoder().encode(payload))
    .setProtectedHeader({ alg: 'ES256', typ: BOARD_TYPE, kid: keys.signingKey.kid, ...odd.signed })
    .sign(odd.key ?? (await importJWK(keys.signingKey, 'ES256')));
  return encryptAnything(signature, keys, odd.encrypted);
}

/** For tests: encrypts any text with a force's content key. */
export async function encryptAnything(
  text: string,
  keys: ForceKeys,
  header: Partial<CompactJWEHeaderParameters> = {},
): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({
      alg: BOARD_KEY_MANAGEMENT,
      enc: BOARD_ENCRYPTION,
      cty: BOARD_TYPE,
      kid: await contentKeyId(keys.contentKey),
      ...header,
    })
    .encrypt(base64url.decode(keys.contentKey));
}
