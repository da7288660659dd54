import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { Icon } from './Icon';
import { closeLayer, type MenuItem, type Sheet, setState, useStore } from './store';

/** Puts its children under `#layers`, where X draws every dialog, menu and message. */
export function InLayers(props: { readonly children: ReactNode }) {
  // Found at once when it is there already, so that what a layer focuses on opening is in the page by then.
  const [place, setPlace] = useState<Element | null>(() => document.getElementById('layers'));
  useEffect(() => setPlace(document.getElementById('layers')), []);
  return place && createPortal(props.children, place);
}

/** An element that acts as a button without being one: Enter and Space press it. */
export function Press(props: {
  readonly role: 'button' | 'menuitem';
  readonly onPress: () => void;
  readonly children: ReactNode;
  readonly testId?: string | undefined;
  readonly label?: string;
  readonly className?: string;
}) {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    event.currentTarget.click();
  };
  return (
    <div
      role={props.role}
      tabIndex={0}
      data-testid={props.testId}
      aria-label={props.label}
      className={props.className}
      onClick={props.onPress}
      onKeyDown={onKeyDown}
    >
      {props.children}
    </div>
  );
}

/** A dialog over the page. `onClose` decides what closing means; it closes the topmost layer when not given. */
export function Dialog(props: {
  readonly title: string;
  readonly onClose?: () => void;
  readonly children: ReactNode;
  readonly aside?: ReactNode;
}) {
  const close = props.onClose ?? closeLayer;
  return (
    <InLayers>
      <div className="mask" data-testid="mask" />
      <div
        role="dialog"
        aria-modal="true"
        aria-labelledby="modal-header"
        className="dialog"
        onKeyDown={(event) => event.key === 'Escape' && close()}
      >
        <div className="dialog-bar">
          <button
            type="button"
            data-testid="app-bar-close"
            aria-label="Close"
            className="icon"
            onClick={close}
          >
            <Icon name="close" />
          </button>
          <h2 id="modal-header">{props.title}</h2>
          {props.aside}
        </div>
        {props.children}
      </div>
    </InLayers>
  );
}

/** Opens a menu at the element that was pressed. */
export function openMenu(at: Element, items: readonly MenuItem[]): void {
  const box = at.getBoundingClientRect();
  setState({
    menu: {
      items,
      x: Math.min(box.left, window.innerWidth - 260),
      y: Math.min(box.bottom, window.innerHeight - 60 * items.length),
    },
  });
}

function menuItems(box: HTMLElement | null): HTMLElement[] {
  return [...(box?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
}

/** The open menu, if any. Its first item takes the focus; arrows move, Escape closes. */
export function Menu() {
  const { menu } = useStore();
  const box = useRef<HTMLDivElement | null>(null);
  useEffect(() => {
    if (menu) menuItems(box.current)[0]?.focus();
  }, [menu]);
  if (!menu) return null;
  const close = () => setState({ menu: null });
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (event.key === 'Escape') close();
    if (!step) return;
    event.preventDefault();
    const all = menuItems(box.current);
    const at = all.findIndex((item) => item.matches(':focus'));
    all[(at + step + all.length) % all.length]?.focus();
  };
  const pick = (item: MenuItem) => {
    close();
    item.pick();
  };
  return (
    <InLayers>
      <div className="mask clear" onClick={close} />
      <div ref={box} role="menu" className="menu" style={{ left: menu.x, top: menu.y }} onKeyDown={onKeyDown}>
        <div data-testid="Dropdown">
          {menu.items.map((item) =>
            item.href ? (
              <a
                key={item.label}
                role="menuitem"
                tabIndex={0}
                href={item.href}
                data-testid={item.testId}
                onClick={(event) => {
                  event.preventDefault();
                  pick(item);
                }}
              >
                {item.label}
              </a>
            ) : (
              <Press
                key={item.label}
                role="menuitem"
                testId={item.testId}
                className={item.danger ? 'danger' : ''}
                onPress={() => pick(item)}
              >
                {item.label}
              </Press>
            ),
          )}
        </div>
      </div>
    </InLayers>
  );
}

/** Asks a question in a confirmation sheet. */
export function ask(sheet: Omit<Sheet, 'cancel' | 'danger'> & Partial<Sheet>): void {
  setState({ sheet: { cancel: 'Cancel', danger: true, ...sheet } });
}

/** The open confirmation sheet, if any. */
export function ConfirmationSheet() {
  const { sheet } = useStore();
  if (!sheet) return null;
  const answer = (then: (() => void) | undefined) => {
    setState({ sheet: null });
    then?.();
  };
  return (
    <InLayers>
      <div className="mask" data-testid="mask" />
      <div role="alertdialog" aria-modal="true" className="sheet" data-testid="confirmationSheetDialog">
        <h1>{sheet.title}</h1>
        <p className="quiet">{sheet.text}</p>
        <button
          type="button"
          role="button"
          data-testid="confirmationSheetConfirm"
          className={sheet.danger ? 'pill danger-fill' : 'pill dark'}
          onClick={() => answer(sheet.onConfirm)}
        >
          {sheet.confirm}
        </button>
        <button
          type="button"
          role="button"
          data-testid="confirmationSheetCancel"
          className="pill outline"
          onClick={() => answer(sheet.onCancel)}
        >
          {sheet.cancel}
        </button>
      </div>
    </InLayers>
  );
}

/** The short message at the foot of the page, if any. */
export function Toast() {
  const { toast } = useStore();
  if (!toast) return null;
  return (
    <InLayers>
      <div className="toast" role="status" aria-live="polite" data-testid="toast">
        <span>{toast}</span>
      </div>
    </InLayers>
  );
}
