import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { PlatformId } from '../../lib/platforms/hosts';
import { startStage } from '../stage/server';
import { launchChromium } from './chromium';
import { INCIDENT_STEPS } from './incident-steps';
import { MOVES, type Moves } from './moves';
import { ROOT, type Session } from './session';
import type { Tab } from './tab';
import { TOUR_STEPS } from './tour-steps';

/** What the tour leaves in `.output/tour/summary.json`. */
export interface TourSummary {
  readonly ok: boolean;
  readonly steps: readonly {
    readonly name: string;
    readonly platform: PlatformId;
    readonly ok: boolean;
    /** Milliseconds the step took. */
    readonly ms: number;
    /** Path of the picture taken at its end, from the project's folder. */
    readonly screenshot: string;
  }[];
}

const FOLDER = join(ROOT, '.output', 'tour');
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Plays the main job on both platforms by itself, prints each step and resolves with whether all of them held. */
export async function tour(options: {
  readonly executablePath: string;
  readonly signal: AbortSignal;
}): Promise<boolean> {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  const stage = await startStage({ signal: options.signal });
  const steps: TourSummary['steps'][number][] = [];
  try {
    const session = await launchChromium({ stage, executablePath: options.executablePath });
    try {
      say('Joining the sample force …');
      await session.join();
      for (const moves of MOVES) steps.push(...(await play(session, moves)));
      say('Starting the relay; from here the desk gives the orders …');
      await stage.openRelay();
      await session.joinAnew();
      for (const moves of MOVES) steps.push(...(await playIncident(session, moves)));
    } finally {
      await session.close();
    }
  } finally {
    await stage.close();
  }
  const summary: TourSummary = { ok: steps.length > 0 && steps.every(({ ok }) => ok), steps };
  await writeFile(join(FOLDER, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
  const held = steps.filter(({ ok }) => ok).length;
  say(`\n${held} of ${steps.length} steps held. Pictures and summary: ${relative(ROOT, FOLDER)}`);
  return summary.ok;
}

/** One step to be taken, and the page that shows it. */
interface Act {
  readonly name: string;
  readonly picture: Tab;
  readonly run: () => Promise<void>;
}

async function play(session: Session, moves: Moves): Promise<TourSummary['steps']> {
  const tab = await session.openTab();
  const scene = { session, moves, tab };
  const acts = TOUR_STEPS.map(
    (step): Act => ({ name: step.name, picture: tab, run: () => step.play(scene) }),
  );
  return take(session, moves, acts, 1);
}

async function playIncident(session: Session, moves: Moves): Promise<TourSummary['steps']> {
  const tab = await session.openTab();
  const desk = await session.desk();
  const scene = { session, moves, tab, desk };
  const acts = INCIDENT_STEPS.map(
    (step): Act => ({ name: step.name, picture: scene[step.picture], run: () => step.play(scene) }),
  );
  return take(session, moves, acts, TOUR_STEPS.length + 1);
}

/** Takes the steps, with a picture at the end of each; then closes all tabs. */
async function take(
  session: Session,
  moves: Moves,
  acts: readonly Act[],
  first: number,
): Promise<TourSummary['steps']> {
  const steps: TourSummary['steps'][number][] = [];
  for (const [index, { name, picture, run }] of acts.entries()) {
    const path = join(FOLDER, `${moves.platform}-${String(first + index).padStart(2, '0')}-${name}.png`);
    const started = performance.now();
    const problem = await run().then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    const ms = Math.round(performance.now() - started);
    await picture.bringToFront();
    await picture.screenshot(path);
    steps.push({
      name,
      platform: moves.platform,
      ok: problem === null,
      ms,
      screenshot: relative(ROOT, path),
    });
    say(`${problem === null ? 'ok    ' : 'FAILED'} ${moves.platform.padEnd(8)} ${name} (${ms} ms)`);
    if (problem !== null) say(`       ${problem.split('\n').slice(0, 6).join('\n       ')}`);
  }
  await session.tidy();
  return steps;
}
