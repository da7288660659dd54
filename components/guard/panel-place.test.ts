import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PanelPlace, placePanel } from './panel-place';
import { isClear, isWithin, type Rect } from './rect';

const AREA: Rect = { left: 0, top: 0, right: 1280, bottom: 800 };
const NARROW: Rect = { left: 0, top: 0, right: 320, bottom: 640 };
const SIZE = { width: 320, height: 300 };
const box = (left: number, top: number, right: number, bottom: number): Rect => ({
  left,
  top,
  right,
  bottom,
});

describe('the draft panel never covers the editor or the Post button', () => {
  test.each<[string, Rect, Rect, Rect[], Partial<PanelPlace>]>([
    [
      'beside, to the right',
      AREA,
      box(300, 60, 900, 200),
      [box(310, 70, 880, 190)],
      { kind: 'beside', left: 908, top: 60 },
    ],
    [
      'beside, to the left',
      AREA,
      box(600, 60, 1200, 200),
      [box(610, 70, 1180, 190)],
      { kind: 'beside', left: 272 },
    ],
    [
      'kept on the page beside a composer at its foot',
      AREA,
      box(300, 700, 900, 790),
      [box(310, 700, 880, 790)],
      { kind: 'beside', top: 492 },
    ],
    [
      'below a wide composer',
      AREA,
      box(100, 60, 1200, 200),
      [box(110, 70, 1180, 190)],
      { kind: 'below', top: 208 },
    ],
    [
      'above a wide composer at the bottom',
      AREA,
      box(100, 600, 1200, 790),
      [box(110, 610, 1180, 780)],
      { kind: 'above', top: 292 },
    ],
    [
      'as a sheet over the lower end of a dialog that fills the page',
      NARROW,
      box(0, 0, 320, 640),
      [box(10, 60, 310, 200)],
      { kind: 'sheet', top: 332, width: 304 },
    ],
    [
      'as a sheet over the upper end',
      NARROW,
      box(0, 0, 320, 640),
      [box(10, 400, 310, 630)],
      { kind: 'sheet', top: 8 },
    ],
    [
      'as a chip where the editor fills the page',
      NARROW,
      box(0, 0, 320, 640),
      [box(0, 60, 320, 590)],
      { kind: 'chip', top: 592 },
    ],
  ])('%s', (_, area, surface, kept, expected) => {
    expect(placePanel(area, SIZE, surface, kept)).toMatchObject(expected);
  });

  test('wherever a composer stands, the panel is on the page and clear of it', () => {
    const composer = fc.record({
      left: fc.integer({ min: 0, max: 900 }),
      top: fc.integer({ min: -100, max: 700 }),
      width: fc.integer({ min: 200, max: 1100 }),
      height: fc.integer({ min: 60, max: 700 }),
      panel: fc.integer({ min: 60, max: 700 }),
    });
    fc.assert(
      fc.property(composer, ({ left, top, width, height, panel }) => {
        const surface = box(left, top, left + width, top + height);
        const kept = [box(left + 10, top + 10, left + width - 10, top + height - 10)];
        const place = placePanel(AREA, { width: 320, height: panel }, surface, kept);
        const rect = box(place.left, place.top, place.left + place.width, place.top + place.maxHeight);
        expect(isWithin(rect, AREA)).toBe(true);
        if (place.kind !== 'chip') expect(isClear(rect, kept)).toBe(true);
      }),
    );
  });
});
