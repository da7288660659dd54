import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type HoldPlace, placeHold } from './hold-place';
import { isClear, isWithin, type Rect } from './rect';

const AREA: Rect = { left: 0, top: 0, right: 1280, bottom: 800 };
const NARROW: Rect = { left: 0, top: 44, right: 320, bottom: 640 };
const SIZE = { width: 400, height: 300 };
const control = (left: number, top: number, width = 70, height = 32): Rect => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});
const rectOf = ({ left, top, width, maxHeight }: HoldPlace): Rect => ({
  left,
  top,
  right: left + width,
  bottom: top + maxHeight,
});

describe('the hold notice stands at the place of action', () => {
  test.each<[string, Rect, Rect | null, Partial<HoldPlace>]>([
    ['below the control', AREA, control(860, 160), { kind: 'at-control', top: 200, left: 530 }],
    ['above one near the bottom', AREA, control(860, 700), { kind: 'at-control', top: 392 }],
    ['kept on the page at the left edge', AREA, control(10, 160), { kind: 'at-control', left: 8 }],
    ['beside one in the middle of a low page', { ...AREA, bottom: 420 }, control(860, 200), { left: 452 }],
    [
      'as a sheet at the bottom of a narrow page',
      NARROW,
      control(240, 100),
      { kind: 'sheet', top: 332, width: 304 },
    ],
    [
      'as a sheet at the top where the control is at the bottom',
      NARROW,
      control(240, 590),
      { kind: 'sheet', top: 52 },
    ],
    ['as a sheet where the control is gone', AREA, null, { kind: 'sheet', top: 492 }],
  ])('%s', (_, area, at, expected) => {
    expect(placeHold(area, SIZE, at)).toMatchObject(expected);
  });

  test('it stays on the page, and never lies over a control with room on either side', () => {
    const numbers = fc.record({
      left: fc.integer({ min: 0, max: 1200 }),
      top: fc.integer({ min: 0, max: 760 }),
      height: fc.integer({ min: 60, max: 330 }),
    });
    fc.assert(
      fc.property(numbers, ({ left, top, height }) => {
        const at = control(left, top);
        const rect = rectOf(placeHold(AREA, { width: 400, height }, at));
        expect(isWithin(rect, AREA)).toBe(true);
        expect(isClear(rect, [at])).toBe(true);
      }),
    );
  });

  test('its width does not go by its height, which would go by its width', () => {
    const widths = [60, 200, 400, 700, 900].map(
      (height) => placeHold(AREA, { width: 400, height }, control(860, 300)).width,
    );
    expect(new Set(widths)).toEqual(new Set([400]));
  });
});
