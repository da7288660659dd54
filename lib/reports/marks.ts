import type { Database, OutboxRow } from '../records/database';
import type { ReportKind } from './report';

/** What pages are told of the outbox. Sorted, so that equal contents give equal marks. */
export interface ReportMarks {
  /** `notice identifier + space + account key` where the corporate lines were looked at. */
  readonly linesSeen: readonly string[];
  /** Kinds that wait because the operator has not been shown what they hold. */
  readonly undisclosed: readonly ReportKind[];
  /** Ids of removal requests that an operator here has done. */
  readonly removalsDone: readonly string[];
}

/** Reads what the outbox holds for a force, settled or not. */
export async function readMarks(database: Database, forceId: string): Promise<ReportMarks> {
  const { outbox, facts } = database;
  const ofKind = (kind: ReportKind): Promise<OutboxRow[]> =>
    outbox
      .where('[kind+report.at]')
      .between([kind, ''], [kind, '\uffff'])
      .filter((row) => row.forceId === forceId)
      .toArray();
  const [seen, done, waiting, fact] = await Promise.all([
    ofKind('lines-seen'),
    ofKind('removal-done'),
    outbox.where({ forceId, state: 'waiting' }).toArray(),
    facts.get('shownKinds'),
  ]);
  const shown = fact?.name === 'shownKinds' ? fact.value : [];
  const sorted = <T extends string>(values: readonly T[]): T[] => [...new Set(values)].sort();
  const events = [...seen, ...done].map(({ report }) => report.event);
  return {
    linesSeen: sorted(
      events.flatMap((event) => (event.kind === 'lines-seen' ? [`${event.notice} ${event.accountKey}`] : [])),
    ),
    undisclosed: sorted(waiting.map(({ kind }) => kind).filter((kind) => !shown.includes(kind))),
    removalsDone: sorted(events.flatMap((event) => (event.kind === 'removal-done' ? [event.removal] : []))),
  };
}
