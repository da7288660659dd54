import { base64url, CompactEncrypt, compactDecrypt } from 'jose';
import * as v from 'valibot';
import { boardSchema } from '../board/schema';
import type { DeskDatabase } from '../records/desk-database';
import type { ChangeData } from './board-change';
import { noticeFormSchema } from './notice-form';

/** A notice that is being written, as it is kept between openings. */
export const deskDraftSchema = v.object({
  id: v.string(),
  /** When it was touched last, in ms. */
  savedAt: v.number(),
  form: noticeFormSchema,
});
/** See {@link deskDraftSchema}. */
export type DeskDraft = v.InferOutput<typeof deskDraftSchema>;

/** Kept changes. What they hold is checked when they are put onto a board and signed, which validates all of it. */
export const pendingSchema = v.array(
  v.custom<ChangeData>(
    (value) =>
      v.is(
        v.object({
          id: v.string(),
          what: v.string(),
          label: v.object({ key: v.string(), params: v.object({ name: v.string() }) }),
          edits: v.array(v.object({ part: v.string() })),
        }),
        value,
      ),
    'a change',
  ),
);

/** The board this desk published or accepted last. */
export const lastBoardSchema = v.object({ sequence: v.number(), text: v.string(), board: boardSchema });

/** The name of a force that has published nothing yet. */
export const forceNameSchema = v.object({ en: v.exactOptional(v.string()), cy: v.exactOptional(v.string()) });

/** Whose records, and the key they are sealed under (A256GCM, base64url). */
export interface RecordOwner {
  readonly forceId: string;
  readonly desk: string;
}

/**
 * Reads a record of the desk. Null when there is none, when it was sealed under another key, or when it has another
 * shape: the desk then goes on without. Throws only when the database cannot be read.
 */
export async function readRecord<S extends v.GenericSchema>(
  database: DeskDatabase,
  owner: RecordOwner,
  name: string,
  schema: S,
): Promise<v.InferOutput<S> | null> {
  const row = await database.records.get([owner.forceId, name]);
  if (!row) return null;
  const opened = await open(row.sealed, owner, name);
  const read = v.safeParse(schema, opened);
  return read.success ? read.output : null;
}

/** Seals a value (plain data) and keeps it under a name in place of what was there. */
export async function writeRecord(
  database: DeskDatabase,
  owner: RecordOwner,
  name: string,
  value: unknown,
): Promise<void> {
  // The name is sealed in, so that no record can be put in the place of another.
  const content = new TextEncoder().encode(JSON.stringify({ forceId: owner.forceId, name, value }));
  const sealed = await new CompactEncrypt(content)
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(base64url.decode(owner.desk));
  await database.records.put({ forceId: owner.forceId, name, sealed });
}

const contentSchema = v.object({ forceId: v.string(), name: v.string(), value: v.unknown() });

async function open(sealed: string, owner: RecordOwner, name: string): Promise<unknown> {
  try {
    const { plaintext } = await compactDecrypt(sealed, base64url.decode(owner.desk), {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    const content = v.parse(contentSchema, JSON.parse(new TextDecoder().decode(plaintext)));
    return content.name === name && content.forceId === owner.forceId ? content.value : undefined;
  } catch {
    return undefined;
  }
}
