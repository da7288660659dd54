import type { Localized } from '../board/schema';

/** What stands in the fields of a form, by field; everything is text. */
export type FormValues = Readonly<Record<string, string>>;

/** A field that is wrong, and why. */
export interface FieldProblem {
  readonly field: string;
  readonly problem: FieldProblemKind;
}

/** Why a field is wrong. */
export type FieldProblemKind =
  | 'missing'
  | 'invalid'
  | 'taken'
  | 'not-https'
  | 'order'
  | 'no-names'
  | 'too-many'
  | 'too-long'
  | 'too-short';

/** An instant as the field `datetime-local` holds it, in this computer's time zone; empty for none. */
export function toLocalField(iso: string | undefined): string {
  if (iso === undefined) return '';
  const at = new Date(iso);
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** The instant that a field `datetime-local` holds, ISO 8601; undefined when it is empty or no time. */
export function fromLocalField(value: string): string | undefined {
  const at = new Date(value);
  return value === '' || Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** A text in both languages out of two fields; undefined when both are empty. */
export function localizedOf(en = '', cy = ''): Localized | undefined {
  const own = { ...(en.trim() ? { en: en.trim() } : {}), ...(cy.trim() ? { cy: cy.trim() } : {}) };
  return Object.keys(own).length > 0 ? own : undefined;
}

/** Lines of a field, blanks at their ends cut and empty ones left out. */
export function linesOf(value = ''): string[] {
  return value
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}
