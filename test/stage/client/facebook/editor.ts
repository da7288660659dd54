import { createEmptyHistoryState, registerHistory } from '@lexical/history';
import { registerRichText } from '@lexical/rich-text';
import { mergeRegister } from '@lexical/utils';
import {
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  $getSelection,
  $isRangeSelection,
  $isTextNode,
  COMMAND_PRIORITY_CRITICAL,
  createEditor,
  KEY_ARROW_DOWN_COMMAND,
  KEY_ARROW_UP_COMMAND,
  KEY_ENTER_COMMAND,
  KEY_ESCAPE_COMMAND,
  type LexicalEditor,
} from 'lexical';
import { make } from './dom';
import { data, words } from './state';

/** A Lexical editor on the page. */
export interface PostEditor {
  /** What to put into the page: the editor and its list of people to mention. */
  readonly element: HTMLElement;
  /** The text, a line feed between paragraphs. */
  text(): string;
  clear(): void;
  focus(): void;
  /** Takes its listeners away. */
  close(): void;
}

let editors = 0;

/**
 * Makes a Lexical editor under Facebook's attributes. With `onEnter`, Enter publishes (comments, messages) and
 * Shift+Enter starts a line; while people to mention are listed Enter picks one, and during composition it does neither.
 */
export function makeEditor(options: {
  readonly prompt: string;
  /** Comment boxes and messages have a label besides the prompt. */
  readonly label?: string;
  readonly text?: string;
  readonly onChange?: (text: string) => void;
  readonly onEnter?: () => void;
  readonly onEscape?: () => void;
}): PostEditor {
  editors += 1;
  const listId = `mentions-${editors}`;
  const root = make('div', {
    role: 'textbox',
    contenteditable: 'true',
    spellcheck: 'true',
    tabindex: '0',
    'aria-placeholder': options.prompt,
    'aria-label': options.label ?? null,
    'aria-multiline': options.onEnter ? null : 'true',
    'data-lexical-editor': 'true',
    class: 'editor notranslate',
  });
  const prompt = make('div', { 'aria-hidden': 'true', class: 'prompt' }, options.prompt);
  const list = make('ul', { role: 'listbox', id: listId, class: 'mentions', 'aria-label': words().people });
  const box = make('div', { class: 'editor-box' }, root, prompt);

  const editor = createEditor({
    namespace: `composer-${editors}`,
    theme: { paragraph: 'paragraph' },
    onError: (error) => {
      throw error;
    },
  });
  editor.setRootElement(root);

  let people: readonly { readonly id: string; readonly name: string }[] = [];
  let chosen = 0;
  let dismissed: string | null = null;

  const showPeople = (fragment: string | null) => {
    if (fragment !== dismissed) dismissed = null;
    const wanted = fragment?.toLowerCase();
    people =
      wanted === undefined || dismissed !== null
        ? []
        : data()
            .actors.filter((actor) =>
              actor.name
                .toLowerCase()
                .split(' ')
                .some((part) => part.startsWith(wanted)),
            )
            .slice(0, 5);
    if (chosen >= people.length) chosen = 0;
    if (people.length === 0) {
      list.remove();
      root.removeAttribute('aria-expanded');
      root.removeAttribute('aria-activedescendant');
      root.removeAttribute('aria-controls');
      return;
    }
    list.replaceChildren(
      ...people.map((person, i) => {
        const item = make(
          'li',
          { role: 'option', id: `${listId}-${i}`, 'aria-selected': String(i === chosen) },
          person.name,
        );
        item.addEventListener('mousedown', (event) => {
          event.preventDefault();
          pick(i);
        });
        return item;
      }),
    );
    box.append(list);
    root.setAttribute('aria-expanded', 'true');
    root.setAttribute('aria-controls', listId);
    root.setAttribute('aria-activedescendant', `${listId}-${chosen}`);
  };

  const pick = (index: number) => {
    const person = people[index];
    if (!person) return;
    editor.update(() => {
      const selection = $getSelection();
      if (!$isRangeSelection(selection)) return;
      const node = selection.anchor.getNode();
      if (!$isTextNode(node)) return;
      const fragment = mentionBefore(node.getTextContent(), selection.anchor.offset);
      if (fragment === null) return;
      const end = selection.anchor.offset;
      node.spliceText(end - fragment.length - 1, fragment.length + 1, `${person.name} `, true);
    });
  };

  const move = (step: number) => (event: KeyboardEvent | null) => {
    if (people.length === 0) return false;
    event?.preventDefault();
    chosen = (chosen + step + people.length) % people.length;
    showPeople(fragmentNow(editor));
    return true;
  };

  const text = () => editor.getEditorState().read(readText);
  const teardown = mergeRegister(
    registerRichText(editor),
    registerHistory(editor, createEmptyHistoryState(), 300),
    editor.registerUpdateListener(() => {
      const now = text();
      prompt.hidden = now !== '';
      showPeople(fragmentNow(editor));
      options.onChange?.(now);
    }),
    editor.registerCommand(
      KEY_ENTER_COMMAND,
      (event) => {
        if (event?.isComposing) return false;
        if (people.length > 0) {
          event?.preventDefault();
          pick(chosen);
          return true;
        }
        if (!options.onEnter || event?.shiftKey) return false;
        event?.preventDefault();
        options.onEnter();
        return true;
      },
      COMMAND_PRIORITY_CRITICAL,
    ),
    editor.registerCommand(KEY_ARROW_DOWN_COMMAND, move(1), COMMAND_PRIORITY_CRITICAL),
    editor.registerCommand(KEY_ARROW_UP_COMMAND, move(-1), COMMAND_PRIORITY_CRITICAL),
    editor.registerCommand(
      KEY_ESCAPE_COMMAND,
      (event) => {
        if (people.length > 0) {
          event.stopPropagation();
          dismissed = fragmentNow(editor);
          showPeople(dismissed);
          return true;
        }
        options.onEscape?.();
        return options.onEscape !== undefined;
      },
      COMMAND_PRIORITY_CRITICAL,
    ),
  );

  const setText = (value: string) => {
    editor.update(
      () => {
        const paragraphs = value.split('\n').map((line) => {
          const paragraph = $createParagraphNode();
          if (line) paragraph.append($createTextNode(line));
          return paragraph;
        });
        $getRoot()
          .clear()
          .append(...paragraphs);
        if (value) $getRoot().selectEnd();
      },
      { discrete: true },
    );
  };
  setText(options.text ?? '');

  return {
    element: box,
    text,
    clear: () => setText(''),
    focus: () => editor.focus(),
    close: () => {
      teardown();
      editor.setRootElement(null);
    },
  };
}

function readText(): string {
  return $getRoot()
    .getChildren()
    .map((block) => block.getTextContent())
    .join('\n');
}

/** What has been typed of a name after an @ just before the caret, or null. */
function mentionBefore(text: string, caret: number): string | null {
  return /(?:^|\s)@([\p{L}]{1,30})$/u.exec(text.slice(0, caret))?.[1] ?? null;
}

function fragmentNow(editor: LexicalEditor): string | null {
  return editor.getEditorState().read(() => {
    const selection = $getSelection();
    if (!$isRangeSelection(selection) || !selection.isCollapsed()) return null;
    return mentionBefore(selection.anchor.getNode().getTextContent(), selection.anchor.offset);
  });
}
