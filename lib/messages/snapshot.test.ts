import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSnapshot } from './snapshot';

const good = {
  version: 1,
  force: 'teifi-coast',
  language: 'cy',
  everConfirmed: false,
  accounts: [{ key: 'a', platform: 'x', kind: 'login', ids: [], name: 'A' }],
  notices: [],
  board: { state: 'file' },
  acknowledged: [],
  outstanding: [],
};

describe('the stored snapshot', () => {
  it('is read as it was written', () => {
    expect(parseSnapshot(good)).toEqual(good);
  });

  it.each([
    [undefined],
    [null],
    ['text'],
    [[]],
    [{ ...good, version: 2 }],
    [{ ...good, language: 'fr' }],
    [{ ...good, accounts: {} }],
    [{ ...good, accounts: [{ key: 'a' }] }],
    [{ ...good, notices: [{ identifier: 'n' }] }],
    [{ ...good, board: null }],
  ])('is refused in another shape: %j', (value) => {
    expect(parseSnapshot(value)).toBeNull();
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (value) => void parseSnapshot(value)));
  });
});
