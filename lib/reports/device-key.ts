import { calculateJwkThumbprint } from 'jose';
import * as v from 'valibot';
import { publicKeySchema } from '../board/fields';
import type { DeviceRow } from '../records/database';

/**
 * Makes this browser's key pair for one force (P-256, ECDSA). The private half cannot be taken out of the browser, so
 * a copied profile file alone lets nobody sign in its name. The row is not stored yet.
 */
export async function createDevice(forceId: string): Promise<DeviceRow> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ]);
  const jwk = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const publicKey = v.parse(publicKeySchema, {
    ...jwk,
    kid: await calculateJwkThumbprint({ kty: 'EC', crv: 'P-256', x: jwk.x ?? '', y: jwk.y ?? '' }),
  });
  return { forceId, privateKey: pair.privateKey, publicKey, counter: 0 };
}
