/** Asks for the board, never twice at the same moment. */
export interface Refresher {
  /** Asks; a call during a call shares its answer. Never rejects. */
  refresh(): Promise<void>;
  /**
   * Asks after this moment: where one is under way already its answer may be older than what made somebody call, as
   * when the relay rings in the middle of it, so one more follows.
   */
  refreshAnew(): Promise<void>;
}

/** Makes a refresher of what asks for the board. */
export function createRefresher(ask: () => Promise<unknown>): Refresher {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  function refresh(): Promise<void> {
    running ??= ask()
      .then(
        () => undefined,
        () => undefined,
      )
      .finally(() => {
        running = undefined;
      });
    return running;
  }

  return {
    refresh,
    refreshAnew() {
      if (!running) return refresh();
      next ??= running.then(() => {
        next = undefined;
        return refresh();
      });
      return next;
    },
  };
}
