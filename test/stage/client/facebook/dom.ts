import { ICONS, type IconName } from '../icons';

type Child = Node | string | null | undefined | false;

/** Makes an element with attributes (null leaves one out) and children. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | null> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null) element.setAttribute(name, value);
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

/** A drawing; those who listen hear the label of what holds it. */
export function icon(name: IconName): SVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(space, 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

/**
 * A `div` that acts as a button, as nearly all of Facebook's do: it has a label in the language of the interface,
 * Enter and Space press it, and `aria-disabled` alone keeps it from being pressed.
 */
export function button(
  label: string,
  press: (at: HTMLElement) => void,
  ...children: Child[]
): HTMLDivElement {
  const element = make(
    'div',
    { role: 'button', tabindex: '0', 'aria-label': label },
    ...(children.length ? children : [make('span', {}, label)]),
  );
  element.addEventListener('click', () => {
    if (element.getAttribute('aria-disabled') !== 'true') press(element);
  });
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    element.click();
  });
  return element;
}

/** Makes a {@link button} usable or not. */
export function enable(element: HTMLElement, on: boolean): void {
  if (on) element.removeAttribute('aria-disabled');
  else element.setAttribute('aria-disabled', 'true');
  element.tabIndex = on ? 0 : -1;
}

/** A link that changes pages without loading anew. */
export function link(
  href: string,
  label: string | null,
  go: (path: string) => void,
  ...children: Child[]
): HTMLAnchorElement {
  const element = make('a', { role: 'link', tabindex: '0', href, 'aria-label': label }, ...children);
  element.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(href);
  });
  return element;
}
