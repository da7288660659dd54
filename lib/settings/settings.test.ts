import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createForce, type ForceKeys, joiningCodeFor, membershipFor } from '../desk/force-keys';
import { membershipSchema } from './joining';
import { readSettings, SETTING_NAMES } from './managed';
import { resolveSettings } from './settings';

const ENGLISH = { browserLanguage: 'en-GB' };
let force: ForceKeys;
let other: ForceKeys;
let forceCode: string;
let otherCode: string;

beforeAll(async () => {
  ({ keys: force } = await createForce('teifi-coast'));
  ({ keys: other } = await createForce('other-force'));
  forceCode = joiningCodeFor(force, ['https://board.example/a']);
  otherCode = joiningCodeFor(other, ['https://other.example/b']);
});

describe('managed policy over joining code over defaults', () => {
  it('nothing configured is no problem', () => {
    for (const managed of [undefined, null, {}]) {
      expect(resolveSettings(managed, undefined, ENGLISH)).toEqual({
        settings: { language: 'en', silencedRules: [] },
        problems: [],
      });
    }
  });

  it('a joining code of this browser counts where the policy names no force', () => {
    const { settings } = resolveSettings({ language: 'cy' }, { joiningCode: forceCode }, ENGLISH);
    expect(settings).toMatchObject({
      language: 'cy',
      membership: { forceId: 'teifi-coast' },
      membershipFrom: 'joined',
    });
  });

  it("the policy's force goes before one joined by hand", () => {
    const { settings } = resolveSettings({ joiningCode: forceCode }, { joiningCode: otherCode }, ENGLISH);
    expect(settings).toMatchObject({ membership: { forceId: 'teifi-coast' }, membershipFrom: 'managed' });
  });

  it('a membership spelt out goes before a code in the same layer', () => {
    const membership = membershipFor(force, ['https://board.example/a']);
    const { settings } = resolveSettings({ membership, joiningCode: otherCode }, undefined, ENGLISH);
    expect(settings.membership).toEqual(membership);
  });

  it('a policy may move the board; a browser may not move one the policy placed', () => {
    const moved = ['https://moved.example/c'];
    const joined = { joiningCode: forceCode, boards: ['https://elsewhere.example/'] };
    expect(resolveSettings({ boards: moved }, joined, ENGLISH).settings.membership?.boards).toEqual(moved);
    expect(resolveSettings({ joiningCode: forceCode }, joined, ENGLISH).settings.membership?.boards).toEqual([
      'https://board.example/a',
    ]);
  });

  it.each([
    ['cy-GB', undefined, undefined, 'cy'],
    ['CY', undefined, undefined, 'cy'],
    ['cyx', undefined, undefined, 'en'],
    ['en-GB', 'cy', undefined, 'cy'],
    ['en-GB', 'cy', 'en', 'en'],
    ['cy-GB', 'en', undefined, 'en'],
  ])('browser %s, policy %s, own choice %s: %s', (browserLanguage, managed, own, language) => {
    const resolved = resolveSettings({ language: managed }, { language: own }, { browserLanguage });
    expect(resolved.settings.language).toBe(language);
  });

  it('silenced rules of both layers count', () => {
    const { settings } = resolveSettings(
      { silencedRules: ['a', 'b'] },
      { silencedRules: ['b', 'c'] },
      ENGLISH,
    );
    expect(settings.silencedRules).toEqual(['a', 'b', 'c']);
  });
});

describe('an invalid field is named and the rest applies', () => {
  it('each in its layer', () => {
    const managed = {
      language: 'fr',
      joiningCode: forceCode.slice(0, 90),
      silencedRules: ['x'],
      joinCode: 'y',
    };
    const { settings, problems } = resolveSettings(managed, { joiningCode: otherCode, boards: [7] }, ENGLISH);
    expect(settings).toMatchObject({
      language: 'en',
      silencedRules: ['x'],
      membership: { forceId: 'other-force' },
    });
    expect(problems).toEqual([
      { layer: 'managed', field: 'language', problem: 'invalid' },
      { layer: 'managed', field: 'joinCode', problem: 'unknown-field' },
      { layer: 'managed', field: 'joiningCode', problem: 'truncated' },
      { layer: 'joined', field: 'boards', problem: 'invalid', path: '0' },
    ]);
  });

  it('with the place inside a membership', () => {
    const membership = { ...membershipFor(force, ['https://board.example/a']), contentKey: 'short' };
    expect(readSettings({ membership }).problems).toEqual([
      { field: 'membership', problem: 'invalid', path: 'contentKey' },
    ]);
  });

  it('whatever the policy holds, nothing throws and a language comes out', () => {
    const field = fc.constantFrom(...SETTING_NAMES, '__proto__', 'x');
    const policy = fc.oneof(fc.anything(), fc.dictionary(field, fc.anything()));
    fc.assert(
      fc.property(policy, policy, (managed, joined) => {
        expect(['en', 'cy']).toContain(resolveSettings(managed, joined, ENGLISH).settings.language);
      }),
    );
  });
});

it('the schema shipped for administrators names exactly the settings there are', () => {
  const schema: { properties: { membership: { properties: object } } } = JSON.parse(
    readFileSync(new URL('../../public/managed_schema.json', import.meta.url), 'utf8'),
  );
  expect(Object.keys(schema.properties).sort()).toEqual([...SETTING_NAMES].sort());
  const { membership } = schema.properties;
  expect(Object.keys(membership.properties).sort()).toEqual(Object.keys(membershipSchema.entries).sort());
});
