/** Milliseconds Cordon's own pages wait for the background, which may have to be woken first; ours. */
export const ANSWER_MS = 10_000;

/** Milliseconds for answers that rest on fetching the board: five addresses of ten seconds each, and some for opening; ours. */
export const BOARD_ANSWER_MS = 60_000;

/** Thrown when an answer did not come in time. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

/** Gives what the promise gives. Throws {@link NoAnswerError} after `ms`, or what the promise throws before. */
export function withDeadline<T>(promise: Promise<T>, ms: number = ANSWER_MS): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new NoAnswerError(`no answer within ${ms} ms`)), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
