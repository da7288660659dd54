/**
 * A cell that a spreadsheet will not run as a formula: one that begins like a formula gets an apostrophe in front
 * (OWASP, CSV injection). {@link enarm} takes it off again.
 */
export function disarm(value: string): string {
  return /^'*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
}

/** The cell as it was before {@link disarm}. */
export function enarm(value: string): string {
  return /^'+[=+\-@\t\r]/.test(value) ? value.slice(1) : value;
}

/** What Excel needs before it reads a text as UTF-8. */
export const UTF8_MARK = '\uFEFF';
