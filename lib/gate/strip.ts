import type { Language } from '../messages/snapshot';

/** A button on the strip. */
export interface StripAction {
  readonly label: string;
  readonly run: () => void;
}

/** One message of the strip. */
export interface StripModel {
  readonly text: string;
  readonly language: Language;
  readonly actions: readonly StripAction[];
}

const HOST = 'crd-strip';

const CSS = `
:host { all: initial; position: fixed; inset: auto 0 0; z-index: 2147483647; color-scheme: light dark; }
div { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: center; justify-content: center; padding: 10px 14px;
  background: light-dark(#fff4d6, #2b2200); color: light-dark(#1c1600, #fff4d6); border-top: 3px solid light-dark(#7a5b00, #e0b43c);
  font: 600 15px/1.4 system-ui, sans-serif; }
p { margin: 0; max-width: 70ch; overflow-wrap: anywhere; }
button { font: inherit; min-height: 32px; padding: 4px 12px; border: 2px solid; border-radius: 6px;
  background: light-dark(#fff, #000); color: inherit; cursor: pointer; }
button:focus-visible { outline: 3px solid light-dark(#0b57d0, #a8c7fa); outline-offset: 2px; }
`;

/** The sentinel's own line at the foot of the page. */
export interface Strip {
  /** Shows a message, or nothing. Showing what already stands changes nothing. */
  show(model: StripModel | null): void;
}

/**
 * A line of plain elements that needs neither the guard nor the background: it is how Cordon says that it is not
 * protecting a page. Its buttons obey trusted events only, since the page could script clicks on them.
 */
export function createStrip(document: Document, signal: AbortSignal): Strip {
  for (const old of document.querySelectorAll(HOST)) old.remove();
  let host: HTMLElement | null = null;
  let shown = '';

  const remove = (): void => {
    host?.remove();
    host = null;
    shown = '';
  };
  signal.addEventListener('abort', remove);

  return {
    show(model) {
      if (signal.aborted) return;
      if (!model) return remove();
      const key = [model.language, model.text, ...model.actions.map((action) => action.label)].join('\n');
      if (key === shown && host?.isConnected) return;
      remove();
      shown = key;
      host = document.createElement(HOST);
      const root = host.attachShadow({ mode: 'open' });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(CSS);
      root.adoptedStyleSheets = [sheet];
      const line = document.createElement('div');
      line.setAttribute('role', 'alert');
      line.lang = model.language;
      const text = document.createElement('p');
      text.textContent = model.text;
      line.append(text, ...model.actions.map((action) => buttonOf(document, action)));
      root.append(line);
      document.documentElement.append(host);
    },
  };
}

function buttonOf(document: Document, { label, run }: StripAction): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = label;
  button.addEventListener('click', (event) => {
    if (event.isTrusted) run();
  });
  return button;
}
