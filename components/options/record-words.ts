import { ruleText } from '../../lib/guidance/rule-text';
import { guardCy } from '../../lib/i18n/cy/guard';
import { guardEn } from '../../lib/i18n/en/guard';
import { createTranslate } from '../../lib/i18n/translate';
import type { Language } from '../../lib/messages/snapshot';
import type { GateRow } from '../../lib/records/database';

/** Why a post was held or let through: the reason in the words that were pressed, and the titles of the rules. */
export function whyText({ reason, rules }: Pick<GateRow, 'reason' | 'rules'>, language: Language): string {
  const t = createTranslate({ en: guardEn, cy: guardCy }, language);
  return [...(reason ? [t(`reason.${reason}`)] : []), ...rules.map((rule) => ruleTitle(rule, language))].join(
    '; ',
  );
}

/** A rule's title; its id where a later pack no longer has it, since records outlive rules. */
function ruleTitle(rule: string, language: Language): string {
  try {
    return ruleText(rule, language).title;
  } catch {
    return rule;
  }
}
