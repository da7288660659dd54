import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { signBoard } from '../board/author';
import { openBoard } from '../board/open';
import { HOUR, NOON, sampleBoard } from '../board/testing';
import { parseJoiningCode } from '../settings/joining-code';
import {
  beginRotation,
  boardKeys,
  boardRelay,
  createForce,
  type ForceKeys,
  finishRotation,
  fitToBoard,
  forceKeysSchema,
  joiningCodeFor,
  type KeyUse,
  membershipFor,
  revoke,
  upgradeKeys,
  upgradeRecovery,
} from './force-keys';

const { keys, recovery } = await createForce('teifi-coast');
const [signer] = keys.signing;
const relay = {
  kind: 'relay' as const,
  url: 'https://relay.teificoast.example',
  deskToken: 'desk-token-desk-token',
  reportToken: 'report-token-report-token',
  keys: [keys.recoveryKey],
};

/** A board as its readers have it. */
async function read(of: ForceKeys) {
  const text = await signBoard(sampleBoard({ keys: boardKeys(of) }), of);
  const opened = await openBoard(text, membershipFor(of, ['https://board.example/']), {
    now: NOON,
    lastSequence: 0,
  });
  if (!opened.ok) throw new Error(opened.problem);
  return opened.board;
}

describe('a force’s keys', () => {
  it('are whole, each for one purpose, and the recovery key’s private half is not among them', () => {
    expect(v.parse(forceKeysSchema, keys)).toEqual(keys);
    const kids = [...keys.signing, ...keys.opening, keys.recoveryKey].map(({ kid }) => kid);
    expect(new Set(kids).size).toBe(3);
    expect(JSON.stringify(keys)).not.toContain(recovery.key.d);
    expect(recovery.key).toMatchObject(keys.recoveryKey);
  });

  it('give a joining code without a secret, with the relay’s token and address', async () => {
    const mine = { ...keys, publishing: relay };
    const code = joiningCodeFor(mine);
    const read = parseJoiningCode(code);
    expect(read).toMatchObject({
      ok: true,
      membership: {
        boards: [`${relay.url}/board`],
        reportToken: relay.reportToken,
        recoveryKey: keys.recoveryKey,
      },
    });
    const text = JSON.stringify(read);
    const secrets = [signer?.d, keys.opening[0]?.d, keys.desk, relay.deskToken];
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(JSON.stringify([boardKeys(mine), boardRelay(mine)])).not.toMatch(
      new RegExp([...secrets, relay.reportToken].join('|')),
    );
    expect(() => joiningCodeFor(keys)).toThrow('no-address');
    expect(
      membershipFor({ ...keys, publishing: { kind: 'file', url: 'https://a.example/b' } }).boards,
    ).toEqual(['https://a.example/b']);
  });

  it.each<[KeyUse, object, object]>([
    ['signing', { signing: 2 }, { signing: 1 }],
    ['content', { content: 2 }, { content: 1 }],
    ['opening', { opening: 2 }, { opening: 2 }],
  ])('a change of the %s key is announced first, and finished once', async (use, announced, done) => {
    const count = ({ signing, opening, content }: ReturnType<typeof boardKeys>) => ({
      signing: signing.length,
      opening: opening.length,
      content: content.length,
    });
    const begun = await beginRotation(keys, use);
    expect(count(boardKeys(begun))).toMatchObject(announced);
    const finished = finishRotation(begun, use);
    expect(count(boardKeys(finished))).toMatchObject(done);
    expect(v.is(forceKeysSchema, begun) && v.is(forceKeysSchema, finished)).toBe(true);
    if (use === 'opening') {
      expect(begun.opening.slice(1)).toEqual(keys.opening);
      return;
    }
    expect(await beginRotation(begun, use)).toBe(begun);
    expect(begun[use][0]).toEqual(keys[use][0]);
    expect(finished[use][0]).toEqual(use === 'signing' ? begun.nextSigning : begun.nextContent);
    expect(() => finishRotation(finished, use)).toThrow('not-begun');
  });

  it('a copy from before the change follows the board, or says that it is too old', async () => {
    const begun = await beginRotation(keys, 'signing');
    const done = finishRotation(begun, 'signing');
    const board = await read(done);
    expect(fitToBoard(done, board)).toBe(done);
    expect(fitToBoard(begun, board)?.signing).toEqual(done.signing);
    expect(fitToBoard(keys, board)).toBeNull();
  });

  it('each revocation repeats the earlier ones, counts up, and ends what was announced', async () => {
    const begun = await beginRotation(keys, 'signing');
    const once = await revoke(begun, recovery, [signer?.kid ?? ''], 7, NOON);
    const twice = await revoke(once, recovery, [once.signing[0]?.kid ?? ''], 9, NOON - HOUR);
    const told = twice.revocations.map((text) => JSON.parse(atobUrl(text.split('.')[1] ?? '')));
    expect(told).toMatchObject([
      { serial: NOON / 1000, sequence: 8, revoked: [signer?.kid] },
      { serial: NOON / 1000 + 1, sequence: 10, revoked: [signer?.kid, once.signing[0]?.kid] },
    ]);
    expect(twice).not.toHaveProperty('nextSigning');
    expect(v.is(forceKeysSchema, twice)).toBe(true);
    expect((await read(twice)).keys?.signing).toEqual(boardKeys(twice).signing);
  });

  it('of version 1 are brought up to date', async () => {
    const first = {
      version: 1,
      forceId: 'teifi-coast',
      signingKey: signer,
      contentKey: keys.content[0],
      recoveryKey: keys.recoveryKey,
    };
    const upgraded = await upgradeKeys(first);
    expect(v.is(forceKeysSchema, upgraded)).toBe(true);
    expect(upgraded).toMatchObject({ signing: keys.signing, content: keys.content });
    expect(await upgradeKeys({ ...first, version: 2 })).toBeNull();
    const old = { version: 1, forceId: 'teifi-coast', recoveryPrivateKey: recovery.key };
    expect(upgradeRecovery(old)).toEqual(recovery);
  });
});

function atobUrl(text: string): string {
  return Buffer.from(text, 'base64url').toString();
}
