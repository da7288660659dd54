import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { boardSchema, type Localized, TEXT_LIMIT } from './schema';
import { sampleBoard } from './testing';

const nameRead = (name: Localized) => {
  const read = v.safeParse(boardSchema, { ...sampleBoard(), force: { id: 'teifi-coast', name } });
  return read.success ? read.output.force.name : null;
};

describe('a blackout reaches operators whatever was pasted into it', () => {
  it('shortens a text of 100,000 characters and marks it', () => {
    const en = nameRead({ en: 'x'.repeat(100_000) })?.en;
    expect(en).toHaveLength(TEXT_LIMIT);
    expect(en?.endsWith('x…')).toBe(true);
  });

  it('does not cut an emoji in half', () => {
    expect(nameRead({ en: `${'x'.repeat(TEXT_LIMIT - 2)}🌊🌊` })?.en).toBe(`${'x'.repeat(TEXT_LIMIT - 2)}…`);
  });

  it('takes a text in one language, and markup as the text it is', () => {
    expect(nameRead({ cy: '<b>Heddlu</b>', en: ' ' })).toEqual({ cy: '<b>Heddlu</b>' });
  });

  it('refuses a text in neither', () => {
    expect(nameRead({ en: '', cy: '\n' })).toBeNull();
  });

  it('drops fields it does not know, so that a newer board is read', () => {
    const read = v.parse(boardSchema, { ...sampleBoard(), somethingNew: { key: 'x' } });
    expect(read).not.toHaveProperty('somethingNew');
  });
});

it('the example that a force begins with is a board', () => {
  const file = new URL('../../docs/example-board.json', import.meta.url);
  expect(v.safeParse(boardSchema, JSON.parse(readFileSync(file, 'utf8'))).issues).toBeUndefined();
});
