import { guardEn } from '../../lib/i18n/en/guard';
import {
  acknowledgedLine,
  askRemoval,
  goTo,
  issueFromTemplate,
  seenLine,
  standDownAtDesk,
  TOLD_DONE,
  updateAtDesk,
} from './desk-page';
import { facebookMoves, SURFACE, xMoves } from './moves';
import type { Tab } from './tab';
import { CALM, expectHeld, openRegistered, type Scene, type TourStep } from './tour-steps';

/** What a step of an incident works with: an operator's tab and Corporate Communications' desk. */
export interface IncidentScene extends Scene {
  readonly desk: Tab;
}

/** A step of an incident, and which of the two pages its picture shows. */
export interface IncidentStep extends Omit<TourStep, 'play'> {
  readonly picture: 'desk' | 'tab';
  play(scene: IncidentScene): Promise<void>;
}

/** The notice of the banner. */
export const CARD = `${SURFACE.banner} .notice`;
/** The banner's words in an exercise. */
export const EXERCISE = '.banner--exercise';
/** How long the desk may take to hear of a report, in ms: it asks every five seconds. */
export const HEARD_MS = 20_000;

/** An incident from the desk, on a relay. Each step builds on the one before. */
export const INCIDENT_STEPS: readonly IncidentStep[] = [
  {
    name: 'desk-issues-blackout',
    picture: 'desk',
    async play(scene) {
      await openRegistered(scene);
      await issueFromTemplate(scene.desk, 'blackout-major-incident');
      await scene.tab.waitForText(SURFACE.blackout, 'Major incident');
    },
  },
  {
    name: 'ack-seen-at-desk',
    picture: 'desk',
    async play({ desk, moves, tab }) {
      await tab.bringToFront();
      await tab.click(`${CARD} .button--strong`);
      await tab.waitForText(CARD, guardEn.acknowledged);
      await desk.bringToFront();
      await goTo(desk, 'seen');
      await desk.waitFor(acknowledgedLine(moves.registered), HEARD_MS);
    },
  },
  {
    name: 'override-seen-at-desk',
    picture: 'desk',
    async play(scene) {
      const { desk, moves, tab, session } = scene;
      await tab.bringToFront();
      await moves.compose(tab);
      await tab.type(CALM);
      await expectHeld(scene, () => moves.pressPost(tab));
      await tab.click(`${SURFACE.hold} .choice:not([aria-disabled])`);
      await tab.waitGone(SURFACE.hold);
      await moves.postAndArrive(tab, session);
      await desk.bringToFront();
      await desk.waitForText(seenLine(moves.registered), guardEn['reason.immediate-danger'], HEARD_MS);
    },
  },
  {
    name: 'update-reaches-tabs',
    picture: 'tab',
    async play(scene) {
      const { desk, moves, session, tab } = scene;
      const other = moves === xMoves ? facebookMoves : xMoves;
      await session.actAs(other.platform, other.registered);
      const second = await session.openTab(other.home);
      await second.waitFor(SURFACE.blackout);
      await updateAtDesk(desk, 'Main road open again; keep to the lines.');
      for (const page of [tab, second]) {
        await page.bringToFront();
        await page.waitForText(SURFACE.banner, 'Main road open again');
      }
      await second.close();
      await session.actAs(other.platform, null);
    },
  },
  {
    name: 'exercise-looks-different',
    picture: 'tab',
    async play(scene) {
      const { desk, tab } = scene;
      await standDownAtDesk(desk);
      await issueFromTemplate(desk, 'exercise-blackout');
      await tab.bringToFront();
      await tab.waitForText(EXERCISE, guardEn.exercise);
      if (await tab.isVisible(SURFACE.blackout)) throw new Error('the exercise looks like a real blackout');
    },
  },
  {
    name: 'desk-stand-down',
    picture: 'tab',
    async play(scene) {
      const { desk, moves, session, tab } = scene;
      await standDownAtDesk(desk);
      await issueFromTemplate(desk, 'blackout-major-incident');
      await tab.waitFor(SURFACE.blackout);
      await standDownAtDesk(desk);
      await tab.bringToFront();
      await tab.waitForText(SURFACE.banner, guardEn.stoodDown);
      await tab.waitForText(SURFACE.banner, guardEn.checkPinned);
      session.stage.journal.clear();
      await tab.goto(moves.home);
      await tab.waitFor(moves.ready);
      await tab.waitFor(SURFACE.banner);
      await moves.compose(tab);
      await tab.type(CALM);
      await moves.postAndArrive(tab, session);
    },
  },
  {
    name: 'removal-request-done',
    picture: 'desk',
    async play(scene) {
      const { desk, moves, tab } = scene;
      await askRemoval(desk, moves.registered, REMOVED_POST[moves.platform]);
      await tab.bringToFront();
      await tab.waitForText(SURFACE.banner, 'asks you to remove');
      await confirmRemoval(tab);
      await desk.bringToFront();
      await goTo(desk, 'removals');
      await desk.waitFor(TOLD_DONE, HEARD_MS);
    },
  },
];

/** Posts on the stage that an operator is asked to remove. */
const REMOVED_POST = {
  x: 'https://x.com/TeifiCoastPol/status/1990000000000000001',
  facebook: 'https://www.facebook.com/61550000000001/posts/770000000000001',
} as const;

/** The operator says in the banner that the post is gone, and confirms it. */
export async function confirmRemoval(tab: Tab): Promise<void> {
  await tab.click('[data-removal="removed"]');
  await tab.click('[data-removal="confirm"]');
  await tab.waitGone('[data-removal="confirm"]');
}
