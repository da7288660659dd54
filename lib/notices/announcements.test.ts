import { describe, expect, it } from 'vitest';
import type { KnownAccount } from '../accounts/types';
import type { Notice } from '../board/schema';
import { announcementWords } from './announcement-words';
import { type AnnouncementFacts, announcementsFor, CONFIRMED_FOR_MS, type ToldNotice } from './announcements';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const account = (key: string): KnownAccount => ({ key, platform: 'x', kind: 'login', ids: [], name: key });

const notice = (identifier: string, changes: Partial<Notice> = {}): Notice => ({
  identifier,
  sent: '2026-11-22T11:00:00Z',
  status: 'actual',
  messageType: 'alert',
  references: [],
  expires: '2026-11-22T18:00:00Z',
  level: 'blackout',
  scope: { accounts: [], districts: [], platforms: [], exempt: [] },
  headline: { en: 'Stop posting', cy: 'Peidiwch â phostio' },
  corporateLines: [],
  reshare: { accounts: [], posts: [] },
  ...changes,
});

const facts: AnnouncementFacts = {
  forceId: 'teifi-coast',
  accounts: [account('a'), account('b')],
  notices: [],
  confirmed: { a: NOW - 1000 },
  told: [],
  now: NOW,
};

/** Shows boards one after the other, as a browser would see them; gives what each made it say. */
function see(...boards: (readonly Notice[])[]): string[][] {
  let told: readonly ToldNotice[] = [];
  return boards.map((notices) => {
    const next = announcementsFor({ ...facts, notices, told });
    told = next.told;
    return next.show.map(({ change, identifier }) => `${change} ${identifier}`);
  });
}

const update = notice('n2', { messageType: 'update', references: ['n1'], sent: '2026-11-22T11:30:00Z' });
const cancel = notice('n3', { messageType: 'cancel', references: ['n2'], sent: '2026-11-22T11:40:00Z' });

describe('the browser’s notification', () => {
  it('tells the start, the update and the end of a notice, once each', () => {
    const n1 = notice('n1');
    const all = [n1, update, cancel];
    expect(see([n1], [n1], [n1, update], [n1, update], all, all, [])).toEqual([
      ['starts n1'],
      [],
      ['updated n2'],
      [],
      ['ends n2'],
      [],
      [],
    ]);
  });

  it('tells an end when the notice is off the board, with no word on it', () => {
    expect(see([notice('n1')], [], [])).toEqual([['starts n1'], ['ends n1'], []]);
  });

  it('tells nothing twice across restarts', () => {
    const first = announcementsFor({ ...facts, notices: [notice('n1')] });
    // As it comes back from the database.
    const told: readonly ToldNotice[] = JSON.parse(JSON.stringify(first.told));
    expect(announcementsFor({ ...facts, notices: [notice('n1')], told }).show).toEqual([]);
  });

  it('is for accounts that were confirmed in this profile within 30 days', () => {
    const for_b = notice('n1', { scope: { ...notice('').scope, accounts: ['b'] } });
    expect(announcementsFor({ ...facts, notices: [for_b] }).show).toEqual([]);
    const late = { ...facts, confirmed: { a: NOW - CONFIRMED_FOR_MS - 1 } };
    expect(announcementsFor({ ...late, notices: [notice('n1')] }).show).toEqual([]);
    expect(announcementsFor({ ...facts, confirmed: {}, notices: [notice('n1')] }).show).toEqual([]);
  });

  it('tells the end to those who were told of the start, even when they are out of its scope by then', () => {
    const n1 = notice('n1');
    const narrowed = notice('n2', {
      ...update,
      scope: { ...n1.scope, accounts: ['b'] },
    });
    expect(see([n1], [n1, narrowed])).toEqual([['starts n1'], ['ends n1']]);
  });

  it('is silent about tests, and about what had run out before it was seen', () => {
    const over = notice('n1', { expires: '2026-11-22T11:59:00Z' });
    expect(see([over], [notice('n2', { status: 'test' })])).toEqual([[], []]);
  });

  it('is silent when a notice merely runs out: only a newer board ends a hold', () => {
    const first = announcementsFor({ ...facts, notices: [notice('n1')] });
    const later = { ...facts, now: Date.parse('2026-11-22T18:00:01Z'), told: first.told };
    expect(announcementsFor({ ...later, notices: [notice('n1')] }).show).toEqual([]);
    expect(announcementsFor({ ...later, notices: [] }).show).toMatchObject([{ change: 'ends' }]);
  });

  it('is silent about another force’s notices after a change of force', () => {
    const { told } = announcementsFor({ ...facts, notices: [notice('n1')] });
    expect(announcementsFor({ ...facts, forceId: 'other', told })).toEqual({ show: [], over: [], told: [] });
  });

  it('that says what is no longer so is taken away: replaced, ended and gone', () => {
    const first = announcementsFor({ ...facts, notices: [notice('n1')] });
    expect(first.over).toEqual([]);
    const { told } = first;
    for (const notices of [[notice('n1'), update], []]) {
      expect(announcementsFor({ ...facts, notices, told }).over).toEqual(['n1']);
    }
  });

  it('tells of both when two are in force at once', () => {
    expect(see([notice('n1'), notice('n9', { level: 'advice' })])).toEqual([['starts n1', 'starts n9']]);
  });
});

describe('its words', () => {
  const exercise = notice('n1', { status: 'exercise' });

  it.each(['starts', 'updated', 'ends'] as const)(
    'begin with EXERCISE or YMARFER when it is one: %s',
    (change) => {
      const given = {
        change,
        level: 'blackout',
        status: 'exercise',
        identifier: 'n1',
        notice: exercise,
      } as const;
      expect(announcementWords(given, undefined, 'en').title).toMatch(/^EXERCISE/);
      expect(announcementWords(given, undefined, 'cy').title).toMatch(/^YMARFER/);
      const real = { ...given, status: 'actual' } as const;
      expect(announcementWords(real, undefined, 'en').title).not.toMatch(/exercise/i);
      expect(announcementWords(real, undefined, 'cy').title).not.toMatch(/ymarfer/i);
    },
  );

  it('are in the reader’s language, or labelled where Communications wrote the other one alone', () => {
    const english = notice('n1', { headline: { en: 'Stop posting' } });
    const given = { change: 'starts', level: 'blackout', status: 'actual', identifier: 'n1' } as const;
    const name = { en: 'Teifi Coast Police', cy: 'Heddlu Arfordir Teifi' };
    expect(announcementWords({ ...given, notice: notice('n1') }, name, 'cy').message).toBe(
      'Peidiwch â phostio\nHeddlu Arfordir Teifi',
    );
    expect(announcementWords({ ...given, notice: english }, name, 'cy').message).toContain(
      'Stop posting (yn Saesneg yn unig)',
    );
  });

  it('say the exercise’s end even where the notice itself is gone', () => {
    const given = { change: 'ends', level: 'blackout', status: 'exercise', identifier: 'n1' } as const;
    const words = announcementWords(given, undefined, 'en');
    expect(words.title).toMatch(/^EXERCISE: The blackout has ended/);
    expect(words.message).not.toBe('');
  });
});
