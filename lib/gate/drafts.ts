import { readDraft } from '../drafts/read-draft';
import type { Composer, Hit } from '../platforms/platform';

/** The words of a composer, its parts in order. Kept in the page's memory only. */
export function textOf(composer: Composer): string {
  return composer.editors.map((editor) => readDraft(editor).text).join('\n\n');
}

/** What a release is tied to: the intent, what it is about, and the words as they stand. */
export function draftKey({ intent, target, composer }: Hit): string {
  return [intent, target?.post ?? '', composer ? textOf(composer) : ''].join('\n');
}
