/** How strongly a place in a draft is marked. */
export type HighlightKind = 'hint' | 'asking' | 'chosen';

/** A place to mark. */
export interface Mark {
  readonly range: Range;
  readonly kind: HighlightKind;
}

/** Marks places in a page without changing its elements. */
export interface Highlights {
  /** Replaces all marks. */
  show(marks: readonly Mark[]): void;
  /** Takes the marks and their style away for good. */
  close(): void;
}

// The registry of highlights is the page's too, so the names say nothing of Cordon.
const NAMES: Readonly<Record<HighlightKind, string>> = { hint: 'mark-a', asking: 'mark-b', chosen: 'mark-c' };
const KINDS: readonly HighlightKind[] = ['hint', 'asking', 'chosen'];

// Shape and not only colour tells the kinds apart: dotted, wavy, and a ground.
const STYLE = `
::highlight(${NAMES.hint}) { text-decoration: underline dotted 2px #1565c0; }
::highlight(${NAMES.asking}) { text-decoration: underline wavy 2px #c62828; }
::highlight(${NAMES.chosen}) { background-color: #ffe08a; color: #1a1400; }
`;

const NOTHING: Highlights = { show: () => {}, close: () => {} };

/**
 * Sets up highlights by the CSS Custom Highlight API in `document`; where a browser has none, nothing is marked and
 * the panel alone speaks. Highlights are kept here and never iterated, which Firefox forbids across worlds.
 */
export function createHighlights(document: Document): Highlights {
  if (typeof Highlight === 'undefined' || typeof CSS === 'undefined' || !CSS.highlights) return NOTHING;
  const removeStyle = addStyle(document, STYLE);
  const highlights = KINDS.map((kind) => {
    const highlight = new Highlight();
    highlight.priority = KINDS.indexOf(kind) + 1;
    CSS.highlights.set(NAMES[kind], highlight);
    return { kind, highlight };
  });
  return {
    show(marks) {
      for (const { kind, highlight } of highlights) {
        highlight.clear();
        for (const mark of marks) if (mark.kind === kind) highlight.add(mark.range);
      }
    },
    close() {
      for (const { kind, highlight } of highlights) {
        highlight.clear();
        CSS.highlights.delete(NAMES[kind]);
      }
      removeStyle();
    },
  };
}

/** Styles the page beside its own style sheets, whatever its policy says of inline styles. Returns what ends that. */
function addStyle(document: Document, css: string): () => void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return () => {
    document.adoptedStyleSheets = Array.from(document.adoptedStyleSheets).filter((other) => other !== sheet);
  };
}
