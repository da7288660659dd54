/**
 * `npm start`: opens a browser with Cordon, joined to the sample force, on the stage. With no display, or with
 * `-- --tour`, it plays the same by itself and exits 0 only if every step held.
 */
import { findChromium } from './browsers.mjs';
import { startMode } from './start-mode';
import { runStep } from './steps';

const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<boolean> {
  const mode = startMode(process.argv.slice(2), process.platform, process.env);
  const browser = await findChromium();
  if ('missing' in browser) {
    say(`${browser.sentence} For example: ${browser.command}`);
    return false;
  }
  say('Building the extension …');
  const built = await runStep(
    { name: 'build', script: 'node_modules/wxt/bin/wxt.mjs', args: ['build'] },
    { show: false },
  );
  if (!built.ok) {
    say(built.output);
    return false;
  }

  const life = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => life.abort());
  const options = { executablePath: browser.path, signal: life.signal };
  if (mode.kind === 'by-hand') {
    // Loaded here and not above: the stage takes a moment, and a wrong argument should be answered at once.
    const { playByHand } = await import('../../test/e2e/play');
    await playByHand(options);
    return true;
  }
  if (mode.why === 'no-display') say('No display here, so Cordon plays its tour by itself.');
  const { tour } = await import('../../test/e2e/tour');
  return tour(options);
}

main().then(
  (ok) => {
    process.exitCode = ok ? 0 : 1;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
