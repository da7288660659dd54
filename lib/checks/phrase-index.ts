import { expandPhrase } from './notation';
import { AFTER_BREAK, AFTER_SENTENCE, createTokens, foldWord, IN_TAG, type Tokens, tokenise } from './tokens';

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

interface CharNode {
  readonly next: Map<string, CharNode>;
  readonly found: { readonly list: number; readonly phrase: number }[];
}

interface Terminal {
  readonly words: readonly string[];
  readonly found: { readonly list: number; readonly phrase: number }[];
}

interface BuildNode {
  readonly next: Map<number, number>;
  terminal: Terminal | null;
}

/** A table from pairs of numbers to a number above 0, in open addressing; three cells a slot. */
interface PairTable {
  readonly cells: Int32Array;
  readonly mask: number;
}

function createPairTable(entries: number): PairTable {
  let size = 16;
  while (size < entries * 4) size *= 2;
  return { cells: new Int32Array(size * 3), mask: size - 1 };
}

function spread(a: number, b: number): number {
  const mixed = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}

function setPair({ cells, mask }: PairTable, a: number, b: number, value: number): void {
  let at = (spread(a, b) & mask) * 3;
  while (cells[at + 2] !== 0) at = at + 3 < cells.length ? at + 3 : 0;
  cells[at] = a;
  cells[at + 1] = b;
  cells[at + 2] = value;
}

/** The number of a pair, or 0. */
function findPair({ cells, mask }: PairTable, a: number, b: number): number {
  let at = (spread(a, b) & mask) * 3;
  for (;;) {
    const value = cells[at + 2] ?? 0;
    if (value === 0 || (cells[at] === a && cells[at + 1] === b)) return value;
    at = at + 3 < cells.length ? at + 3 : 0;
  }
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
  const nodes: BuildNode[] = [{ next: new Map(), terminal: null }];
  const joined: CharNode = { next: new Map(), found: [] };
  let phrases = 0;
  let longest = 1;
  let edges = 0;

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
        let at = 0;
        for (let i = 0; i < scratch.count; i++) {
          const word = foldWord(form, scratch.start[i] ?? 0, scratch.end[i] ?? 0);
          words.push(word);
          let id = wordIds.get(word);
          if (id === undefined) {
            id = wordHashes.push(scratch.hash[i] ?? 0) - 1;
            wordIds.set(word, id);
          }
          let next = nodes[at]?.next.get(id);
          if (next === undefined) {
            next = nodes.push({ next: new Map(), terminal: null }) - 1;
            nodes[at]?.next.set(id, next);
            edges++;
          }
          at = next;
        }
        const node = nodes[at];
        if (!node || words.length === 0) continue;
        longest = Math.max(longest, words.length);
        node.terminal ??= { words, found: [] };
        if (!node.terminal.found.some((known) => known.list === listIndex)) node.terminal.found.push(entry);
        if (list.inTags) addJoined(words, entry);
      }
    }
  });

  // Two words of a pack may have one 32-bit hash (with 20,000 words, in one pack of twenty): the first stands for
  // both in the table, and `resolve` tells them apart by their letters.
  const byHash = createPairTable(wordHashes.length);
  const twins = new Map<number, number[]>();
  const hashSeen = new Map<number, number>();
  for (let id = 1; id < wordHashes.length; id++) {
    const hash = wordHashes[id] ?? 0;
    const first = hashSeen.get(hash);
    if (first === undefined) {
      hashSeen.set(hash, id);
      setPair(byHash, hash, 0, id);
    } else {
      twins.set(first, [...(twins.get(first) ?? [first]), id]);
    }
  }
  const words = [...wordIds.keys()];
  /** Which of the pack's words with the same hash the text holds. */
  const resolve = (id: number, text: string, start: number, end: number): number => {
    const candidates = twins.get(id);
    if (!candidates) return id;
    const folded = foldWord(text, start, end);
    return candidates.find((candidate) => words[candidate - 1] === folded) ?? id;
  };

  const edgeTable = createPairTable(edges);
  const rootNext = new Int32Array(wordHashes.length);
  const terminals: (Terminal | null)[] = nodes.map((node) => node.terminal);
  const hasTerminal = Uint8Array.from(nodes, (node) => (node.terminal ? 1 : 0));
  const isLeaf = Uint8Array.from(nodes, (node) => (node.next.size === 0 ? 1 : 0));
  nodes.forEach((node, index) => {
    for (const [word, next] of node.next) {
      if (index === 0) rootNext[word] = next;
      else setPair(edgeTable, index, word, next);
    }
  });

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
      const folded = foldWord(text, tokens.start[first + k] ?? 0, tokens.end[first + k] ?? 0);
      if (folded !== terminal.words[k]) return;
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
        let word = findPair(byHash, hashes[i] ?? 0, 0);
        if (word === 0) {
          paths = 0;
          continue;
        }
        if (hasTwins) word = resolve(word, text, tokens.start[i] ?? 0, tokens.end[i] ?? 0);
        let kept = 0;
        for (let p = 0; p < paths; p++) {
          const next = findPair(edgeTable, pathNode[p] ?? 0, word);
          if (next === 0) continue;
          const first = pathStart[p] ?? 0;
          if (hasTerminal[next] === 1) confirm(text, tokens, next, first, i, sentence);
          if (isLeaf[next] === 1) continue;
          pathNode[kept] = next;
          pathStart[kept] = first;
          kept++;
        }
        const begun = rootNext[word] ?? 0;
        if (begun !== 0) {
          if (hasTerminal[begun] === 1) confirm(text, tokens, begun, i, i, sentence);
          if (isLeaf[begun] !== 1) {
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
