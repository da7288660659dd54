import { useId, useState } from 'react';
import { createChange } from '../../lib/desk/board-change';
import { type ForceKeys, KeysError, revoke } from '../../lib/desk/force-keys';
import { type KeysFileProblem, openRecoveryFile } from '../../lib/desk/keys-file';
import { Button } from '../ui/Button';
import { Trouble } from '../ui/Trouble';
import { useDesk, useDeskActions, useDeskWords } from './desk-context';
import { FileField } from './FileField';

/** Takes the signing keys back for good, by the recovery file: for when a copy of the keys was lost or stolen. */
export function KeysRevoke({ keys }: { readonly keys: ForceKeys }) {
  const { t } = useDeskWords();
  const { changeKeys, propose } = useDeskActions();
  const sequence = useDesk((state) => state.base?.board.sequence ?? 0);
  const id = useId();
  const [text, setText] = useState<string | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<KeysFileProblem | 'no-file' | 'other-recovery-key' | null>(null);
  const [isDone, setDone] = useState(false);
  const take = async (): Promise<void> => {
    if (isBusy) return;
    if (text === null) return setProblem('no-file');
    setBusy(true);
    setProblem(null);
    try {
      const opened = await openRecoveryFile(text, passphrase);
      if (!opened.ok) return setProblem(opened.problem);
      const kids = [...keys.signing, ...(keys.nextSigning ? [keys.nextSigning] : [])].map(({ kid }) => kid);
      changeKeys(await revoke(keys, opened.recovery, kids, sequence));
      setPassphrase('');
      setDone(true);
      propose(
        createChange({
          id: 'keys-signing',
          what: 'keys',
          label: { key: 'change.keys', params: { name: t('use.signing') } },
          edits: [],
        }),
      );
    } catch (error) {
      if (!(error instanceof KeysError)) throw error;
      setProblem('other-recovery-key');
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <p>{t('revoke.text')}</p>
      <p role="status">{isDone ? t('revoke.done') : ''}</p>
      <details>
        <summary>{t('revoke.open')}</summary>
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            void take();
          }}
        >
          <FileField
            label={t('recoveryFile')}
            name="recovery-file"
            accept=".json,.recovery,.txt"
            onText={setText}
          />
          <label htmlFor={id}>
            {t('passphrase')}
            <input
              id={id}
              type="password"
              autoComplete="off"
              value={passphrase}
              onChange={(event) => setPassphrase(event.target.value)}
            />
          </label>
          <Button type="submit" variant="strong" waiting={isBusy} onPress={() => undefined}>
            {isBusy ? t('open.opening') : t('revoke.now')}
          </Button>
          {problem && <Trouble tone="alarm">{t(`open.problem.${problem}`)}</Trouble>}
        </form>
      </details>
    </>
  );
}
