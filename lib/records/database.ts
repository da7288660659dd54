import Dexie, { type EntityTable } from 'dexie';
import type { KeptBoard } from '../board/keep';
import type { GateRecord, PasswordRoute } from '../messages/protocol';
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

/** A single value that outlives the background. */
export type FactRow =
  | { readonly name: 'membership'; readonly value: Membership }
  | { readonly name: 'everConfirmed'; readonly value: boolean }
  /** What managed storage said last, unread: it answers late after the browser's start. */
  | { readonly name: 'policy'; readonly value: unknown };

/** Cordon's own records, in the extension's IndexedDB. Only the background and Cordon's pages open it. */
export class Database extends Dexie {
  /** The last accepted board, still sealed, and when it was last asked for and reached. */
  readonly boards!: EntityTable<KeptBoard, 'forceId'>;
  readonly gate!: EntityTable<GateRow, 'id'>;
  readonly passwords!: EntityTable<PasswordRow, 'id'>;
  readonly acknowledgements!: EntityTable<AcknowledgementRow, 'mark'>;
  readonly learntIds!: EntityTable<LearntIdRow, 'key'>;
  readonly facts!: EntityTable<FactRow, 'name'>;

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
  }
}

/** The database of this extension. Opened at first use. */
export const database = new Database();
