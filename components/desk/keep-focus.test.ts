// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keepFocus } from './keep-focus';

let life: AbortController;
const find = (selector: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`there is no ${selector}`);
  return found;
};

beforeEach(() => {
  life = new AbortController();
  document.body.innerHTML =
    '<main tabindex="-1"><section><ul><li><button id="gone">Take back</button></li></ul></section></main>' +
    '<button id="outside">Lock</button>';
  keepFocus(find('main'), life.signal);
});
afterEach(() => life.abort());

describe('the focus is not lost with what was pressed', () => {
  test.each([
    ['li', '#gone'],
    ['section', 'ul'],
    ['main', 'section'],
  ])('it goes to the nearest part that is left: %s', async (place, removed) => {
    find('#gone').focus();
    find(removed).remove();
    await vi.waitFor(() => expect(document.activeElement).toBe(find(place)));
  });

  test('whatever takes the focus itself comes first', async () => {
    find('#gone').focus();
    find('li').remove();
    find('#outside').focus();
    find('ul').append('changed once more');
    await Promise.resolve();
    expect(document.activeElement).toBe(find('#outside'));
  });
});
