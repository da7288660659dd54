import { describe, expect, test } from 'vitest';
import type { KnownAccount } from '../../lib/accounts/types';
import type { Notice } from '../../lib/board/schema';
import type { Snapshot } from '../../lib/messages/snapshot';
import { noticesShown } from './notices-shown';

const NOW = Date.UTC(2026, 2, 3, 14);
const account = (key: string, district: string): KnownAccount => ({
  key,
  platform: 'x',
  kind: 'login',
  ids: [],
  name: key,
  district,
});
const notice = (identifier: string, more: Partial<Notice> = {}): Notice => ({
  identifier,
  sent: new Date(NOW - 1000).toISOString(),
  status: 'actual',
  messageType: 'alert',
  references: [],
  expires: new Date(NOW + 3_600_000).toISOString(),
  level: 'blackout',
  scope: { accounts: [], districts: [], platforms: [], exempt: [] },
  headline: { en: identifier },
  corporateLines: [],
  reshare: { accounts: [], posts: [] },
  ...more,
});
const snapshot = (notices: Notice[], acknowledged: string[] = []): Snapshot => ({
  version: 1,
  force: 'teifi-coast',
  language: 'en',
  everConfirmed: true,
  accounts: [account('quay', 'coast'), account('farm', 'rural')],
  notices,
  board: { state: 'file' },
  acknowledged,
  outstanding: [],
});
const COAST = notice('coast', { scope: { accounts: [], districts: ['coast'], platforms: [], exempt: [] } });
const [QUAY, FARM] = snapshot([]).accounts;

describe('what is in force', () => {
  test('for one account: only what concerns it', () => {
    expect(noticesShown(snapshot([COAST]), QUAY ?? null, NOW)).toHaveLength(1);
    expect(noticesShown(snapshot([COAST]), FARM ?? null, NOW)).toHaveLength(0);
  });

  test('overall: every order, with how many accounts it concerns', () => {
    const shown = noticesShown(snapshot([COAST, notice('all', { level: 'advice' })]), null, NOW);
    expect(shown.map(({ applicable, concerned }) => [applicable.notice.identifier, concerned])).toEqual([
      ['coast', 1],
      ['all', 2],
    ]);
    expect(shown[0]?.applicable.notice.scope.districts).toEqual(['coast']);
  });

  test('what a newer notice ended is gone, here as on the page', () => {
    const over = notice('end', { messageType: 'cancel', references: ['coast'] });
    expect(noticesShown(snapshot([COAST, over]), null, NOW)).toHaveLength(0);
  });

  test('an acknowledgement counts for the account that gave it', () => {
    const marked = snapshot([notice('all')], ['all quay']);
    expect(noticesShown(marked, QUAY ?? null, NOW)[0]?.acknowledged).toBe(true);
    expect(noticesShown(marked, FARM ?? null, NOW)[0]?.acknowledged).toBe(false);
  });

  test('past its end a hold may have ended, and is still shown', () => {
    expect(noticesShown(snapshot([COAST]), null, NOW + 7_200_000)[0]?.applicable.phase).toBe(
      'may-have-ended',
    );
  });
});
