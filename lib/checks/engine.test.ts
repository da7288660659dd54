import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLAUSE_IDS } from '../guidance/clause-id';
import { ruleText } from '../guidance/rule-text';
import { SHIPPED_PACK } from '../guidance/shipped-pack';
import { createEngine } from './engine';
import { type Finding, gateMode, modeStrength, summarise } from './finding';
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

/** Drafts made of whatever sets detectors off, between whatever people type. */
const draft = fc
  .array(
    fc.oneof(
      fc.constantFrom(...ORDINARY_POSTS),
      fc.constantFrom(...MISTAKES.map(({ text }) => text)),
      fc.constantFrom(
        '07700 900123 ',
        'AB12 CDE ',
        '#a#b ',
        '@x ',
        'SHOUT SHOUT SHOUT ',
        '“',
        '”',
        'password Ab1!cd ',
        '😂',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('findings', () => {
  it('lie inside the draft, whole characters, with a rule that has words and a clause', () => {
    fc.assert(
      fc.property(draft, (text) => {
        for (const { rule, clause, start, end } of check(text)) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          for (const at of [start, end]) {
            const splits =
              /[\ud800-\udbff]$/.test(text.slice(0, at)) && /^[\udc00-\udfff]/.test(text.slice(at));
            expect(splits).toBe(false);
          }
          expect(ruleText(rule, 'cy').what).not.toBe('');
          expect(CLAUSE_IDS).toContain(clause);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('come gravest first, by place within a severity, and no more than the pack allows', () => {
    fc.assert(
      fc.property(draft, (text) => {
        const found = check(text);
        const keys = found.map(({ severity, start }) => (3 - severity) * 1e6 + start);
        expect(keys).toEqual([...keys].sort((a, b) => a - b));
        expect(found.length).toBeLessThanOrEqual(SHIPPED_PACK.detectors.maxFindings);
      }),
      { numRuns: 200 },
    );
  });

  it('are the same each time, whatever was checked in between', () => {
    fc.assert(
      fc.property(draft, draft, (one, other) => {
        const first = check(one);
        check(other);
        expect(check(one)).toEqual(first);
      }),
      { numRuns: 200 },
    );
  });

  it('keep what asks most when there are too many', () => {
    const hints = 'Be warned. '.repeat(200);
    const found = check(`${hints}#NewTag ${hints} password Ab1!cd`);
    expect(found.filter(({ rule }) => rule === 'broadcasting.talking-at')).toHaveLength(5);
    expect(found[0]?.rule).toBe('password.like');
  });

  it('do not repeat a hint where the same words are asked about', () => {
    expect(check('#luggagewalkofshame').map(({ rule }) => rule)).toEqual(['dignity.mocking']);
  });

  it('are none when a pack switches the rule off', () => {
    const { 'profanity.words': _off, ...rules } = SHIPPED_PACK.rules;
    const quiet = createEngine({ ...SHIPPED_PACK, rules }, { hashtags: [] });
    expect(quiet.check('what a shitty night', { platform: 'x', now: NOW })).toEqual([]);
  });

  it('follow the phrases a force adds, and refuse phrases for a group that is not there', () => {
    const more = createEngine(SHIPPED_PACK, {
      hashtags: [],
      phrases: [{ group: 'dignity.mocking', phrases: ['~blaidd mawr {drwg|cas}'] }],
    });
    const rules = (text: string) => more.check(text, { platform: 'x', now: NOW }).map(({ rule }) => rule);
    expect(rules('y flaidd mawr cas')).toEqual(['dignity.mocking']);
    expect(rules('y plaidd mawr cas')).toEqual([]);
    expect(() =>
      createEngine(SHIPPED_PACK, { hashtags: [], phrases: [{ group: 'x', phrases: [] }] }),
    ).toThrow(RangeError);
  });

  it('come in time on a draft of any length', () => {
    const started = performance.now();
    for (const text of [
      'arrested thief ',
      'John Jones, 34, arrested ',
      '"a b c d e f" ',
      'rape lol ',
      '\n',
      '#a ',
    ]) {
      check(text.repeat(60_000 / text.length));
    }
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

describe('what the gate asks', () => {
  const finding = (mode: Finding['mode'], rule: string): Finding => ({
    rule,
    clause: 'DT4',
    mode,
    start: 0,
    end: 1,
    severity: 1,
  });

  it('is nothing for no findings and for hints', () => {
    expect(gateMode([])).toBeNull();
    expect(gateMode([finding('inform', 'a')])).toBeNull();
  });

  it('is the mode that asks most', () => {
    expect(gateMode([finding('acknowledge', 'a'), finding('inform', 'b')])).toBe('acknowledge');
    expect(gateMode([finding('acknowledge', 'a'), finding('reason', 'b')])).toBe('reason');
    expect(gateMode([finding('hold', 'a'), finding('reason', 'b')])).toBe('hold');
  });

  it('is summed up by rules and numbers, never by words', () => {
    expect(summarise([])).toEqual({ worst: null, count: 0, rules: [] });
    expect(summarise([finding('inform', 'a'), finding('reason', 'b'), finding('inform', 'a')])).toEqual({
      worst: 'reason',
      count: 3,
      rules: ['a', 'b'],
    });
    expect(modeStrength('hold')).toBeGreaterThan(modeStrength('reason'));
  });
});
