import type { Composer } from '../platforms/platform';

/** What following composers needs. */
export interface FollowOptions {
  readonly document: Document;
  readonly findComposers: () => Composer[];
  /**
   * Called at most once a frame: the composers as they are now, and the editors whose text may have changed since
   * the last call. A composer that came is in both, one that went is in neither. `moved` tells that something to
   * write in came or went on the page, be it a composer or not.
   */
  readonly onChange: (
    composers: readonly Composer[],
    edited: ReadonlySet<HTMLElement>,
    moved: boolean,
  ) => void;
  readonly signal: AbortSignal;
  /** Runs a function before the next paint; requestAnimationFrame unless a test says otherwise. */
  readonly schedule?: (run: () => void) => void;
}

const EDITABLE = '[contenteditable="true"],[role="textbox"]';

/**
 * Follows the composers of a page and what is written in them, until the signal ends. One observer watches for
 * composers coming and going, one the editors themselves: Enter, paste and undo make no input event in either
 * platform's editor, but always a mutation. All work waits for the next frame, so a burst is read once.
 */
export function followDrafts(options: FollowOptions): void {
  const { document, findComposers, onChange, signal } = options;
  const schedule = options.schedule ?? ((run) => void requestAnimationFrame(run));
  let composers: readonly Composer[] = [];
  let watched = new Set<HTMLElement>();
  let edited = new Set<HTMLElement>();
  let stale = true;
  let planned = false;

  const plan = (): void => {
    if (planned || signal.aborted) return;
    planned = true;
    schedule(run);
  };

  const editorOf = (node: Node): HTMLElement | undefined => {
    for (const editor of watched) if (editor.contains(node)) return editor;
    return undefined;
  };

  const editors = new MutationObserver((records) => {
    for (const { target } of records) {
      const editor = editorOf(target);
      if (editor) edited.add(editor);
    }
    plan();
  });

  const page = new MutationObserver((records) => {
    if (stale) return;
    stale = Array.from(watched).some((editor) => !editor.isConnected) || records.some(movesEditable);
    if (stale) plan();
  });

  const run = (): void => {
    planned = false;
    if (signal.aborted) return;
    const moved = stale;
    if (stale || composers.some(({ submit }) => !submit?.isConnected)) refresh();
    const changed = edited;
    edited = new Set();
    onChange(composers, changed, moved);
  };

  const refresh = (): void => {
    stale = false;
    composers = findComposers();
    const now = new Set(composers.flatMap(({ editors: own }) => own));
    if (now.size === watched.size && Array.from(now).every((editor) => watched.has(editor))) return;
    editors.disconnect();
    for (const editor of now) {
      editors.observe(editor, { subtree: true, childList: true, characterData: true });
      if (!watched.has(editor)) edited.add(editor);
    }
    // Records not yet delivered are lost by disconnecting; what was known before is read once more instead.
    for (const editor of watched) if (now.has(editor)) edited.add(editor);
    watched = now;
  };

  page.observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['contenteditable'],
  });
  // An editor that the observer's sieve missed is noticed at the latest when somebody goes to write in it.
  document.addEventListener(
    'focusin',
    ({ target }) => {
      if (!(target instanceof HTMLElement) || !target.isContentEditable || editorOf(target)) return;
      stale = true;
      plan();
    },
    { capture: true, signal },
  );
  signal.addEventListener('abort', () => {
    page.disconnect();
    editors.disconnect();
    watched.clear();
  });
  plan();
}

/** Whether a change of the page may have brought an editor or taken one away. */
function movesEditable(record: MutationRecord): boolean {
  if (record.type === 'attributes') return true;
  return hasEditable(record.addedNodes) || hasEditable(record.removedNodes);
}

function hasEditable(nodes: NodeList): boolean {
  for (const node of nodes) {
    if (node instanceof Element && (node.matches(EDITABLE) || node.querySelector(EDITABLE))) return true;
  }
  return false;
}
