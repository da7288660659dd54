import { CompactEncrypt } from 'jose';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { digestText } from '../board/digest';
import { createForce } from './force-keys';
import {
  isSealedFile,
  openKeysFile,
  openRecoveryFile,
  passphraseProblem,
  sealKeysFile,
  sealRecoveryFile,
} from './keys-file';

const PASSPHRASE = 'môr tŷ gwêl 12';
const { keys, recovery } = await createForce('teifi-coast');
let file: string;
let fields: Record<string, unknown>;

// Half a second of computing each; the machine may have more to do.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

beforeAll(async () => {
  file = await sealKeysFile(keys, PASSPHRASE);
  fields = JSON.parse(file);
});

/** The file under another wrapping, its checksum right. */
async function wrapped(
  content: string,
  header: { alg?: string; enc?: string; crit?: string[] },
  rounds: number,
): Promise<string> {
  const { alg = 'PBES2-HS512+A256KW', enc = 'A256GCM' } = header;
  const jwe = await new CompactEncrypt(new TextEncoder().encode(content))
    .setProtectedHeader({ alg, enc })
    .setKeyManagementParameters({ p2c: rounds })
    .encrypt(new TextEncoder().encode(PASSPHRASE.normalize('NFC')));
  return JSON.stringify({ ...fields, jwe, check: await digestText(jwe) });
}

describe('a keys file', () => {
  it('opens with its passphrase, however the keyboard makes its accents and whatever mail does around it', async () => {
    const opened = await openKeysFile(`\uFEFF${file}\r\n\r\n`, ` ${PASSPHRASE.normalize('NFD')}\n`);
    expect(opened).toEqual({ ok: true, keys, upgraded: false });
  });

  it('shows nothing but the force and when it was made, and is stretched by 600,000 rounds', () => {
    expect(Object.keys(fields)).toEqual(['cordon', 'version', 'forceId', 'made', 'check', 'jwe']);
    const header = JSON.parse(Buffer.from(String(fields.jwe).split('.')[0] ?? '', 'base64url').toString());
    expect(header).toMatchObject({ alg: 'PBES2-HS512+A256KW', enc: 'A256GCM', p2c: 600_000 });
    for (const secret of [keys.signing[0]?.d, keys.content[0], keys.desk]) expect(file).not.toContain(secret);
  });

  const bad: [string, string, () => string | Promise<string>, string?][] = [
    ['an empty file', 'empty', () => ' \n'],
    ['a picture', 'not-a-keys-file', () => '\u0089PNG'],
    ['other JSON', 'not-a-keys-file', () => '{"accounts":[]}'],
    ['a list', 'not-a-keys-file', () => '[1]'],
    ['a huge file', 'not-a-keys-file', () => 'x'.repeat(1_000_001)],
    ['the recovery file', 'not-a-keys-file', () => JSON.stringify({ ...fields, cordon: 'recovery' })],
    ['half a file', 'damaged', () => file.slice(0, 300)],
    ['one letter altered', 'damaged', () => file.replace(/("jwe": ".{200})./, '$1!')],
    ['a field missing', 'damaged', () => JSON.stringify({ ...fields, check: undefined })],
    ['a file of a version to come', 'newer-version', () => JSON.stringify({ ...fields, version: 3 })],
    ['a plain one of a version to come', 'newer-version', () => JSON.stringify({ ...keys, version: 3 })],
    ['the wrong passphrase', 'wrong-passphrase', () => file, 'another passphrase'],
    ['no passphrase', 'wrong-passphrase', () => file, ''],
    ['something else inside', 'invalid', () => wrapped('{"forceId":"teifi-coast"}', {}, 100_000)],
    ['another force inside', 'invalid', () => wrapped(JSON.stringify(keys), {}, 100_000).then(renamed)],
    ['fewer rounds than are safe', 'invalid', () => wrapped(JSON.stringify(keys), {}, 99_999)],
    [
      'another way of wrapping',
      'invalid',
      () => wrapped(JSON.stringify(keys), { alg: 'PBES2-HS256+A128KW' }, 100_000),
    ],
    ['another encryption', 'invalid', () => wrapped(JSON.stringify(keys), { enc: 'A128GCM' }, 100_000)],
  ];
  it.each(bad)('%s is told as %s', async (_what, problem, make, passphrase = PASSPHRASE) => {
    expect(await openKeysFile(await make(), passphrase)).toEqual({ ok: false, problem });
  });

  it('that asks for minutes of computing is refused without computing', async () => {
    const [, ...rest] = String(fields.jwe).split('.');
    const header = { alg: 'PBES2-HS512+A256KW', enc: 'A256GCM', p2c: 2_000_001, p2s: 'c2FsdHNhbHQ' };
    const jwe = [Buffer.from(JSON.stringify(header)).toString('base64url'), ...rest].join('.');
    const derive = vi.spyOn(crypto.subtle, 'deriveBits');
    const text = JSON.stringify({ ...fields, jwe, check: await digestText(jwe) });
    expect(await openKeysFile(text, PASSPHRASE)).toEqual({ ok: false, problem: 'invalid' });
    expect(derive).not.toHaveBeenCalled();
    derive.mockRestore();
  });

  it('may be plain, and of version 1, which is told', async () => {
    expect(await openKeysFile(JSON.stringify(keys), '')).toEqual({ ok: true, keys, upgraded: false });
    const first = {
      version: 1,
      forceId: 'teifi-coast',
      signingKey: keys.signing[0],
      contentKey: keys.content[0],
      recoveryKey: keys.recoveryKey,
    };
    expect(await openKeysFile(JSON.stringify(first), '')).toMatchObject({ ok: true, upgraded: true });
    expect([isSealedFile(file), isSealedFile(JSON.stringify(keys)), isSealedFile('x')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

function renamed(text: string): string {
  return text.replace('"forceId":"teifi-coast"', '"forceId":"other-force"');
}

describe('the recovery file', () => {
  it('opens with its own passphrase, and is no keys file', async () => {
    const text = await sealRecoveryFile(recovery, 'six words of another kind');
    expect(await openRecoveryFile(text, 'six words of another kind')).toEqual({ ok: true, recovery });
    expect(await openRecoveryFile(text, PASSPHRASE)).toEqual({ ok: false, problem: 'wrong-passphrase' });
    expect(await openKeysFile(text, PASSPHRASE)).toEqual({ ok: false, problem: 'not-a-keys-file' });
    expect(await openRecoveryFile(file, PASSPHRASE)).toEqual({ ok: false, problem: 'not-a-keys-file' });
    expect(await openRecoveryFile(JSON.stringify(recovery), '')).toEqual({ ok: true, recovery });
  });
});

it('a passphrase has twelve characters, counted as people do', async () => {
  expect(passphraseProblem('12345678901')).toBe('too-short');
  expect(passphraseProblem('           1')).toBe('too-short');
  expect(passphraseProblem('🌊🌊🌊🌊🌊🌊')).toBe('too-short');
  expect(passphraseProblem('123456789012')).toBeNull();
  await expect(sealKeysFile(keys, 'short')).rejects.toThrow(RangeError);
});
