import type { DraftText, Segment } from './read-draft';

const TEXT_NODE = 3;
const isText = (node: Node): node is Text => node.nodeType === TEXT_NODE;

/**
 * The range of the page that shows the draft from `start` up to `end` (UTF-16 offsets), or null when no node shows
 * any of it or the editor has replaced those nodes since the draft was read. An image is taken whole.
 */
export function rangeFor(draft: DraftText, start: number, end: number): Range | null {
  const { segments } = draft;
  if (start >= end) return null;
  const first = segments[firstEndingAfter(segments, start)];
  const lastIndex = firstEndingAfter(segments, end - 1);
  const last = segments[lastIndex];
  // The end may lie in a break between blocks, which no node shows: then the piece before it is the last.
  const tail = last && last.start < end ? last : segments[lastIndex - 1];
  if (!first || first.start >= end) return null;
  if (!tail || !first.node.isConnected || !tail.node.isConnected) return null;
  const range = first.node.ownerDocument.createRange();
  try {
    if (isText(first.node)) range.setStart(first.node, Math.max(0, start - first.start));
    else range.setStartBefore(first.node);
    if (isText(tail.node)) range.setEnd(tail.node, Math.min(end, tail.end) - tail.start);
    else range.setEndAfter(tail.node);
  } catch {
    // The node holds less text than when it was read: the next reading makes new ranges.
    return null;
  }
  return range;
}

/** Index of the first segment that ends behind `offset`, by bisection; the number of segments when there is none. */
function firstEndingAfter(segments: readonly Segment[], offset: number): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((segments[middle]?.end ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}
