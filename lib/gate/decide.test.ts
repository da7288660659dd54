import { describe, expect, it } from 'vitest';
import type { Identity, KnownAccount, Standing } from '../accounts/types';
import type { Notice } from '../board/schema';
import type { BoardState, Snapshot } from '../messages/snapshot';
import { type DraftVerdict, decide, type Press, type Releases, RISK_TO_LIFE_MS } from './decide';
import type { Intent } from './intent';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const account: KnownAccount = {
  key: 'force',
  platform: 'x',
  kind: 'login',
  ids: ['11'],
  name: 'Force',
  district: 'south',
};

const notice = (over: Partial<Notice> = {}): Notice => ({
  identifier: 'n1',
  sent: '2026-11-22T11:00:00Z',
  status: 'actual',
  messageType: 'alert',
  references: [],
  expires: '2026-11-22T20:00:00Z',
  level: 'blackout',
  scope: { accounts: [], districts: [], platforms: [], exempt: [] },
  headline: { en: 'Blackout' },
  corporateLines: [],
  reshare: { accounts: [], posts: [] },
  ...over,
});

const snapshotOf = (notices: Notice[], state: BoardState = 'file'): Snapshot => ({
  version: 1,
  force: 'teifi-coast',
  language: 'en',
  everConfirmed: true,
  accounts: [account],
  notices,
  board: { state },
  acknowledged: [],
  outstanding: [],
});

const registered: Identity = { status: 'confirmed', account, evidence: [] };
const stranger: Identity = { status: 'confirmed', evidence: [] };
const press = (intent: Intent = 'post', verdict: DraftVerdict = { mode: null, rules: [] }): Press => ({
  intent,
  draft: 'draft',
  verdict,
});
const none: Releases = { notices: new Map(), findings: new Set(), notKnown: false, notOfficial: false };

function ask(
  notices: Notice[],
  p: Press = press(),
  over: {
    identity?: Identity;
    standing?: Standing;
    releases?: Partial<Releases>;
    state?: BoardState;
    now?: number;
  } = {},
) {
  const decision = decide(
    {
      snapshot: snapshotOf(notices, over.state),
      platform: 'x',
      identity: over.identity ?? registered,
      standing: over.standing ?? 'registered',
    },
    p,
    { ...none, ...over.releases },
    over.now ?? NOW,
  );
  return decision.pass ? 'pass' : `${decision.cause}/${decision.requirement}`;
}

describe('the gate', () => {
  const publishing: Intent[] = [
    'post',
    'reply',
    'quote',
    'repost',
    'share',
    'schedule',
    'edit',
    'story',
    'reel',
    'live',
  ];
  const others: Intent[] = [
    'direct-message',
    'delete',
    'block',
    'leave-group',
    'change-password',
    'edit-bio',
  ];

  it.each(publishing)('holds %s during a blackout', (intent) => {
    expect(ask([notice()], press(intent))).toBe('blackout/risk-to-life');
  });

  it.each(others)('leaves %s alone during a blackout', (intent) => {
    expect(ask([notice()], press(intent))).toBe('pass');
  });

  it.each(['personal', 'signed-out'] as const)('does nothing on a %s account', (standing) => {
    const findings = press('post', { mode: 'hold', rules: ['r'] });
    expect(ask([notice()], findings, { identity: stranger, standing, state: 'unknown' })).toBe('pass');
  });

  it('lets risk to life through for one draft for 60 seconds, past the findings too', () => {
    const releases = { notices: new Map([['draft', { until: NOW + RISK_TO_LIFE_MS, riskToLife: true }]]) };
    const findings = press('post', { mode: 'reason', rules: ['r'] });
    expect(ask([notice()], findings, { releases, now: NOW + RISK_TO_LIFE_MS - 1 })).toBe('pass');
    expect(ask([notice()], findings, { releases, now: NOW + RISK_TO_LIFE_MS })).toBe('blackout/risk-to-life');
    expect(ask([notice()], { ...findings, draft: 'another' }, { releases })).toBe('blackout/risk-to-life');
  });

  it.each([
    ['advice passes', [notice({ level: 'advice' })], 'pass'],
    [
      'corporate lines only asks a reason',
      [notice({ level: 'corporate-lines-only' })],
      'corporate-lines-only/reason',
    ],
    ['an exercise says so and yields in one action', [notice({ status: 'exercise' })], 'exercise/exercise'],
    ['a technical test never holds', [notice({ status: 'test' })], 'pass'],
    ['an expired hold asks a reason', [notice({ expires: '2026-11-22T11:59:59Z' })], 'may-have-ended/reason'],
    [
      'an expired exercise is over',
      [notice({ status: 'exercise', expires: '2026-11-22T11:59:59Z' })],
      'pass',
    ],
    ['expired advice is over', [notice({ level: 'advice', expires: '2026-11-22T11:59:59Z' })], 'pass'],
    [
      'a cancelled hold is over',
      [notice(), notice({ identifier: 'n2', messageType: 'cancel', references: ['n1'] })],
      'pass',
    ],
    [
      'an update takes the place of what it names',
      [notice(), notice({ identifier: 'n2', messageType: 'update', references: ['n1'], level: 'advice' })],
      'pass',
    ],
    [
      'the stricter of two counts',
      [notice({ level: 'corporate-lines-only' }), notice({ identifier: 'n2' })],
      'blackout/risk-to-life',
    ],
    [
      'a real blackout outranks an exercise',
      [notice({ status: 'exercise' }), notice({ identifier: 'n2' })],
      'blackout/risk-to-life',
    ],
    [
      'an exercise that names a real order does not end it',
      [notice(), notice({ identifier: 'n2', messageType: 'cancel', references: ['n1'], status: 'exercise' })],
      'blackout/risk-to-life',
    ],
    [
      'an update that names itself is in force all the same',
      [notice({ messageType: 'update', references: ['n1'] })],
      'blackout/risk-to-life',
    ],
    [
      'an exempt account is free',
      [notice({ scope: { accounts: [], districts: [], platforms: [], exempt: ['force'] } })],
      'pass',
    ],
    [
      'another district is free',
      [notice({ scope: { accounts: [], districts: ['north'], platforms: [], exempt: [] } })],
      'pass',
    ],
    [
      'its own district is held',
      [notice({ scope: { accounts: [], districts: ['south'], platforms: [], exempt: [] } })],
      'blackout/risk-to-life',
    ],
    [
      'another platform is free',
      [notice({ scope: { accounts: [], districts: [], platforms: ['facebook'], exempt: [] } })],
      'pass',
    ],
  ])('%s', (_name, notices, expected) => {
    expect(ask(notices)).toBe(expected);
  });

  it('lets listed reshares pass under corporate lines only, and nothing else', () => {
    const listed = [
      notice({
        level: 'corporate-lines-only',
        reshare: { accounts: ['@TeifiCoastPol'], posts: ['https://x.com/a/status/9'] },
      }),
    ];
    expect(ask(listed, { ...press('repost'), target: { author: 'teificoastpol' } })).toBe('pass');
    expect(ask(listed, { ...press('quote'), target: { post: '/a/status/9' } })).toBe('pass');
    expect(ask(listed, { ...press('repost'), target: { post: '/a/status/9?s=20' } })).toBe('pass');
    const facebook = [
      notice({
        level: 'corporate-lines-only',
        reshare: { accounts: [], posts: ['https://www.facebook.com/permalink.php?story_fbid=1&id=2'] },
      }),
    ];
    expect(ask(facebook, { ...press('share'), target: { post: '/permalink.php?id=2&story_fbid=1' } })).toBe(
      'pass',
    );
    expect(
      ask(facebook, { ...press('share'), target: { post: '/permalink.php?story_fbid=3&id=2' } }),
    ).toContain('reason');
    expect(ask(facebook, { ...press('share'), target: { post: 'http://[' } })).toContain('reason');
    expect(
      ask(listed, { ...press('repost'), target: { author: 'other', post: '/other/status/9' } }),
    ).toContain('reason');
    expect(ask(listed, press('repost'))).toContain('reason');
    expect(ask(listed, { ...press('reply'), target: { author: 'teificoastpol' } })).toContain('reason');
  });

  it('asks once a tab while the board is not known, and keeps the last hold', () => {
    expect(ask([], press(), { state: 'unknown' })).toBe('not-known/acknowledge');
    expect(ask([], press(), { state: 'expired' })).toBe('not-known/acknowledge');
    expect(ask([], press(), { state: 'unknown', releases: { notKnown: true } })).toBe('pass');
    expect(ask([notice()], press(), { state: 'unknown', releases: { notKnown: true } })).toBe(
      'blackout/risk-to-life',
    );
  });

  it.each([
    ['inform', 'pass'],
    ['acknowledge', 'findings/acknowledge'],
    ['reason', 'findings/reason'],
    ['hold', 'findings/reason'],
  ] as const)('with findings of mode %s: %s', (mode, expected) => {
    expect(ask([], press('post', { mode, rules: ['r'] }))).toBe(expected);
  });

  it('judges a changed draft anew', () => {
    const verdict: DraftVerdict = { mode: 'acknowledge', rules: ['r'] };
    const releases = { findings: new Set(['draft']) };
    expect(ask([], press('post', verdict), { releases })).toBe('pass');
    expect(ask([], { ...press('post', verdict), draft: 'changed' }, { releases })).toBe(
      'findings/acknowledge',
    );
  });

  it('stops publishing in a blackout when the page does not tell who acts, until told it is no official account', () => {
    const conflict: Identity = { status: 'conflict', account, evidence: [] };
    const nobody: Identity = { status: 'likely', evidence: [] };
    for (const identity of [conflict, nobody]) {
      const over = { identity, standing: 'unclear' as const };
      expect(ask([notice()], press(), over)).toBe('unclear-actor/risk-to-life');
      expect(ask([notice()], press(), { ...over, releases: { notOfficial: true } })).toBe('pass');
      expect(ask([], press(), over)).toBe('pass');
    }
  });
});
