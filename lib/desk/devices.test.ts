import { base64url } from 'jose';
import { describe, expect, test } from 'vitest';
import { decideDevice, EMPTY_BOOK, mergeBooks, openBook, ownerOf, sealBook, trustOf } from './devices';

const key = (byte: number): string => base64url.encode(new Uint8Array(32).fill(byte));
const id = (letter: string): string => letter.repeat(43);

describe('who a device belongs to', () => {
  const pinned = decideDevice(EMPTY_BOOK, id('a'), { state: 'pinned', name: ' Rhian ' }, 1000);

  test('is unpinned until somebody decides, and again afterwards', () => {
    expect(trustOf(EMPTY_BOOK, id('a'))).toBe('unpinned');
    expect(ownerOf(pinned, id('a'))).toBe('Rhian');
    const unpinned = decideDevice(pinned, id('a'), { state: 'unpinned' }, 2000);
    expect(unpinned.devices).toHaveLength(1);
    expect(ownerOf(unpinned, id('a'))).toBeNull();
    expect(trustOf(decideDevice(pinned, id('a'), { state: 'not-believed' }, 3), id('a'))).toBe(
      'not-believed',
    );
  });

  test('comes together from two desks: the later decision stands, and differing people are named', () => {
    const theirs = decideDevice(
      decideDevice(EMPTY_BOOK, id('a'), { state: 'pinned', name: 'Ifan' }, 2000),
      id('b'),
      { state: 'pinned', name: 'Mair' },
      1,
    );
    const { book, added, changed, differing } = mergeBooks(pinned, theirs);
    expect([ownerOf(book, id('a')), ownerOf(book, id('b')), added, changed]).toEqual(['Ifan', 'Mair', 1, 1]);
    expect(differing).toEqual([{ deviceId: id('a'), ours: 'Rhian', theirs: 'Ifan' }]);
    expect(ownerOf(mergeBooks(theirs, pinned).book, id('a'))).toBe('Ifan');
  });

  test('travels sealed: the second keyholder opens it, others do not', async () => {
    const sealed = await sealBook(pinned, key(1));
    expect(sealed).not.toContain('Rhian');
    expect(await openBook(`${sealed}\n`, key(1))).toEqual({ ok: true, book: pinned });
    expect(await openBook(sealed, key(2))).toEqual({ ok: false, problem: 'wrong-key' });
    expect(await openBook(`${sealed.slice(0, -4)}AAAA`, key(1))).toEqual({ ok: false, problem: 'wrong-key' });
    for (const text of ['', 'hello', '{"version":1}'])
      expect(await openBook(text, key(1))).toEqual({ ok: false, problem: 'not-a-book' });
  });
});
