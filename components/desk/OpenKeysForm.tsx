import { type FormEvent, useId, useState } from 'react';
import type { ForceKeys } from '../../lib/desk/force-keys';
import { openKeysFile } from '../../lib/desk/keys-file';
import { Button } from '../ui/Button';
import { Trouble } from '../ui/Trouble';
import { useDeskWords } from './desk-context';
import { FileField } from './FileField';

/** Why a keys file did not open. */
type OpenProblem = Extract<Awaited<ReturnType<typeof openKeysFile>>, { ok: false }>['problem'];

/** Properties of {@link OpenKeysForm}. */
export interface OpenKeysFormProps {
  readonly submit: string;
  /** `upgraded`: brought up from an older version, so that they must be saved anew. */
  readonly onOpen: (keys: ForceKeys, upgraded: boolean) => void;
}

/** Chooses a keys file and opens it by its passphrase. Says what is wrong, and that the opening takes a moment. */
export function OpenKeysForm({ submit, onOpen }: OpenKeysFormProps) {
  const { t } = useDeskWords();
  const id = useId();
  const [text, setText] = useState<string | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [isOpening, setOpening] = useState(false);
  const [problem, setProblem] = useState<OpenProblem | 'no-file' | null>(null);
  const open = async (): Promise<void> => {
    if (isOpening) return;
    if (text === null) return setProblem('no-file');
    setOpening(true);
    setProblem(null);
    const opened = await openKeysFile(text, passphrase);
    setOpening(false);
    if (!opened.ok) return setProblem(opened.problem);
    setPassphrase('');
    onOpen(opened.keys, opened.upgraded);
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void open();
  };
  return (
    <form className="form" onSubmit={onSubmit}>
      <FileField label={t('keysFile')} name="keys-file" accept=".json,.keys,.txt" onText={setText} />
      <label htmlFor={id}>
        {t('passphrase')}
        <input
          id={id}
          type="password"
          autoComplete="off"
          data-desk="passphrase"
          aria-invalid={problem === 'wrong-passphrase' || undefined}
          value={passphrase}
          onChange={(event) => setPassphrase(event.target.value)}
        />
      </label>
      <Button type="submit" variant="strong" waiting={isOpening} data-desk="unlock" onPress={() => undefined}>
        {isOpening ? t('open.opening') : submit}
      </Button>
      <p className="muted" role="status">
        {isOpening ? t('open.slow') : ''}
      </p>
      {problem && <Trouble tone="alarm">{t(`open.problem.${problem}`)}</Trouble>}
    </form>
  );
}
