import { useEffect, useState } from 'react';
import { useGuard, useWords } from './guard-context';

/** Milliseconds without a change before the number of hints is read out, so that typing is not talked over. */
const PAUSE_MS = 1_000;

/** Tells screen readers how many hints there are, politely and once the writing pauses. */
export function Announcer() {
  const { t, language } = useWords();
  const count = useGuard((state) => state.active?.findings.length ?? 0);
  const [said, setSaid] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => setSaid(count), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [count]);
  const [hasSpoken, setSpoken] = useState(false);
  useEffect(() => {
    if (said > 0) setSpoken(true);
  }, [said]);
  return (
    <div className="unseen" role="status" lang={language}>
      {said > 0 ? t('hints', { count: said }) : hasSpoken ? t('noHintsLeft') : ''}
    </div>
  );
}
