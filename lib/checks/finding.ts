import type { ClauseId } from '../guidance/clause-id';

/** What a finding or a notice asks before a post may leave; from a hint that asks nothing to a stop. */
export type Mode = 'inform' | 'acknowledge' | 'reason' | 'hold';

/** One place in a draft where a rule of the guidance has something to say. */
export interface Finding {
  /** Id of the rule, e.g. `contempt.guilt`; `ruleText` explains it. */
  readonly rule: string;
  /** The clause of the guidance the rule rests on. */
  readonly clause: ClauseId;
  readonly mode: Mode;
  /** UTF-16 offset of the first code unit in the draft that was read. */
  readonly start: number;
  /** UTF-16 offset behind the last code unit. */
  readonly end: number;
  /** 3 is the gravest. */
  readonly severity: 1 | 2 | 3;
}

const STRENGTH: Readonly<Record<Mode, number>> = { inform: 0, acknowledge: 1, reason: 2, hold: 3 };

/** How much a mode asks: 0 for `inform` up to 3 for `hold`. */
export function modeStrength(mode: Mode): number {
  return STRENGTH[mode];
}

/** What a list of findings comes to. */
export interface FindingSummary {
  /** The mode that asks most; null without findings. */
  readonly worst: Mode | null;
  readonly count: number;
  /** Rule ids, each once, in the order of the findings. Records keep these and never the words of a draft. */
  readonly rules: readonly string[];
}

/** Sums up findings: the worst mode, how many, and which rules. */
export function summarise(findings: readonly Finding[]): FindingSummary {
  let worst: Mode | null = null;
  for (const { mode } of findings) {
    if (worst === null || STRENGTH[mode] > STRENGTH[worst]) worst = mode;
  }
  return { worst, count: findings.length, rules: [...new Set(findings.map((finding) => finding.rule))] };
}

/** What the gate must ask for these findings before a post leaves; null when the post may go straight away. */
export function gateMode(findings: readonly Finding[]): Mode | null {
  const { worst } = summarise(findings);
  return worst === 'inform' ? null : worst;
}
