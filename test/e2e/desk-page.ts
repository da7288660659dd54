import type { Tab } from './tab';

/** The desk's controls that tests press, by marks of their own: words change, and stand in two languages. */
export const DESK = {
  keysFile: '.file-field',
  passphrase: '[data-desk="passphrase"]',
  /** There once the desk is unlocked and has read the board. */
  ready: '[data-desk="in-force"]',
  check: '[data-desk="check"]',
  issue: '[data-desk="issue-now"]',
  /** An order that stands. */
  notice: '[data-desk="notice"]',
  update: '[data-desk="update"]',
  standDown: '[data-desk="stand-down"]',
  standDownNow: '[data-desk="stand-down-now"]',
  /** What was handed in last stands on the board. */
  published: '[data-desk="published"]',
  /** Somebody else published in between. */
  changed: '[data-desk="changed"]',
  /** It could not be published, for another cause. */
  failed: '[data-desk="failed"]',
  publishAgain: '[data-desk="publish-again"]',
} as const;

/** A room of the desk. */
export type Room = 'incident' | 'seen' | 'inbox' | 'register' | 'removals' | 'keys';

/** Goes to a room of the unlocked desk. */
export const goTo = (desk: Tab, room: Room): Promise<void> => desk.click(`[data-desk="nav-${room}"]`);

/** The line of an account in the list of who has seen a notice. */
export const seenLine = (account: string): string => `.seen-row[data-account="${account}"]`;

/** The same once somebody there has acknowledged it. */
export const acknowledgedLine = (account: string): string =>
  `.seen-row--acknowledged[data-account="${account}"]`;

/** Presses, and gives when the press arrived in the page, in ms since 1970. */
async function pressTimed(desk: Tab, css: string): Promise<number> {
  await desk.waitFor(css);
  await desk.evaluate(() => {
    addEventListener(
      'click',
      () => {
        document.documentElement.dataset.pressedAt = String(Date.now());
      },
      { capture: true, once: true },
    );
  }, undefined);
  await desk.click(css);
  return desk.evaluate(() => Number(document.documentElement.dataset.pressedAt), undefined);
}

/** Presses what publishes an order. Resolves once it stands at the desk; gives when the press arrived, in ms since 1970. */
export async function issueNow(desk: Tab): Promise<number> {
  // The list of orders is not on this view; what stands was read before.
  const before = await desk.evaluate(() => document.documentElement.dataset.notices ?? '', undefined);
  const pressed = await pressTimed(desk, DESK.issue);
  const known = before.split(' ').map((id) => `:not([data-notice="${id}"])`);
  await desk.waitFor(`${DESK.notice}${known.join('')}`);
  return pressed;
}

/** Notes in the page which orders stand, before another view takes the place of their list. */
const noteNotices = (desk: Tab): Promise<string> =>
  desk.evaluate((css) => {
    const all = [...document.querySelectorAll<HTMLElement>(css)].map(({ dataset }) => dataset.notice);
    document.documentElement.dataset.notices = all.join(' ');
    return all[0] ?? '';
  }, DESK.notice);

/** Makes a notice from a template (its name is in lib/desk/templates.ts) ready to be issued by one press more. */
export async function startFromTemplate(desk: Tab, template: string): Promise<void> {
  await openIncidents(desk);
  await desk.click(`[data-desk="template-${template}"]`);
  await desk.click(DESK.check);
  await desk.waitFor(DESK.issue);
}

/** Issues a notice from a template by three presses; see {@link issueNow}. */
export async function issueFromTemplate(desk: Tab, template: string): Promise<number> {
  await startFromTemplate(desk, template);
  return issueNow(desk);
}

/** Ends the newest order at the desk, and waits until that is published. */
export async function standDownAtDesk(desk: Tab): Promise<void> {
  const newest = await openIncidents(desk);
  await desk.click(DESK.standDown);
  await desk.click(DESK.standDownNow);
  await desk.waitFor(DESK.ready);
  await desk.waitGone(`[data-notice="${newest}"]`);
}

/** Replaces the newest order at the desk by one with another headline, and waits until that is published. */
export async function updateAtDesk(desk: Tab, headline: string): Promise<void> {
  await openIncidents(desk);
  await desk.click(DESK.update);
  await desk.fill('[data-desk="text-en"]', headline);
  await desk.click(DESK.check);
  await issueNow(desk);
}

/** A removal request that its operator says is done. */
export const TOLD_DONE = '[data-removal="told-done"]';

/** Asks at the desk that an account's post be removed. */
export async function askRemoval(desk: Tab, account: string, post: string): Promise<void> {
  await desk.bringToFront();
  await goTo(desk, 'removals');
  await desk.click('[data-desk="ask-removal"]');
  await desk.choose('select[name="account"]', account);
  await desk.fill('textarea[name="posts"]', post);
  await desk.click('[data-desk="send-removal"]');
  await desk.waitFor('[data-removal="open"]');
}

/** Goes to the incident room; gives the identifier of the newest order that stands, or an empty text. */
async function openIncidents(desk: Tab): Promise<string> {
  await desk.bringToFront();
  await goTo(desk, 'incident');
  await desk.waitFor(DESK.ready);
  return noteNotices(desk);
}
