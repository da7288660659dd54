import { useId } from 'react';
import type { NoticeForm } from '../../lib/desk/notice-form';
import { Button } from '../ui/Button';
import { useDeskWords } from './desk-context';

/** Properties of {@link NoticeExpiry}. */
export interface NoticeExpiryProps {
  readonly expiry: NoticeForm['expiry'];
  readonly isWrong: boolean;
  readonly onChange: (expiry: NoticeForm['expiry']) => void;
}

/** Hours offered by one press. */
const HOURS = [1, 4, 12, 24] as const;

/** How long a notice runs: so many hours from issuing, or to an instant by the clock of this place. */
export function NoticeExpiry({ expiry, isWrong, onChange }: NoticeExpiryProps) {
  const { t } = useDeskWords();
  const id = useId();
  const local = expiry.kind === 'at' ? toLocal(Date.parse(expiry.at)) : '';
  const isOther = expiry.kind === 'hours' && !HOURS.some((hours) => hours === expiry.hours);
  const choose = (value: string): void => {
    const at = new Date(value);
    // The field speaks of this place's time; the board of UTC.
    if (!Number.isNaN(at.getTime())) onChange({ kind: 'at', at: at.toISOString() });
  };
  return (
    <fieldset className="desk__group">
      <legend>{t('field.expiry')}</legend>
      <ul className="chips">
        {HOURS.map((hours) => (
          <li key={hours}>
            <Button
              aria-pressed={expiry.kind === 'hours' && expiry.hours === hours}
              onPress={() => onChange({ kind: 'hours', hours })}
            >
              {t('expiry.hours', { count: hours })}
            </Button>
          </li>
        ))}
        {isOther && (
          <li>
            <Button aria-pressed onPress={() => undefined}>
              {t('expiry.days', { count: Math.round(expiry.hours / 24) })}
            </Button>
          </li>
        )}
      </ul>
      <label htmlFor={id}>{t('expiry.at', { zone: Intl.DateTimeFormat().resolvedOptions().timeZone })}</label>
      <input
        id={id}
        type="datetime-local"
        aria-invalid={isWrong || undefined}
        value={local}
        onChange={(event) => choose(event.target.value)}
      />
      <p className="muted">{t('expiry.means')}</p>
    </fieldset>
  );
}

/** An instant (ms) as the browser's date field writes it, in this place's time. */
function toLocal(at: number): string {
  if (Number.isNaN(at)) return '';
  const shifted = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
