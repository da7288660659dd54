import { useEffect, useState } from 'react';
import type { PublicKey } from '../../lib/board/fields';
import { type DeviceBook, ownerOf, trustOf } from '../../lib/desk/devices';
import { deviceWords } from '../../lib/reports/device';
import { useRegisterWords } from './register-words';

/** The six words of a device, or null until they are worked out. The same words always belong to the same key. */
export function useDeviceWords(device: PublicKey | undefined): readonly string[] | null {
  const [words, setWords] = useState<{ readonly kid: string; readonly words: readonly string[] } | null>(
    null,
  );
  useEffect(() => {
    if (!device) return;
    let gone = false;
    void deviceWords(device).then((found) => {
      if (!gone) setWords({ kid: device.kid, words: found });
    });
    return () => {
      gone = true;
    };
  }, [device]);
  return words !== null && words.kid === device?.kid ? words.words : null;
}

/** Properties of {@link DeviceName}. */
export interface DeviceNameProps {
  readonly deviceId: string;
  readonly device: PublicKey | undefined;
  readonly devices: DeviceBook;
}

/** Whose device it is; while it belongs to nobody, its six words, and that nobody has vouched for it. */
export function DeviceName({ deviceId, device, devices }: DeviceNameProps) {
  const { t } = useRegisterWords();
  const owner = ownerOf(devices, deviceId);
  const words = useDeviceWords(owner === null ? device : undefined);
  if (owner !== null) return <bdi className="device-owner">{owner}</bdi>;
  const known = words?.join(' ') ?? deviceId.slice(0, 8);
  return (
    <span className="device-unpinned">
      <span lang="en">{known}</span>{' '}
      <span className="tag">
        {trustOf(devices, deviceId) === 'not-believed' ? t('device.notBelieved') : t('device.unpinned')}
      </span>
    </span>
  );
}
