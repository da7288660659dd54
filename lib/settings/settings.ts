import type { Language } from '../messages/snapshot';
import type { Membership } from './joining';
import { type FieldProblem, readSettings } from './managed';

/** What Cordon goes by in this browser. */
export interface Settings {
  readonly language: Language;
  /** Absent until the browser has joined a force. */
  readonly membership?: Membership;
  /** Who put the membership there: the administrator's policy, or a joining code entered in this browser. */
  readonly membershipFrom?: 'managed' | 'joined';
  /** Ids of rules whose hints are not shown: the policy's and the operator's together. */
  readonly silencedRules: readonly string[];
}

/** A field that was left out, and in which layer. */
export type SettingsProblem = FieldProblem & { readonly layer: 'managed' | 'joined' };

/** Settings with what was left out of them. */
export interface ResolvedSettings {
  readonly settings: Settings;
  readonly problems: readonly SettingsProblem[];
}

/** What holds where neither layer says anything. */
export interface SettingsDefaults {
  /** Language of the browser's own interface, as BCP 47, for instance `cy-GB`. */
  readonly browserLanguage: string;
}

/**
 * Settles the settings: managed policy over what was joined in this browser over defaults, field by field.
 * Both layers come as stored and are validated here by the same rules; an invalid field is reported by name and
 * the layer below it counts instead. Pure; never throws.
 *
 * The language is the exception: a choice made in this browser goes before the policy's, because every surface
 * lets the reader switch (S0.1), and a policy that froze it would make one language second. The policy's
 * language is what a browser starts with.
 */
export function resolveSettings(
  managed: unknown,
  joined: unknown,
  defaults: SettingsDefaults,
): ResolvedSettings {
  const policy = readSettings(managed);
  const own = readSettings(joined);
  const language = own.settings.language ?? policy.settings.language ?? languageOf(defaults.browserLanguage);
  const membership = policy.settings.membership ?? own.settings.membership;
  // Addresses entered in this browser do not move a board that the policy placed.
  const boards = policy.settings.boards ?? (policy.settings.membership ? undefined : own.settings.boards);
  return {
    settings: {
      language,
      ...(membership && {
        membership: boards ? { ...membership, boards: [...boards] } : membership,
        membershipFrom: policy.settings.membership ? 'managed' : 'joined',
      }),
      silencedRules: [
        ...new Set([...(policy.settings.silencedRules ?? []), ...(own.settings.silencedRules ?? [])]),
      ],
    },
    problems: [
      ...policy.problems.map((problem) => ({ ...problem, layer: 'managed' as const })),
      ...own.problems.map((problem) => ({ ...problem, layer: 'joined' as const })),
    ],
  };
}

/** The language of Cordon that fits a browser's: Welsh for Welsh, English for every other. */
export function languageOf(browserLanguage: string): Language {
  return /^cy\b/i.test(browserLanguage) ? 'cy' : 'en';
}
