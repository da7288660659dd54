import type { PhraseRule } from '../../guidance/pack';
import type { Detector, DetectorSetup, Draft, Report } from '../detector';
import type { Hits } from '../phrase-index';

interface ReadyRule {
  readonly rule: string;
  /** List numbers of the groups that must be there; the last is marked. */
  readonly all: readonly number[];
  readonly marked: number;
  readonly sentence: boolean;
  readonly atLeast: number;
  readonly unless: readonly number[];
  readonly intents: ReadonlySet<string> | null;
}

const hasHits = (hits: Hits, list: number): boolean => (hits.perList[list] ?? 0) > 0;

function makeReady(rule: PhraseRule, listOf: (id: string) => number): ReadyRule {
  const lists = (ids: readonly string[]): number[] =>
    ids.map((id) => {
      const list = listOf(id);
      if (list < 0) throw new RangeError(`rule ${rule.rule} names a group that is not there: ${id}`);
      return list;
    });
  const all = lists(rule.all);
  const marked = all.at(-1);
  if (marked === undefined) throw new RangeError(`rule ${rule.rule} names no group`);
  return {
    rule: rule.rule,
    all,
    marked,
    sentence: rule.scope === 'sentence' && all.length > 1,
    atLeast: rule.atLeast ?? 1,
    unless: lists(rule.unless ?? []),
    intents: rule.intents ? new Set(rule.intents) : null,
  };
}

function judge(rule: ReadyRule, hits: Hits, report: Report): void {
  if (rule.atLeast > 1) {
    const different = new Set<number>();
    let first = -1;
    for (let i = 0; i < hits.count; i++) {
      if (hits.list[i] !== rule.marked) continue;
      if (first < 0) first = i;
      different.add(hits.phrase[i] ?? 0);
    }
    // One remark for the whole manner of writing, at its first sign.
    if (different.size >= rule.atLeast) report(rule.rule, hits.start[first] ?? 0, hits.end[first] ?? 0);
    return;
  }
  if (!rule.sentence) {
    for (let i = 0; i < hits.count; i++) {
      if (hits.list[i] === rule.marked) report(rule.rule, hits.start[i] ?? 0, hits.end[i] ?? 0);
    }
    return;
  }
  // Hits come in the order of the text, so each sentence is one stretch of them.
  let from = 0;
  while (from < hits.count) {
    const sentence = hits.sentence[from];
    let to = from;
    let met = 0;
    while (to < hits.count && hits.sentence[to] === sentence) {
      const place = rule.all.indexOf(hits.list[to] ?? -1);
      if (place >= 0) met |= 1 << place;
      to++;
    }
    if (met === (1 << rule.all.length) - 1) {
      for (let i = from; i < to; i++) {
        if (hits.list[i] === rule.marked) report(rule.rule, hits.start[i] ?? 0, hits.end[i] ?? 0);
      }
    }
    from = to;
  }
}

/**
 * Turns phrases found in the draft into findings by the pack's phrase rules.
 * @throws RangeError, when built, for a rule that names a group the pack does not have.
 */
export function createPhrasesDetector({ pack, index }: DetectorSetup): Detector {
  const rules = pack.phraseRules.map((rule) => makeReady(rule, (id) => index.listOf(id)));
  return ({ hits, context }: Draft, report: Report): void => {
    if (hits.count === 0) return;
    const intent = context.intent ?? 'post';
    for (const rule of rules) {
      if (!hasHits(hits, rule.marked)) continue;
      if (rule.intents && !rule.intents.has(intent)) continue;
      if (!rule.all.every((list) => hasHits(hits, list))) continue;
      if (rule.unless.some((list) => hasHits(hits, list))) continue;
      judge(rule, hits, report);
    }
  };
}
