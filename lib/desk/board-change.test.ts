import { describe, expect, test } from 'vitest';
import {
  ChangeConflict,
  changeData,
  createChange,
  isSame,
  listEdit,
  rebase,
  wholeEdit,
} from './board-change';
import { account, sampleBoard, sampleNotice } from './desk.test-data';

const change = (edits: Parameters<typeof createChange>[0]['edits']) =>
  createChange({ what: 'register', label: { key: 'change.changed', params: { name: 'x' } }, edits });
const board = sampleBoard();
const main = board.accounts[0] ?? null;

describe('a change to the board', () => {
  test('adds, changes and takes away entries where they stand', () => {
    const added = change(listEdit('accounts', null, account('x-new'))).apply(board);
    expect(added.accounts.at(-1)?.key).toBe('x-new');
    const renamed = { ...account('x-main', { district: 'north' }), name: 'Renamed' };
    const changed = change(listEdit('accounts', main, renamed)).apply(board);
    expect(changed.accounts[0]?.name).toBe('Renamed');
    expect(changed.accounts).toHaveLength(board.accounts.length);
    expect(change(listEdit('accounts', main, null)).apply(board).accounts).toHaveLength(3);
  });

  test('a change of the key itself removes the one and adds the other', () => {
    const edits = listEdit('hashtags', { tag: 'Old', status: 'ours' }, { tag: 'New', status: 'ours' });
    const before = sampleBoard({ hashtags: [{ tag: 'Old', status: 'ours' }] });
    expect(change(edits).apply(before).hashtags).toEqual([{ tag: 'New', status: 'ours' }]);
  });

  test('twice is once: what stands there already is no conflict', () => {
    const add = change(listEdit('accounts', null, account('x-new')));
    expect(add.apply(add.apply(board))).toEqual(add.apply(board));
  });

  test('goes onto a board that somebody else changed elsewhere', () => {
    const theirs = change(listEdit('accounts', null, account('x-theirs'))).apply(board);
    const both = change(listEdit('accounts', null, account('x-ours'))).apply(theirs);
    expect(both.accounts.map(({ key }) => key)).toEqual(expect.arrayContaining(['x-theirs', 'x-ours']));
  });

  test('refuses to overwrite the same entry, and names both', () => {
    const theirs = change(listEdit('accounts', main, account('x-main', { name: 'Theirs' }))).apply(board);
    const ours = change(listEdit('accounts', main, account('x-main', { name: 'Ours' })));
    const conflict = (() => {
      try {
        ours.apply(theirs);
      } catch (error) {
        return error;
      }
    })();
    expect(conflict).toBeInstanceOf(ChangeConflict);
    expect(conflict).toMatchObject({
      key: 'accounts x-main',
      theirs: { name: 'Theirs' },
      ours: { name: 'Ours' },
    });
    expect(rebase(ours, theirs).apply(theirs).accounts[0]?.name).toBe('Ours');
  });

  test('an order that the other desk has ended meanwhile is a conflict, not two answers to one order', () => {
    const order = sampleNotice();
    const cancel = sampleNotice({ identifier: 'c1', messageType: 'cancel', references: ['n1'] });
    const update = sampleNotice({ identifier: 'u1', messageType: 'update', references: ['n1'] });
    const theirs = sampleBoard({ notices: [order, cancel] });
    const ours = change(listEdit('notices', null, update));
    expect(() => ours.apply(theirs)).toThrow(ChangeConflict);
    const rebased = rebase(ours, theirs).apply(theirs);
    expect(rebased.notices.at(-1)).toMatchObject({ identifier: 'u1', references: ['n1', 'c1'] });
  });

  test('two new orders at once are two orders', () => {
    const theirs = sampleBoard({ notices: [sampleNotice()] });
    const ours = change(listEdit('notices', null, sampleNotice({ identifier: 'n2' })));
    expect(ours.apply(theirs).notices).toHaveLength(2);
  });

  test('a part that is taken away is gone and not undefined', () => {
    const relay = {
      url: 'https://relay.teificoast.example',
      keys: [{ kty: 'EC' as const, crv: 'P-256' as const, x: 'x', y: 'y', kid: 'k' }],
    };
    const before = sampleBoard({ relay });
    expect('relay' in change([wholeEdit('relay', relay, null)]).apply(before)).toBe(false);
  });

  test('outlives being kept as text', () => {
    const add = change(listEdit('accounts', null, account('x-new')));
    const kept = createChange(JSON.parse(JSON.stringify(changeData(add))));
    expect(kept.apply(board)).toEqual(add.apply(board));
    expect(kept.id).toBe(add.id);
  });

  test('the order of fields and missing ones make no difference', () => {
    expect(isSame({ a: 1, b: undefined }, { a: 1 })).toBe(true);
    expect(isSame({ a: 1, b: [2, { d: 1, c: 2 }] }, { b: [2, { c: 2, d: 1 }], a: 1 })).toBe(true);
    expect(isSame({ a: 1 }, { a: 2 })).toBe(false);
  });
});
