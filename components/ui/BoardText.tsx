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

/** What a language calls itself: whoever does not read it still knows which it is. */
const OWN_NAMES: Readonly<Record<Language, string>> = { en: 'English', cy: 'Cymraeg' };

/** A text of the board as a paragraph: in the reader's language where there is one, as plain text, clamped; in the other language it says so. */
export function BoardText({ text, language, ...rest }: BoardTextProps) {
  const own = localize(text, language);
  const label = own.language === language ? undefined : OWN_NAMES[own.language];
  return <ClampedText text={own.text} lang={own.language} label={label} {...rest} />;
}
