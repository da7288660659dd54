/**
 * A page that wishes an extension ill: it listens to every key and press before anybody else, plants elements with
 * odd test ids, breaks built-ins of its own world and offers to press everything it can reach.
 */
interface Seen {
  readonly type: string;
  readonly key?: string;
  readonly target: string;
  readonly trusted: boolean;
}

declare global {
  interface Window {
    __seen?: Seen[];
    __clickEverything?: () => number;
    __pushes?: number;
  }
}

const seen: Seen[] = [];
window.__seen = seen;

const EVENTS = [
  'keydown',
  'keyup',
  'keypress',
  'beforeinput',
  'input',
  'click',
  'mousedown',
  'mouseup',
  'pointerdown',
  'pointerup',
  'focusin',
];
for (const type of EVENTS) {
  window.addEventListener(
    type,
    (event) => {
      const target = event.composedPath()[0];
      seen.push({
        type,
        target: target instanceof Element ? target.tagName.toLowerCase() : String(target),
        trusted: event.isTrusted,
        ...(event instanceof KeyboardEvent && { key: event.key }),
      });
    },
    true,
  );
}

/** Every element of the page, inside open shadow roots too. */
function everyElement(root: Document | ShadowRoot): Element[] {
  const found: Element[] = [];
  for (const element of root.querySelectorAll('*')) {
    found.push(element);
    if (element.shadowRoot) found.push(...everyElement(element.shadowRoot));
  }
  return found;
}

// Kept from before this page breaks it.
const { closest } = Element.prototype;

window.__clickEverything = () => {
  // Links are left out: following one would end the page and what it has seen.
  const all = everyElement(document).filter((element) => closest.call(element, 'a') === null);
  for (const element of all) {
    if (element instanceof HTMLElement) element.click();
    element.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true, composed: true }),
    );
    element.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
  }
  return all.length;
};

const ODD_TEST_IDS = [
  'x'.repeat(100_000),
  '"]); alert(1); //',
  "'] , * { }",
  '<img src=x onerror="document.title=\'owned\'">',
  'tweetButton"',
  'tweetTextarea_',
  'tweetTextarea_999999999999999999999',
  'tweetTextarea_-1',
  'UserAvatar-Container-',
  `UserAvatar-Container-${'y'.repeat(5_000)}`,
  'UserAvatar-Container-TeifiCoastPol"><script>document.title="owned"</script>',
  '\u202Eoverride',
  '\u0000',
  '__proto__',
  'constructor',
];

function plant(): void {
  const box = document.createElement('div');
  box.setAttribute('aria-hidden', 'true');
  box.style.cssText = 'position:absolute;left:-9999px;width:1px;height:1px;overflow:hidden';
  for (const id of ODD_TEST_IDS) {
    const element = document.createElement('div');
    element.setAttribute('data-testid', id);
    element.textContent = '.';
    box.append(element);
  }
  const fakeSwitcher = document.createElement('div');
  fakeSwitcher.setAttribute('data-testid', 'SideNav_AccountSwitcher_Button_');
  fakeSwitcher.innerHTML = '<div data-testid="UserAvatar-Container-../../etc"></div>';
  box.append(fakeSwitcher);
  document.body.append(box);
}
if (document.body) plant();
else document.addEventListener('DOMContentLoaded', plant);

// Broken only after the page's own client has started, which this site still wants to run: what it needs itself is
// only listened to. An extension in its own world never meets any of this.
window.addEventListener('load', () => {
  Element.prototype.closest = () => null;
  Element.prototype.matches = () => false;
  JSON.parse = () => ({ USER_ID: '3300000001', registered: false, notices: [] });
  Array.prototype.flatMap = () => [];
  Array.prototype.findLast = () => undefined;
  Array.prototype.toSorted = () => [];
  const { push } = Array.prototype;
  Array.prototype.push = function watchedPush(this: unknown[], ...items: unknown[]) {
    window.__pushes = (window.__pushes ?? 0) + 1;
    return push.apply(this, items);
  };
});

export {};
