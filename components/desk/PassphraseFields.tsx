import { useId, useState } from 'react';
import { passphraseProblem } from '../../lib/desk/keys-file';
import { createPassphrase } from '../../lib/desk/passphrase';
import { Button } from '../ui/Button';
import { useDeskWords } from './desk-context';

/** Properties of {@link PassphraseFields}. */
export interface PassphraseFieldsProps {
  /** Called with the passphrase while both fields hold the same good one, else with null. */
  readonly onChange: (passphrase: string | null) => void;
}

/** A passphrase typed twice, with the offer to make one of six words. */
export function PassphraseFields({ onChange }: PassphraseFieldsProps) {
  const { t } = useDeskWords();
  const id = useId();
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [made, setMade] = useState<string | null>(null);
  const change = (one: string, two: string): void => {
    setFirst(one);
    setSecond(two);
    onChange(passphraseProblem(one) === null && one === two ? one : null);
  };
  const short = first !== '' && passphraseProblem(first) !== null;
  const differs = second !== '' && first !== second;
  const make = (): void => {
    const words = createPassphrase();
    setMade(words);
    change(words, '');
  };
  return (
    <div className="form">
      <label htmlFor={`${id}-1`}>
        {t('passphrase')}
        <input
          id={`${id}-1`}
          type={made === null ? 'password' : 'text'}
          autoComplete="new-password"
          spellCheck={false}
          data-desk="passphrase-new"
          aria-invalid={short || undefined}
          aria-describedby={`${id}-said`}
          value={first}
          onChange={(event) => change(event.target.value, second)}
        />
      </label>
      <p id={`${id}-said`} className={short ? 'field-problem' : 'muted'}>
        {t(made === null ? 'passphrase.help' : 'passphrase.write')}
      </p>
      <Button onPress={make}>{t('passphrase.make')}</Button>
      <label htmlFor={`${id}-2`}>
        {t('passphrase.again')}
        <input
          id={`${id}-2`}
          type="password"
          autoComplete="new-password"
          data-desk="passphrase-again"
          aria-invalid={differs || undefined}
          aria-describedby={`${id}-differs`}
          value={second}
          onChange={(event) => change(first, event.target.value)}
        />
      </label>
      <p id={`${id}-differs`} className="field-problem" role="status">
        {differs ? t('passphrase.differs') : ''}
      </p>
    </div>
  );
}
