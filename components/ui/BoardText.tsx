import type { Localized } from '../../lib/board/schema';
import { localize } from '../../lib/i18n/translate';
import type { Language } from '../../lib/messages/snapshot';
import { ClampedText } from './ClampedText';

/** Properties of {@link BoardText}. */
export interface BoardTextProps {
  readonly text: Localized;
  /** The reader's language; where the board has no text in it, the other one is shown and labelled. */
  readonly language: Language;
  readonly lines?: number;
  readonly labels: { readonly more: string; readonly less: string };
  readonly className?: string;
}

/** A text of the board as a paragraph: in the reader's language where there is one, as plain text, clamped. */
export function BoardText({ text, language, ...rest }: BoardTextProps) {
  const own = localize(text, language);
  return <ClampedText text={own.text} lang={own.language} {...rest} />;
}
