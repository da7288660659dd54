import { describe, expect, it } from 'vitest';
import type { GateRecord } from '../messages/protocol';
import { aboutOf, overrideOf } from './events';

const record: GateRecord = {
  kind: 'risk-to-life',
  accountKey: 'a',
  intent: 'post',
  notice: 'n1',
  rules: ['dignity.slur'],
  reason: 'missing-person',
};

describe('Communications hears of overrides, and of nothing else that happens at the gate', () => {
  it('tells account, notice, action and reason, never rules', () => {
    expect(overrideOf(record)).toEqual({
      kind: 'overridden',
      accountKey: 'a',
      notice: 'n1',
      intent: 'post',
      reason: 'missing-person',
    });
  });

  it('tells an exercise as one', () => {
    const { reason: _, ...rest } = record;
    expect(overrideOf({ ...rest, kind: 'exercise' })).toMatchObject({ reason: 'exercise' });
  });

  const { notice: _, ...findingsAlone } = record;
  const { accountKey: __, ...nobody } = record;
  it.each<[string, GateRecord]>([
    ['a finding that was reasoned', { ...findingsAlone, kind: 'reason', reason: 'correction' }],
    ['a press that was held', { ...record, kind: 'held' }],
    ['a finding that was acknowledged', { ...record, kind: 'acknowledged' }],
    ['"not known"', { ...record, kind: 'not-known-acknowledged' }],
    ['"not an official account"', { ...record, kind: 'not-official' }],
    ['an account that nobody knows', nobody],
  ])('says nothing of %s', (_name, given) => {
    expect(overrideOf(given)).toBeNull();
  });
});

it('the same thing is about the same, and an override about itself', () => {
  const seen = { kind: 'acknowledged', accountKey: 'a', notice: 'n1' } as const;
  expect(aboutOf(seen, '1')).toBe(aboutOf(seen, '2'));
  expect(aboutOf(seen, '1')).not.toBe(aboutOf({ ...seen, accountKey: 'b' }, '1'));
  const override = overrideOf(record);
  if (!override) throw new Error('an override');
  expect(aboutOf(override, '1')).not.toBe(aboutOf(override, '2'));
});
