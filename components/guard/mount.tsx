import { createRoot } from 'react-dom/client';
import type { Bridge } from '../../lib/gate/bridge';
import { watchPasswords } from '../../lib/passwords/watch';
import controls from '../ui/controls.css?inline';
import tokens from '../ui/tokens.css?inline';
import { startFocusKey } from './focus-key';
import { Guard } from './Guard';
import styles from './guard.css?inline';
import { GuardContext } from './guard-context';
import { type GuardServices, startSession } from './guard-session';

/** Name of the host element. It says nothing of Cordon, because the page can see it. */
const HOST = 'side-note';

/** Where this world keeps which guard is mounted: the script may be injected more than once into it. */
const KEY = Symbol.for('cordon.guard');
type World = typeof globalThis & { [KEY]?: AbortSignal };

/** Events that the page need not see. They are stopped on their way out, after React has had them. */
const KEPT_IN = (
  'keydown keyup keypress beforeinput input change paste copy cut focusin focusout click dblclick auxclick contextmenu ' +
  'mousedown mouseup mousemove mouseover mouseout pointerdown pointerup pointermove pointerover pointerout ' +
  'pointercancel touchstart touchend touchmove touchcancel compositionstart compositionupdate compositionend wheel'
).split(' ');

/**
 * Puts the guard on the page, unless it is there already: one host element with a shadow root, outside of the page's
 * own tree. Everything goes when the bridge's guard signal ends.
 */
export function mountGuard(bridge: Bridge, document: Document, services: GuardServices): void {
  const signal = bridge.guardSignal;
  const world: World = globalThis;
  if (signal.aborted || world[KEY] === signal) return;
  world[KEY] = signal;
  // An older copy that could not clear up after itself leaves its host behind.
  for (const old of document.querySelectorAll(`html > ${HOST}`)) old.remove();

  const host = document.createElement(HOST);
  const shadow = host.attachShadow({ mode: 'open' });
  addStyles(shadow, [tokens, controls, styles]);
  keepEvents(host, signal);
  keepAttached(host, signal);

  const session = startSession(bridge, document, services);
  startFocusKey(shadow, signal);
  const { defaultView } = document;
  if (defaultView) watchPasswords(defaultView, bridge.platform.id, () => bridge.notePasswordChange(), signal);
  const container = document.createElement('div');
  shadow.append(container);
  const root = createRoot(container);
  root.render(
    <GuardContext value={session}>
      <Guard />
    </GuardContext>,
  );
  signal.addEventListener('abort', () => {
    root.unmount();
    host.remove();
    if (world[KEY] === signal) delete world[KEY];
  });
}

/** By a constructed sheet and not an element, which a page's policy could forbid. */
function addStyles(shadow: ShadowRoot, sheets: readonly string[]): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(sheets.join('\n'));
  shadow.adoptedStyleSheets = [sheet];
}

function keepEvents(host: HTMLElement, signal: AbortSignal): void {
  for (const type of KEPT_IN) host.addEventListener(type, (event) => event.stopPropagation(), { signal });
  // Dialogs that hold the focus watch `focus` on its way down and would take it back from the guard. React itself
  // goes by `focusin`, so nothing of the guard is lost by stopping this one early.
  const keepFocus = (event: FocusEvent): void => {
    if (event.target === host) event.stopImmediatePropagation();
  };
  host.ownerDocument.defaultView?.addEventListener('focus', keepFocus, { capture: true, signal });
}

/** Attaches the host, and again when the page has swept it away; a frame later, lest two observers race for ever. */
function keepAttached(host: HTMLElement, signal: AbortSignal): void {
  const document = host.ownerDocument;
  const attach = (): void => {
    if (!signal.aborted && !host.isConnected) document.documentElement.append(host);
  };
  attach();
  const observer = new MutationObserver(() => {
    if (!host.isConnected) requestAnimationFrame(attach);
  });
  observer.observe(document, { childList: true });
  observer.observe(document.documentElement, { childList: true });
  signal.addEventListener('abort', () => observer.disconnect());
}
