// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { x } from './x';

const NAVIGATION = '<a data-testid="AppTabBar_Profile_Link" href="/Force"></a>';
const examine = (html: string, path: string) => {
  document.body.innerHTML = html;
  return x.examine({ document, url: new URL(path, 'https://x.com') });
};

describe('whether a page of X can be protected', () => {
  it.each(['/home', '/Force/status/1', '/intent/post', '/compose/post'])(
    '%s can, with the known navigation',
    (path) => {
      expect(examine(NAVIGATION, path).state).toBe('protecting');
    },
  );

  it('says no where nothing known stands', () => {
    expect(examine('<main></main>', '/home')).toMatchObject({
      state: 'not-protecting',
      reason: 'no-controls',
    });
  });

  it.each([
    '/intent/retweet',
    '/intent/repost',
    '/compose/articles',
    '/compose/articles/edit/1',
    '/i/spaces/start',
  ])('%s publishes in a way Cordon does not know, and says so', (path) => {
    expect(examine(NAVIGATION, path)).toMatchObject({ state: 'not-protecting', reason: 'unknown-composer' });
  });
});
