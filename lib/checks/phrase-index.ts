import { expandPhrase } from './notation';
import {
  AFTER_BREAK,
  AFTER_SENTENCE,
  createTokens,
  foldWord,
  IN_TAG,
  isWord,
  type Tokens,
  tokenise,
} from './tokens';

/** A list of phrases under one id. */
export interface PhraseList {
  readonly id: string;
  /** In the pack's notation. */
  readonly phrases: readonly string[];
  /** Also looked for inside hashtags. */
  readonly inTags?: boolean;
}

/** Where phrases stand in a draft. The arrays are reused from draft to draft and are longer than `count`. */
export interface Hits {
  count: number;
  /** Index of the list in the order the index was built from. */
  list: Int32Array;
  /** Which phrase, counted over all lists. */
  phrase: Int32Array;
  /** UTF-16 offsets. */
  start: Int32Array;
  end: Int32Array;
  /** Index of the first word, and of the word behind the last. */
  firstToken: Int32Array;
  endToken: Int32Array;
  /** Number of the sentence the phrase ends in. */
  sentence: Int32Array;
  /** Hits of each list. */
  perList: Int32Array;
}

/** Finds phrases in tokenised drafts. */
export interface PhraseIndex {
  /** The hits in a draft, in order of their ends; valid until the next scan. Linear in the words, whatever the number of phrases. */
  scan(text: string, tokens: Tokens): Hits;
  /** Position of a list by its id; -1 when there is none. */
  listOf(id: string): number;
}

/** Joined phrases shorter than this turn up inside innocent words. */
const MIN_JOINED = 8;
/** Joined words longer than this are not searched. */
const MAX_TAG = 200;

const ENDS = 1;
const GOES_ON = 2;

interface CharNode {
  readonly next: Map<string, CharNode>;
  readonly found: { readonly list: number; readonly phrase: number }[];
}

interface Terminal {
  readonly words: readonly string[];
  readonly found: { readonly list: number; readonly phrase: number }[];
}

/** A node while the trie is built. Most have one branch, so the map comes with the second. */
interface BuildNode {
  word: number;
  node: number;
  more: Map<number, number> | null;
  terminal: Terminal | null;
}

const createNode = (): BuildNode => ({ word: 0, node: 0, more: null, terminal: null });

/** The node a word leads to, or 0. */
const branch = (from: BuildNode, word: number): number =>
  from.word === word ? from.node : (from.more?.get(word) ?? 0);

function addBranch(from: BuildNode, word: number, node: number): void {
  if (from.word === 0) {
    from.word = word;
    from.node = node;
  } else {
    from.more ??= new Map();
    from.more.set(word, node);
  }
}

const branches = (from: BuildNode): (readonly [word: number, node: number])[] =>
  from.word === 0 ? [] : [[from.word, from.node], ...(from.more ?? [])];

/** Numbers of words by their hashes, in open addressing; two cells a slot. */
interface WordTable {
  readonly cells: Int32Array;
  readonly mask: number;
}

const spread = (hash: number): number => {
  const mixed = Math.imul(hash, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
};

function createWordTable(hashes: readonly number[]): WordTable {
  let size = 16;
  while (size < hashes.length * 2) size *= 2;
  const table = { cells: new Int32Array(size * 2), mask: size - 1 };
  for (let id = 1; id < hashes.length; id++) {
    const hash = hashes[id] ?? 0;
    // Of words with one hash the first stands for all.
    if (findWord(table, hash) !== 0) continue;
    let at = spread(hash) & table.mask;
    while (table.cells[at * 2 + 1] !== 0) at = (at + 1) & table.mask;
    table.cells[at * 2] = hash;
    table.cells[at * 2 + 1] = id;
  }
  return table;
}

/** The number of a word, or 0. */
function findWord({ cells, mask }: WordTable, hash: number): number {
  let at = spread(hash) & mask;
  for (;;) {
    const id = cells[at * 2 + 1] ?? 0;
    if (id === 0 || cells[at * 2] === hash) return id;
    at = (at + 1) & mask;
  }
}

/** The trie, packed: the branches of node n are those from `first[n]` up to `first[n + 1]`, in order of words. */
interface Trie {
  readonly first: Int32Array;
  readonly word: Int32Array;
  readonly node: Int32Array;
}

function packTrie(nodes: readonly BuildNode[]): Trie {
  const total = nodes.reduce((sum, node) => sum + (node.word === 0 ? 0 : 1) + (node.more?.size ?? 0), 0);
  const trie = {
    first: new Int32Array(nodes.length + 1),
    word: new Int32Array(total),
    node: new Int32Array(total),
  };
  let at = 0;
  nodes.forEach((node, index) => {
    trie.first[index] = at;
    for (const [word, next] of branches(node).sort(([a], [b]) => a - b)) {
      trie.word[at] = word;
      trie.node[at] = next;
      at++;
    }
  });
  trie.first[nodes.length] = at;
  return trie;
}

/** Where a word leads from a node, or 0. */
function follow({ first, word, node }: Trie, from: number, wanted: number): number {
  let low = first[from] ?? 0;
  let high = first[from + 1] ?? 0;
  while (low < high) {
    const middle = (low + high) >> 1;
    const found = word[middle] ?? 0;
    if (found === wanted) return node[middle] ?? 0;
    if (found < wanted) low = middle + 1;
    else high = middle;
  }
  return 0;
}

function createHits(lists: number): Hits {
  const column = () => new Int32Array(64);
  return {
    count: 0,
    list: column(),
    phrase: column(),
    start: column(),
    end: column(),
    firstToken: column(),
    endToken: column(),
    sentence: column(),
    perList: new Int32Array(lists),
  };
}

const COLUMNS = ['list', 'phrase', 'start', 'end', 'firstToken', 'endToken', 'sentence'] as const;

function growHits(hits: Hits): void {
  for (const name of COLUMNS) {
    const wider = new Int32Array(hits[name].length * 2);
    wider.set(hits[name]);
    hits[name] = wider;
  }
}

/**
 * Builds an index: each word becomes a number found by its hash, each phrase a path of numbers in one trie, so a
 * draft is read once however many phrases there are and however many begin with the same word.
 * @throws RangeError for a phrase the notation refuses.
 */
export function createPhraseIndex(lists: readonly PhraseList[]): PhraseIndex {
  const scratch = createTokens();
  const wordIds = new Map<string, number>();
  const wordHashes: number[] = [0];
  const root = createNode();
  const nodes: BuildNode[] = [root];
  const joined: CharNode = { next: new Map(), found: [] };
  let phrases = 0;
  let longest = 1;

  const addJoined = (words: readonly string[], entry: Terminal['found'][number]): void => {
    const whole = words.join('').replaceAll("'", '');
    if (whole.length < MIN_JOINED) return;
    let node = joined;
    for (const char of whole) {
      let next = node.next.get(char);
      if (!next) {
        next = { next: new Map(), found: [] };
        node.next.set(char, next);
      }
      node = next;
    }
    if (!node.found.some((known) => known.list === entry.list)) node.found.push(entry);
  };

  lists.forEach((list, listIndex) => {
    for (const phrase of list.phrases) {
      const entry = { list: listIndex, phrase: phrases++ };
      for (const form of expandPhrase(phrase)) {
        tokenise(form, scratch);
        const words: string[] = [];
        let node = root;
        for (let i = 0; i < scratch.count; i++) {
          const word = foldWord(form, scratch.start[i] ?? 0, scratch.end[i] ?? 0);
          words.push(word);
          let id = wordIds.get(word);
          if (id === undefined) {
            id = wordHashes.push(scratch.hash[i] ?? 0) - 1;
            wordIds.set(word, id);
          }
          const known = nodes[branch(node, id)];
          if (known && known !== root) {
            node = known;
          } else {
            const made = createNode();
            addBranch(node, id, nodes.push(made) - 1);
            node = made;
          }
        }
        if (words.length === 0) continue;
        longest = Math.max(longest, words.length);
        node.terminal ??= { words, found: [] };
        if (!node.terminal.found.some((known) => known.list === listIndex)) node.terminal.found.push(entry);
        if (list.inTags) addJoined(words, entry);
      }
    }
  });

  // Two words of a pack may have one 32-bit hash: the first stands for both in the table, and `resolve` tells them
  // apart by their letters.
  const byHash = createWordTable(wordHashes);
  const twins = new Map<number, number[]>();
  wordHashes.forEach((hash, id) => {
    const first = id === 0 ? 0 : findWord(byHash, hash);
    if (first !== id) twins.set(first, [...(twins.get(first) ?? [first]), id]);
  });
  const words = [...wordIds.keys()];
  /** Which of the pack's words with the same hash the text holds. */
  const resolve = (id: number, text: string, start: number, end: number): number =>
    twins.get(id)?.find((twin) => isWord(text, start, end, words[twin - 1] ?? '')) ?? id;

  const trie = packTrie(nodes);
  const rootNext = new Int32Array(wordHashes.length);
  for (const [word, next] of branches(root)) rootNext[word] = next;
  const terminals: (Terminal | null)[] = nodes.map((node) => node.terminal);
  /** Bit 1: a phrase ends here; bit 2: one goes on from here. */
  const kinds = Uint8Array.from(
    nodes,
    (node) => (node.terminal ? ENDS : 0) | (node.word === 0 ? 0 : GOES_ON),
  );

  const hits = createHits(lists.length);
  // Paths under way: where in the trie, and from which word. At most one begins at each of the last few words.
  const pathNode = new Int32Array(longest + 1);
  const pathStart = new Int32Array(longest + 1);
  const hasTwins = twins.size > 0;

  const add = (
    entry: Terminal['found'][number],
    start: number,
    end: number,
    firstToken: number,
    endToken: number,
    sentence: number,
  ): void => {
    const at = hits.count;
    if (at === hits.list.length) growHits(hits);
    hits.list[at] = entry.list;
    hits.phrase[at] = entry.phrase;
    hits.start[at] = start;
    hits.end[at] = end;
    hits.firstToken[at] = firstToken;
    hits.endToken[at] = endToken;
    hits.sentence[at] = sentence;
    hits.perList[entry.list] = (hits.perList[entry.list] ?? 0) + 1;
    hits.count++;
  };

  const confirm = (
    text: string,
    tokens: Tokens,
    node: number,
    first: number,
    last: number,
    sentence: number,
  ) => {
    const terminal = terminals[node];
    if (!terminal) return;
    // Hashes only suggest a match; the words decide.
    for (let k = 0; k < terminal.words.length; k++) {
      const word = terminal.words[k] ?? '';
      if (!isWord(text, tokens.start[first + k] ?? 0, tokens.end[first + k] ?? 0, word)) return;
    }
    for (const entry of terminal.found) {
      add(entry, tokens.start[first] ?? 0, tokens.end[last] ?? 0, first, last + 1, sentence);
    }
  };

  const searchTag = (text: string, tokens: Tokens, token: number, sentence: number): void => {
    const start = tokens.start[token] ?? 0;
    const end = tokens.end[token] ?? 0;
    if (end - start > MAX_TAG) return;
    const folded = foldWord(text, start, end);
    const seen = new Set<number>();
    for (let from = 0; from + MIN_JOINED <= folded.length; from++) {
      let node: CharNode | undefined = joined;
      for (let at = from; node && at < folded.length; at++) {
        node = node.next.get(folded.charAt(at));
        if (!node) break;
        for (const entry of node.found) {
          if (seen.has(entry.list)) continue;
          seen.add(entry.list);
          add(entry, start, end, token, token + 1, sentence);
        }
      }
    }
  };

  return {
    listOf: (id) => lists.findIndex((list) => list.id === id),
    scan(text, tokens) {
      hits.count = 0;
      hits.perList.fill(0);
      const { count, hash: hashes, flags } = tokens;
      let paths = 0;
      let sentence = 0;
      for (let i = 0; i < count; i++) {
        const flag = flags[i] ?? 0;
        if ((flag & (AFTER_BREAK | AFTER_SENTENCE)) !== 0) {
          paths = 0;
          if ((flag & AFTER_SENTENCE) !== 0) sentence++;
        }
        if ((flag & IN_TAG) !== 0) searchTag(text, tokens, i, sentence);
        let word = findWord(byHash, hashes[i] ?? 0);
        if (word === 0) {
          paths = 0;
          continue;
        }
        if (hasTwins) word = resolve(word, text, tokens.start[i] ?? 0, tokens.end[i] ?? 0);
        let kept = 0;
        for (let p = 0; p < paths; p++) {
          const next = follow(trie, pathNode[p] ?? 0, word);
          if (next === 0) continue;
          const first = pathStart[p] ?? 0;
          const kind = kinds[next] ?? 0;
          if ((kind & ENDS) !== 0) confirm(text, tokens, next, first, i, sentence);
          if ((kind & GOES_ON) === 0) continue;
          pathNode[kept] = next;
          pathStart[kept] = first;
          kept++;
        }
        const begun = rootNext[word] ?? 0;
        if (begun !== 0) {
          const kind = kinds[begun] ?? 0;
          if ((kind & ENDS) !== 0) confirm(text, tokens, begun, i, i, sentence);
          if ((kind & GOES_ON) !== 0) {
            pathNode[kept] = begun;
            pathStart[kept] = i;
            kept++;
          }
        }
        paths = kept;
      }
      return hits;
    },
  };
}
