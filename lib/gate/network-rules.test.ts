import { describe, expect, it } from 'vitest';
import type { KnownAccount } from '../accounts/types';
import type { Notice } from '../board/schema';
import { PUBLISHING_OPERATIONS, rulesFor } from './network-rules';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const account: KnownAccount = { key: 'force', platform: 'x', kind: 'login', ids: ['11'], name: 'Force' };
const blackout: Notice = {
  identifier: 'n1',
  sent: '2026-11-22T11:00:00Z',
  status: 'actual',
  messageType: 'alert',
  references: [],
  expires: '2026-11-22T20:00:00Z',
  level: 'blackout',
  scope: { accounts: [], districts: [], platforms: [], exempt: [] },
  headline: { en: 'Blackout' },
  corporateLines: [],
  reshare: { accounts: [], posts: [] },
};
const tabIdsOf = (...args: Parameters<typeof rulesFor>) => rulesFor(...args)[0]?.condition.tabIds;

describe('the network rules behind the gate', () => {
  it('name publishing operations only, so that saving a draft and cancelling go on', () => {
    const rules = rulesFor([{ tabId: 3, account }], [blackout], NOW);
    expect(rules.map(({ condition }) => condition.urlFilter)).toEqual(
      PUBLISHING_OPERATIONS.map((operation) => `/i/api/graphql/*/${operation}^`),
    );
    expect(PUBLISHING_OPERATIONS).not.toContain('CreateDraftTweet');
    expect(PUBLISHING_OPERATIONS).not.toContain('DeleteScheduledTweet');
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });

  it('take in requests without a tab only while every tab of X is held', () => {
    expect(
      tabIdsOf(
        [
          { tabId: 3, account },
          { tabId: 2, account },
        ],
        [blackout],
        NOW,
      ),
    ).toEqual([-1, 2, 3]);
    expect(tabIdsOf([{ tabId: 3, account }, { tabId: 4 }], [blackout], NOW)).toEqual([3]);
  });

  it('step aside for a release, and come back after it', () => {
    const lifted = { tabId: 3, account, liftedUntil: NOW + 1 };
    expect(rulesFor([lifted], [blackout], NOW)).toEqual([]);
    expect(tabIdsOf([lifted, { tabId: 4, account }], [blackout], NOW)).toEqual([4]);
    expect(tabIdsOf([lifted], [blackout], NOW + 1)).toEqual([-1, 3]);
  });

  it.each([
    ['no notice', []],
    ['corporate lines only', [{ ...blackout, level: 'corporate-lines-only' as const }]],
    ['an exercise', [{ ...blackout, status: 'exercise' as const }]],
    ['an expired blackout', [{ ...blackout, expires: '2026-11-22T11:00:00Z' }]],
    [
      'a cancelled one',
      [blackout, { ...blackout, identifier: 'n2', messageType: 'cancel' as const, references: ['n1'] }],
    ],
  ])('are absent with %s', (_name, notices) => {
    expect(rulesFor([{ tabId: 3, account }], notices, NOW)).toEqual([]);
  });

  it('are absent for tabs of personal accounts', () => {
    expect(rulesFor([{ tabId: 4 }], [blackout], NOW)).toEqual([]);
  });
});
