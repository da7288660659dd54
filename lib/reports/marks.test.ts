import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { Database } from '../records/database';
import { aboutOf } from './events';
import { readMarks } from './marks';
import type { ReportEvent } from './report';

it('pages are told what was looked at, what is done, and what waits to be shown, in a fixed order', async () => {
  const database = new Database('marks');
  let counter = 0;
  const add = async (event: ReportEvent, state: 'waiting' | 'sent', forceId = 'teifi-coast') => {
    counter += 1;
    const id = crypto.randomUUID();
    await database.outbox.add({
      id,
      forceId,
      about: aboutOf(event, id),
      kind: event.kind,
      report: { version: 1, id, forceId, at: '2026-11-22T12:00:00.000Z', counter, event },
      state,
      tries: 0,
      nextTryAt: 0,
    });
  };
  await add({ kind: 'removal-done', removal: 'r1', accountKey: 'a' }, 'sent');
  await add({ kind: 'lines-seen', notice: 'n2', accountKey: 'a' }, 'waiting');
  await add({ kind: 'lines-seen', notice: 'n1', accountKey: 'b' }, 'sent');
  await add({ kind: 'delivered', notice: 'n1', accountKey: 'b' }, 'waiting');
  await add({ kind: 'lines-seen', notice: 'n1', accountKey: 'b' }, 'waiting', 'another-force');
  expect(await readMarks(database, 'teifi-coast')).toEqual({
    linesSeen: ['n1 b', 'n2 a'],
    undisclosed: ['delivered', 'lines-seen'],
    removalsDone: ['r1'],
  });
  await database.facts.put({ name: 'shownKinds', value: ['lines-seen'] });
  expect((await readMarks(database, 'teifi-coast')).undisclosed).toEqual(['delivered']);
  database.close();
});
