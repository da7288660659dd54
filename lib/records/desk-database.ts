import Dexie, { type Table } from 'dexie';

/** A record of the desk: a compact JWE under the force's desk key, so useless without the force's keys. */
export interface DeskRecordRow {
  readonly forceId: string;
  readonly name: string;
  readonly sealed: string;
}

/** A report as it came, still sealed. */
export interface DeskReportRow {
  readonly forceId: string;
  readonly id: string;
  /** By the relay's clock, ISO 8601; when it was pasted or loaded, by this computer's. */
  readonly receivedAt: string;
  readonly text: string;
}

/** What the desk keeps between its openings, in the extension's IndexedDB. Nothing in it can be read without the keys. */
export class DeskDatabase extends Dexie {
  readonly records!: Table<DeskRecordRow, [string, string]>;
  readonly reports!: Table<DeskReportRow, [string, string]>;

  constructor(name = 'cordon-desk') {
    super(name);
    this.version(1).stores({ records: '[forceId+name]', reports: '[forceId+id], forceId' });
  }
}
