import { describe, expect, test } from 'vitest';
import { digestName, digestNames, wordsOf } from './legal-digest';

async function digested(names: string) {
  const result = await digestNames(names);
  if (!result.ok) throw new Error(result.problem);
  return result.flag;
}

describe('an embargoed name leaves as digests alone', () => {
  test('and however a draft writes it, the digest is the same', async () => {
    const flag = await digested('Mari Gwên-Hughes\n');
    expect(JSON.stringify(flag)).not.toMatch(/mari|hughes/i);
    for (const draft of ['MARI GWEN HUGHES', 'mari  gwên-hughes', '#Mari Gwe\u0302n hughes']) {
      expect(flag.digests).toContain(await digestName(wordsOf(draft).join(' '), flag.salt));
    }
    expect(flag.digests).not.toContain(await digestName(wordsOf('Mari Hughes').join(' '), flag.salt));
    expect(flag.words).toBe(3);
  });

  test('two flags on one name have nothing in common', async () => {
    const [one, two] = [await digested('Caerwen'), await digested('Caerwen')];
    expect(one.digests.some((digest) => two.digests.includes(digest))).toBe(false);
  });

  test('a place is found in its mutated forms too', async () => {
    const flag = await digested('Caerwen');
    for (const form of ['caerwen', 'gaerwen', 'nghaerwen', 'chaerwen']) {
      expect(flag.digests).toContain(await digestName(form, flag.salt));
    }
  });

  test.each([
    ['', 'no-names'],
    [' \n!\n', 'no-names'],
    ['Al', 'too-short'],
    ['one two three four five six seven eight nine', 'too-long'],
    [Array.from({ length: 51 }, (_, i) => `Name${i}`).join('\n'), 'too-many'],
  ])('%j is refused', async (names, problem) => {
    expect(await digestNames(names)).toEqual({ ok: false, problem });
  });

  test('no more digests than a flag may hold', async () => {
    const flag = await digested(Array.from({ length: 50 }, (_, i) => `Castell${i}`).join('\n'));
    expect(flag.digests).toHaveLength(50);
  });
});
