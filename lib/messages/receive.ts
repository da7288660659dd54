import * as v from 'valibot';
import { REASONS, RISK_REASONS } from '../gate/decide';
import { INTENTS } from '../gate/intent';
import { REPORT_KINDS } from '../reports/report';

/**
 * What the background accepts. Senders are Cordon's own scripts, but a content script runs in a renderer that a
 * hostile page may have taken over, so every message is read as if a stranger had sent it.
 */
const accountKey = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/));
const nothing = v.object({});
const route = v.picklist(['phone', 'in-person', 'delegated']);
const intent = v.picklist(INTENTS);
const noticeId = v.pipe(v.string(), v.maxLength(100));
const kinds = v.pipe(v.array(v.picklist(REPORT_KINDS)), v.maxLength(REPORT_KINDS.length));
const reportIds = v.pipe(v.array(v.pipe(v.string(), v.uuid())), v.maxLength(1000));

/** A schema for the data of each message to the background. */
export const MESSAGES = {
  reportStanding: v.object({
    platform: v.picklist(['x', 'facebook']),
    standing: v.picklist(['registered', 'personal', 'signed-out', 'unclear']),
    status: v.picklist(['confirmed', 'likely', 'conflict', 'unknown']),
    accountKey: v.exactOptional(accountKey),
    learnt: v.exactOptional(v.object({ key: accountKey, id: v.pipe(v.string(), v.regex(/^\d{1,25}$/)) })),
    health: v.picklist(['waiting', 'protecting', 'not-protecting']),
  }),
  liftRules: v.object({ forMs: v.pipe(v.number(), v.minValue(0), v.maxValue(180_000)) }),
  restoreRules: nothing,
  injectGuard: nothing,
  composerOpen: nothing,
  recordGate: v.object({
    kind: v.picklist([
      'held',
      'risk-to-life',
      'reason',
      'acknowledged',
      'exercise',
      'not-known-acknowledged',
      'not-official',
    ]),
    accountKey: v.exactOptional(accountKey),
    intent,
    notice: v.exactOptional(v.pipe(v.string(), v.maxLength(100))),
    rules: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[a-z0-9.-]{1,60}$/))), v.maxLength(100)),
    reason: v.exactOptional(v.picklist([...RISK_REASONS, ...REASONS])),
    nonce: v.exactOptional(v.pipe(v.string(), v.uuid())),
  }),
  acknowledgeNotice: v.object({ identifier: noticeId, accountKey }),
  guardAlive: nothing,
  noticeDelivered: v.object({ identifier: noticeId, accountKey }),
  linesSeen: v.object({ identifier: noticeId, accountKey }),
  removalDone: v.object({ removal: accountKey, accountKey }),
  reportsShown: v.object({ kinds }),
  handOver: v.object({ ids: reportIds, by: v.picklist(['copy', 'mail']) }),
  sendReports: nothing,
  passwordAnswer: v.object({ accountKey, changed: v.boolean(), at: v.number() }),
  join: v.object({ code: v.pipe(v.string(), v.maxLength(20_000)) }),
  leave: nothing,
  setLanguage: v.object({ language: v.picklist(['en', 'cy']) }),
  refreshBoard: nothing,
  logPassword: v.object({
    accountKey,
    changedAt: v.pipe(
      v.string(),
      v.check((s) => !Number.isNaN(Date.parse(s)), 'an instant'),
    ),
    route,
    reported: v.boolean(),
  }),
  resolvePassword: v.object({ id: v.pipe(v.number(), v.safeInteger()), route }),
} as const;

/** Messages that only Cordon's own pages may send. */
export const PAGES_ONLY: ReadonlySet<keyof typeof MESSAGES> = new Set([
  'join',
  'leave',
  'refreshBoard',
  'logPassword',
  'resolvePassword',
  'handOver',
  'sendReports',
] as const);
