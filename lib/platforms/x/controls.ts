import type { Intent, Target } from '../../gate/intent';
import { type Composer, findElement, type Hit, type Page } from '../platform';
import { SELECTORS } from './selectors';

const isOff = (control: Element): boolean =>
  control.getAttribute('aria-disabled') === 'true' || control.hasAttribute('disabled');

/** Who wrote a post and where it stands, from its permalink. */
export function targetOf(post: Element | null): Target | undefined {
  const href = post?.querySelector('a[href*="/status/"] time')?.closest('a')?.getAttribute('href');
  const match = /^(?:https:\/\/[^/]{1,100})?\/([A-Za-z0-9_]{1,20})\/status\/\d{1,25}/.exec(href ?? '');
  return match?.[1] ? { author: match[1], post: match[0] } : undefined;
}

/** What was last opened from a post: X's menus and dialogs stand outside the post they belong to. */
let opened: { readonly target: Target } | null = null;

/** Remembers the post whose repost or reply control was pressed. */
export function noteTrigger(path: readonly EventTarget[]): void {
  const element = findElement(path);
  if (!element?.closest(`${SELECTORS.repostMenu}, ${SELECTORS.replyControl}`)) return;
  const target = targetOf(element.closest(SELECTORS.post));
  opened = target ? { target } : null;
}

/** X's own keys `t` (repost) and `r` (reply) act on the post that has the focus. */
export function noteShortcut(key: string, path: readonly EventTarget[]): void {
  if (key !== 't' && key !== 'r') return;
  const element = findElement(path);
  if (!element || element.closest('[contenteditable="true"], input, textarea')) return;
  const target = targetOf(element.closest(SELECTORS.post));
  opened = target ? { target } : null;
}

/**
 * The smallest region that holds an editor together with its send control: the dialog, or in the page the nearest
 * ancestor that has one.
 */
function surfaceOf(editor: Element): Element {
  const dialog = editor.closest(SELECTORS.dialog);
  if (dialog) return dialog;
  for (let node = editor.parentElement; node && node.tagName !== 'MAIN'; node = node.parentElement) {
    if (node.querySelector(SELECTORS.submit)) return node;
  }
  return editor.parentElement ?? editor;
}

function intentOf(surface: Element, page: Page): { intent: Intent; target?: Target } {
  if (surface.querySelector(SELECTORS.scheduled)) return { intent: 'schedule' };
  const quoted = surface.querySelector(SELECTORS.quoted);
  if (quoted) {
    // The card names its author: what was opened last may be another post.
    const author = opened?.target.author;
    return author && quoted.textContent?.includes(`@${author}`)
      ? withTarget('quote', opened?.target)
      : { intent: 'quote' };
  }
  // X's reply dialog shows the post that is being answered; on a post's own page the box below it is a reply.
  const answered = surface.matches(SELECTORS.dialog) ? surface.querySelector(SELECTORS.post) : null;
  if (answered) return withTarget('reply', targetOf(answered));
  const onPost = /^\/[A-Za-z0-9_]{1,20}\/status\/\d{1,25}/.exec(page.url.pathname);
  if (onPost && !surface.matches(SELECTORS.dialog)) {
    return { intent: 'reply', target: { author: page.url.pathname.split('/')[1] ?? '', post: onPost[0] } };
  }
  return { intent: 'post' };
}

function withTarget(intent: Intent, target: Target | undefined): { intent: Intent; target?: Target } {
  return target ? { intent, target } : { intent };
}

function composerAt(surface: Element, page: Page): Composer {
  const editors = [...surface.querySelectorAll<HTMLElement>(SELECTORS.editor)];
  return { surface, editors, submit: surface.querySelector(SELECTORS.submit), ...intentOf(surface, page) };
}

/** The composers on the page: one a surface, so that a thread is one composer with several editors. */
export function findComposers(page: Page): Composer[] {
  const surfaces = new Set<Element>();
  for (const editor of page.document.querySelectorAll(SELECTORS.editor)) surfaces.add(surfaceOf(editor));
  return [...surfaces].map((surface) => composerAt(surface, page));
}

function hitOfSubmit(control: Element, page: Page): Hit {
  const dialog = control.closest(SELECTORS.dialog);
  const composer = dialog
    ? composerAt(dialog, page)
    : findComposers(page).find(({ surface }) => surface.contains(control));
  if (!composer) return { intent: 'post', control };
  return hitOf(composer, control);
}

function hitOf(composer: Composer, control: Element): Hit {
  const { intent, target } = composer;
  return target ? { intent, control, composer, target } : { intent, control, composer };
}

/** What pressing the control on this path would do, or null. */
export function intentOfPress(path: readonly EventTarget[], page: Page): Hit | null {
  const element = findElement(path);
  if (!element) return null;
  const submit = element.closest(SELECTORS.submit);
  if (submit) return isOff(submit) ? null : hitOfSubmit(submit, page);
  const repost = element.closest(SELECTORS.repost);
  if (repost) {
    return opened
      ? { intent: 'repost', control: repost, target: opened.target }
      : { intent: 'repost', control: repost };
  }
  return null;
}

/** What a key would do: Enter or Space on a control, Ctrl+Enter or Cmd+Enter in an editor (X's own shortcut). */
export function intentOfKey(event: KeyboardEvent, path: readonly EventTarget[], page: Page): Hit | null {
  if (event.isComposing) return null;
  const isEnter = event.key === 'Enter';
  if (isEnter && (event.ctrlKey || event.metaKey)) {
    const editor = findElement(path)?.closest(SELECTORS.editor);
    if (editor) {
      const composer = composerAt(surfaceOf(editor), page);
      return hitOf(composer, composer.submit ?? editor);
    }
  }
  return isEnter || event.key === ' ' ? intentOfPress(path, page) : null;
}
