/** Parts of a page that say where one is; the focus goes to the nearest of them. */
const PLACES = 'li, article, section, form, fieldset, main';

/**
 * Keeps the focus where somebody works. A button that was pressed often goes away with its press, and the focus would
 * fall to the top of the page; here it goes to the nearest part around it that is still there. Whatever takes the
 * focus itself comes before that. Ends with `signal`.
 */
export function keepFocus(root: HTMLElement, signal: AbortSignal): void {
  const { ownerDocument: document } = root;
  let around: readonly HTMLElement[] = [];
  root.addEventListener(
    'focusin',
    ({ target }) => {
      around = placesAround(target, root);
    },
    { signal },
  );
  root.addEventListener(
    'focusout',
    ({ target, relatedTarget }) => {
      // Somebody went elsewhere. What is taken out of the page while it has the focus may say so too, and goes on.
      if (relatedTarget !== null && target instanceof Node && target.isConnected) around = [];
    },
    { signal },
  );
  const observer = new MutationObserver(() => {
    const { activeElement } = document;
    if (activeElement !== null && activeElement !== document.body) return;
    const [focused, ...places] = around;
    if (!focused || focused.isConnected) return;
    const place = places.find((one) => one.isConnected);
    if (!place) return;
    if (!place.hasAttribute('tabindex')) place.tabIndex = -1;
    place.focus({ preventScroll: true });
  });
  observer.observe(root, { childList: true, subtree: true });
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
}

/** An element, and the places around it from the innermost to the root. */
function placesAround(target: EventTarget | null, root: HTMLElement): readonly HTMLElement[] {
  if (!(target instanceof HTMLElement)) return [];
  const places: HTMLElement[] = [target];
  for (let at = target.parentElement; at; at = at.parentElement) {
    if (at === root || at.matches(PLACES)) places.push(at);
    if (at === root) break;
  }
  return places;
}
