import { describe, expect, it } from 'vitest';
import { resolveIdentity, standingOf } from './resolve';
import type { KnownAccount, Signal } from './types';

const force: KnownAccount = {
  key: 'force',
  platform: 'x',
  kind: 'login',
  ids: ['11'],
  handle: 'ForcePol',
  name: 'F',
};
const rural: KnownAccount = {
  key: 'rural',
  platform: 'x',
  kind: 'login',
  ids: ['12'],
  handle: 'Rural',
  name: 'R',
};
const roads: KnownAccount = {
  key: 'roads',
  platform: 'x',
  kind: 'login',
  ids: [],
  handle: 'Roads',
  name: 'Rd',
};
const page: KnownAccount = {
  key: 'page',
  platform: 'facebook',
  kind: 'page',
  ids: ['615', '100'],
  name: 'P',
};
const all = [force, rural, roads, page];

const cookie = (value: string): Signal => ({ source: 'id-cookie', kind: 'id', value });
const menu = (value: string): Signal => ({ source: 'account-switcher', kind: 'handle', value });
const link = (value: string): Signal => ({ source: 'profile-link', kind: 'handle', value });
const data = (value: string): Signal => ({ source: 'page-data', kind: 'id', value });

describe('who is acting', () => {
  const cases: [string, 'x' | 'facebook', Signal[], KnownAccount[], string, string | undefined, string][] = [
    ['nothing to read', 'x', [], all, 'unknown', undefined, 'signed-out'],
    ['id alone, registered', 'x', [cookie('11')], all, 'confirmed', 'force', 'registered'],
    [
      'id and both handles',
      'x',
      [cookie('11'), menu('ForcePol'), link('ForcePol')],
      all,
      'confirmed',
      'force',
      'registered',
    ],
    [
      'handles differ in case only',
      'x',
      [menu('FORCEPOL'), link('forcepol')],
      all,
      'confirmed',
      'force',
      'registered',
    ],
    ['renamed account', 'x', [cookie('11'), menu('NewName')], all, 'confirmed', 'force', 'registered'],
    ['id of one, handle of another', 'x', [cookie('11'), menu('Rural')], all, 'conflict', 'force', 'unclear'],
    [
      'personal id, registered handle',
      'x',
      [cookie('99'), menu('ForcePol')],
      all,
      'conflict',
      'force',
      'unclear',
    ],
    ['menu and link disagree', 'x', [menu('ForcePol'), link('jo')], all, 'conflict', 'force', 'unclear'],
    [
      'two personal accounts disagree',
      'x',
      [menu('jo'), link('sam')],
      all,
      'conflict',
      undefined,
      'personal',
    ],
    ['one handle alone', 'x', [menu('Rural')], all, 'likely', 'rural', 'registered'],
    ['handle-only entry, one sign', 'x', [cookie('13'), menu('Roads')], all, 'likely', 'roads', 'registered'],
    [
      'personal, all signs',
      'x',
      [cookie('99'), menu('jo'), link('jo')],
      all,
      'confirmed',
      undefined,
      'personal',
    ],
    ['unregistered id, an entry without id', 'x', [cookie('99')], all, 'likely', undefined, 'unclear'],
    ['unregistered id, all ids known', 'x', [cookie('99')], [force, rural], 'likely', undefined, 'personal'],
    ['other platform’s id', 'facebook', [cookie('11')], all, 'likely', undefined, 'personal'],
    [
      'Page by cookie and data',
      'facebook',
      [cookie('615'), data('615')],
      all,
      'confirmed',
      'page',
      'registered',
    ],
    ['Page by its two ids', 'facebook', [cookie('615'), data('100')], all, 'confirmed', 'page', 'registered'],
    ['stale tab: data say Page', 'facebook', [cookie('7'), data('615')], all, 'conflict', 'page', 'unclear'],
    [
      'stale tab: data say person',
      'facebook',
      [cookie('615'), data('7')],
      all,
      'conflict',
      'page',
      'unclear',
    ],
    [
      'stale tab between two strangers',
      'facebook',
      [cookie('7'), data('8')],
      all,
      'conflict',
      undefined,
      'personal',
    ],
    ['only the data of the page', 'facebook', [data('615')], all, 'likely', 'page', 'registered'],
  ];
  it.each(cases)('%s', (_name, platform, signals, register, status, key, standing) => {
    const identity = resolveIdentity(platform, signals, register);
    expect(identity.status).toBe(status);
    expect(identity.account?.key).toBe(key);
    expect(standingOf(identity, platform, register)).toBe(standing);
    expect(identity.evidence).toEqual(signals);
  });

  it('reports the id of an account first confirmed by its handle', () => {
    const identity = resolveIdentity('x', [cookie('13'), menu('Roads'), link('Roads')], all);
    expect(identity).toMatchObject({
      status: 'confirmed',
      account: roads,
      learnt: { key: 'roads', id: '13' },
    });
  });
});
