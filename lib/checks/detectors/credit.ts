import type { Detector, DetectorSetup, Draft, Report } from '../detector';

/** Groups of the pack: words that give credit, somebody else's work, and one's own or asked-for work. */
const GROUPS = { given: 'credit.given', work: 'credit.work', own: 'credit.own' } as const;
/** Intents that carry their source with them, or publish nothing of others. */
const CARRIES_SOURCE = new Set(['repost', 'share', 'quote', 'edit-bio']);
/** Words inside quotation marks from which it is a quotation and not a title or an expression. */
const QUOTED_WORDS = 6;
const MAX_QUOTE = 600;

const HOST = /(?:https?:\/\/|www\.)((?:[a-z\d-]{1,63}\.){1,5}[a-z]{2,24})/giy;
/**
 * Others' work without a word on whose it is (DO8): a quotation, a picture, or a link that leads away from public
 * bodies, where the draft names nobody by @ and gives no credit. Reposts and quotes show their source anyway.
 */
export function createCreditDetector({ pack, index, contacts }: DetectorSetup): Detector {
  const given = index.listOf(GROUPS.given);
  const work = index.listOf(GROUPS.work);
  const own = index.listOf(GROUPS.own);
  const ownDomains = contacts.filter((contact) => contact.startsWith('@')).map((contact) => contact.slice(1));
  const domains = [...pack.detectors.published.domains, ...ownDomains].map((domain) => domain.toLowerCase());
  const isPublic = (host: string): boolean =>
    domains.some((domain) => host === domain || host.endsWith(`.${domain}`));

  const findQuote = (
    { text, tokens }: Draft,
    open: string,
    close: string,
  ): readonly [number, number] | null => {
    for (let from = text.indexOf(open); from >= 0; ) {
      const to = text.indexOf(close, from + 1);
      if (to < 0) return null;
      if (to - from <= MAX_QUOTE && countTokens(tokens.start, tokens.count, from, to) >= QUOTED_WORDS) {
        return [from, to + 1];
      }
      from = text.indexOf(open, open === close ? to + 1 : from + 1);
    }
    return null;
  };

  const findLink = (text: string): readonly [number, number] | null => {
    for (let at = text.indexOf('//'); at >= 0; at = text.indexOf('//', at + 2)) {
      const start = text.startsWith('https:', at - 6)
        ? at - 6
        : text.startsWith('http:', at - 5)
          ? at - 5
          : -1;
      if (start < 0) continue;
      HOST.lastIndex = start;
      const found = HOST.exec(text);
      const host = found?.[1]?.toLowerCase();
      if (found && host !== undefined && !isPublic(host)) return [start, start + found[0].length];
    }
    return null;
  };

  return (draft: Draft, report: Report): void => {
    const { text, hits, context } = draft;
    if (context.intent !== undefined && CARRIES_SOURCE.has(context.intent)) return;
    const has = (list: number): boolean => list >= 0 && (hits.perList[list] ?? 0) > 0;
    if (has(given)) return;
    const found = findQuote(draft, '“', '”') ?? findQuote(draft, '"', '"') ?? findLink(text);
    if (found) {
      if (!hasMention(text)) report('credit.missing', found[0], found[1]);
      return;
    }
    if (!has(work) || has(own) || hasMention(text)) return;
    for (let i = 0; i < hits.count; i++) {
      if (hits.list[i] !== work) continue;
      report('credit.missing', hits.start[i] ?? 0, hits.end[i] ?? 0);
      return;
    }
  };
}

/** An @ with a name behind it and no letter before it. */
function hasMention(text: string): boolean {
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const before = at === 0 ? ' ' : text.charAt(at - 1);
    if (/[^\w.+-]/.test(before) && /\w/.test(text.charAt(at + 1))) return true;
  }
  return false;
}

function countTokens(starts: Int32Array, count: number, from: number, to: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  let words = 0;
  while (low + words < count && (starts[low + words] ?? 0) < to) words++;
  return words;
}
