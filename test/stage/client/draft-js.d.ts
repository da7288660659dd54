/** The little of Draft.js 0.11.7 that the stage uses; the package ships no types. */
declare module 'draft-js' {
  import type { ComponentType, KeyboardEvent, ReactNode, RefObject } from 'react';

  export class ContentBlock {
    getText(): string;
    getKey(): string;
  }
  export class ContentState {
    static createFromText(text: string): ContentState;
    getPlainText(delimiter?: string): string;
    getBlockForKey(key: string): ContentBlock;
  }
  export class SelectionState {
    getAnchorKey(): string;
    getStartOffset(): number;
    isCollapsed(): boolean;
    getHasFocus(): boolean;
    merge(fields: { anchorOffset?: number; focusOffset?: number }): SelectionState;
  }
  type Strategy = (block: ContentBlock, found: (start: number, end: number) => void) => void;
  export class CompositeDecorator {
    constructor(decorators: { strategy: Strategy; component: ComponentType<{ children?: ReactNode }> }[]);
  }
  export class EditorState {
    static createEmpty(decorator?: CompositeDecorator): EditorState;
    static createWithContent(content: ContentState, decorator?: CompositeDecorator): EditorState;
    static push(state: EditorState, content: ContentState, change: string): EditorState;
    static moveSelectionToEnd(state: EditorState): EditorState;
    static moveFocusToEnd(state: EditorState): EditorState;
    getCurrentContent(): ContentState;
    getSelection(): SelectionState;
  }
  export const Modifier: {
    replaceText(content: ContentState, range: SelectionState, text: string): ContentState;
  };
  export interface EditorProps {
    editorState: EditorState;
    onChange(state: EditorState): void;
    keyBindingFn?(event: KeyboardEvent): string | null;
    handleKeyCommand?(command: string): 'handled' | 'not-handled';
    handleReturn?(event: KeyboardEvent): 'handled' | 'not-handled';
    onEscape?(event: KeyboardEvent): void;
    placeholder?: string;
    spellCheck?: boolean;
    webDriverTestID?: string;
    ariaLabel?: string;
    ariaMultiline?: boolean;
    ariaAutoComplete?: string;
    ariaControls?: string;
    ariaActiveDescendantID?: string | undefined;
    onFocus?(): void;
    onBlur?(): void;
    ref?: RefObject<Editor | null>;
  }
  export class Editor extends React.Component<EditorProps> {
    focus(): void;
  }
  export function getDefaultKeyBinding(event: KeyboardEvent): string | null;
}
