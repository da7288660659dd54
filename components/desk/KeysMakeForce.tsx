import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { Localized } from '../../lib/board/schema';
import { createForce, type ForceKeys, type RecoveryKey } from '../../lib/desk/force-keys';
import { sealKeysFile, sealRecoveryFile } from '../../lib/desk/keys-file';
import { downloadText } from '../options/download-text';
import { Button } from '../ui/Button';
import { Trouble } from '../ui/Trouble';
import { useDeskActions, useDeskWords } from './desk-context';
import { OpenKeysForm } from './OpenKeysForm';
import { PassphraseFields } from './PassphraseFields';

/** What has been made so far. It is in this component's memory alone until it is saved. */
interface Made {
  readonly keys: ForceKeys;
  readonly recovery: RecoveryKey;
  readonly name: Localized;
}

/** Makes a force: names, keys file, recovery file, and the proof that the saved copy opens. */
export function KeysMakeForce({ onCancel }: { readonly onCancel: () => void }) {
  const { t } = useDeskWords();
  const { unlock } = useDeskActions();
  const [made, setMade] = useState<Made | null>(null);
  const [step, setStep] = useState<'names' | 'keys' | 'recovery' | 'proof'>('names');
  const [isOther, setOther] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step is read from its heading on.
  useEffect(() => heading.current?.focus(), [step]);

  const prove = (opened: ForceKeys): void => {
    const isSame = opened.signing[0]?.kid === made?.keys.signing[0]?.kid;
    setOther(!isSame);
    if (isSame && made) void unlock(opened, { name: made.name });
  };

  return (
    <section aria-labelledby="make-heading">
      <h2 id="make-heading" ref={heading} tabIndex={-1}>
        {t(`make.${step}`)}
      </h2>
      <p>{t(`make.${step}Text`)}</p>
      {step === 'names' && (
        <Names
          onMade={(next) => {
            setMade(next);
            setStep('keys');
          }}
        />
      )}
      {step === 'keys' && made && (
        <Save
          key="keys"
          submit={t('make.saveKeys')}
          fileName={`${made.keys.forceId}-keys.json`}
          seal={(passphrase) => sealKeysFile(made.keys, passphrase)}
          onSaved={() => setStep('recovery')}
        />
      )}
      {step === 'recovery' && made && (
        <Save
          key="recovery"
          submit={t('make.saveRecovery')}
          fileName={`${made.keys.forceId}-recovery.json`}
          seal={(passphrase) => sealRecoveryFile(made.recovery, passphrase)}
          onSaved={() => setStep('proof')}
        />
      )}
      {step === 'proof' && <OpenKeysForm submit={t('make.prove')} onOpen={prove} />}
      {isOther && <Trouble tone="alarm">{t('make.other')}</Trouble>}
      <Button variant="quiet" onPress={onCancel}>
        {t('cancel')}
      </Button>
    </section>
  );
}

/** Only what a joining code takes: lower case, digits, hyphens (lib/settings/joining.ts). */
const isForceId = (id: string): boolean => /^[a-z0-9][a-z0-9-]{0,63}$/.test(id);

function Names({ onMade }: { readonly onMade: (made: Made) => void }) {
  const { t } = useDeskWords();
  const id = useId();
  const [en, setEn] = useState('');
  const [cy, setCy] = useState('');
  const [force, setForce] = useState('');
  const [isTried, setTried] = useState(false);
  const [isMaking, setMaking] = useState(false);
  const hasName = en.trim() !== '' || cy.trim() !== '';
  const make = async (): Promise<void> => {
    setTried(true);
    if (!hasName || !isForceId(force) || isMaking) return;
    setMaking(true);
    const { keys, recovery } = await createForce(force);
    const name: Localized = {
      ...(en.trim() === '' ? {} : { en: en.trim() }),
      ...(cy.trim() === '' ? {} : { cy: cy.trim() }),
    };
    onMade({ keys, recovery, name });
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void make();
  };
  return (
    <form className="form" onSubmit={onSubmit}>
      <label htmlFor={`${id}-en`}>
        {t('make.nameEn')}
        <input id={`${id}-en`} lang="en" maxLength={200} value={en} onChange={(e) => setEn(e.target.value)} />
      </label>
      <label htmlFor={`${id}-cy`}>
        {t('make.nameCy')}
        <input id={`${id}-cy`} lang="cy" maxLength={200} value={cy} onChange={(e) => setCy(e.target.value)} />
      </label>
      {isTried && !hasName && <p className="field-problem">{t('make.nameMissing')}</p>}
      <label htmlFor={`${id}-force`}>
        {t('make.id')}
        <input
          id={`${id}-force`}
          className="code"
          maxLength={64}
          autoCapitalize="none"
          spellCheck={false}
          aria-describedby={`${id}-help`}
          aria-invalid={(isTried && !isForceId(force)) || undefined}
          value={force}
          onChange={(e) => setForce(e.target.value)}
        />
      </label>
      <p id={`${id}-help`} className={isTried && !isForceId(force) ? 'field-problem' : 'muted'}>
        {t('make.idHelp')}
      </p>
      <Button type="submit" variant="strong" waiting={isMaking} onPress={() => undefined}>
        {t('make.make')}
      </Button>
    </form>
  );
}

/** Properties of {@link Save}. */
interface SaveProps {
  readonly submit: string;
  readonly fileName: string;
  readonly seal: (passphrase: string) => Promise<string>;
  readonly onSaved: () => void;
}

/** A passphrase, then a file sealed with it and offered for saving. */
export function Save({ submit, fileName, seal, onSaved }: SaveProps) {
  const { t } = useDeskWords();
  const [passphrase, setPassphrase] = useState<string | null>(null);
  const [isSealing, setSealing] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const save = async (): Promise<void> => {
    if (passphrase === null || isSealing) return;
    setSealing(true);
    setFailed(false);
    try {
      downloadText(fileName, 'application/json', await seal(passphrase));
      onSaved();
    } catch {
      setFailed(true);
    } finally {
      setSealing(false);
    }
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <PassphraseFields onChange={setPassphrase} />
      <Button
        type="submit"
        variant="strong"
        waiting={passphrase === null || isSealing}
        onPress={() => undefined}
      >
        {isSealing ? t('sealing') : submit}
      </Button>
      {hasFailed && <Trouble tone="alarm">{t('sealFailed')}</Trouble>}
    </form>
  );
}
