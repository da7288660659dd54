import type { Rect, Size } from './rect';
import { clamp, isClear, isWithin } from './rect';

/** Where the hold notice lies: at the control, or along an edge of a narrow page. */
export interface HoldPlace {
  readonly kind: 'at-control' | 'sheet';
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly maxHeight: number;
}

const GAP = 8;
/** Width of the area in CSS pixels under which the notice becomes a sheet. */
const NARROW = 480;

/**
 * Places the hold notice in `area` (the viewport without the banner) near the control that was pressed and never
 * over it, since it has to be pressed again: below, above, before or behind it; else as a sheet along the bottom,
 * or along the top where the control is at the bottom.
 */
export function placeHold(area: Rect, size: Size, control: Rect | null): HoldPlace {
  const free: Rect = {
    left: area.left + GAP,
    top: area.top + GAP,
    right: area.right - GAP,
    bottom: area.bottom - GAP,
  };
  if (control && area.right - area.left >= NARROW) {
    const left = clamp(control.right - size.width, free.left, free.right - size.width);
    const top = clamp(control.top, free.top, free.bottom - size.height);
    const corners: readonly (readonly [number, number])[] = [
      [left, control.bottom + GAP],
      [left, control.top - GAP - size.height],
      [control.left - GAP - size.width, top],
      [control.right + GAP, top],
    ];
    for (const [x, y] of corners) {
      const rect = { left: x, top: y, right: x + size.width, bottom: y + size.height };
      if (isWithin(rect, free) && isClear(rect, [control])) {
        return { kind: 'at-control', left: x, top: y, width: size.width, maxHeight: size.height };
      }
    }
  }
  return sheet(area, free, size, control);
}

function sheet(area: Rect, free: Rect, size: Size, control: Rect | null): HoldPlace {
  // The width goes by the page alone: one that went by the height would change the height, and so on for ever.
  const isNarrow = area.right - area.left < NARROW;
  const width = Math.min(free.right - free.left, isNarrow ? Number.POSITIVE_INFINITY : size.width);
  const left = free.left + (free.right - free.left - width) / 2;
  const all = free.bottom - free.top;
  const below = control ? clamp(free.bottom - control.bottom - GAP, 0, all) : all;
  const above = control ? clamp(control.top - GAP - free.top, 0, all) : 0;
  const atBottom = below >= Math.min(size.height, above);
  // A strip too low to be read is of no use: the notice scrolls in at least a third of the page.
  const maxHeight = Math.min(size.height, Math.max(atBottom ? below : above, all / 3));
  return { kind: 'sheet', left, top: atBottom ? free.bottom - maxHeight : free.top, width, maxHeight };
}
