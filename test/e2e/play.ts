import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { SAMPLE_PASSPHRASE } from '../stage/force';
import { startStage } from '../stage/server';
import { launchChromium } from './chromium';
import { facebookMoves, xMoves } from './moves';
import { ROOT, type Session } from './session';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Where the sample force's keys file is put, for a desk that has locked itself. */
const KEYS_FILE = join(ROOT, '.output', 'sample-force', 'teifi-coast-keys.json');

/**
 * Opens a browser to play both sides in: Corporate Communications' desk, unlocked, beside X, Facebook and the stage's
 * control page, on registered accounts. Resolves when it is closed.
 */
export async function playByHand(options: {
  readonly executablePath: string;
  readonly signal: AbortSignal;
}): Promise<void> {
  const stage = await startStage({ signal: options.signal });
  try {
    say('Starting the relay and a browser …');
    await stage.openRelay();
    const session = await launchChromium({ stage, executablePath: options.executablePath, headless: false });
    const closed = new Promise<void>((resolve) => {
      session.context.once('close', () => resolve());
      options.signal.addEventListener('abort', () => resolve());
    });
    await setScene(session);
    say(tellOf(stage.controlUrl));
    await closed;
    await session.close();
  } finally {
    await stage.close();
  }
}

/** Joins the sample force, signs its accounts in, and opens both sides; the desk is in front. */
export async function setScene(session: Session): Promise<void> {
  const { stage } = session;
  await session.join();
  await session.actAs('x', xMoves.registered);
  await session.actAs('facebook', facebookMoves.registered);
  await session.openTab(stage.controlUrl);
  await session.openTab(facebookMoves.home);
  await session.openTab(xMoves.home);
  await mkdir(join(KEYS_FILE, '..'), { recursive: true });
  await writeFile(KEYS_FILE, await stage.force.keysFile());
  await session.desk();
}

const tellOf = (controlUrl: string): string => `
Teifi Coast Police is invented, X and Facebook are stand-ins, and nothing leaves this computer.

Be Corporate Communications, in the tab "Cordon: the desk":
  1. Choose "Blackout: major incident", then "Check and issue", then "Issue now".
  2. Open "Seen" and watch who has it.
Be an operator, in the tab of X or Facebook:
  3. The banner is there already. Try to post: it is held. Press "I have seen this".
  4. Choose "Missing person at risk" on the notice, and press Post again: it goes, and the desk is told.
Back at the desk:
  5. "Stand down". The hold ends on every page, with a list of what to look at first.

The desk locks after ten idle minutes. To open it again:
  keys file   ${relative(ROOT, KEYS_FILE)}
  passphrase  ${SAMPLE_PASSPHRASE}
Other accounts, and things that go wrong: ${controlUrl}
Close the browser, or press Ctrl+C here, to end.`;
