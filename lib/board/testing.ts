import { base64url, CompactEncrypt, type CompactJWEHeaderParameters, CompactSign, importJWK } from 'jose';
import { HEARTBEAT_TYPE } from '../relay/api';
import type { AuthorKeys, BoardInput } from './author';
import { digestText } from './digest';
import { BOARD_ENCRYPTION, BOARD_KEY_MANAGEMENT, BOARD_TYPE, contentKeyId } from './envelope';
import type { PrivateJwk } from './fields';

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

/** For tests: a relay's heartbeat for a board's text at a time in ms, or for no board; oddly headed if asked. */
export async function signHeartbeat(
  text: string | null,
  at: number,
  key: PrivateJwk,
  header: { readonly typ?: string; readonly kid?: string } = {},
): Promise<string> {
  const statement = { board: text === null ? null : await digestText(text), at: new Date(at).toISOString() };
  return new CompactSign(new TextEncoder().encode(JSON.stringify(statement)))
    .setProtectedHeader({ alg: 'ES256', typ: HEARTBEAT_TYPE, kid: key.kid, ...header })
    .sign(await importJWK(key, 'ES256'));
}

/** For tests: how to wrap a payload otherwise than the author does. */
export interface OddWrapping {
  readonly signed?: { readonly alg?: string; readonly kid?: string; readonly typ?: string };
  readonly encrypted?: Partial<CompactJWEHeaderParameters>;
  /** Signs with this in place of the force's key. */
  readonly key?: CryptoKey | Uint8Array;
}

/** For tests: signs and encrypts any text with a force's keys, right or wrong, validating nothing. */
export async function wrapAnything(
  payload: string,
  keys: AuthorKeys,
  odd: OddWrapping = {},
): Promise<string> {
  const [signer] = keys.signing;
  if (!signer) throw new Error('no signing key');
  const signature = await new CompactSign(new TextEncoder().encode(payload))
    .setProtectedHeader({ alg: 'ES256', typ: BOARD_TYPE, kid: signer.kid, ...odd.signed })
    .sign(odd.key ?? (await importJWK(signer, 'ES256')));
  return encryptAnything(signature, keys, odd.encrypted);
}

/** For tests: encrypts any text with a force's content key. */
export async function encryptAnything(
  text: string,
  keys: AuthorKeys,
  header: Partial<CompactJWEHeaderParameters> = {},
): Promise<string> {
  const [contentKey] = keys.content;
  if (!contentKey) throw new Error('no content key');
  return new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({
      alg: BOARD_KEY_MANAGEMENT,
      enc: BOARD_ENCRYPTION,
      cty: BOARD_TYPE,
      kid: await contentKeyId(contentKey),
      ...header,
    })
    .encrypt(base64url.decode(contentKey));
}
