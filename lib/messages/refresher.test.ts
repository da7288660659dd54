import { describe, expect, it } from 'vitest';
import { createRefresher } from './refresher';

/** Answers in the order they were asked for, when the test says so. */
function slowBoard() {
  const waiting: (() => void)[] = [];
  let asked = 0;
  return {
    ask: () => {
      asked += 1;
      return new Promise<void>((resolve) => waiting.push(resolve));
    },
    answer: () => waiting.shift()?.(),
    asked: () => asked,
  };
}

describe('asking for the board', () => {
  it('is done once for all who ask at the same moment', async () => {
    const board = slowBoard();
    const { refresh } = createRefresher(board.ask);
    const all = Promise.all([refresh(), refresh(), refresh()]);
    board.answer();
    await all;
    expect(board.asked()).toBe(1);
  });

  it('is done once more for a ring in the middle of it, and once for several', async () => {
    const board = slowBoard();
    const { refresh, refreshAnew } = createRefresher(board.ask);
    const first = refresh();
    const rings = Promise.all([refreshAnew(), refreshAnew()]);
    expect(board.asked()).toBe(1);
    board.answer();
    await first;
    await Promise.resolve();
    expect(board.asked()).toBe(2);
    board.answer();
    await rings;
    expect(board.asked()).toBe(2);
    const last = refreshAnew();
    board.answer();
    await last;
    expect(board.asked()).toBe(3);
  });

  it('goes on after a failure', async () => {
    let asked = 0;
    const { refresh, refreshAnew } = createRefresher(() => {
      asked += 1;
      return Promise.reject(new Error('no'));
    });
    await Promise.all([refresh(), refreshAnew()]);
    expect(asked).toBe(2);
  });
});
