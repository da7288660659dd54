import { expect, test } from 'vitest';
import { boardSchema } from '../../lib/board/schema';
import { deskEn } from '../../lib/i18n/en/desk';

/** What says on which board and of which version it stands; desks never differ in it. */
const OF_THE_BOARD = ['version', 'force', 'sequence', 'signedAt', 'expires'];

/** Names of the fields of a schema's entries: of a list's items, or of a part that is changed as a whole. */
function fieldsOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { entries, item, wrapped, pipe } = schema as Record<string, unknown>; // each of valibot's schemas has some of these
  if (typeof entries === 'object' && entries !== null) return Object.keys(entries);
  return [item, wrapped, ...(Array.isArray(pipe) ? pipe : [])].flatMap(fieldsOf);
}

test('every field in which two desks may differ has a name in words', () => {
  const parts = Object.entries(boardSchema.entries).filter(([name]) => !OF_THE_BOARD.includes(name));
  const fields = new Set(parts.flatMap(([, schema]) => fieldsOf(schema)));
  expect(fields.size).toBeGreaterThan(40);
  expect([...fields].filter((name) => !Object.hasOwn(deskEn, `entry.${name}`))).toEqual([]);
});
