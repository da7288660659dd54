/** A rectangle in the viewport's CSS pixels. DOMRect fits. */
export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A width and a height in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Area that two rectangles share, in square pixels; 0 when they only touch. */
export function sharedArea(a: Rect, b: Rect): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Whether a rectangle keeps clear of all others. */
export function isClear(rect: Rect, others: readonly Rect[]): boolean {
  return others.every((other) => sharedArea(rect, other) === 0);
}

/** Whether `inner` lies within `outer`, edges included. */
export function isWithin(inner: Rect, outer: Rect): boolean {
  return (
    inner.left >= outer.left &&
    inner.top >= outer.top &&
    inner.right <= outer.right &&
    inner.bottom <= outer.bottom
  );
}

/** The smallest rectangle around all; null for none, and for elements that are not laid out. */
export function unite(rects: readonly Rect[]): Rect | null {
  const laidOut = rects.filter(({ left, top, right, bottom }) => right > left && bottom > top);
  if (laidOut.length === 0) return null;
  return {
    left: Math.min(...laidOut.map(({ left }) => left)),
    top: Math.min(...laidOut.map(({ top }) => top)),
    right: Math.max(...laidOut.map(({ right }) => right)),
    bottom: Math.max(...laidOut.map(({ bottom }) => bottom)),
  };
}

/** `value`, moved between two bounds; the lower bound wins where they cross. */
export function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
