import { Button } from '../ui/Button';
import { useInstant } from '../ui/use-instant';
import { useDesk, useDeskActions, useDeskWords } from './desk-context';

/** Milliseconds before the desk locks in which it says so. */
const SAID_MS = 60_000;

/** In its last minute says when the desk will lock, and stays the lock by a press (as any key or movement does). */
export function LockCountdown() {
  const { t } = useDeskWords();
  const { touch } = useDeskActions();
  const lockAt = useDesk((state) => state.lockAt);
  // Nothing ticks before the last minute; within it, each second.
  const from = lockAt === null ? [] : [lockAt - SAID_MS];
  const now = useInstant([
    ...from,
    ...(lockAt !== null && lockAt - Date.now() <= SAID_MS ? [nextSecond()] : []),
  ]);
  if (lockAt === null || lockAt - now > SAID_MS) return null;
  const seconds = Math.max(0, Math.ceil((lockAt - now) / 1000));
  return (
    <span className="row desk__countdown">
      <span role="status">
        <span className="unseen">{t('locksSoon')}</span>
        <span aria-hidden="true">{t('locksIn', { count: seconds })}</span>
      </span>
      <Button onPress={touch}>{t('stay')}</Button>
    </span>
  );
}

const nextSecond = (): number => (Math.floor(Date.now() / 1000) + 1) * 1000;
