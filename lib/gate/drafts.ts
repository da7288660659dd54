import { readDraft } from '../drafts/read-draft';
import type { Composer, Hit } from '../platforms/platform';

/** What stood in an editor when it was last read on the page: a next step may take the editor away and empty it. */
const lastRead = new WeakMap<HTMLElement, string>();

function textIn(editor: HTMLElement): string {
  if (!editor.isConnected) return lastRead.get(editor) ?? '';
  const { text } = readDraft(editor);
  lastRead.set(editor, text);
  return text;
}

/** The words of a composer, its parts in order. Kept in the page's memory only. */
export function textOf(composer: Composer): string {
  return composer.editors.map(textIn).join('\n\n');
}

/** What a release is tied to: the account, the intent, what it is about, and the words as they stand. */
export function draftKey(account: string, { intent, target, composer }: Hit): string {
  return [account, intent, target?.post ?? '', composer ? textOf(composer) : ''].join('\n');
}
