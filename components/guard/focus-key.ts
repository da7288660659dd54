/** The surfaces in the order in which the key visits them. */
const ORDER = ['hold', 'answered', 'panel', 'banner'] as const;

/**
 * Alt+Shift+C moves the focus from the page to the guard's surfaces, from one to the next, and back to where it was
 * on the page, caret included. By the key's place and not its letter, which Alt changes on some layouts. Ends with the signal.
 */
export function startFocusKey(shadow: ShadowRoot, signal: AbortSignal): void {
  const document = shadow.ownerDocument;
  let cameFrom: { readonly element: HTMLElement; readonly restoreCaret: () => void } | null = null;
  const onKey = (event: KeyboardEvent): void => {
    if (!event.isTrusted || !event.altKey || !event.shiftKey || event.code !== 'KeyC') return;
    if (event.ctrlKey || event.metaKey) return;
    const surfaces = ORDER.flatMap((name) =>
      Array.from(shadow.querySelectorAll<HTMLElement>(`[data-surface="${name}"]`)),
    );
    if (surfaces.length === 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const current = surfaces.findIndex((surface) => surface.contains(shadow.activeElement));
    const focused = document.activeElement;
    if (current === -1 && focused instanceof HTMLElement) {
      cameFrom = { element: focused, restoreCaret: keepCaret(document) };
    }
    const next = surfaces[current + 1];
    if (next) next.focus({ preventScroll: true });
    else if (cameFrom?.element.isConnected) {
      cameFrom.element.focus({ preventScroll: true });
      cameFrom.restoreCaret();
    } else surfaces[0]?.focus({ preventScroll: true });
  };
  // In the capture phase: both platforms have shortcuts of their own and stop what they take for theirs.
  document.defaultView?.addEventListener('keydown', onKey, { capture: true, signal });
}

/** Gives what puts the selection back as it is now: an editor that loses the focus begins at its first letter again. */
function keepCaret(document: Document): () => void {
  const selection = document.getSelection();
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection ?? {};
  return () => {
    if (!selection || !anchorNode?.isConnected || !focusNode?.isConnected) return;
    try {
      selection.setBaseAndExtent(anchorNode, anchorOffset ?? 0, focusNode, focusOffset ?? 0);
    } catch {
      // The text is shorter by now: the caret stays where the editor put it.
    }
  };
}
