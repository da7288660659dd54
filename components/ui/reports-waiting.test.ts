import { describe, expect, test } from 'vitest';
import type { OutboxRow } from '../../lib/records/database';
import {
  canCarry,
  MAILTO_LIMIT,
  mailtoFor,
  type ReportFacts,
  waitingReports,
  whyWaiting,
} from './reports-waiting';

const FACTS: ReportFacts = { undisclosed: [], reporting: 'relay', hasToken: true };

function row(change: Partial<OutboxRow> = {}, counter = 1): OutboxRow {
  const id = `00000000-0000-4000-8000-00000000000${counter}`;
  return {
    id,
    forceId: 'teifi-coast',
    about: `acknowledged n${counter} x-main`,
    kind: 'acknowledged',
    report: {
      version: 1,
      id,
      forceId: 'teifi-coast',
      at: '2026-11-22T12:00:00.000Z',
      counter,
      event: { kind: 'acknowledged', accountKey: 'x-main', notice: 'n1' },
    },
    sealed: 'sealed',
    openingKey: 'o1',
    state: 'waiting',
    tries: 0,
    nextTryAt: 0,
    ...change,
  };
}
const { sealed: _sealed, openingKey: _key, ...unsealed } = row();

describe('nothing acknowledged is lost from sight', () => {
  test('what waits and what was refused is listed, oldest first; other forces and settled ones are not', () => {
    const rows = [
      row({}, 3),
      row({ state: 'refused' }, 1),
      row({ state: 'sent' }, 2),
      row({ state: 'handed' }, 4),
      row({ forceId: 'other' }, 5),
    ];
    expect(waitingReports(rows, 'teifi-coast').map(({ report }) => report.counter)).toEqual([1, 3]);
  });

  test.each<[string, OutboxRow, Partial<ReportFacts>, string]>([
    ['refused for good', row({ state: 'refused', problem: '413' }), {}, 'refused'],
    ['no key on the board', unsealed, {}, 'no-key'],
    ['not shown yet', row(), { undisclosed: ['acknowledged'], reporting: 'hand' }, 'not-shown'],
    ['no relay', row(), { reporting: 'hand' }, 'by-hand'],
    ['no token', row(), { hasToken: false }, 'no-token'],
    ['offline', row({ problem: 'offline' }), {}, 'offline'],
    ['a sign-in page in between', row({ problem: 'not-a-relay' }), {}, 'offline'],
    ['a token that is not accepted', row({ problem: '401' }), {}, 'not-allowed'],
    ['too many', row({ problem: '429' }), {}, 'later'],
    ['not tried yet', row(), {}, 'sending'],
  ])('why: %s', (_, waiting, facts, why) => {
    expect(whyWaiting(waiting, { ...FACTS, ...facts })).toBe(why);
  });
});

describe('what a report holds is shown before it leaves, by hand too', () => {
  test('a kind that was not shown is not carried', () => {
    expect(canCarry(row(), FACTS)).toBe(true);
    expect(canCarry(row(), { ...FACTS, undisclosed: ['acknowledged'] })).toBe(false);
  });

  test('nothing leaves unsealed', () => {
    expect(canCarry(unsealed, FACTS)).toBe(false);
  });
});

describe('the mail', () => {
  test('holds a short text whole, and asks to paste a long one', () => {
    const short = mailtoFor('press@teificoast.example', 'Reports', 'abc', 'paste');
    expect(short).toEqual({
      url: 'mailto:press@teificoast.example?subject=Reports&body=abc',
      isWhole: true,
    });
    const long = mailtoFor('press@teificoast.example', 'Reports', 'x'.repeat(MAILTO_LIMIT), 'paste');
    expect(long.isWhole).toBe(false);
    expect(long.url).toMatch(/body=paste$/);
  });

  test('an address cannot add fields of its own', () => {
    expect(mailtoFor('a@b.example?bcc=c@d.example', 's', 't', 'p').url).not.toContain('?bcc');
  });
});
