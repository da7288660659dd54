import { useLayoutEffect, useState } from 'react';
import { useGuard, useSession } from './guard-context';
import type { CheckedComposer } from './guard-store';
import { type Rect, type Size, unite } from './rect';

/** What must not be covered, and how large the page is. */
export interface Layout {
  readonly viewport: Size;
  /** One rectangle a composer: its editors and its Post button, with what lies between. */
  readonly obstacles: readonly Rect[];
}

const toRect = ({ left, top, right, bottom }: DOMRect): Rect => ({ left, top, right, bottom });

/** The editors and the Post button of a composer, each with its place. */
export function keptRects({ composer }: CheckedComposer): Rect[] {
  const elements: readonly Element[] = composer.submit
    ? [...composer.editors, composer.submit]
    : composer.editors;
  return elements.map((element) => toRect(element.getBoundingClientRect()));
}

/** The whole place of a composer. A surface that fills the page, as a backdrop does, says nothing; then what is kept. */
export function surfaceRect(item: CheckedComposer, viewport: Size): Rect | null {
  const rect = toRect(item.composer.surface.getBoundingClientRect());
  const fills =
    rect.right - rect.left >= viewport.width * 0.9 && rect.bottom - rect.top >= viewport.height * 0.9;
  return fills ? unite(keptRects(item)) : rect;
}

function measure(
  composers: readonly CheckedComposer[],
  active: CheckedComposer | null,
  openers: readonly Element[],
): Layout {
  // The client size leaves out scroll bars, which nothing should lie under.
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const written = composers.flatMap((item) => {
    const rect = unite(keptRects(item));
    if (!rect) return [];
    // An empty comment box further down is scrolled into sight when somebody wants it; at the top nothing scrolls.
    const isWanted = item.hasText || item === active || item.composer.surface.matches('[role="dialog"]');
    return isWanted || rect.top < height / 2 ? [rect] : [];
  });
  return {
    viewport: { width, height },
    obstacles: [
      ...written,
      ...[...openers, ...otherEditors(composers)].map((element) => toRect(element.getBoundingClientRect())),
    ],
  };
}

/** What else one writes in, boxes for direct messages above all: those stay usable whatever is in force. */
function otherEditors(composers: readonly CheckedComposer[]): Element[] {
  const own = new Set<Element>(composers.flatMap(({ composer }) => composer.editors));
  return Array.from(document.querySelectorAll('[contenteditable="true"], textarea')).filter(
    (editor) => !own.has(editor),
  );
}

const isSame = (a: Layout, b: Layout): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The layout of the page, measured anew when composers come, go or grow, after scrolling, and on resizing. */
export function useLayout(): Layout {
  const { findOpeners } = useSession();
  const composers = useGuard((state) => state.composers);
  const active = useGuard((state) => state.active);
  const [layout, setLayout] = useState(() => measure(composers, active, findOpeners()));
  useLayoutEffect(() => {
    const life = new AbortController();
    const update = (): void => {
      const next = measure(composers, active, findOpeners());
      setLayout((before) => (isSame(before, next) ? before : next));
    };
    const { signal } = life;
    window.addEventListener('resize', update, { signal });
    document.addEventListener('scrollend', update, { capture: true, signal });
    const observer = new ResizeObserver(update);
    for (const { composer } of composers) {
      observer.observe(composer.surface);
      for (const editor of composer.editors) observer.observe(editor);
    }
    update();
    return () => {
      life.abort();
      observer.disconnect();
    };
  }, [composers, active, findOpeners]);
  return layout;
}
