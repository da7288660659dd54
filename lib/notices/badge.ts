import type { Snapshot } from '../messages/snapshot';
import { currentNotices } from './applicable';

/** What the toolbar button carries. */
export interface Badge {
  readonly text: string;
  readonly background: string;
}

/** A blackout outranks outstanding passwords, and those outrank not knowing. */
export function badgeOf(snapshot: Snapshot | null, now: number): Badge {
  const none = { text: '', background: '#1c1c1c' };
  if (!snapshot) return none;
  const holds = currentNotices(snapshot.notices).filter(
    ({ level, status, expires }) => level === 'blackout' && status !== 'test' && Date.parse(expires) > now,
  );
  if (holds.some(({ status }) => status === 'actual')) return { text: '■', background: '#8c0d0d' };
  if (holds.length > 0) return { text: 'EX', background: '#1f4e79' };
  if (snapshot.outstanding.length > 0)
    return { text: String(snapshot.outstanding.length), background: '#7a5b00' };
  if (snapshot.board.state === 'unknown' || snapshot.board.state === 'expired') {
    return { text: '?', background: '#5a5a5a' };
  }
  return none;
}
