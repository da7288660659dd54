import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { PublicKey } from '../../lib/board/fields';
import { Button } from '../ui/Button';
import { useDeviceWords } from './DeviceName';
import { useRegisterWords } from './register-words';

/** Properties of {@link DevicePin}. */
export interface DevicePinProps {
  readonly device: PublicKey;
  /** Whose it is so far; empty for nobody's. */
  readonly name: string;
  readonly onPin: (name: string) => void;
  readonly onCancel: () => void;
}

/** Pins a device to a person: they read their six words over the phone, and whoever is at the desk compares them. */
export function DevicePin({ device, name: known, onPin, onCancel }: DevicePinProps) {
  const { t } = useRegisterWords();
  const words = useDeviceWords(device);
  const [name, setName] = useState(known);
  const [missing, setMissing] = useState(false);
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const pin = (event?: FormEvent): void => {
    event?.preventDefault();
    if (name.trim() === '') {
      setMissing(true);
      field.current?.focus();
    } else onPin(name);
  };
  return (
    <form
      className="form desk-form"
      onSubmit={pin}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
      }}
    >
      <p>{t('device.pinHow')}</p>
      <ol className="device-words" lang="en" aria-label={t('device.words')}>
        {words?.map((word, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a word may occur twice, and the order is what counts
          <li key={i}>{word}</li>
        ))}
      </ol>
      <div className="field">
        <label htmlFor={id}>{t('device.name')}</label>
        <input
          id={id}
          ref={field}
          value={name}
          maxLength={200}
          autoComplete="off"
          aria-invalid={missing || undefined}
          aria-describedby={missing ? `${id}-problem` : undefined}
          onChange={(event) => setName(event.target.value)}
        />
        {missing && (
          <span id={`${id}-problem`} className="field-problem" role="alert">
            {t('device.nameMissing')}
          </span>
        )}
      </div>
      <div className="row">
        <Button variant="strong" waiting={words === null} onPress={() => pin()}>
          {t('device.wordsSame')}
        </Button>
        <Button onPress={onCancel}>{t('cancel')}</Button>
      </div>
    </form>
  );
}
