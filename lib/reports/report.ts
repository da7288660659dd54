import * as v from 'valibot';
import { REASONS, RISK_REASONS } from '../gate/decide';
import { INTENTS } from '../gate/intent';

/** Kinds of reports that Corporate Communications gets (design, promise 12). */
export const REPORT_KINDS = [
  /** A notice was shown on a page of the account. */
  'delivered',
  /** An operator pressed that it was seen. */
  'acknowledged',
  /** A held press was released from a notice, with the reason chosen. */
  'overridden',
  /** The corporate lines were looked at before writing (DO3). */
  'lines-seen',
  /** A post that was asked to go is gone, says the operator (R2). */
  'removal-done',
  /** The numeric id of an account that the register knew by handle alone. */
  'account-id',
] as const;
/** One of {@link REPORT_KINDS}. */
export type ReportKind = (typeof REPORT_KINDS)[number];

const accountKey = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/));
const notice = v.pipe(v.string(), v.minLength(1), v.maxLength(100));

/** What happened, without device, number and time. */
export const eventSchema = v.variant('kind', [
  v.object({ kind: v.literal('delivered'), accountKey, notice }),
  v.object({ kind: v.literal('acknowledged'), accountKey, notice }),
  v.object({
    kind: v.literal('overridden'),
    accountKey,
    notice,
    intent: v.picklist(INTENTS),
    reason: v.picklist([...RISK_REASONS, ...REASONS, 'exercise']),
  }),
  v.object({ kind: v.literal('lines-seen'), accountKey, notice }),
  v.object({ kind: v.literal('removal-done'), accountKey, removal: accountKey }),
  v.object({ kind: v.literal('account-id'), accountKey, id: v.pipe(v.string(), v.regex(/^\d{1,25}$/)) }),
]);
/** See {@link eventSchema}. */
export type ReportEvent = v.InferOutput<typeof eventSchema>;

/** A report as it is signed by the device and sealed to Communications. Nothing else is in it. */
export const reportSchema = v.object({
  version: v.literal(1),
  /** The same as under which it is handed in. */
  id: v.pipe(v.string(), v.uuid()),
  forceId: accountKey,
  /** When it happened by the device's clock, ISO 8601. */
  at: v.pipe(v.string(), v.isoTimestamp()),
  /** 1, 2, 3 … on each device: a number missing is a report missing, one seen twice is a replay. */
  counter: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  event: eventSchema,
});
/** See {@link reportSchema}. */
export type Report = v.InferOutput<typeof reportSchema>;

/** `typ` of the signed layer (compact JWS, ES256, the device's public key as `jwk` in its header). */
export const REPORT_TYPE = 'cordon-report+jws';

/** The one way a report is sealed: compact JWE to a P-256 key of Communications named by `kid`. */
export const REPORT_KEY_MANAGEMENT = 'ECDH-ES+A256KW';
export const REPORT_ENCRYPTION = 'A256GCM';
