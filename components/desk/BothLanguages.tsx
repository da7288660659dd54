import { useId } from 'react';
import { useDeskWords } from './desk-context';

/** Properties of {@link BothLanguages}. */
export interface BothLanguagesProps {
  readonly label: string;
  readonly value: { readonly en: string; readonly cy: string };
  readonly onChange: (value: { en: string; cy: string }) => void;
  /** Characters that are allowed. */
  readonly limit: number;
  readonly isLong?: boolean;
  /** A word that goes before the text and cannot be taken away. */
  readonly prefix?: { readonly en: string; readonly cy: string } | undefined;
  readonly isWrong?: boolean;
}

/** One text in both languages, side by side. An empty one shows the other, labelled; it never stops anything. */
export function BothLanguages(props: BothLanguagesProps) {
  const { t } = useDeskWords();
  const { label, value } = props;
  return (
    <fieldset className="both">
      <legend>{label}</legend>
      <div className="both__sides">
        <Side {...props} language="en" />
        <Side {...props} language="cy" />
      </div>
      {(value.en.trim() === '') !== (value.cy.trim() === '') && (
        <p className="muted">{t(value.en.trim() === '' ? 'both.cyOnly' : 'both.enOnly')}</p>
      )}
    </fieldset>
  );
}

function Side({
  language,
  label,
  value,
  onChange,
  limit,
  isLong = false,
  prefix,
  isWrong = false,
}: BothLanguagesProps & { readonly language: 'en' | 'cy' }) {
  const { t } = useDeskWords();
  const id = useId();
  const text = value[language];
  const left = limit - text.length;
  const shared = {
    id,
    lang: language,
    value: text,
    spellCheck: true,
    'aria-invalid': isWrong || left < 0 || undefined,
    'aria-describedby': `${id}-left`,
    'data-desk': `text-${language}`,
  } as const;
  const change = (next: string): void => onChange({ ...value, [language]: next });
  return (
    <div className="field">
      <label htmlFor={id}>
        <span className="unseen">{label} </span>
        {t(`language.${language}`)}
      </label>
      <span className="both__box">
        {prefix && <strong className="desk__exercise">{prefix[language]}:</strong>}
        {isLong ? (
          <textarea {...shared} rows={3} onChange={(event) => change(event.target.value)} />
        ) : (
          <input {...shared} type="text" onChange={(event) => change(event.target.value)} />
        )}
      </span>
      <span id={`${id}-left`} className={left < 0 ? 'field-problem' : 'muted'}>
        {t(left < 0 ? 'both.over' : 'both.left', { count: Math.abs(left) })}
      </span>
    </div>
  );
}
