import { describe, expect, test } from 'vitest';
import type { ApplicableNotice } from '../../lib/notices/applicable';
import { notice } from './bridge.test-data';
import { stoodDown } from './stand-down';

const inForce = (change: Parameters<typeof notice>[0] = {}): ApplicableNotice => ({
  notice: notice(change),
  phase: 'in-force',
});
const advice = inForce({ identifier: 'a', level: 'advice' });
const lines = inForce({ identifier: 'l', level: 'corporate-lines-only' });
const exercise = inForce({ identifier: 'e', status: 'exercise' });
const trial = inForce({ identifier: 't', status: 'test' });

describe('an order is stood down when it is gone and nothing else holds', () => {
  test.each<[string, ApplicableNotice[], ApplicableNotice[], string | null]>([
    ['a blackout ends', [inForce()], [], 'n1'],
    ['corporate lines only ends', [lines], [], 'l'],
    ['an exercise ends', [exercise], [], 'e'],
    ['a blackout becomes advice', [inForce()], [advice], 'n1'],
    [
      'an expired blackout is ended by a newer board',
      [{ notice: notice(), phase: 'may-have-ended' }],
      [],
      'n1',
    ],
    ['a blackout becomes corporate lines only', [inForce()], [lines], null],
    ['a blackout runs out', [inForce()], [{ notice: notice(), phase: 'may-have-ended' }], null],
    ['advice ends', [advice], [], null],
    ['a test message ends', [trial], [], null],
    ['nothing was there', [], [], null],
  ])('%s', (_, before, after, expected) => {
    expect(stoodDown(before, after)?.identifier ?? null).toBe(expected);
  });
});
