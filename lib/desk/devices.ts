import { base64url, CompactEncrypt, compactDecrypt } from 'jose';
import * as v from 'valibot';

/** Who a device belongs to, as far as the desk knows. */
const device = v.object({
  /** RFC 7638 thumbprint of its key. */
  deviceId: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
  /** `pinned` to a person over the phone, `unpinned` again, or `not-believed` at all. */
  state: v.picklist(['pinned', 'unpinned', 'not-believed']),
  /** Whose it is, as typed after the six words were read over the phone; empty unless pinned. */
  name: v.pipe(v.string(), v.maxLength(200)),
  /** When this was decided, ISO 8601: the later decision wins when two desks are brought together. */
  at: v.pipe(v.string(), v.isoTimestamp()),
});
/** See {@link deviceBookSchema}. */
export type DeviceNote = v.InferOutput<typeof device>;

/** Validates what the desk knows of devices; kept sealed with the desk's own key. */
export const deviceBookSchema = v.object({ version: v.literal(1), devices: v.array(device) });
/** What the desk knows of devices. */
export type DeviceBook = v.InferOutput<typeof deviceBookSchema>;

/** A book in which nothing stands yet. */
export const EMPTY_BOOK: DeviceBook = { version: 1, devices: [] };

/** How a device's reports count. */
export type DeviceTrust = 'pinned' | 'unpinned' | 'not-believed';

/** How the reports of a device count; unknown ones are unpinned. */
export function trustOf(book: DeviceBook, deviceId: string): DeviceTrust {
  return book.devices.find((known) => known.deviceId === deviceId)?.state ?? 'unpinned';
}

/** The person a device is pinned to, or null. */
export function ownerOf(book: DeviceBook, deviceId: string): string | null {
  const known = book.devices.find((candidate) => candidate.deviceId === deviceId);
  return known?.state === 'pinned' ? known.name : null;
}

/** The book with a decision about one device in it, in place of any earlier one. `now` in ms. */
export function decideDevice(
  book: DeviceBook,
  deviceId: string,
  decision: { readonly state: DeviceTrust; readonly name?: string },
  now: number,
): DeviceBook {
  const entry: DeviceNote = {
    deviceId,
    state: decision.state,
    name: decision.state === 'pinned' ? (decision.name ?? '').trim().slice(0, 200) : '',
    at: new Date(now).toISOString(),
  };
  return { version: 1, devices: [...book.devices.filter((known) => known.deviceId !== deviceId), entry] };
}

/** What bringing in another desk's book did. */
export interface MergedBook {
  readonly book: DeviceBook;
  readonly added: number;
  readonly changed: number;
  /** Devices that the two desks had pinned to different people; the later decision stands. */
  readonly differing: readonly {
    readonly deviceId: string;
    readonly ours: string;
    readonly theirs: string;
  }[];
}

/** Brings another desk's book into ours: of two decisions about a device the later one stands. */
export function mergeBooks(ours: DeviceBook, theirs: DeviceBook): MergedBook {
  const merged = new Map(ours.devices.map((entry) => [entry.deviceId, entry]));
  const differing: { deviceId: string; ours: string; theirs: string }[] = [];
  let added = 0;
  let changed = 0;
  for (const entry of theirs.devices) {
    const own = merged.get(entry.deviceId);
    if (own?.state === 'pinned' && entry.state === 'pinned' && own.name !== entry.name) {
      differing.push({ deviceId: entry.deviceId, ours: own.name, theirs: entry.name });
    }
    if (own && Date.parse(own.at) >= Date.parse(entry.at)) continue;
    if (!own) added++;
    else if (own.state !== entry.state || own.name !== entry.name) changed++;
    merged.set(entry.deviceId, entry);
  }
  return { book: { version: 1, devices: [...merged.values()] }, added, changed, differing };
}

const TYPE = 'cordon-devices+json';
/** Characters of a file that are looked at; a note has about 200. */
const FILE_LIMIT = 2_000_000;

/**
 * The book as a file for the second keyholder: a compact JWE under the desk's own key (`deskKey`, 32 bytes in
 * base64url), which both keys files hold.
 */
export async function sealBook(book: DeviceBook, deskKey: string): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(book)))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: TYPE })
    .encrypt(base64url.decode(deskKey));
}

/** Reads a file of {@link sealBook}; says why it cannot. */
export async function openBook(
  text: string,
  deskKey: string,
): Promise<
  | { readonly ok: true; readonly book: DeviceBook }
  | { readonly ok: false; readonly problem: 'not-a-book' | 'wrong-key' }
> {
  const compact = text.trim();
  if (compact.length > FILE_LIMIT || !/^[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/.test(compact)) {
    return { ok: false, problem: 'not-a-book' };
  }
  try {
    const { plaintext, protectedHeader } = await compactDecrypt(compact, base64url.decode(deskKey), {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    if (protectedHeader.typ !== TYPE) return { ok: false, problem: 'not-a-book' };
    const read = v.safeParse(deviceBookSchema, JSON.parse(new TextDecoder().decode(plaintext)));
    return read.success ? { ok: true, book: read.output } : { ok: false, problem: 'not-a-book' };
  } catch {
    return { ok: false, problem: 'wrong-key' };
  }
}
