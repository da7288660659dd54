import { useWords } from '../ui/PageWords';

/** Properties of {@link DeviceSection}. */
export interface DeviceSectionProps {
  /** Null before the browser has its key, undefined while that is read. */
  readonly words: readonly string[] | null | undefined;
}

/** The six words by which this browser is told from others over the phone. */
export function DeviceSection({ words }: DeviceSectionProps) {
  const { t } = useWords();
  return (
    <section aria-labelledby="device-heading">
      <h2 id="device-heading">{t('device.heading')}</h2>
      <p>{t('device.why')}</p>
      {words === null && <p>{t('device.none')}</p>}
      {words && (
        <>
          <p className="words" lang="en">
            {words.join(' ')}
          </p>
          <p className="muted">{t('device.english')}</p>
        </>
      )}
    </section>
  );
}
