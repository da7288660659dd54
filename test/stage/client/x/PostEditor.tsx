import {
  CompositeDecorator,
  ContentState,
  Editor,
  EditorState,
  getDefaultKeyBinding,
  Modifier,
} from 'draft-js';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { getState } from './store';

const Coloured = (props: { children?: ReactNode }) => <span className="tag">{props.children}</span>;

const decorator = new CompositeDecorator([
  {
    // Hashtags, mentions and links become spans inside Draft's own, as on X.
    strategy: (block, found) => {
      for (const match of block
        .getText()
        .matchAll(/(?:^|(?<=[\s(]))(?:[#@][\p{L}\p{M}\p{N}_]+|https?:\/\/\S+)/gu)) {
        found(match.index, match.index + match[0].length);
      }
    },
    component: Coloured,
  },
]);

/** An editor's state holding a text, caret at its end. */
export function editorWith(text: string): EditorState {
  return text
    ? EditorState.moveFocusToEnd(EditorState.createWithContent(ContentState.createFromText(text), decorator))
    : EditorState.createEmpty(decorator);
}

/** The same editor emptied after sending; whoever was typing in it may go on. */
export function emptied(state: EditorState): EditorState {
  const empty = EditorState.push(state, ContentState.createFromText(''), 'remove-range');
  return state.getSelection().getHasFocus()
    ? EditorState.moveFocusToEnd(empty)
    : EditorState.moveSelectionToEnd(empty);
}

/** The text in an editor, a line feed between blocks. */
export function textOf(state: EditorState): string {
  return state.getCurrentContent().getPlainText('\n');
}

/** The mention being typed just before the caret, without its @, or null. */
function mentionBeforeCaret(state: EditorState): string | null {
  const selection = state.getSelection();
  if (!selection.isCollapsed()) return null;
  const text = state.getCurrentContent().getBlockForKey(selection.getAnchorKey()).getText();
  return /(?:^|\s)@(\w{1,15})$/.exec(text.slice(0, selection.getStartOffset()))?.[1] ?? null;
}

/** A Draft.js editor under X's attributes, with its list of people to mention. */
export function PostEditor(props: {
  readonly testId: string;
  readonly placeholder: string;
  readonly value: EditorState;
  readonly onChange: (value: EditorState) => void;
  /** Ctrl or Cmd with Enter. */
  readonly onSubmit: () => void;
  /** Plain Enter, where it sends (direct messages) instead of starting a line. */
  readonly onEnter?: () => void;
  readonly autoFocus?: boolean;
}) {
  const editor = useRef<Editor | null>(null);
  const [chosen, setChosen] = useState(0);
  const [dismissed, setDismissed] = useState<string | null>(null);
  const [focused, setFocused] = useState(false);
  const fragment = mentionBeforeCaret(props.value);
  const people =
    focused && fragment !== null && fragment !== dismissed
      ? getState()
          .snapshot.users.filter((user) => user.handle.toLowerCase().startsWith(fragment.toLowerCase()))
          .slice(0, 5)
      : [];
  const open = people.length > 0;
  const listId = `typeaheadDropdown-${props.testId}`;

  useEffect(() => {
    if (props.autoFocus) editor.current?.focus();
  }, [props.autoFocus]);

  const pick = (handle: string) => {
    const content = props.value.getCurrentContent();
    const selection = props.value.getSelection();
    const end = selection.getStartOffset();
    const range = selection.merge({ anchorOffset: end - (fragment ?? '').length - 1, focusOffset: end });
    props.onChange(
      EditorState.push(props.value, Modifier.replaceText(content, range, `@${handle} `), 'insert-characters'),
    );
    setChosen(0);
  };

  const bindKeys = (event: KeyboardEvent): string | null => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return 'post';
    if (open && ['ArrowDown', 'ArrowUp', 'Enter', 'Tab'].includes(event.key)) {
      // The list takes these keys while it is open; Draft must not move the caret or break the line.
      event.preventDefault();
      return `list-${event.key}`;
    }
    if (event.key === 'Enter' && !event.shiftKey && props.onEnter) return 'send';
    return getDefaultKeyBinding(event);
  };

  const handleCommand = (command: string): 'handled' | 'not-handled' => {
    const steps: Record<string, (() => void) | undefined> = {
      post: props.onSubmit,
      send: props.onEnter,
      'list-ArrowDown': () => setChosen((chosen + 1) % people.length),
      'list-ArrowUp': () => setChosen((chosen + people.length - 1) % people.length),
      'list-Enter': () => pick(people[chosen]?.handle ?? ''),
      'list-Tab': () => pick(people[chosen]?.handle ?? ''),
    };
    const step = steps[command];
    step?.();
    return step ? 'handled' : 'not-handled';
  };

  return (
    <div className="editor" data-testid={`${props.testId}RichTextInputContainer`}>
      <label data-testid={`${props.testId}_label`}>
        <Editor
          ref={editor}
          editorState={props.value}
          onChange={props.onChange}
          keyBindingFn={bindKeys}
          handleKeyCommand={handleCommand}
          onEscape={(event) => {
            if (!open) return;
            // Escape closes the list and not the dialog around it.
            event.stopPropagation();
            setDismissed(fragment);
          }}
          placeholder={props.placeholder}
          spellCheck={true}
          webDriverTestID={props.testId}
          ariaLabel="Post text"
          ariaMultiline={true}
          ariaAutoComplete="list"
          ariaControls={listId}
          ariaActiveDescendantID={open ? `${listId}-${chosen}` : undefined}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
        />
      </label>
      {open && (
        <div role="listbox" id={listId} className="typeahead" aria-label="People to mention">
          {people.map((user, i) => (
            <div
              key={user.id}
              id={`${listId}-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === chosen}
              data-testid="typeaheadResult"
              onMouseDown={(event) => {
                event.preventDefault();
                pick(user.handle);
              }}
            >
              <b>{user.name}</b> <span className="quiet">@{user.handle}</span>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
