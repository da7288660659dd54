import { formatTime } from '../../lib/i18n/time';
import { type Moves, refreshBoard, SURFACE } from './moves';
import type { Session } from './session';
import type { Tab } from './tab';

/** What one step of the tour works with. */
export interface Scene {
  readonly session: Session;
  readonly moves: Moves;
  readonly tab: Tab;
}

/** One step: it resolves when what it names was seen, and rejects otherwise. */
export interface TourStep {
  readonly name: string;
  play(scene: Scene): Promise<void>;
}

/** A draft with nothing to find in it. */
export const CALM = 'Diolch i bawb a ddaeth i’r orsaf heddiw. Croeso cynnes i chi i gyd!';
/** A draft with a phone number in it, which asks before it is posted. */
export const ASKING = 'Ring Sam on 07700 900123 about the lost dog.';

/** How long a thing that must not happen is given to happen, in ms. There is nothing to wait for but the clock. */
const QUIET_MS = 1_200;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function expectNothingLeft({ session, moves }: Scene): void {
  const left = session.stage.journal.published().filter(({ platform }) => platform === moves.platform);
  if (left.length > 0) throw new Error(`left the page: ${left.map(({ operation }) => operation).join(', ')}`);
}

async function expectSilent({ tab }: Scene): Promise<void> {
  for (const css of [SURFACE.guard, SURFACE.strip]) {
    if (
      await tab.evaluate((selector) => document.querySelector(selector) !== null, css.split(' ')[0] ?? css)
    ) {
      throw new Error(`${css} is on the page`);
    }
  }
}

async function open(scene: Scene, account: string, url = scene.moves.home): Promise<void> {
  const { session, moves, tab } = scene;
  await session.actAs(moves.platform, account);
  await tab.goto(url);
  if (url === moves.home) await tab.waitFor(moves.ready);
}

/** Opens the platform's home page as its registered account. */
export async function openRegistered(scene: Scene): Promise<void> {
  await open(scene, scene.moves.registered);
  await scene.tab.waitFor(SURFACE.banner);
}

async function issueBlackout(scene: Scene): Promise<void> {
  await scene.session.stage.force.issueBlackout();
  await refreshBoard(scene.session);
  await scene.tab.bringToFront();
  await scene.tab.waitFor(SURFACE.blackout);
}

async function standDown(scene: Scene): Promise<void> {
  await scene.session.stage.force.standDown();
  await refreshBoard(scene.session);
  await scene.tab.bringToFront();
  await scene.tab.waitGone(SURFACE.blackout);
}

/** Presses, sees the hold notice, and sees in the journal that nothing left. */
export async function expectHeld(scene: Scene, press: () => Promise<void>): Promise<void> {
  scene.session.stage.journal.clear();
  await press();
  await scene.tab.waitFor(SURFACE.hold);
  await pause(QUIET_MS);
  expectNothingLeft(scene);
}

/** The steps, in order. Each builds on the page as the one before left it. */
export const TOUR_STEPS: readonly TourStep[] = [
  {
    name: 'personal-account-silent',
    async play(scene) {
      await open(scene, scene.moves.personal);
      await scene.moves.compose(scene.tab);
      await scene.tab.type(ASKING);
      await pause(QUIET_MS);
      await expectSilent(scene);
    },
  },
  {
    name: 'registered-detected',
    async play(scene) {
      await openRegistered(scene);
      await scene.tab.waitForText(SURFACE.banner, 'No order in the board');
    },
  },
  {
    name: 'conflict-shown',
    async play(scene) {
      const { session, moves, tab } = scene;
      // The tab was loaded as the registered account; somebody switches in another window.
      const other = await session.openTab('about:blank');
      await other.bringToFront();
      await session.actAs(moves.platform, moves.personal);
      await tab.waitForText(SURFACE.strip, 'signs of two accounts');
      await other.close();
      await tab.bringToFront();
    },
  },
  {
    name: 'findings-shown',
    async play(scene) {
      await openRegistered(scene);
      await scene.moves.compose(scene.tab);
      await scene.tab.type(ASKING);
      await scene.tab.waitForText(SURFACE.panel, 'telephone number');
    },
  },
  {
    name: 'finding-reason-then-post',
    async play(scene) {
      const { session, moves, tab } = scene;
      await expectHeld(scene, () => moves.pressPost(tab));
      await tab.click(`${SURFACE.hold} .way button`);
      await tab.waitGone(SURFACE.hold);
      await moves.postAndArrive(tab, session);
    },
  },
  {
    name: 'blackout-shown',
    async play(scene) {
      await openRegistered(scene);
      await issueBlackout(scene);
      await scene.tab.waitForText(SURFACE.banner, 'Check what is scheduled');
    },
  },
  {
    name: 'post-held',
    async play(scene) {
      const { moves, tab } = scene;
      await moves.compose(tab);
      await tab.type(CALM);
      await expectHeld(scene, () => moves.pressPost(tab));
    },
  },
  {
    name: 'reply-held',
    async play(scene) {
      const { moves, tab } = scene;
      await openRegistered(scene);
      await tab.waitFor(SURFACE.blackout);
      await moves.writeReply(tab, CALM);
      await expectHeld(scene, () => moves.sendReply(tab));
    },
  },
  {
    name: 'reshare-held',
    async play(scene) {
      const { moves, tab } = scene;
      await openRegistered(scene);
      await tab.waitFor(SURFACE.blackout);
      await expectHeld(scene, () => moves.reshare(tab));
    },
  },
  {
    name: 'risk-to-life-passes',
    async play(scene) {
      const { session, moves, tab } = scene;
      await openRegistered(scene);
      await tab.waitFor(SURFACE.blackout);
      await moves.compose(tab);
      await tab.type(CALM);
      await expectHeld(scene, () => moves.pressPost(tab));
      await tab.click(`${SURFACE.hold} .choice:not([aria-disabled])`);
      await tab.waitGone(SURFACE.hold);
      await moves.postAndArrive(tab, session);
    },
  },
  {
    name: 'stand-down',
    async play(scene) {
      const { session, moves, tab } = scene;
      await standDown(scene);
      await tab.waitForText(SURFACE.banner, 'Stood down');
      session.stage.journal.clear();
      await openRegistered(scene);
      await moves.compose(tab);
      await tab.type(CALM);
      await moves.postAndArrive(tab, session);
    },
  },
  {
    name: 'password-change-asked',
    async play(scene) {
      const { moves, tab } = scene;
      await open(scene, moves.passwordAccount, moves.passwordUrl);
      await tab.waitFor(SURFACE.banner);
      await moves.changePassword(tab, 'wrong');
      await pause(QUIET_MS);
      if ((await tab.text(SURFACE.banner)).includes('Did you change'))
        throw new Error('asked after a failed change');
      await moves.changePassword(tab, 'the-old-passphrase');
      await tab.waitForText(SURFACE.banner, 'Did you change the password');
    },
  },
  {
    name: 'password-change-logged',
    async play(scene) {
      const { session, tab } = scene;
      await tab.click(`${SURFACE.banner} .button--strong`);
      await tab.waitForText(SURFACE.banner, formatTime(Date.now(), 'en', Date.now()).slice(0, 2));
      const popup = await session.extensionPage('popup.html');
      await popup.click('.outstanding button');
      await popup.waitGone('.outstanding');
      await popup.close();
      await tab.bringToFront();
    },
  },
  {
    name: 'switch-to-personal-clears',
    async play(scene) {
      const { moves } = scene;
      await openRegistered(scene);
      await open(scene, moves.personal);
      await pause(QUIET_MS);
      await expectSilent(scene);
    },
  },
  {
    name: 'not-protecting-shown',
    async play(scene) {
      const { moves, tab } = scene;
      await open(scene, moves.registered, moves.unprotected);
      await tab.waitForText(SURFACE.strip, 'not protecting this page');
    },
  },
];
