/**
 * A page in a browser, as far as tests of both browsers need it. Selectors are CSS and reach into open shadow roots;
 * where several elements match, the first visible one is meant. Presses are real input, never script clicks.
 * Whatever waits rejects after {@link WAIT_MS}.
 */
export interface Tab {
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  /** The address the page itself sees. */
  url(): Promise<string>;
  /** Resolves once a match is visible. */
  waitFor(css: string, ms?: number): Promise<void>;
  /** Resolves once no match is visible. */
  waitGone(css: string, ms?: number): Promise<void>;
  /** Resolves once the visible text of a match contains the words. */
  waitForText(css: string, words: string, ms?: number): Promise<void>;
  isVisible(css: string): Promise<boolean>;
  /** The visible text of a match; waits for one. */
  text(css: string): Promise<string>;
  /** A mouse press on a match; waits for one. */
  click(css: string): Promise<void>;
  /** A mouse press on a match whose visible text contains the words; waits for one. */
  clickOn(css: string, words: string): Promise<void>;
  /** Puts the focus on a match without pressing it; waits for one. */
  focus(css: string): Promise<void>;
  /** Types with the keyboard into whatever has the focus. */
  type(text: string): Promise<void>;
  /** One key, with modifiers as in `Control+Enter`. */
  press(key: string): Promise<void>;
  /** Sets the text of a form field; waits for it. */
  fill(css: string, text: string): Promise<void>;
  /** Chooses the option with this value in a list; waits for the list. */
  choose(css: string, value: string): Promise<void>;
  /** Puts a text file into a file field, as its owner would choose it. The field itself may be out of sight. */
  giveFile(css: string, file: { readonly name: string; readonly text: string }): Promise<void>;
  /**
   * Runs a function in the page's own world. It may use nothing from outside but its argument, and hold no function
   * with a name: under tsx those call a helper that the page does not have.
   */
  evaluate<A, R>(run: (argument: A) => R | Promise<R>, argument: A): Promise<R>;
  /** Writes a PNG of what is visible. */
  screenshot(path: string): Promise<void>;
  setSize(width: number, height: number): Promise<void>;
  bringToFront(): Promise<void>;
  close(): Promise<void>;
}

/** How long a tab waits for what should be there, in ms: generous, for machines that do much at once. */
export const WAIT_MS = 10_000;
