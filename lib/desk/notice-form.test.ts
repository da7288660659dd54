import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { boardSchema } from '../board/schema';
import { currentNotices } from '../notices/applicable';
import { sampleBoard, sampleNotice } from './desk.test-data';
import {
  cancelOf,
  changedFields,
  checkForm,
  corporateNames,
  createIdentifier,
  EXERCISE_WORD,
  emptyForm,
  expiryOf,
  formFromNotice,
  formFromTemplate,
  headlineOf,
  issueChange,
  type NoticeForm,
  nameOf,
  noticeFromForm,
  reach,
  standDownChange,
  withoutOldNotices,
} from './notice-form';
import { noticeText } from './notice-text';
import { CLOSING_WORDS, TEMPLATES } from './templates';

const NOW = Date.parse('2026-11-22T12:30:00Z');
const HOUR = 60 * 60 * 1000;
const board = sampleBoard();
const form = (change: Partial<NoticeForm> = {}): NoticeForm => ({
  ...emptyForm(),
  headline: { en: 'Head', cy: 'Pen' },
  ...change,
});
const stops = (of: NoticeForm): string[] =>
  checkForm(of, board, NOW)
    .filter((issue) => issue.stops)
    .map(({ field, issue }) => `${field} ${issue}`);

describe('at three in the morning', () => {
  test.each(TEMPLATES)('the template $id goes out without a word typed', (template) => {
    const filled = formFromTemplate(template, board);
    expect(checkForm(filled, board, NOW)).toEqual([]);
    const notice = noticeFromForm(filled, board, NOW, 'n9');
    const signed = { ...board, sequence: 1, notices: [notice] };
    expect(v.parse(boardSchema, signed).notices).toEqual([notice]);
  });

  test('every template sentence and closing word stands in both languages', () => {
    const texts = TEMPLATES.flatMap((t) => [t.name, t.headline, t.reason, t.instruction, ...t.lines]);
    for (const { en, cy } of [...texts, ...CLOSING_WORDS.map(({ text }) => text)]) {
      expect(en.trim()).not.toBe('');
      expect(cy.trim()).not.toBe('');
      expect(cy).not.toBe(en);
    }
  });
});

describe('what stops a notice', () => {
  test.each<[string, Partial<NoticeForm>, string[]]>([
    ['nothing', {}, []],
    ['a headline in one language does not', { headline: { en: '', cy: 'Pen' } }, []],
    ['no headline', { headline: { en: ' ', cy: '' } }, ['headline headline-missing']],
    ['too long a headline', { headline: { en: 'x'.repeat(141), cy: '' } }, ['headline too-long']],
    ['an empty line', { lines: [{ en: '', cy: '', url: '' }] }, ['lines line-empty']],
    ['a line with a bad address', { lines: [{ en: 'a', cy: 'b', url: 'http://x' }] }, ['lines bad-address']],
    ['a bad post', { resharePosts: ['x.com/a'] }, ['reshare bad-address']],
    [
      'a scope that reaches nobody',
      { scope: { accounts: [], districts: ['east'], platforms: [], exempt: [] } },
      ['scope nobody'],
    ],
    ['an end in the past', { expiry: { kind: 'at', at: '2026-11-22T12:00:00Z' } }, ['expiry expired']],
    ['no end', { expiry: { kind: 'at', at: '' } }, ['expiry expired']],
    ['too far an end', { expiry: { kind: 'hours', hours: 24 * 61 } }, ['expiry too-far']],
  ])('%s', (_, change, expected) => {
    expect(stops(form(change))).toEqual(expected);
  });

  test('an update of what was ended meanwhile is said, and does not stop', () => {
    const issues = checkForm(form({ updates: 'gone' }), board, NOW);
    expect(issues).toEqual([{ field: 'updates', issue: 'already-ended', stops: false }]);
  });
});

describe('scope', () => {
  const scope = { accounts: [], districts: [], platforms: [], exempt: [] };
  test.each<[string, Partial<NoticeForm['scope']>, string[]]>([
    ['all live accounts', {}, ['x-main', 'x-south', 'fb-main']],
    ['a district', { districts: ['north'] }, ['x-main', 'fb-main']],
    ['a platform', { platforms: ['facebook'] }, ['fb-main']],
    ['one account', { accounts: ['x-south'] }, ['x-south']],
    ['all but one', { exempt: ['x-main'] }, ['x-south', 'fb-main']],
    ['not a proposed one', { accounts: ['x-planned'] }, []],
  ])('%s', (_, change, expected) => {
    expect(reach(form({ scope: { ...scope, ...change } }), board).map(({ key }) => key)).toEqual(expected);
  });
});

describe('an exercise cannot be mistaken', () => {
  test('its headline begins with the word in both languages, and none can take it away', () => {
    expect(headlineOf(form({ status: 'exercise' }))).toEqual({ en: 'EXERCISE: Head', cy: 'YMARFER: Pen' });
  });
  test('a language without a headline shows the other one, and not the bare word', () => {
    const welsh = headlineOf(form({ status: 'exercise', headline: { en: ' ', cy: 'Pen' } }));
    expect(welsh).toEqual({ cy: 'YMARFER: Pen' });
    expect(headlineOf(form({ status: 'exercise', headline: { en: '', cy: '' } }))).toEqual(EXERCISE_WORD);
  });
  test.each([
    ['EXERCISE: Head', 'EXERCISE: Head'],
    ['Exercise : EXERCISE: Head', 'EXERCISE: Head'],
    ['YMARFER: Head', 'EXERCISE: Head'],
    ['Exercise Dovey begins', 'EXERCISE: Exercise Dovey begins'],
  ])('the word stands once, however it was typed: %s', (typed, en) => {
    expect(headlineOf(form({ status: 'exercise', headline: { en: typed, cy: '' } }))).toEqual({ en });
  });
  test('its text has the word once at its head', () => {
    const text = noticeText(noticeFromForm(form({ status: 'exercise' }), board, NOW, 'e1'), NOW);
    expect(text.split('\n').slice(0, 2)).toEqual(['EXERCISE · BLACKOUT: POST NOTHING', 'Head']);
  });
  test.each(['actual', 'exercise'] as const)('an update of a notice that is %s stays that', (status) => {
    const other = status === 'actual' ? 'exercise' : 'actual';
    const order = sampleNotice({ status });
    const standing = sampleBoard({ notices: [order] });
    const updated = issueChange({ ...formFromNotice(order), status: other }, standing, NOW).apply(standing);
    expect(currentNotices(updated.notices).map((notice) => notice.status)).toEqual([status]);
  });
  test('the word does not pile up over updates', () => {
    const first = noticeFromForm(form({ status: 'exercise' }), board, NOW, 'e1');
    expect(headlineOf(formFromNotice(first))).toEqual(first.headline);
  });
  test('its text says so first and last, in both languages', () => {
    const text = noticeText(noticeFromForm(form({ status: 'exercise' }), board, NOW, 'e1'), NOW);
    expect(text.startsWith('EXERCISE')).toBe(true);
    expect(text.trimEnd().endsWith('Ymarfer yw hwn.')).toBe(true);
  });
});

describe('updating and standing down', () => {
  const order = sampleNotice({ scope: { accounts: [], districts: ['north'], platforms: [], exempt: [] } });
  const standing = sampleBoard({ notices: [order] });
  test('an update keeps the scope and takes the place of what it names', () => {
    const updated = issueChange(formFromNotice(order), standing, NOW).apply(standing);
    const [current, ...others] = currentNotices(updated.notices);
    expect(others).toEqual([]);
    expect(current).toMatchObject({ messageType: 'update', references: ['n1'], scope: order.scope });
    expect(current && changedFields(order, current)).toEqual(['expires']);
  });
  test('standing down leaves nothing in force, and an exercise ends as one', () => {
    const ended = standDownChange(order, { en: 'Over', cy: 'Drosodd' }, NOW).apply(standing);
    expect(currentNotices(ended.notices)).toEqual([]);
    const drill = sampleNotice({ status: 'exercise' });
    expect(cancelOf(drill, { en: 'Over' }, NOW, 'c').headline).toEqual({ en: 'EXERCISE: Over' });
  });
  test('an exercise that names a real order by mistake does not stand in the way of its end', () => {
    const drill = sampleNotice({
      identifier: 'drill',
      status: 'exercise',
      messageType: 'update',
      references: ['n1'],
    });
    const both = sampleBoard({ notices: [order, drill] });
    const ended = standDownChange(order, { en: 'Over' }, NOW).apply(both);
    expect(currentNotices(ended.notices)).toEqual([drill]);
  });
  test('a clock that is slow cannot make the end older than the order', () => {
    const slow = Date.parse(order.sent) - HOUR;
    const ended = standDownChange(order, { en: 'Over' }, slow).apply(standing);
    expect(currentNotices(ended.notices)).toEqual([]);
  });
  test('ended orders leave the board after a month, open ones never', () => {
    const cancel = cancelOf(order, { en: 'Over' }, NOW, 'c1');
    const open = sampleNotice({ identifier: 'open' });
    const later = NOW + 31 * 24 * HOUR;
    expect(withoutOldNotices([order, cancel, open], later)).toEqual([open]);
    expect(withoutOldNotices([order, cancel, open], NOW)).toHaveLength(3);
  });
});

test('hours count from the press that issues', () => {
  expect(expiryOf(form({ expiry: { kind: 'hours', hours: 4 } }), NOW)).toBe(NOW + 4 * HOUR);
});

test('identifiers say when, and differ', () => {
  const [a, b] = [createIdentifier(NOW), createIdentifier(NOW)];
  expect(a).toMatch(/^2026-11-22-1230-[0-9a-f]{6}$/);
  expect(a).not.toBe(b);
});

test('the text of a stand-down names the order that it ends', () => {
  const order = sampleNotice();
  const text = noticeText(cancelOf(order, { en: 'Over', cy: 'Drosodd' }, NOW, 'c1'), NOW, order);
  expect(text).toContain('STOOD DOWN\nOver\n\nThis ends: Incident at the docks');
  expect(text).toContain('CODWYD Y GORCHYMYN\nDrosodd\n\nDaw hyn i ben: Digwyddiad yn y dociau');
});

test('names of corporate accounts are those that platforms know', () => {
  const corporateAccounts = [
    { platform: 'x', url: 'https://x.com/TeifiCoastPol' },
    { platform: 'facebook', url: 'https://www.facebook.com/profile.php?id=100064' },
  ] as const;
  const named = sampleBoard({ corporateAccounts: [...corporateAccounts] });
  expect(corporateNames(named)).toEqual(['TeifiCoastPol', '100064']);
});

test('a notice is named in the reader’s language, or in the one it has', () => {
  expect(nameOf(sampleNotice(), 'cy')).toBe('Digwyddiad yn y dociau');
  expect(nameOf(sampleNotice({ headline: { cy: 'Pen' } }), 'en')).toBe('Pen');
});

test('a text in one language only is given and marked in the other', () => {
  const text = noticeText(sampleNotice({ headline: { en: 'Only English' } }), NOW);
  expect(text).toContain('Yn Saesneg yn unig: Only English');
});
