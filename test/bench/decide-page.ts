import type { Identity, KnownAccount, Standing } from '../../lib/accounts/types';
import type { Notice } from '../../lib/board/schema';
import { createEngine } from '../../lib/checks/engine';
import { modeStrength, summarise } from '../../lib/checks/finding';
import { readDraft } from '../../lib/drafts/read-draft';
import { type Decision, decide, type Releases } from '../../lib/gate/decide';
import { draftKey } from '../../lib/gate/drafts';
import { SHIPPED_PACK } from '../../lib/guidance/shipped-pack';
import type { Snapshot } from '../../lib/messages/snapshot';
import type { Page } from '../../lib/platforms/platform';
import { x } from '../../lib/platforms/x/x';

/** A large force's register and a busy day's board. */
const ACCOUNTS = 500;
const NOTICES = 20;
const DECISIONS = 500;

/** Milliseconds of each decision in turn: the first one is cold, as most presses are. */
export interface DecisionTimes {
  readonly registered: readonly number[];
  /** The signs disagree, so every account of the platform is looked at. */
  readonly unclear: readonly number[];
  readonly draftLength: number;
}

const account = (number: number): KnownAccount => ({
  key: `account-${number}`,
  platform: number % 2 === 0 ? 'x' : 'facebook',
  kind: 'login',
  ids: [String(9_000_000 + number)],
  handle: `TeifiTeam${number}`,
  name: `Teifi team ${number}`,
  district: `district-${number % 8}`,
});

/** Advice, exercises for others, and lines with a list of what may be reshared; none stops the acting account. */
function notice(number: number): Notice {
  const level = number % 4 === 0 ? 'blackout' : number % 4 === 1 ? 'corporate-lines-only' : 'advice';
  const others = Array.from({ length: 50 }, (_, i) => `account-${100 + i}`);
  return {
    identifier: `notice-${number}`,
    sent: new Date(Date.UTC(2026, 10, 22, 8, number)).toISOString(),
    status: number % 4 === 0 ? 'test' : 'actual',
    messageType: number % 5 === 0 ? 'update' : 'alert',
    references: number % 5 === 0 ? [`notice-of-yesterday-${number}`] : [],
    expires: new Date(Date.now() + 3_600_000).toISOString(),
    level,
    scope: {
      accounts: [],
      districts: level === 'advice' ? [] : ['district-0'],
      platforms: [],
      exempt: others,
    },
    headline: { en: 'An order', cy: 'Gorchymyn' },
    corporateLines: [],
    reshare: {
      accounts: Array.from({ length: 20 }, (_, i) => `Partner${i}`),
      posts: Array.from(
        { length: 20 },
        (_, i) => `https://x.com/TeifiCoastPol/status/19900000000000000${10 + i}`,
      ),
    },
  };
}

const accounts = Array.from({ length: ACCOUNTS }, (_, i) => account(i));
const snapshot: Snapshot = {
  version: 1,
  force: 'teifi-coast',
  language: 'en',
  everConfirmed: true,
  accounts,
  notices: Array.from({ length: NOTICES }, (_, i) => notice(i)),
  board: { state: 'file', signedAt: '2026-11-22T08:00:00Z' },
  acknowledged: [],
  outstanding: [],
};
const releases: Releases = { notices: new Map(), findings: new Set(), notKnown: false, notOfficial: false };
const engine = createEngine(SHIPPED_PACK, { hashtags: [] });

/** One decision as at a press: what the control is, the words, the checks, the notices. Nothing is kept from before. */
function decideOnce(
  path: readonly EventTarget[],
  page: Page,
  identity: Identity,
  standing: Standing,
): Decision {
  const now = Date.now();
  const hit = x.intentOfPress(path, page);
  if (!hit?.composer) throw new Error('the control was not recognised');
  const findings = hit.composer.editors.flatMap((editor) =>
    engine.check(readDraft(editor).text, { platform: 'x', intent: 'post', now }),
  );
  const { worst, rules } = summarise(findings.filter(({ mode }) => modeStrength(mode) > 0));
  const press = { intent: hit.intent, draft: draftKey('x-corporate', hit), verdict: { mode: worst, rules } };
  return decide({ snapshot, platform: 'x', identity, standing }, press, releases, now);
}

/** Runs in the stage's page with a draft in the home composer. Throws when a decision is not the one meant. */
export function run(selector: string): DecisionTimes {
  const control = document.querySelector(selector);
  if (!control) throw new Error(`no ${selector} on the page`);
  const path: EventTarget[] = [];
  for (let node: Node | null = control; node; node = node.parentNode) path.push(node);
  path.push(window);
  const page: Page = { document, url: new URL(window.location.href) };
  const [, , acting] = accounts;
  if (!acting) throw new Error('no account');
  const times = (identity: Identity, standing: Standing, cause: string | null): number[] =>
    Array.from({ length: DECISIONS }, () => {
      const start = performance.now();
      const decision = decideOnce(path, page, identity, standing);
      const time = performance.now() - start;
      if ((decision.pass ? null : decision.cause) !== cause)
        throw new Error('not the decision that was meant');
      return time;
    });
  return {
    // All notices are gone through before the draft's findings stop the press.
    registered: times({ status: 'confirmed', account: acting, evidence: [] }, 'registered', 'findings'),
    unclear: times({ status: 'conflict', evidence: [] }, 'unclear', null),
    draftLength: x
      .findComposers(page)
      .reduce((sum, { editors: [editor] }) => sum + (editor ? readDraft(editor).text.length : 0), 0),
  };
}
