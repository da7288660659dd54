import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { expandPhrase } from '../checks/notation';
import { isCited } from './cited-clauses';
import { CLAUSE_IDS } from './clause-id';
import { clauseText } from './clauses';
import { packSchema } from './pack-schema';
import { ruleText } from './rule-text';
import { SHIPPED_PACK } from './shipped-pack';

describe('what a page cites', () => {
  it.each(Object.entries(SHIPPED_PACK.rules))(
    'the clause of rule %s can be read beside a finding',
    (_rule, { clause }) => {
      expect(isCited(clause)).toBe(true);
    },
  );
});

describe('Welsh is not second', () => {
  it.each(CLAUSE_IDS)('clause %s reads in both languages', (clause) => {
    const en = clauseText(clause, 'en');
    const cy = clauseText(clause, 'cy');
    for (const { title, text } of [en, cy]) {
      expect(title.length).toBeGreaterThan(3);
      expect(text.length).toBeGreaterThan(20);
      expect(text).toMatch(/[.?]$/);
      // One or two sentences; three only where one of them is very short.
      expect(text.split(/[.?] /).length).toBeLessThanOrEqual(3);
    }
    expect(cy.text).not.toBe(en.text);
    expect(cy.title).not.toBe(en.title);
  });

  it.each(Object.keys(SHIPPED_PACK.rules))(
    'rule %s reads in both languages, short and to the end',
    (rule) => {
      const en = ruleText(rule, 'en');
      const cy = ruleText(rule, 'cy');
      for (const words of [en, cy]) {
        for (const text of [words.title, words.what, words.why, words.instead]) {
          expect(text.length).toBeGreaterThan(3);
          expect(text.length).toBeLessThan(200);
        }
        expect(words.title.length).toBeLessThan(50);
      }
      expect(cy.what).not.toBe(en.what);
      expect(cy.instead).not.toBe(en.instead);
    },
  );

  it('has phrases enough in each language', () => {
    const forms = (phrases: readonly string[]) => new Set(phrases.flatMap(expandPhrase)).size;
    const marked = new Set(SHIPPED_PACK.phraseRules.map((rule) => rule.all.at(-1)));
    for (const group of SHIPPED_PACK.groups) {
      expect(group.en.length, group.id).toBeGreaterThan(0);
      expect(group.cy.length, group.id).toBeGreaterThan(0);
      if (!marked.has(group.id)) continue;
      expect(forms(group.en), group.id).toBeGreaterThanOrEqual(25);
      expect(forms(group.cy), group.id).toBeGreaterThanOrEqual(25);
    }
  });
});

describe('the shipped pack', () => {
  it('is what the schema asks for', () => {
    const result = v.safeParse(packSchema, SHIPPED_PACK);
    expect(result.issues?.map((issue) => issue.message)).toBeUndefined();
    expect(v.is(packSchema, { ...SHIPPED_PACK, groups: [] })).toBe(false);
    expect(
      v.is(packSchema, { ...SHIPPED_PACK, rules: { 'a.b': { clause: 'DT4', mode: 'reason', severity: 1 } } }),
    ).toBe(false);
  });

  it('says no phrase twice in a group', () => {
    for (const group of SHIPPED_PACK.groups) {
      for (const phrases of [group.en, group.cy]) {
        const twice = phrases.filter((phrase, i) => phrases.indexOf(phrase) !== i);
        expect(twice, group.id).toEqual([]);
      }
    }
  });

  it('has a word for every rule and a rule for every word', () => {
    expect(() => ruleText('no.such-rule', 'en')).toThrow(RangeError);
    for (const rule of SHIPPED_PACK.phraseRules) expect(SHIPPED_PACK.rules).toHaveProperty([rule.rule]);
  });

  it('asks at least an acknowledgement for contempt, complainants, young people and personal data', () => {
    const asking = Object.entries(SHIPPED_PACK.rules).filter(([id]) =>
      /^(contempt|identity|personal\.(?!postcode))/.test(id),
    );
    expect(asking.length).toBeGreaterThanOrEqual(10);
    for (const [id, { mode }] of asking) expect(['acknowledge', 'reason'], id).toContain(mode);
  });
});
