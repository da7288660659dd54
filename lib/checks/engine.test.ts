import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleText } from '../guidance/rule-text';
import { SHIPPED_PACK } from '../guidance/shipped-pack';
import { createEngine } from './engine';
import { gateMode, summarise } from './finding';
import { MISTAKES, NOW, ORDINARY_POSTS, REGISTER } from './ordinary-posts.test-data';

const engine = createEngine(SHIPPED_PACK, { hashtags: REGISTER });
const check = (text: string, intent: 'post' | 'reply' = 'post') =>
  engine.check(text, { platform: 'x', now: NOW, intent });

describe('coach, do not scold', () => {
  it('gives at most ten hints in a hundred ordinary posts, and two that ask anything', () => {
    const told = ORDINARY_POSTS.flatMap((text) =>
      check(text).map((finding) => ({
        rule: finding.rule,
        mode: finding.mode,
        words: text.slice(finding.start, finding.end),
        text,
      })),
    );
    const asking = told.filter((hint) => hint.mode !== 'inform');
    const report = JSON.stringify(told, null, 1);
    expect(ORDINARY_POSTS.length).toBeGreaterThanOrEqual(60);
    expect((told.length * 100) / ORDINARY_POSTS.length, report).toBeLessThanOrEqual(10);
    expect((asking.length * 100) / ORDINARY_POSTS.length, report).toBeLessThanOrEqual(2);
  });

  it.each(MISTAKES)('finds what went wrong in: $text', ({ text, intent, rules }) => {
    const found = check(text, intent ?? 'post').map((finding) => finding.rule);
    for (const rule of rules) expect(found).toContain(rule);
  });
});
