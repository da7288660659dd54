import type { Language } from '../../lib/messages/snapshot';
import { Button } from './Button';

const NAMES: Readonly<Record<Language, string>> = { en: 'English', cy: 'Cymraeg' };

/** Properties of {@link LanguageSwitch}. */
export interface LanguageSwitchProps {
  readonly language: Language;
  /** Called with the language to change to. */
  readonly onSwitch: (language: Language) => void;
}

/** Changes the language in place. It bears the name of the other language, in that language. */
export function LanguageSwitch({ language, onSwitch }: LanguageSwitchProps) {
  const other: Language = language === 'en' ? 'cy' : 'en';
  return (
    <Button variant="quiet" className="language-switch" lang={other} onPress={() => onSwitch(other)}>
      {NAMES[other]}
    </Button>
  );
}
