import { useId, useState } from 'react';
import type { Notice } from '../../lib/board/schema';
import { nameOf, standDownChange } from '../../lib/desk/notice-form';
import { CLOSING_WORDS } from '../../lib/desk/templates';
import { Button } from '../ui/Button';
import { BothLanguages } from './BothLanguages';
import { useDesk, useDeskActions, useDeskWords } from './desk-context';

/** Properties of {@link NoticeStandDown}. */
export interface NoticeStandDownProps {
  readonly notice: Notice;
  readonly onBack: () => void;
  readonly onDone: () => void;
}

/** Ends an order: closing words from a template, and one press. */
export function NoticeStandDown({ notice, onBack, onDone }: NoticeStandDownProps) {
  const { t, language } = useDeskWords();
  const { publish } = useDeskActions();
  const isBusy = useDesk(
    ({ publishing }) => publishing?.stage === 'signing' || publishing?.stage === 'sending',
  );
  const id = useId();
  const [words, setWords] = useState<{ en: string; cy: string }>(() => ({
    en: CLOSING_WORDS[0]?.text.en ?? '',
    cy: CLOSING_WORDS[0]?.text.cy ?? '',
  }));
  const isEmpty = words.en.trim() === '' && words.cy.trim() === '';
  const end = (): void => {
    // The bar above says how it goes; what fails stays there with its own button.
    void publish([standDownChange(notice, words, Date.now())]);
    onDone();
  };
  return (
    <section className="desk__section" data-desk="stand-down-form">
      <p>
        {t('standDown.which')} <strong dir="auto">{nameOf(notice, language)}</strong>
      </p>
      <p>{t('standDown.text')}</p>
      <div className="row">
        <Button
          variant="strong"
          className={notice.status === 'actual' ? '' : 'desk__exercise'}
          waiting={isBusy || isEmpty}
          onPress={end}
          data-desk="stand-down-now"
        >
          {t(notice.status === 'actual' ? 'standDown.now' : 'standDown.nowExercise')}
        </Button>
        <Button onPress={onBack}>{t('back')}</Button>
      </div>
      <h3 id={`${id}-words`}>{t('standDown.words')}</h3>
      <ul className="chips" aria-labelledby={`${id}-words`}>
        {CLOSING_WORDS.map(({ id: one, text }) => (
          <li key={one}>
            <Button
              aria-pressed={words.en === text.en && words.cy === text.cy}
              onPress={() => setWords({ ...text })}
            >
              {text[language]}
            </Button>
          </li>
        ))}
      </ul>
      <BothLanguages label={t('standDown.own')} value={words} limit={140} onChange={setWords} />
    </section>
  );
}
