import { useEffect, useState } from 'react';

/** Longest wait a timer takes, in ms (2^31 - 1); later instants are waited for in steps. */
const TIMER_LIMIT_MS = 2_147_483_647;

/**
 * The present in ms, renewed when the next of the given instants (ms) has passed, and when the page is looked at
 * again. Nothing ticks between.
 */
export function useInstant(instants: readonly number[]): number {
  const [now, setNow] = useState(Date.now);
  const next = Math.min(...instants.filter((at) => at > now));
  useEffect(() => {
    if (!Number.isFinite(next)) return;
    const timer = setTimeout(
      () => setNow(Date.now()),
      Math.min(Math.max(next - Date.now(), 0) + 1, TIMER_LIMIT_MS),
    );
    return () => clearTimeout(timer);
  }, [next]);
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') setNow(Date.now());
    };
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return now;
}
