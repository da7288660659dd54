import * as v from 'valibot';
import type { Language } from '../messages/snapshot';
import { type Membership, membershipSchema } from './joining';
import { type JoiningCodeProblem, parseJoiningCode } from './joining-code';

/**
 * Each setting with its validator. A browser's own settings and an administrator's policy have the same fields
 * and are read by this alone; `public/managed_schema.json` describes them to the browser.
 */
const fields = {
  /** Text of a joining code. */
  joiningCode: v.string(),
  /** The same spelt out, for administrators who write policies by template; preferred to the code. */
  membership: membershipSchema,
  /** Addresses of the board in place of those of the membership, for a force that moves it. */
  boards: membershipSchema.entries.boards,
  language: v.picklist(['en', 'cy']),
  /** Ids of rules whose hints are not shown. */
  silencedRules: v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(100))), v.maxLength(500)),
};

/** Names of the settings a policy may hold. */
export const SETTING_NAMES = Object.keys(fields);

/** Settings of one layer, each field valid by itself; a joining code is already read. */
export interface SettingsLayer {
  readonly membership?: Membership;
  readonly boards?: readonly string[];
  readonly language?: Language;
  readonly silencedRules?: readonly string[];
}

/** One field that was left out, and why. */
export interface FieldProblem {
  /** Name of the field as the administrator wrote it; empty when the whole was no object. */
  readonly field: string;
  readonly problem: 'unknown-field' | 'invalid' | JoiningCodeProblem;
  /** Where inside the field, as `signingKeys.0.x`; absent when it is the field itself. */
  readonly path?: string;
}

/** A layer with what was wrong in it. */
export interface SettingsReading {
  readonly settings: SettingsLayer;
  readonly problems: readonly FieldProblem[];
}

/**
 * Reads managed storage, or this browser's own settings: every valid field counts, every other is named in
 * `problems`. Nothing configured (undefined or null) is no problem. Never throws.
 */
export function readSettings(value: unknown): SettingsReading {
  if (value === undefined || value === null) return { settings: {}, problems: [] };
  if (typeof value !== 'object' || Array.isArray(value)) {
    return { settings: {}, problems: [{ field: '', problem: 'invalid' }] };
  }
  const given = new Map<string, unknown>(Object.entries(value));
  const problems: FieldProblem[] = [];
  const take = <T extends v.GenericSchema>(field: string, schema: T): v.InferOutput<T> | undefined => {
    const content = given.get(field);
    given.delete(field);
    if (content === undefined || content === null) return undefined;
    const read = v.safeParse(schema, content);
    if (read.success) return read.output;
    const path = v.getDotPath(read.issues[0]);
    problems.push(path === null ? { field, problem: 'invalid' } : { field, problem: 'invalid', path });
    return undefined;
  };

  const spelt = take('membership', fields.membership);
  const code = take('joiningCode', fields.joiningCode);
  const boards = take('boards', fields.boards);
  const language = take('language', fields.language);
  const silencedRules = take('silencedRules', fields.silencedRules);
  for (const field of given.keys()) problems.push({ field, problem: 'unknown-field' });

  const coded = code === undefined ? undefined : parseJoiningCode(code);
  if (coded && !coded.ok) problems.push({ field: 'joiningCode', problem: coded.problem });
  const membership = spelt ?? (coded?.ok ? coded.membership : undefined);
  return {
    settings: {
      ...(membership && { membership }),
      ...(boards && { boards }),
      ...(language && { language }),
      ...(silencedRules && { silencedRules }),
    },
    problems,
  };
}
