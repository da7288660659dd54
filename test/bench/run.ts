/**
 * `npm run bench`: builds the extension, measures it on the stage in Chromium, prints a table and writes
 * `.output/bench.json` = `{ "figure": number }`. Exits 1 when a limit is missed or something could not be measured.
 * `npm run bench -- size gate` measures only the groups with those figures; the file then holds no others.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../../lib/commands/browsers.mjs';
import { runStep } from '../../lib/commands/steps';
import { type ChromiumSession, launchChromium } from '../e2e/chromium';
import { ROOT } from '../e2e/session';
import { startStage } from '../stage/server';
import { isMissed, LIMITS, rounded, tableOf } from './figures';
import { measureCheck } from './measure-check';
import { measureDecide } from './measure-decide';
import { measureKeystrokes } from './measure-keystrokes';
import { measureOffDuty } from './measure-off-duty';
import { measurePageStart } from './measure-page-start';
import { measureSize } from './measure-size';

type Say = (line: string) => void;

/** Figures that are measured together. */
interface Group {
  /** Beginnings of its figures' names. */
  readonly figures: readonly string[];
  readonly measure: (session: () => Promise<ChromiumSession>, say: Say) => Promise<Record<string, number>>;
}

const GROUPS: readonly Group[] = [
  { figures: ['size'], measure: measureSize },
  { figures: ['check'], measure: async (session) => measureCheck(await session()) },
  { figures: ['gate.decide'], measure: async (session) => measureDecide(await session()) },
  {
    figures: ['gate.blind', 'banner'],
    measure: async (session, say) => measurePageStart(await session(), say),
  },
  { figures: ['offduty'], measure: async (session, say) => measureOffDuty(await session(), say) },
  { figures: ['keystroke'], measure: async (session, say) => measureKeystrokes(await session(), say) },
];

const started = performance.now();
const say: Say = (line) => {
  const seconds = ((performance.now() - started) / 1000).toFixed(0).padStart(4);
  process.stdout.write(`${seconds} s  ${line}\n`);
};

async function main(wanted: readonly string[]): Promise<boolean> {
  const groups = GROUPS.filter(
    ({ figures }) =>
      wanted.length === 0 ||
      figures.some((figure) => wanted.some((word) => figure.startsWith(word) || word.startsWith(figure))),
  );
  if (groups.length === 0) {
    process.stdout.write(`Nothing of that name. There are: ${GROUPS.flatMap((g) => g.figures).join(', ')}\n`);
    return false;
  }
  say('building the extension');
  const built = await runStep(
    { name: 'build', script: 'node_modules/wxt/bin/wxt.mjs', args: ['build'] },
    { show: false },
  );
  if (!built.ok) {
    process.stdout.write(built.output);
    return false;
  }

  const closing: (() => Promise<void>)[] = [];
  let starting: Promise<ChromiumSession> | undefined;
  const start = async (): Promise<ChromiumSession> => {
    say('starting the stage and a browser with Cordon, joined');
    const browser = await findChromium();
    if ('missing' in browser) throw new Error(`${browser.sentence} For example: ${browser.command}`);
    const stage = await startStage();
    closing.unshift(() => stage.close());
    const session = await launchChromium({ stage, executablePath: browser.path });
    closing.unshift(() => session.close());
    await session.join();
    return session;
  };
  // Only for what needs one: sizes are read from the disk.
  const session = (): Promise<ChromiumSession> => {
    starting ??= start();
    return starting;
  };

  const figures: Record<string, number> = {};
  const failures: string[] = [];
  try {
    for (const group of groups) {
      const name = group.figures.join(', ');
      say(name);
      try {
        const measured = await group.measure(session, (line) => say(`  ${line}`));
        for (const [figure, value] of Object.entries(measured)) figures[figure] = rounded(value);
      } catch (error) {
        // What else can be measured still should be.
        failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  } finally {
    for (const close of closing) await close();
  }
  await mkdir(join(ROOT, '.output'), { recursive: true });
  await writeFile(join(ROOT, '.output', 'bench.json'), `${JSON.stringify(figures, null, 2)}\n`);

  const missed = Object.entries(figures).filter(([name, value]) => isMissed(name, value));
  const judged = Object.keys(figures).filter((name) => LIMITS[name] !== undefined);
  process.stdout.write(`\n${tableOf(figures)}\n\n`);
  warnOfLoad();
  for (const failure of failures) process.stdout.write(`Could not measure ${failure}\n`);
  process.stdout.write(
    `${judged.length - missed.length} of ${judged.length} limits held. .output/bench.json\n`,
  );
  return missed.length === 0 && failures.length === 0;
}

/** Sizes, ratios and CPU times bear a busy machine; what is measured by the clock does not. Windows tells no load. */
function warnOfLoad(): void {
  const [load = 0] = loadavg();
  const cores = availableParallelism();
  if (load <= cores) return;
  process.stdout.write(
    `${load.toFixed(1)} programs wanted these ${cores} cores in the last minute. What goes by the clock (banner, blind, ` +
      'decide) is too high; measure again when it is quiet.\n',
  );
}

main(process.argv.slice(2)).then(
  (ok) => {
    process.exitCode = ok ? 0 : 1;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
