/** A piece of a draft and the node that shows it. Line breaks between blocks belong to no node. */
export interface Segment {
  /** UTF-16 offset of the piece in the draft's text, and behind it. */
  readonly start: number;
  readonly end: number;
  /** A text node, or the `<br>` or `<img>` that stands for the piece. */
  readonly node: Text | Element;
}

/** What stands in an editor. */
export interface DraftText {
  /** The text as the editor's own model has it, blocks joined by `\n`. */
  readonly text: string;
  /** In order and without overlap. */
  readonly segments: readonly Segment[];
}

/** A draft while it is being read. */
interface Reading {
  text: string;
  readonly segments: Segment[];
}

const BLOCK_TAGS: ReadonlySet<string> = new Set(
  'ADDRESS BLOCKQUOTE DIV DL FIGURE H1 H2 H3 H4 H5 H6 HR LI OL P PRE SECTION TABLE UL'.split(' '),
);

const TEXT_NODE = 3;
const ELEMENT_NODE = 1;

/**
 * Reads an editor's text. `innerText` doubles empty lines in Draft.js and every break in Lexical, and `textContent`
 * has no breaks at all, so blocks are read one by one: those Draft.js marks, or the block elements otherwise.
 */
export function readDraft(editor: Element): DraftText {
  const reading: Reading = { text: '', segments: [] };
  const marked = editor.querySelectorAll('[data-block="true"]');
  const blocks: readonly (readonly Node[])[] =
    marked.length > 0 ? Array.from(marked, (block) => [block]) : findBlocks(editor);
  blocks.forEach((nodes, index) => {
    if (index > 0) reading.text += '\n';
    readBlock(nodes, reading, marked.length > 0);
  });
  return reading;
}

/**
 * The blocks of an editor that marks none: each innermost block element, and each run of nodes between such
 * elements. Lexical's paragraphs are the first kind; a plain editable element with bare text is the second.
 */
function findBlocks(root: Element): Node[][] {
  const out: Node[][] = [];
  let run: Node[] = [];
  const closeRun = (): void => {
    if (run.length > 0) out.push(run);
    run = [];
  };
  for (const node of Array.from(root.childNodes)) {
    if (!isElement(node) || !BLOCK_TAGS.has(node.tagName)) {
      run.push(node);
      continue;
    }
    closeRun();
    if (Array.from(node.children).some((child) => BLOCK_TAGS.has(child.tagName)))
      out.push(...findBlocks(node));
    else out.push([node]);
  }
  closeRun();
  return out;
}

function readBlock(nodes: readonly Node[], reading: Reading, isDraftJs: boolean): void {
  const from = reading.text.length;
  const first = reading.segments.length;
  for (const node of nodes) readNode(node, reading);
  // A break at the end of a block only holds the line open and shows no line of its own.
  const last = reading.segments[reading.segments.length - 1];
  if (reading.segments.length > first && last && isElement(last.node) && last.node.tagName === 'BR') {
    reading.segments.pop();
    reading.text = reading.text.slice(0, last.start);
  }
  // Draft.js shows one newline more than its model has where a block ends with one.
  if (isDraftJs && reading.text.length > from && reading.text.endsWith('\n')) dropLastCharacter(reading);
}

function dropLastCharacter(reading: Reading): void {
  const length = reading.text.length - 1;
  reading.text = reading.text.slice(0, length);
  const last = reading.segments.pop();
  if (last && last.start < length) reading.segments.push({ ...last, end: length });
}

function readNode(node: Node, reading: Reading): void {
  if (isText(node)) {
    append(node.data, node, reading);
    return;
  }
  if (!isElement(node)) return;
  if (node.tagName === 'BR') append('\n', node, reading);
  else if (node.tagName === 'IMG') append(node.getAttribute('alt') ?? '', node, reading);
  else for (let child = node.firstChild; child; child = child.nextSibling) readNode(child, reading);
}

function append(text: string, node: Text | Element, reading: Reading): void {
  if (text === '') return;
  const start = reading.text.length;
  reading.text += text;
  reading.segments.push({ start, end: reading.text.length, node });
}

const isText = (node: Node): node is Text => node.nodeType === TEXT_NODE;
const isElement = (node: Node): node is Element => node.nodeType === ELEMENT_NODE;
