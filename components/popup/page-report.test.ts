import { describe, expect, test } from 'vitest';
import type { KnownAccount } from '../../lib/accounts/types';
import type { PageCheck } from '../../lib/messages/protocol';
import { createWords } from '../ui/PageWords';
import { actingAccount, reportRows, reportText } from './page-report';

const RURAL: KnownAccount = {
  key: 'x-rural',
  platform: 'x',
  kind: 'login',
  ids: ['2211000002'],
  handle: 'TeifiRural',
  name: 'Teifi Rural Crime Team',
};
const CHECK: PageCheck = {
  host: 'x.com',
  path: '/TeifiRural',
  platform: 'x',
  status: 'confirmed',
  standing: 'registered',
  accountName: RURAL.name,
  evidence: [
    { source: 'id-cookie', kind: 'id', value: '2211000002' },
    { source: 'profile-link', kind: 'handle', value: 'teifirural' },
  ],
  health: { state: 'protecting', found: { editor: 1, submit: 2, repost: 0 } },
  composers: 1,
};
const report = (check: PageCheck, language: 'en' | 'cy' = 'en'): string =>
  reportText(
    reportRows(
      check,
      { accounts: [RURAL], version: '0.1.0', at: Date.UTC(2026, 2, 3, 14), reason: '' },
      createWords(language).t,
    ),
  );

describe('check this page', () => {
  test('lists evidence, controls found and what is missing', () => {
    const text = report(CHECK);
    expect(text).toContain('cookie: id 2211000002');
    expect(text).toContain('profile link: @teifirural');
    expect(text).toContain('submit: 2');
    expect(text).toContain('Not found on this page: repost');
    expect(text).toContain('x.com/TeifiRural');
    expect(text).toContain('2026-03-03T14:00:00.000Z');
  });

  test('speaks Welsh', () => {
    expect(report(CHECK, 'cy')).toContain('Arwyddion o bwy sydd ar waith');
  });

  test.each(['personal', 'unclear', 'signed-out'] as const)('names no personal account (%s)', (standing) => {
    const { accountName: _, ...rest } = CHECK;
    const text = report({
      ...rest,
      standing,
      path: '/jo_penfro/status/1',
      evidence: [
        { source: 'id-cookie', kind: 'id', value: '3300000001' },
        { source: 'profile-link', kind: 'handle', value: 'jo_penfro' },
        { source: 'account-switcher', kind: 'handle', value: 'TeifiRural' },
      ],
    });
    expect(text).not.toContain('3300000001');
    expect(text).not.toContain('jo_penfro');
    // Which of two accounts is the official one is what a conflict is about.
    expect(text).toContain('@TeifiRural');
  });
});

describe('the account acting', () => {
  const twin: KnownAccount = { ...RURAL, key: 'x-twin', ids: ['9'], handle: 'Twin' };

  test('two of the same name are told apart by the signs', () => {
    expect(actingAccount(CHECK, [twin, RURAL])?.key).toBe('x-rural');
  });

  test('an account on another platform is another account', () => {
    expect(actingAccount(CHECK, [{ ...RURAL, platform: 'facebook' }])).toBeNull();
  });

  test('nobody is claimed to act where the page says it is unclear', () => {
    expect(actingAccount({ ...CHECK, standing: 'unclear' }, [RURAL])).toBeNull();
  });
});
