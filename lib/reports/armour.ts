/**
 * What is copied or mailed to Communications where no relay carries reports. A mail program may quote it, wrap it,
 * turn hyphens into dashes or send it as part of a longer thread, so all that carries meaning is letters, digits,
 * `+`, `/`, `.`, `,` and `*`; everything else between the two marker lines is dropped on reading.
 */
const BEGIN = 'BEGIN CORDON REPORTS';
const END = 'END CORDON REPORTS';
const FRAME = '-----';

/** Characters a line; mail programs wrap at 72 and more (RFC 3676 advises 78). */
const LINE = 64;

/** Sealed reports ready to be copied or mailed, each with a checksum. */
export function armourReports(texts: readonly string[]): string {
  const body = texts.map((text) => `${disguise(text)}*${crc32(text)}`).join(',');
  const lines = Array.from({ length: Math.ceil(body.length / LINE) }, (_, i) =>
    body.slice(i * LINE, (i + 1) * LINE),
  );
  return [`${FRAME}${BEGIN}${FRAME}`, ...lines, `${FRAME}${END}${FRAME}`, ''].join('\n');
}

/** What was found in a text that somebody pasted. */
export interface ReadArmour {
  /** The sealed reports that arrived whole, each once, in order. */
  readonly texts: readonly string[];
  /** How many did not: altered, or cut off. They must be sent again. */
  readonly damaged: number;
}

/** Reads every armoured block in a text, quoted or wrapped as mail leaves it. Never throws. */
export function readArmour(text: string): ReadArmour {
  const texts = new Set<string>();
  let damaged = 0;
  const plain = text.replace(/[\s>|]+/g, ' ');
  // What precedes the first marker is somebody's letter.
  for (const part of plain.split(BEGIN).slice(1)) {
    const end = part.indexOf(END);
    const body = (end < 0 ? part : part.slice(0, end)).replace(/[^A-Za-z0-9+/.,*]/g, '');
    const chunks = body === '' ? [] : body.split(',');
    let bad = 0;
    for (const chunk of chunks) {
      const [disguised = '', sum] = chunk.split('*');
      const report = undisguise(disguised);
      if (report !== '' && sum === crc32(report)) texts.add(report);
      else bad += 1;
    }
    // Without its last line something is missing even where what came is whole.
    damaged += end < 0 ? Math.max(1, bad) : bad;
  }
  return { texts: [...texts], damaged };
}

/** Hyphens and underscores are what mail programs and chat windows like to change. */
const disguise = (text: string): string => text.replaceAll('-', '+').replaceAll('_', '/');
const undisguise = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_');

/** CRC-32 (IEEE 802.3) of an ASCII text, eight hex digits: against accidents, not against people. */
function crc32(text: string): string {
  let crc = 0xffffffff;
  for (let i = 0; i < text.length; i++) {
    crc ^= text.charCodeAt(i) & 0xff;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0');
}
