import { describe, expect, test } from 'vitest';
import type { Board } from '../board/schema';
import { CONTACTS_FORM, DIRECTORY_FORMS, DIRECTORY_PARTS, type DirectoryPart } from './directory';
import { fromLocalField, toLocalField } from './form-values';

const ENTRIES: { readonly [P in DirectoryPart]: Board[P][number] } = {
  hashtags: { tag: 'TeifiSafe', status: 'ours', twin: 'TeifiDdiogel', from: '2026-11-22T08:00:00.000Z' },
  contactGroups: { key: 'g', name: { en: 'Operators', cy: 'Gweithredwyr' }, url: 'https://x.com/i/chat/1' },
  corporateAccounts: { platform: 'x', url: 'https://x.com/TeifiCoastPol' },
  wordLists: {
    id: 'w',
    name: { cy: 'Geiriau' },
    mode: 'reason',
    phrases: ['~caer', '{a|b} c'],
    advice: { en: 'No' },
  },
  preElection: {
    from: '2026-04-01T00:00:00.000Z',
    until: '2026-05-07T21:00:00.000Z',
    name: { cy: 'Senedd' },
  },
  legalFlags: {
    id: 'f',
    advice: { en: 'Ask the lawyers' },
    salt: 'A'.repeat(22),
    digests: ['B'.repeat(22)],
    words: 2,
  },
};

describe('each list of the directory', () => {
  test.each(DIRECTORY_PARTS)('%s: an entry comes out of its form as it went in', async (part) => {
    // Part and entry belong together; the compiler does not follow the table.
    const form = DIRECTORY_FORMS[part] as (typeof DIRECTORY_FORMS)['hashtags'];
    const entry = ENTRIES[part] as Board['hashtags'][number];
    expect(await form.read(form.values(entry), entry, [entry])).toEqual({ ok: true, entry });
  });

  test.each([
    ['hashtags', { tag: '#teifisafe', status: 'ours' }, 'tag', 'taken'],
    ['hashtags', { tag: 'two words', status: 'ours' }, 'tag', 'invalid'],
    [
      'hashtags',
      { tag: 'A', status: 'ours', from: '2026-01-02T00:00', until: '2026-01-01T00:00' },
      'until',
      'order',
    ],
    ['contactGroups', { url: 'https://a.example' }, 'nameEn', 'missing'],
    ['contactGroups', { nameCy: 'Grŵp', url: 'http://a.example' }, 'url', 'not-https'],
    ['corporateAccounts', { platform: 'x', url: '' }, 'url', 'missing'],
    ['wordLists', { nameEn: 'W', mode: 'inform', phrases: '{a|b' }, 'phrases', 'invalid'],
    ['wordLists', { nameEn: 'W', mode: 'inform', phrases: ' \n' }, 'phrases', 'missing'],
    ['preElection', { from: '2026-01-01T00:00' }, 'until', 'missing'],
    ['legalFlags', { adviceEn: 'A', names: '' }, 'names', 'no-names'],
    ['legalFlags', { names: 'Mari Hughes' }, 'adviceEn', 'missing'],
  ] as const)('%s refuses %j', async (part, values, field, problem) => {
    const form = DIRECTORY_FORMS[part] as (typeof DIRECTORY_FORMS)['hashtags'];
    const all = part === 'hashtags' ? [ENTRIES.hashtags] : [];
    expect(await form.read(values, null, all)).toMatchObject({ ok: false, problems: [{ field, problem }] });
  });

  test('a changed legal flag keeps its digests unless names are typed anew', async () => {
    const before = ENTRIES.legalFlags;
    const form = DIRECTORY_FORMS.legalFlags;
    const kept = await form.read({ adviceEn: 'Other words' }, before, [before]);
    expect(kept).toMatchObject({ ok: true, entry: { id: 'f', digests: before.digests } });
    const anew = await form.read({ adviceEn: 'Other words', names: 'Mari Hughes' }, before, [before]);
    expect(anew).toMatchObject({ ok: true, entry: { id: 'f' } });
    expect(JSON.stringify(anew)).not.toMatch(/mari|BBBB/i);
  });
});

describe('contacts', () => {
  test('a duty contact needs a name, and a phone number is one', async () => {
    expect(await CONTACTS_FORM.read({ nameEn: 'Comms', dutyPhone: '01632 960 101' }, null, [])).toMatchObject(
      {
        problems: [{ field: 'dutyNameEn', problem: 'missing' }],
      },
    );
    expect(await CONTACTS_FORM.read({ nameEn: 'Comms', phone: 'ring us' }, null, [])).toMatchObject({
      problems: [{ field: 'phone', problem: 'invalid' }],
    });
    expect(await CONTACTS_FORM.read({ nameCy: 'Cyfathrebu', phone: '01632 960 100' }, null, [])).toEqual({
      ok: true,
      entry: { communications: { name: { cy: 'Cyfathrebu' }, phone: '01632 960 100' } },
    });
  });
});

test('a local time comes back as the same instant', () => {
  const instant = '2026-07-01T13:45:00.000Z';
  expect(fromLocalField(toLocalField(instant))).toBe(instant);
  expect(toLocalField(undefined)).toBe('');
  expect(fromLocalField('')).toBeUndefined();
});
