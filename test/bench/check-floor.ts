import type { HashtagEntry } from '../../lib/board/schema';
import { createEngine } from '../../lib/checks/engine';
import { NOW, ORDINARY_POSTS, REGISTER } from '../../lib/checks/ordinary-posts.test-data';
import { SHIPPED_PACK } from '../../lib/guidance/shipped-pack';

/** Lengths of the drafts that are timed, in UTF-16 units: a post, a long post, a pasted document. */
export const DRAFT_LENGTHS = [280, 2000, 60_000] as const;

const PHRASES = 5000;
const TAGS = 500;
/** One sample lasts about this long, so that a clock of 0.1 ms is fine enough. */
const SAMPLE_MS = 25;
const SAMPLES = 15;
const WARM_UP_MS = 250;

/** What one length cost. */
export interface FloorMeasure {
  /** Time of a check over the time of the floor: of samples taken in turn, the least disturbed of each. */
  readonly xFloor: number;
  readonly checkMicroseconds: number;
  readonly floorMicroseconds: number;
}

let sink = 0;

/** The floor all figures are measured against: reading every character once. */
function floor(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum += text.charCodeAt(i);
  return sum;
}

/** Drafts of one length that are checked in turn, as typing makes a new one each time. */
const DRAFTS = 8;

/** A draft of this length out of ordinary posts in both languages; each number begins at another post. */
export function draftOf(length: number, number = 0): string {
  const first = (number * 11) % ORDINARY_POSTS.length;
  const all = [...ORDINARY_POSTS.slice(first), ...ORDINARY_POSTS.slice(0, first)].join('\n');
  // Slices and joins of strings are trees inside the engine; a draft read from a page is flat.
  return Array.from(all.repeat(Math.ceil(length / all.length)).slice(0, length)).join('');
}

/** Phrases of two to four words out of the posts' own words, so that many paths are begun and some go far. */
function generatedPhrases(count: number): string[] {
  const words = [...new Set(ORDINARY_POSTS.join(' ').match(/\p{L}{2,20}/gu) ?? [])];
  const phrases = new Set<string>();
  for (let i = 1; phrases.size < count; i++) {
    const pick = (step: number): string => words[(i * step + (i >> 7)) % words.length] ?? 'heddlu';
    phrases.add([pick(7), pick(31), pick(127), pick(509)].slice(0, 2 + (i % 3)).join(' '));
  }
  return [...phrases];
}

function timed(run: () => void, times: number): number {
  const start = performance.now();
  for (let i = 0; i < times; i++) run();
  return performance.now() - start;
}

/** How many runs fill a sample, counted when the code is warm. */
function timesFor(run: () => void): number {
  for (let spent = 0; spent < WARM_UP_MS; ) spent += timed(run, 2);
  let times = 1;
  while (timed(run, times) < SAMPLE_MS / 2) times *= 2;
  return times * 2;
}

/**
 * Times the whole draft check (all detectors, the shipped pack and 5,000 phrases more, 500 hashtags) against the
 * floor, in whatever engine runs it; figures for the project come from Chromium.
 */
export function measureCheckFloor(): Record<(typeof DRAFT_LENGTHS)[number], FloorMeasure> {
  const tags: HashtagEntry[] = Array.from({ length: TAGS }, (_, i) => ({
    tag: `TeifiCampaign${i}`,
    status: 'ours',
  }));
  const engine = createEngine(SHIPPED_PACK, {
    hashtags: [...REGISTER, ...tags],
    phrases: [{ group: 'broadcasting.talking-at', phrases: generatedPhrases(PHRASES) }],
  });
  const checkAll = (drafts: readonly string[]): void => {
    for (const draft of drafts) sink += engine.check(draft, { platform: 'x', now: NOW }).length;
  };
  const readAll = (drafts: readonly string[]): void => {
    for (const draft of drafts) sink += floor(draft);
  };
  const measure = (length: number): FloorMeasure => {
    const drafts = Array.from({ length: DRAFTS }, (_, number) => draftOf(length, number));
    const check = (): void => checkAll(drafts);
    const read = (): void => readAll(drafts);
    const checks = timesFor(check);
    const reads = timesFor(read);
    const checkTimes: number[] = [];
    const floorTimes: number[] = [];
    for (let i = 0; i < SAMPLES; i++) {
      const low = (timed(read, reads) * 1000) / reads / DRAFTS;
      const high = (timed(check, checks) * 1000) / checks / DRAFTS;
      checkTimes.push(high);
      floorTimes.push(low);
    }
    const checkMicroseconds = Math.min(...checkTimes);
    const floorMicroseconds = Math.min(...floorTimes);
    return { xFloor: checkMicroseconds / floorMicroseconds, checkMicroseconds, floorMicroseconds };
  };
  return { 280: measure(280), 2000: measure(2000), 60000: measure(60_000) };
}

/** Keeps the measured work from being optimised away. */
export const workDone = (): number => sink;
