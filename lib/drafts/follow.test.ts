// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Composer } from '../platforms/platform';
import { followDrafts } from './follow';

let life: AbortController;
let frame: (() => void)[];
let seen: { composers: number; edited: number }[];

beforeEach(() => {
  life = new AbortController();
  frame = [];
  seen = [];
  document.body.innerHTML = '';
});
afterEach(() => life.abort());

const findComposers = (): Composer[] =>
  Array.from(document.querySelectorAll<HTMLElement>('[contenteditable]'), (editor) => ({
    surface: editor,
    editors: [editor],
    submit: editor,
    intent: 'post',
  }));

function follow(): void {
  followDrafts({
    document,
    findComposers,
    onChange: (composers, edited) => seen.push({ composers: composers.length, edited: edited.size }),
    signal: life.signal,
    schedule: (run) => frame.push(run),
  });
}

/** Lets the observers speak, then paints. */
async function paint(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
  for (const run of frame.splice(0)) run();
}

function open(text: string): HTMLElement {
  const editor = document.createElement('div');
  editor.setAttribute('contenteditable', 'true');
  editor.textContent = text;
  document.body.append(editor);
  return editor;
}

describe('drafts are followed', () => {
  test('a composer is noticed when it comes and when it goes', async () => {
    follow();
    await paint();
    expect(seen).toEqual([{ composers: 0, edited: 0 }]);
    const editor = open('one');
    await paint();
    expect(seen.at(-1)).toEqual({ composers: 1, edited: 1 });
    editor.remove();
    await paint();
    expect(seen.at(-1)).toEqual({ composers: 0, edited: 0 });
  });

  test('a burst of edits is read once a frame, and only the editor that changed', async () => {
    const first = open('one');
    open('two');
    follow();
    await paint();
    seen = [];
    for (let i = 0; i < 20; i++) first.append(document.createTextNode(String(i)));
    await paint();
    expect(seen).toEqual([{ composers: 2, edited: 1 }]);
  });

  test('changes elsewhere on the page are none of its business', async () => {
    open('one');
    follow();
    await paint();
    seen = [];
    document.body.append(document.createElement('article'));
    await paint();
    expect(seen).toEqual([]);
  });

  test('nothing is read any more once the signal ends', async () => {
    const editor = open('one');
    follow();
    await paint();
    seen = [];
    editor.textContent = 'two';
    life.abort();
    await paint();
    expect(seen).toEqual([]);
  });
});
