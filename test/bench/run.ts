/**
 * `npm run bench`: builds the extension, measures it on the stage in Chromium, prints a table and writes
 * `.output/bench.json` = `{ "figure": number }`. Exits 1 when a limit is missed or something could not be measured.
 * `npm run bench -- size gate` measures only the groups with those figures; the file then holds no others.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { findChromium, findFirefox } from '../../lib/commands/browsers.mjs';
import { runStep } from '../../lib/commands/steps';
import { type ChromiumSession, launchChromium } from '../e2e/chromium';
import { launchFirefox } from '../e2e/firefox';
import { ROOT, type Session } from '../e2e/session';
import { type Stage, startStage } from '../stage/server';
import { isJudged, isMissed, rounded, tableOf } from './figures';
import { measureCheck } from './measure-check';
import { measureDecide } from './measure-decide';
import { measureIncident } from './measure-incident';
import { measureKeystrokes } from './measure-keystrokes';
import { measureOffDuty } from './measure-off-duty';
import { measureOutbox } from './measure-outbox';
import { measurePageStart } from './measure-page-start';
import { measureRelay } from './measure-relay';
import { measureSize } from './measure-size';

type Say = (line: string) => void;

/** The browsers a measurement may ask for; each starts when it is first wanted, with a stage of its own. */
interface Browsers {
  /** Chromium, joined to a force whose board is a plain file. */
  session(): Promise<ChromiumSession>;
  /** The same with a relay. */
  relaySession(): Promise<ChromiumSession>;
  /** Firefox with a relay; null where there is no Firefox. */
  firefoxRelaySession(): Promise<Session | null>;
}

/** Figures that are measured together. */
interface Group {
  /** Beginnings of its figures' names. */
  readonly figures: readonly string[];
  readonly measure: (browsers: Browsers, say: Say) => Promise<Record<string, number>>;
}

const GROUPS: readonly Group[] = [
  { figures: ['size'], measure: measureSize },
  { figures: ['relay'], measure: (_, say) => measureRelay(say) },
  { figures: ['check'], measure: async ({ session }) => measureCheck(await session()) },
  { figures: ['gate.decide'], measure: async ({ session }) => measureDecide(await session()) },
  {
    figures: ['gate.blind', 'banner'],
    measure: async ({ session }, say) => measurePageStart(await session(), say),
  },
  { figures: ['offduty'], measure: async ({ session }, say) => measureOffDuty(await session(), say) },
  { figures: ['keystroke'], measure: async ({ session }, say) => measureKeystrokes(await session(), say) },
  {
    figures: ['incident'],
    measure: (browsers, say) =>
      measureIncident(
        { relay: browsers.relaySession, firefox: browsers.firefoxRelaySession, file: browsers.session },
        say,
      ),
  },
  // Last: it leaves a board full of orders behind.
  {
    figures: ['outbox'],
    measure: async ({ relaySession }, say) => measureOutbox(await relaySession(), say),
  },
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
  const browsers = createBrowsers(closing);

  const figures: Record<string, number> = {};
  const failures: string[] = [];
  try {
    for (const group of groups) {
      const name = group.figures.join(', ');
      say(name);
      try {
        const measured = await group.measure(browsers, (line) => say(`  ${line}`));
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
  const judged = Object.keys(figures).filter(isJudged);
  process.stdout.write(`\n${tableOf(figures)}\n\n`);
  warnOfLoad();
  for (const failure of failures) process.stdout.write(`Could not measure ${failure}\n`);
  process.stdout.write(
    `${judged.length - missed.length} of ${judged.length} limits held. .output/bench.json\n`,
  );
  return missed.length === 0 && failures.length === 0;
}

/** The browsers of this run. What is started is closed, last first, by what is added to `closing`. */
function createBrowsers(closing: (() => Promise<void>)[]): Browsers {
  const open = async <S extends Session>(
    withRelay: boolean,
    launch: (stage: Stage) => Promise<S>,
  ): Promise<S> => {
    const stage = await startStage();
    closing.unshift(() => stage.close());
    if (withRelay) await stage.openRelay();
    const session = await launch(stage);
    closing.unshift(() => session.close());
    await session.join();
    return session;
  };
  const chromium = async (withRelay: boolean): Promise<ChromiumSession> => {
    say(`starting the stage${withRelay ? ', its relay' : ''} and a browser with Cordon, joined`);
    const browser = await findChromium();
    if ('missing' in browser) throw new Error(`${browser.sentence} For example: ${browser.command}`);
    return open(withRelay, (stage) => launchChromium({ stage, executablePath: browser.path }));
  };
  const firefox = async (): Promise<Session | null> => {
    const browser = await findFirefox();
    if ('missing' in browser) return null;
    say('building for Firefox, and starting it with a stage and its relay');
    const built = await runStep(
      { name: 'build', script: 'node_modules/wxt/bin/wxt.mjs', args: ['build', '-b', 'firefox', '--mv3'] },
      { show: false },
    );
    if (!built.ok) throw new Error(built.output);
    return open(true, (stage) => launchFirefox({ stage, executablePath: browser.path }));
  };
  let file: Promise<ChromiumSession> | undefined;
  let relay: Promise<ChromiumSession> | undefined;
  let other: Promise<Session | null> | undefined;
  return {
    session() {
      file ??= chromium(false);
      return file;
    },
    relaySession() {
      relay ??= chromium(true);
      return relay;
    },
    firefoxRelaySession() {
      other ??= firefox();
      return other;
    },
  };
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
