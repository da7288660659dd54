import type { Rect, Size } from './rect';
import { sharedArea } from './rect';

/** Where the banner lies; `slim` is its one line, for a page with no room for more. */
export type BannerPlace = 'top' | 'bottom' | 'top-slim' | 'bottom-slim';

/** Height in CSS pixels of the banner's one line. */
export const SLIM_HEIGHT = 44;

/**
 * Finds a place where the banner covers none of the obstacles, which are the editors and their Post buttons: whole
 * before slim, and the preferred edge before the other, so that it stays where it is while that will do. With no
 * clear place at all it is slim where it covers least.
 */
export function placeBanner(
  viewport: Size,
  bannerHeight: number,
  obstacles: readonly Rect[],
  preferred: 'top' | 'bottom' = 'top',
): BannerPlace {
  const edges = preferred === 'top' ? (['top', 'bottom'] as const) : (['bottom', 'top'] as const);
  const covered = (edge: 'top' | 'bottom', height: number): number => {
    const rect = bannerRect(viewport, edge, height);
    return obstacles.reduce((sum, obstacle) => sum + sharedArea(rect, obstacle), 0);
  };
  for (const edge of edges) if (covered(edge, bannerHeight) === 0) return edge;
  const [first, second] = edges;
  return `${covered(first, SLIM_HEIGHT) <= covered(second, SLIM_HEIGHT) ? first : second}-slim`;
}

/** The strip along an edge of the viewport that a banner of this height takes. */
export function bannerRect({ width, height }: Size, edge: 'top' | 'bottom', bannerHeight: number): Rect {
  return edge === 'top'
    ? { left: 0, top: 0, right: width, bottom: bannerHeight }
    : { left: 0, top: height - bannerHeight, right: width, bottom: height };
}

/** Height in CSS pixels from an edge of the viewport to the nearest obstacle in it. */
export function roomAt(edge: 'top' | 'bottom', viewport: Size, obstacles: readonly Rect[]): number {
  const all = { left: 0, top: 0, right: viewport.width, bottom: viewport.height };
  const seen = obstacles.filter((obstacle) => sharedArea(obstacle, all) > 0);
  return edge === 'top'
    ? Math.max(0, Math.min(viewport.height, ...seen.map(({ top }) => top)))
    : Math.max(0, viewport.height - Math.max(0, ...seen.map(({ bottom }) => bottom)));
}
