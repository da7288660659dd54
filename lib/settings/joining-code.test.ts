import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { base64url } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createForce, type ForceKeys, joiningCodeFor, membershipFor } from '../desk/force-keys';
import { encodeJoiningCode, parseJoiningCode } from './joining-code';

const BOARDS = ['https://board.example/board'];
let keys: ForceKeys;
let code: string;

beforeAll(async () => {
  ({ keys } = await createForce('teifi-coast'));
  code = joiningCodeFor(keys, BOARDS);
});

/** Any beginning of a code under a checksum that fits it. */
const withChecksum = (start: string): string => `${start}.${crc32(start).toString(36).padStart(7, '0')}`;

describe('a joining code', () => {
  it('gives the membership it was made of, and no private key', () => {
    const membership = membershipFor(keys, BOARDS);
    expect(parseJoiningCode(code)).toEqual({ ok: true, membership });
    expect(encodeJoiningCode({ ...membership, signingKeys: keys.signing })).toBe(code);
  });

  it('survives mail, chat and word processors', () => {
    const space = fc.constantFrom(' ', '\n', '\r\n> ', '\t', '\u00A0', '\u200B', '\u00AD', '\uFEFF');
    const around = fc.constantFrom(
      ['', ''],
      ['"', '"'],
      ['“', '”'],
      ['‘', '’.'],
      ['<', '>'],
      ['`', '`'],
      ['(', '),'],
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(code.length), space), { maxLength: 20 }),
        around,
        (spaces, [open, close]) => {
          let pasted = code;
          for (const [at, gap] of spaces) pasted = pasted.slice(0, at) + gap + pasted.slice(at);
          expect(parseJoiningCode(`${open}${pasted}${close}`).ok).toBe(true);
        },
      ),
    );
  });

  it('cut off anywhere is truncated, never something else', () => {
    for (let length = 4; length < code.length; length += 1) {
      expect(parseJoiningCode(code.slice(0, length))).toEqual({ ok: false, problem: 'truncated' });
    }
  });

  it('with a character wrong, swapped or missing inside is never accepted', () => {
    fc.assert(
      fc.property(
        fc.nat(code.length - 2),
        fc.nat(1),
        fc.stringMatching(/^[\w-]{0,2}$/),
        (at, remove, insert) => {
          const typed = code.slice(0, at) + insert + code.slice(at + remove);
          if (typed === code) return;
          expect(parseJoiningCode(typed).ok).toBe(false);
        },
      ),
      { numRuns: 1000 },
    );
    expect(parseJoiningCode(code.replace('-e', '-f'))).toEqual({ ok: false, problem: 'damaged' });
    expect(parseJoiningCode(code.toLowerCase())).toEqual({ ok: false, problem: 'damaged' });
  });

  it.each([
    ['', 'empty'],
    [' \n“”', 'empty'],
    ['hunter2', 'not-a-code'],
    ['https://board.example/board', 'not-a-code'],
    ['CORD', 'truncated'],
    ['CORDON1-', 'truncated'],
    ['CORDON1-?!x', 'damaged'],
    [withChecksum('CORDON2-e30'), 'newer-version'],
    ['CORDON2-e30.0000000', 'damaged'],
    [withChecksum('CORDON1-e30'), 'invalid'],
    [withChecksum('CORDON1-_w'), 'invalid'],
    [withChecksum('CORDON1-.'), 'invalid'],
  ])('%j is %s', (text, problem) => {
    expect(parseJoiningCode(text)).toEqual({ ok: false, problem });
  });

  it('refuses addresses without https, and keys of the wrong length', () => {
    const membership = membershipFor(keys, BOARDS);
    for (const wrong of [{ boards: ['http://board.example/'] }, { contentKey: 'AAAA' }, { boards: [] }]) {
      const body = base64url.encode(JSON.stringify({ ...membership, ...wrong }));
      expect(parseJoiningCode(withChecksum(`CORDON1-${body}`))).toEqual({ ok: false, problem: 'invalid' });
    }
  });

  it('never throws, whatever is pasted', () => {
    const anyText = fc.array(fc.nat(0x10ffff)).map((points) => String.fromCodePoint(...points));
    const pasted = fc.oneof(
      anyText,
      fc.string().map((s) => `CORDON1-${s}`),
      fc.string().map((s) => withChecksum(`CORDON1-${s}`)),
    );
    fc.assert(
      fc.property(pasted, (text) => {
        expect(parseJoiningCode(text).ok).toBe(false);
      }),
    );
  });
});
