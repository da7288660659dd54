// @vitest-environment happy-dom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTwid, readSignals } from './identity';

describe('reading who acts on X', () => {
  it.each([
    ['twid=u%3D123', '123'],
    ['a=b; twid=u%3D123; c=d', '123'],
    ['twid="u=123"', '123'],
    ['mytwid=u%3D123', null],
    ['twid=u%3Dabc', null],
    ['', null],
  ])('the id in %j is %j', (cookies, id) => {
    expect(parseTwid(cookies)).toBe(id);
  });

  it('finds the id whatever else is in the cookies', () => {
    const word = fc.stringMatching(/^[a-z0-9_]{1,10}$/);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(word, word)),
        fc.bigInt(1n, 10n ** 18n),
        fc.array(fc.tuple(word, word)),
        (a, id, b) => {
          const pairs = [...a, ['twid', `u%3D${id}`], ...b].filter(
            ([name], i) => name !== 'twid' || i === a.length,
          );
          expect(parseTwid(pairs.map(([name, value]) => `${name}=${value}`).join('; '))).toBe(String(id));
        },
      ),
    );
  });

  const read = (html: string) => {
    document.body.innerHTML = html;
    return readSignals({ document, url: new URL('https://x.com/home') }).map(
      ({ source, value }) => `${source}:${value}`,
    );
  };
  const switcher = (handle: string) =>
    `<div data-testid="SideNav_AccountSwitcher_Button"><div data-testid="UserAvatar-Container-${handle}"></div></div>`;

  it.each([
    [
      'menu and link',
      `${switcher('Force')}<a data-testid="AppTabBar_Profile_Link" href="/Force"></a>`,
      ['account-switcher:Force', 'profile-link:Force'],
    ],
    [
      'the narrow layout',
      '<a data-testid="DashButton_ProfileIcon_Link"><i data-testid="UserAvatar-Container-Force"></i></a>',
      ['profile-link:Force'],
    ],
    ['somebody else’s avatar in the timeline', '<div data-testid="UserAvatar-Container-Other"></div>', []],
    ['a handle that cannot be one', switcher('a b&lt;script&gt;'), []],
    ['an endless handle', switcher('x'.repeat(5000)), []],
    ['a link that is none', '<a data-testid="AppTabBar_Profile_Link" href="javascript:alert(1)"></a>', []],
  ])('%s', (_name, html, expected) => {
    expect(read(html)).toEqual(expected);
  });
});
