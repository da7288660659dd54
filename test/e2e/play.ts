import { startStage } from '../stage/server';
import { launchChromium } from './chromium';
import { facebookMoves, xMoves } from './moves';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Opens a browser to play in: X, Facebook and the control page, on a registered account. Resolves when it is closed. */
export async function playByHand(options: {
  readonly executablePath: string;
  readonly signal: AbortSignal;
}): Promise<void> {
  const stage = await startStage({ signal: options.signal });
  try {
    const session = await launchChromium({ stage, executablePath: options.executablePath, headless: false });
    const closed = new Promise<void>((resolve) => {
      session.context.once('close', () => resolve());
      options.signal.addEventListener('abort', () => resolve());
    });
    say('Joining the sample force …');
    await session.join();
    await session.actAs('x', xMoves.registered);
    await session.actAs('facebook', facebookMoves.registered);
    await session.openTab(facebookMoves.home);
    await session.openTab(stage.controlUrl);
    const x = await session.openTab(xMoves.home);
    await x.bringToFront();
    say('X and Facebook are stand-ins; nothing you post leaves this computer.');
    say(`The control page issues and ends a blackout: ${stage.controlUrl}`);
    say('Close the browser, or press Ctrl+C here, to end.');
    await closed;
    await session.close();
  } finally {
    await stage.close();
  }
}
