import { SHIPPED_PACK } from '../guidance/shipped-pack';
import type { CheckIntent } from './context';
import { createEngine } from './engine';
import { NOW, REGISTER } from './ordinary-posts.test-data';

const engine = createEngine(SHIPPED_PACK, {
  hashtags: REGISTER,
  contacts: ['01632 960 100', 'tim.aberteifi@example.org', '@teificoast.example', 'SA43 9ZZ'],
});

/** What the shipped pack finds under the rules whose ids begin so, as `rule: the words marked`. */
export function marked(
  text: string,
  rules: string | readonly string[],
  intent: CheckIntent = 'post',
): string[] {
  const prefixes = typeof rules === 'string' ? [rules] : rules;
  return engine
    .check(text, { platform: 'x', now: NOW, intent })
    .filter((finding) => prefixes.some((prefix) => finding.rule.startsWith(prefix)))
    .map((finding) => `${finding.rule}: ${text.slice(finding.start, finding.end)}`);
}
