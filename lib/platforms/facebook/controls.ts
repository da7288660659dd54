import type { Intent, Target } from '../../gate/intent';
import { type Composer, findElement, type Hit, type Page } from '../platform';
import { PUBLISH_LABELS, SELECTORS } from './selectors';

const isOff = (control: Element): boolean => control.getAttribute('aria-disabled') === 'true';
const hasText = (element: Element): boolean => Boolean(element.textContent?.trim());
const labelOf = (element: Element): string =>
  element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '';

/** The steps of a dialog may all be in the page, with one of them shown. */
const isShown = (element: Element): boolean => element.checkVisibility();

/** The last button with words in a region: the one that goes on or publishes, in any language. */
function lastWordedButton(region: Element): Element | null {
  const buttons = [...region.querySelectorAll(SELECTORS.button)];
  return buttons.findLast((button) => hasText(button) && isShown(button)) ?? null;
}

/** Where a post stands, and who wrote it as far as its address tells. */
export function targetOf(article: Element | null): Target | undefined {
  const href = article?.querySelector(SELECTORS.permalink)?.getAttribute('href');
  if (!href) return undefined;
  const author = /^(?:https:\/\/[^/]{1,100})?\/([\w.]{1,60})\/posts\//.exec(href)?.[1];
  return author ? { author, post: href } : { post: href };
}

/** What the last press on the page opened: a share from a post, or a composer whose last step is still to come. */
interface Flow {
  sharing: Target | 'unknown' | null;
  /** Whether the last press was on the last button of a post's row of actions, which is Share. */
  fromShare: boolean;
  /** The composer whose "Next" was pressed; a Page's settings dialog follows without an editor. */
  pending: Composer | null;
}
const flow: Flow = { sharing: null, fromShare: false, pending: null };

/** Remembers whether the press starts from a post (a share) or from elsewhere (a composer of one's own). */
export function noteTrigger(path: readonly EventTarget[]): void {
  const element = findElement(path);
  if (!element?.closest(SELECTORS.button) || element.closest(SELECTORS.menu)) return;
  const article = element.closest(SELECTORS.article);
  const dialog = element.closest(SELECTORS.dialog);
  // A dialog's own buttons open nothing new, but for those of a post that is shown in one.
  if (dialog && !article) return;
  flow.sharing = article ? (targetOf(article) ?? 'unknown') : null;
  flow.fromShare = article !== null && isLastAction(element, article);
  if (!element.ownerDocument.querySelector(SELECTORS.dialog)) flow.pending = null;
}

/** Remembers the composer whose button was let through, for the step that may follow without its editor. */
export function notePassed({ composer, control }: Hit): void {
  if (composer && control === composer.submit && control.closest(SELECTORS.composerForm))
    flow.pending = composer;
}

/** Like, Comment and Share stand in one row below a post, in this order in every language. */
function isLastAction(element: Element, article: Element): boolean {
  const button = element.closest(SELECTORS.button);
  for (let row = button?.parentElement; row && row !== article; row = row.parentElement) {
    const buttons = [...row.querySelectorAll(SELECTORS.button)];
    if (buttons.length >= 3) return buttons.at(-1) === button;
  }
  return false;
}

/** In the menu that Share opens, the first line shares at once; the others open something or copy the address. */
function hitOfMenu(item: Element): Hit | null {
  const isFirst = item.closest(SELECTORS.menu)?.querySelector(SELECTORS.menuItem) === item;
  if (!(flow.fromShare && isFirst) && !PUBLISH_LABELS.has(labelOf(item))) return null;
  const { sharing } = flow;
  return { intent: 'share', control: item, ...(sharing && sharing !== 'unknown' ? { target: sharing } : {}) };
}

function composerOfForm(form: Element): Composer | null {
  const editors = [...form.querySelectorAll<HTMLElement>(SELECTORS.editor)];
  if (editors.length === 0) return null;
  const surface = form.closest(SELECTORS.dialog) ?? form;
  const submit = lastWordedButton(form);
  const { sharing } = flow;
  if (sharing === null) return { surface, editors, submit, intent: 'post' };
  // Opened from a post, but not by its Share: a change to the post, which no leave to share it covers.
  if (!flow.fromShare)
    return {
      surface,
      editors,
      submit,
      intent: 'edit',
      ...(sharing === 'unknown' ? {} : { target: sharing }),
    };
  return { surface, editors, submit, intent: 'share', ...(sharing === 'unknown' ? {} : { target: sharing }) };
}

/** A comment box stands in a post, or in the form that Facebook gives comments. A chat box stands in neither. */
function composerOfComment(editor: HTMLElement): Composer | null {
  const form = editor.closest(SELECTORS.commentForm);
  const article = editor.closest(SELECTORS.article);
  const surface = form ?? article;
  if (!surface) return null;
  const target = targetOf(article);
  return {
    surface,
    editors: [editor],
    submit: form && hasContent(form, editor) ? lastButton(form) : null,
    intent: 'reply',
    ...(target ? { target } : {}),
  };
}

/** Whether a comment holds words, an emoji drawn as a picture, or something attached. */
function hasContent(form: Element, editor: Element): boolean {
  if (hasText(editor) || editor.querySelector('img')) return true;
  return [...form.querySelectorAll('img, video')].some((media) => !media.closest(SELECTORS.button));
}

/** A comment's send button carries an icon, no words; it comes last, and only when something is written. */
function lastButton(form: Element): Element | null {
  return [...form.querySelectorAll(SELECTORS.button)].at(-1) ?? null;
}

/** The composer an editor belongs to, or null for a chat box or another kind of field. */
export function composerOf(editor: HTMLElement): Composer | null {
  const form = editor.closest(SELECTORS.composerForm);
  return form ? composerOfForm(form) : composerOfComment(editor);
}

/** The composers on the page. */
export function findComposers({ document }: Page): Composer[] {
  const bySurface = new Map<Element, Composer>();
  for (const editor of document.querySelectorAll<HTMLElement>(SELECTORS.editor)) {
    const composer = composerOf(editor);
    if (composer) bySurface.set(composer.surface, composer);
  }
  return [...bySurface.values()];
}

const hitOf = (composer: Composer, control: Element, intent: Intent = composer.intent): Hit =>
  composer.target ? { intent, control, composer, target: composer.target } : { intent, control, composer };

/** What pressing the control on this path would do, or null. */
export function intentOfPress(path: readonly EventTarget[]): Hit | null {
  const item = findElement(path)?.closest(SELECTORS.menuItem);
  if (item) return hitOfMenu(item);
  const button = findElement(path)?.closest(SELECTORS.button);
  if (!button || isOff(button)) return null;

  const form = button.closest(SELECTORS.composerForm);
  const composer = form ? composerOfForm(form) : null;
  if (composer) {
    if (button !== composer.submit && !PUBLISH_LABELS.has(labelOf(button))) return null;
    return hitOf(composer, button);
  }
  const comments = button.closest(SELECTORS.commentForm);
  const editor = comments?.querySelector<HTMLElement>(SELECTORS.editor);
  if (comments && editor) {
    const comment = composerOfComment(editor);
    return comment?.submit === button ? hitOf(comment, button) : null;
  }
  // The second step of a Page's post: a dialog without an editor, after "Next".
  const dialog = button.closest(SELECTORS.dialog);
  const { pending } = flow;
  // While its editor is still in sight, another dialog asks something else: whether to discard, say.
  if (!dialog || !pending || pending.editors.some((editor) => editor.isConnected && isShown(editor)))
    return null;
  if (dialog.querySelector(SELECTORS.anyEditor)) return null;
  const isLast = button === lastWordedButton(dialog) || PUBLISH_LABELS.has(labelOf(button));
  return isLast ? hitOf(pending, button) : null;
}

/** Whether a list of people to mention is open at this editor: Enter then picks from it. */
function isPicking(editor: Element): boolean {
  return (
    editor.getAttribute('aria-expanded') === 'true' || Boolean(editor.getAttribute('aria-activedescendant'))
  );
}

/** What a key would do: Enter or Space on a control, Enter in a comment box. */
export function intentOfKey(event: KeyboardEvent, path: readonly EventTarget[]): Hit | null {
  // 229 is what browsers report for keys that an input method swallows, even where isComposing is late (UI Events §5.6).
  if (event.isComposing || event.keyCode === 229) return null;
  if (event.key !== 'Enter' && event.key !== ' ') return null;
  const editor = findElement(path)?.closest<HTMLElement>(SELECTORS.editor);
  if (!editor) return intentOfPress(path);
  if (event.key !== 'Enter' || event.shiftKey || event.altKey) return null;
  const composer = composerOf(editor);
  if (!composer) return null;
  // With or without words: a picture may be attached, and Enter in an empty box does nothing that could be missed.
  if (composer.intent === 'reply')
    return isPicking(editor) ? null : hitOf(composer, composer.submit ?? editor);
  // A form may also be sent from its editor with Ctrl+Enter or Cmd+Enter.
  return event.ctrlKey || event.metaKey ? hitOf(composer, composer.submit ?? editor) : null;
}

/** What sending this form would do: the platform may submit a composer's form by other ways than its button. */
export function intentOfSubmit(path: readonly EventTarget[]): Hit | null {
  const form = findElement(path)?.closest(SELECTORS.composerForm);
  const composer = form ? composerOfForm(form) : null;
  return composer ? hitOf(composer, composer.submit ?? composer.surface) : null;
}
