import type { Rect, Size } from './rect';
import { clamp, isClear, isWithin } from './rect';

/** Where the draft panel lies. A chip is one button that opens the panel, where there is no room for more. */
export interface PanelPlace {
  readonly kind: 'beside' | 'below' | 'above' | 'sheet' | 'chip';
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly maxHeight: number;
}

/** Size in CSS pixels of the chip; it takes the longest of its labels, "Llinellau corfforaethol". */
export const CHIP: Size = { width: 192, height: 40 };

const GAP = 8;
/** Height in CSS pixels under which the panel's list is not worth showing. */
const MIN_HEIGHT = 120;

/**
 * Places the draft panel of `size` in `area` (the viewport without the banner) for a composer of the extent
 * `surface`: beside it, below or above it, as a sheet over its lower or upper end, or as a chip; never over one of
 * `kept`, the editors and the Post button.
 */
export function placePanel(area: Rect, size: Size, surface: Rect, kept: readonly Rect[]): PanelPlace {
  const free: Rect = {
    left: area.left + GAP,
    top: area.top + GAP,
    right: area.right - GAP,
    bottom: area.bottom - GAP,
  };
  const width = Math.min(size.width, free.right - free.left);
  const place = (kind: PanelPlace['kind'], left: number, top: number, room: number): PanelPlace | null => {
    const maxHeight = Math.min(size.height, room);
    const rect = { left, top, right: left + width, bottom: top + maxHeight };
    const enough = maxHeight >= Math.min(size.height, MIN_HEIGHT);
    return enough && isWithin(rect, free) && isClear(rect, kept)
      ? { kind, left, top, width, maxHeight }
      : null;
  };

  const all = free.bottom - free.top;
  const besideTop = clamp(surface.top, free.top, Math.max(free.top, free.bottom - size.height));
  const alignedLeft = clamp(surface.left, free.left, free.right - width);
  const lowest = Math.max(...kept.map(({ bottom }) => bottom), free.top - GAP);
  const highest = Math.min(...kept.map(({ top }) => top), free.bottom + GAP);
  const centred = free.left + (free.right - free.left - width) / 2;

  const above = (edge: number): { top: number; room: number } => {
    const room = edge - GAP - free.top;
    return { room, top: edge - GAP - Math.min(size.height, room) };
  };
  const overSurface = above(surface.top);
  const roomBelow = free.bottom - lowest - GAP;
  const roomAbove = highest - GAP - free.top;

  return (
    place('beside', surface.right + GAP, besideTop, all) ??
    place('beside', surface.left - GAP - width, besideTop, all) ??
    place('below', alignedLeft, surface.bottom + GAP, free.bottom - surface.bottom - GAP) ??
    place('above', alignedLeft, overSurface.top, overSurface.room) ??
    place('sheet', centred, free.bottom - Math.min(size.height, roomBelow), roomBelow) ??
    place('sheet', centred, free.top, roomAbove) ??
    placeChip(free, kept)
  );
}

function placeChip(free: Rect, kept: readonly Rect[]): PanelPlace {
  const right = free.right - CHIP.width;
  const bottom = free.bottom - CHIP.height;
  const corners: readonly (readonly [number, number])[] = [
    [right, bottom],
    [free.left, bottom],
    [right, free.top],
    [free.left, free.top],
  ];
  const isFree = ([left, top]: readonly [number, number]): boolean =>
    isClear({ left, top, right: left + CHIP.width, bottom: top + CHIP.height }, kept);
  const [left, top] = corners.find(isFree) ?? [right, free.top];
  return { kind: 'chip', left, top, width: CHIP.width, maxHeight: CHIP.height };
}
