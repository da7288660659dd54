import { describe, expect, test } from 'vitest';
import { type BannerPlace, bannerRect, placeBanner, roomAt, SLIM_HEIGHT } from './banner-place';
import { isClear, type Rect, type Size } from './rect';

const DESK: Size = { width: 1280, height: 800 };
const PHONE: Size = { width: 320, height: 568 };
const box = (left: number, top: number, right: number, bottom: number): Rect => ({
  left,
  top,
  right,
  bottom,
});

describe('the banner never covers a composer that it can keep clear of', () => {
  test.each<[string, Size, number, Rect[], 'top' | 'bottom', BannerPlace]>([
    ['an empty page', DESK, 200, [], 'top', 'top'],
    ['an empty page, preferring the bottom', DESK, 44, [], 'bottom', 'bottom'],
    ['a composer at the top of the timeline', DESK, 200, [box(340, 60, 940, 180)], 'top', 'bottom'],
    ['a composer just below the banner', DESK, 200, [box(340, 200, 940, 400)], 'top', 'top'],
    ['a composer a pixel too high', DESK, 200, [box(340, 199, 940, 400)], 'top', 'bottom'],
    ['a dialog in the middle', DESK, 200, [box(340, 250, 940, 560)], 'top', 'top'],
    ['a tall dialog that leaves a line at the top', DESK, 200, [box(340, 50, 940, 790)], 'top', 'top-slim'],
    [
      'a tall dialog that leaves a line at the bottom',
      DESK,
      200,
      [box(340, 10, 940, 750)],
      'top',
      'bottom-slim',
    ],
    [
      'a composer above and a comment below',
      DESK,
      200,
      [box(0, 60, 900, 180), box(0, 700, 900, 740)],
      'top',
      'top-slim',
    ],
    ['a composer scrolled out of sight', DESK, 200, [box(340, -400, 940, -200)], 'top', 'top'],
    [
      'a full-screen composer on a phone, covered least at the top',
      PHONE,
      200,
      [box(0, 30, 320, 568)],
      'top',
      'top-slim',
    ],
    [
      'a full-screen composer on a phone, covered least below',
      PHONE,
      200,
      [box(0, 0, 320, 540)],
      'top',
      'bottom-slim',
    ],
    ['staying at the bottom while it is free', DESK, 200, [box(340, 300, 940, 400)], 'bottom', 'bottom'],
    ['leaving the bottom for a comment box', DESK, 200, [box(340, 700, 940, 760)], 'bottom', 'top'],
  ])('%s', (_, viewport, height, obstacles, preferred, expected) => {
    expect(placeBanner(viewport, height, obstacles, preferred)).toBe(expected);
  });

  test('a place that is not slim is clear of everything', () => {
    for (let top = -50; top < 800; top += 10) {
      const obstacles = [box(100, top, 700, top + 150)];
      const place = placeBanner(DESK, 220, obstacles);
      const edge = place.startsWith('top') ? 'top' : 'bottom';
      const height = place.endsWith('slim') ? SLIM_HEIGHT : 220;
      expect(isClear(bannerRect(DESK, edge, height), obstacles)).toBe(true);
    }
  });

  test('room is counted up to the nearest obstacle in sight', () => {
    expect(roomAt('top', DESK, [])).toBe(800);
    expect(roomAt('top', DESK, [box(0, 120, 10, 200), box(0, -300, 10, -100)])).toBe(120);
    expect(roomAt('bottom', DESK, [box(0, 120, 10, 200)])).toBe(600);
  });
});
