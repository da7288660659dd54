import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCookies, parseInlineData } from './identity';

describe('reading who acts on Facebook', () => {
  it.each([
    ['c_user=7', { login: '7', page: null }],
    ['c_user=7; i_user=615', { login: '7', page: '615' }],
    ['i_user=615;c_user=7', { login: '7', page: '615' }],
    ['xc_user=7; i_username=3', { login: null, page: null }],
    ['c_user=; i_user=abc', { login: null, page: null }],
  ])('the cookies %j', (cookies, expected) => {
    expect(parseCookies(cookies)).toEqual(expected);
  });

  const data = (id: string) =>
    `{"x":[["CurrentUserInitialData",[],{"ACCOUNT_ID":"1","USER_ID":"${id}","NAME":"N"},270]]}`;

  it('reads the acting id from the page’s data', () => {
    expect(parseInlineData(data('615'))).toBe('615');
  });
  it.each([data('0'), '{}', '', '"CurrentUserInitialData"', '["CurrentUserInitialData",[],{"USER_ID":615}]'])(
    'finds none in %j',
    (json) => {
      expect(parseInlineData(json)).toBeNull();
    },
  );
  it('takes any text without failing', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseInlineData(`"CurrentUserInitialData"${text}`)));
  });
});
