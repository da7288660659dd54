import { describe, expect, test } from 'vitest';
import { CLEAR_FOR_MS, UNREACHED_AFTER_MS } from '../../lib/board/freshness';
import type { BoardSummary } from '../../lib/messages/snapshot';
import { boardStanding } from './board-standing';
import { createWords } from './PageWords';

const NOW = new Date(2026, 2, 3, 14, 30).getTime();
const at = (minutes: number): string => new Date(NOW + minutes * 60_000).toISOString();
const words = createWords('en', () => NOW);
const stand = (
  board: BoardSummary,
  more: { reachedAt?: number | null; clearAt?: number | null; orders?: boolean } = {},
) =>
  boardStanding(words, {
    board,
    reachedAt: NOW - 10_000,
    clearAt: NOW - 10_000,
    orders: false,
    now: NOW,
    ...more,
  });

describe('never green from stale', () => {
  test('a plain file says when it was signed, and is not green', () => {
    const said = stand({ state: 'file', signedAt: at(-390) });
    expect(said).toMatchObject({ tone: 'known', text: 'No order in the board signed at 08:00.' });
  });

  test('only a heartbeat is green', () => {
    const said = stand({ state: 'clear', signedAt: at(-390) });
    expect(said).toMatchObject({ tone: 'clear', text: 'Clear, checked 14:29: no order in force.' });
  });

  test.each([
    ['an old one', NOW - CLEAR_FOR_MS - 1],
    ['one from the future', NOW + CLEAR_FOR_MS + 1],
    ['none', null],
  ])('%s is not', (_, clearAt) => {
    expect(stand({ state: 'clear', signedAt: at(-390) }, { clearAt }).tone).toBe('not-known');
  });

  test.each([
    ['clock', 'clock is wrong'],
    ['heartbeat', 'may be held back'],
  ])('the reason is said, and no refusal blamed: %s', (problem, words) => {
    const said = stand({ state: 'unknown', since: at(-50), problem });
    expect(said.tone).toBe('not-known');
    expect(said.text).toContain(words);
    expect(said.trouble?.lead).not.toContain('refused');
  });

  test.each(['file', 'clear'] as const)('a dead background does not keep "%s" alive', (state) => {
    const reachedAt = NOW - UNREACHED_AFTER_MS - 1;
    const said = stand({ state, signedAt: at(-390) }, { reachedAt, clearAt: reachedAt });
    expect(said.tone).toBe('not-known');
    expect(said.text).toContain('14:24');
  });

  test.each(['file', 'clear'] as const)('"no order" is not said beside an order (%s)', (state) => {
    const said = stand({ state, signedAt: at(-390) }, { orders: true });
    expect(said.tone).toBe('known');
    expect(said.text).not.toMatch(/no order/i);
  });

  test.each(['none', 'unknown', 'expired'] as const)('"%s" asks for care', (state) => {
    expect(stand({ state, signedAt: at(-390), since: at(-50) }).tone).toBe('not-known');
  });

  test('not reached: since when', () => {
    expect(stand({ state: 'unknown', since: at(-50), problem: 'offline' }).text).toContain('13:40');
  });
});

describe('the refusal of a board is visible', () => {
  test('refused, and why', () => {
    const { text, trouble } = stand({ state: 'unknown', since: at(-50), problem: 'forged' });
    expect(text).toContain('trusted');
    expect(trouble?.lead).toContain('refused');
    expect(trouble?.what).toContain('not signed');
  });

  test('even while the last good board is fresh', () => {
    expect(stand({ state: 'file', signedAt: at(-1), problem: 'rolled-back' }).trouble).not.toBeNull();
  });

  test('no trouble without a problem', () => {
    expect(stand({ state: 'file', signedAt: at(-1) }).trouble).toBeNull();
  });
});

test('a day other than today is said with its date', () => {
  expect(stand({ state: 'file', signedAt: at(-3 * 24 * 60) }).text).toMatch(/signed on 28 February/);
});
