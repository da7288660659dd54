import Dexie, { type EntityTable } from 'dexie';
import type { PublicKey } from '../board/fields';
import type { KeptBoard } from '../board/keep';
import type { GateRecord, PasswordRoute } from '../messages/protocol';
import type { ToldNotice } from '../notices/announcements';
import type { Report, ReportKind } from '../reports/report';
import type { Membership } from '../settings/joining';

/** A gate event. Time in ms; no words of a draft. */
export type GateRow = GateRecord & { id: number; readonly at: number };

/** A password change. Never the password. */
export interface PasswordRow {
  id: number;
  readonly accountKey: string;
  /** When it was changed, in ms. */
  readonly changedAt: number;
  /** When it was logged, in ms. */
  readonly loggedAt: number;
  readonly origin: 'noticed' | 'logged';
  readonly route: PasswordRoute | null;
  /** When Corporate Communications was told, in ms; null while outstanding. */
  readonly reportedAt: number | null;
}

/** An acknowledgement of a notice for an account. */
export interface AcknowledgementRow {
  readonly mark: string;
  readonly at: number;
}

/** The id that a page showed for a registered account whose entry had none; goes to Comms with the next report. */
export interface LearntIdRow {
  readonly key: string;
  readonly id: string;
  readonly at: number;
}

/** A report on its way to Corporate Communications. Times in ms. */
export interface OutboxRow {
  /** The report's id; the relay knows it by this too, so that it counts once however often it is sent. */
  readonly id: string;
  readonly forceId: string;
  /** What it is about, in one text: the same thing is not reported twice (`acknowledged <notice> <account>`). */
  readonly about: string;
  readonly kind: ReportKind;
  /** As it is signed; here from the start, so that a background killed before sealing loses nothing. */
  readonly report: Report;
  /** Once sealed and until settled: the text that leaves, and the id of the key it was sealed to. */
  readonly sealed?: string;
  readonly openingKey?: string;
  /** `waiting` to be sent, `sent` by the relay's word, `handed` over by the operator, `refused` by the relay for good. */
  readonly state: 'waiting' | 'sent' | 'handed' | 'refused';
  readonly tries: number;
  /** Not to be tried before. */
  readonly nextTryAt: number;
  readonly settledAt?: number;
  /** Why the last try failed: an http status, `offline`, or `not-a-relay` where something else answered. */
  readonly problem?: string;
}

/** This browser's own key pair for one force; made at joining, its private half cannot be taken out. */
export interface DeviceRow {
  readonly forceId: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: PublicKey;
  /** The number that the last report got. */
  readonly counter: number;
}

/** A single value that outlives the background. */
export type FactRow =
  | { readonly name: 'membership'; readonly value: Membership }
  | { readonly name: 'everConfirmed'; readonly value: boolean }
  /** What managed storage said last, unread: it answers late after the browser's start. */
  | { readonly name: 'policy'; readonly value: unknown }
  /** Kinds of reports whose contents the operator has been shown. */
  | { readonly name: 'shownKinds'; readonly value: readonly ReportKind[] }
  /** Accounts confirmed in this browser profile, with the time in ms: notifications are about these alone. */
  | { readonly name: 'confirmedAccounts'; readonly value: Readonly<Record<string, number>> }
  /** Notices that the browser's notification has told of. */
  | { readonly name: 'notified'; readonly value: readonly ToldNotice[] };

/** Cordon's own records, in the extension's IndexedDB. Only the background and Cordon's pages open it. */
export class Database extends Dexie {
  /** The last accepted board, still sealed, and when it was last asked for and reached. */
  readonly boards!: EntityTable<KeptBoard, 'forceId'>;
  readonly gate!: EntityTable<GateRow, 'id'>;
  readonly passwords!: EntityTable<PasswordRow, 'id'>;
  readonly acknowledgements!: EntityTable<AcknowledgementRow, 'mark'>;
  readonly learntIds!: EntityTable<LearntIdRow, 'key'>;
  readonly facts!: EntityTable<FactRow, 'name'>;
  readonly outbox!: EntityTable<OutboxRow, 'id'>;
  readonly devices!: EntityTable<DeviceRow, 'forceId'>;

  constructor(name = 'cordon') {
    super(name);
    this.version(1).stores({
      boards: 'forceId',
      gate: '++id, at, accountKey',
      passwords: '++id, accountKey, reportedAt',
      acknowledgements: 'mark',
      learntIds: 'key',
      facts: 'name',
    });
    this.version(2).stores({
      gate: '++id, at, accountKey, nonce',
      // By kind and time for the hourly limit; by time of settling for what is dropped.
      outbox: 'id, &[forceId+about], state, [forceId+state], [kind+report.at], settledAt',
      devices: 'forceId',
    });
  }
}

/** The database of this extension. Opened at first use. */
export const database = new Database();
