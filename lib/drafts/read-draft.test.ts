// @vitest-environment happy-dom
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rangeFor } from './range-for';
import { readDraft } from './read-draft';

/** An editor with this markup, on the page. */
function editor(html: string): HTMLElement {
  const element = document.createElement('div');
  element.setAttribute('contenteditable', 'true');
  element.innerHTML = html;
  document.body.replaceChildren(element);
  return element;
}

const draftBlock = (inner: string): string =>
  `<div data-block="true" data-offset-key="a-0-0"><div><span data-offset-key="a-0-0">${inner}</span></div></div>`;

describe('a draft is read as the editor’s own model has it', () => {
  test.each([
    ['Draft.js: one block', draftBlock('<span data-text="true">Noswaith dda</span>'), 'Noswaith dda'],
    ['Draft.js: an empty editor', draftBlock('<br data-text="true">'), ''],
    [
      'Draft.js: an empty line between two',
      draftBlock('<span>one</span>') + draftBlock('<br data-text="true">') + draftBlock('<span>two</span>'),
      'one\n\ntwo',
    ],
    [
      'Draft.js: a hashtag in a span of its own',
      draftBlock('<span>Join </span><span style="color:blue"><span>#Teifi</span></span><span> now</span>'),
      'Join #Teifi now',
    ],
    ['Draft.js: a line break within a block', draftBlock('<span>one\ntwo</span>'), 'one\ntwo'],
    [
      'Draft.js: a line break at the end shows one more than the model has',
      draftBlock('<span>one\n\n</span>'),
      'one\n',
    ],
    ['Draft.js: emoji with skin tone and flag', draftBlock('<span>👮🏽‍♀️ 🏴󠁧󠁢󠁷󠁬󠁳󠁿</span>'), '👮🏽‍♀️ 🏴󠁧󠁢󠁷󠁬󠁳󠁿'],
    [
      'Lexical: paragraphs',
      '<p dir="ltr"><span data-lexical-text="true">one</span></p><p><br></p><p><span>two</span></p>',
      'one\n\ntwo',
    ],
    ['Lexical: a line break within a paragraph', '<p><span>one</span><br><span>two</span></p>', 'one\ntwo'],
    [
      'Lexical: a line break at the end, and the break that holds it open',
      '<p><span>one</span><br><br></p>',
      'one\n',
    ],
    ['Lexical: an empty editor', '<p><br></p>', ''],
    [
      'Lexical: an image for an emoji',
      '<p><span>Diolch </span><img alt="🙂" src="x.png"><span>!</span></p>',
      'Diolch 🙂!',
    ],
    ['a list', '<ul><li>one</li><li>two</li></ul><p>three</p>', 'one\ntwo\nthree'],
    ['a plain editable element', 'one<br>two', 'one\ntwo'],
    [
      'a plain editable element with later lines in elements',
      'one<div>two</div><div><br></div><div>three</div>',
      'one\ntwo\n\nthree',
    ],
    ['an image without words', '<p>a<img src="x.png">b</p>', 'ab'],
  ])('%s', (_, html, expected) => {
    expect(readDraft(editor(html)).text).toBe(expected);
  });
});

const piece = fc.oneof(
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
    .map((text) => ({ kind: 'text' as const, text })),
  fc.constantFrom('🙂', '👮🏽‍♀️').map((text) => ({ kind: 'image' as const, text })),
  fc.constant({ kind: 'break' as const, text: '\n' }),
);

describe('every offset leads back to the character it came from', () => {
  test.each(['draft', 'lexical'])('%s', (flavour) => {
    fc.assert(
      fc.property(fc.array(fc.array(piece, { maxLength: 5 }), { minLength: 1, maxLength: 5 }), (blocks) => {
        const root = editor('');
        for (const pieces of blocks) {
          const block = document.createElement(flavour === 'draft' ? 'div' : 'p');
          if (flavour === 'draft') block.setAttribute('data-block', 'true');
          for (const { kind, text } of pieces) {
            if (kind === 'break') {
              block.append(document.createElement('br'));
              continue;
            }
            const child = document.createElement(kind === 'image' ? 'img' : 'span');
            if (kind === 'image') child.setAttribute('alt', text);
            else child.append(document.createTextNode(text));
            block.append(child);
          }
          root.append(block);
        }
        const draft = readDraft(root);
        let last = 0;
        for (const { start, end, node } of draft.segments) {
          expect(start).toBeGreaterThanOrEqual(last);
          last = end;
          const data = node instanceof Text ? node.data.slice(0, end - start) : null;
          if (data !== null) expect(data).toBe(draft.text.slice(start, end));
        }
        const shown = draft.segments.reduce((sum, { start, end }) => sum + end - start, 0);
        expect(draft.text.length - shown).toBe(blocks.length - 1);
        for (let at = 0; at < draft.text.length; at++) {
          const range = rangeFor(draft, at, at + 1);
          const segment = draft.segments.find(({ start, end }) => start <= at && at < end);
          if (!segment) {
            // A break between blocks, shown by no node.
            expect(draft.text.charAt(at)).toBe('\n');
            expect(range).toBeNull();
          } else if (segment.node instanceof Text) {
            expect(range?.startContainer).toBe(segment.node);
            expect(segment.node.data.slice(range?.startOffset, range?.endOffset)).toBe(draft.text.charAt(at));
          } else {
            expect(range?.startContainer.childNodes[range.startOffset]).toBe(segment.node);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a range spans blocks, and begins or ends at a break without failing', () => {
    const draft = readDraft(editor('<p>one</p><p>two</p>'));
    expect(rangeFor(draft, 1, 6)?.toString()).toContain('tw');
    expect(rangeFor(draft, 3, 5)?.startContainer.textContent).toBe('two');
    expect(rangeFor(draft, 0, 4)?.endContainer.textContent).toBe('one');
  });

  test('a node the editor has replaced gives no range', () => {
    const root = editor('<p>one</p>');
    const draft = readDraft(root);
    root.innerHTML = '<p>other</p>';
    expect(rangeFor(draft, 0, 3)).toBeNull();
  });

  test.each([
    [2, 2],
    [3, 2],
    [40, 50],
  ])('an empty or impossible stretch %i–%i gives no range', (start, end) => {
    expect(rangeFor(readDraft(editor('<p>one</p>')), start, end)).toBeNull();
  });
});
