import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { createStorage, type Driver } from 'unstorage';
import memoryDriver from 'unstorage/drivers/memory';
import { expect, it } from 'vitest';
import { createLocalStore } from './local-store';
import { boardText, reportText } from './testing';

/** A storage whose writing of reports finishes, or fails, when and in the order in which a test says so. */
function gatedDriver(): { driver: Driver; writes: { done: (error?: Error) => void }[] } {
  const inner = memoryDriver();
  const writes: { done: (error?: Error) => void }[] = [];
  const driver: Driver = {
    ...inner,
    async setItem(key, value, options) {
      if (key.startsWith('reports:')) {
        await new Promise<void>((resolve, reject) => {
          writes.push({ done: (error) => (error ? reject(error) : resolve()) });
        });
      }
      await inner.setItem?.(key, value, options);
    },
  };
  return { driver, writes };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('no reader passes a report that is still being written, in whatever order writes end or fail', async () => {
  const order = fc.integer({ min: 1, max: 8 }).chain((count) =>
    fc.record({
      turns: fc.shuffledSubarray(
        Array.from({ length: count }, (_, at) => at),
        { minLength: count },
      ),
      failing: fc.array(fc.boolean(), { minLength: count, maxLength: count }),
      limit: fc.integer({ min: 1, max: 3 }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(order, async ({ turns, failing, limit }) => {
      const { driver, writes } = gatedDriver();
      const store = await createLocalStore(createStorage({ driver }));
      const ids = turns.map(() => randomUUID());
      const added = ids.map((id) =>
        store
          .addReport({ id, receivedAt: new Date(0).toISOString(), text: reportText(5) })
          .catch(() => 'failed'),
      );
      while (writes.length < ids.length) await settle();
      const seen: string[] = [];
      let cursor = '';
      const readOn = async (): Promise<void> => {
        for (let more = true; more; ) {
          const page = await store.reports(cursor, limit);
          seen.push(...page.reports.map(({ id }) => id));
          ({ cursor, more } = page);
        }
      };
      for (const turn of turns) {
        writes[turn]?.done(failing[turn] ? new Error('no') : undefined);
        await settle();
        await readOn();
      }
      await Promise.all(added);
      await readOn();
      expect(seen).toEqual(ids.filter((_, at) => !failing[at]));
    }),
    { numRuns: 100 },
  );
});

it('a report whose writing failed may come again', async () => {
  const { driver, writes } = gatedDriver();
  const store = await createLocalStore(createStorage({ driver }));
  const report = { id: randomUUID(), receivedAt: new Date(0).toISOString(), text: reportText() };
  const first = store.addReport(report);
  const second = store.addReport(report);
  while (writes.length < 1) await settle();
  writes[0]?.done(new Error('no'));
  await expect(first).rejects.toThrow('no');
  while (writes.length < 2) await settle();
  writes[1]?.done();
  expect(await second).toBe('added');
  expect(await store.addReport(report)).toBe('same');
  expect((await store.reports('', 10)).reports).toEqual([report]);
});

it('numbers survive a restart, and only reports that are old enough are dropped', async () => {
  const driver = memoryDriver();
  // Kept over the restart: closing a storage would empty one in memory.
  const storage = createStorage({ driver });
  const at = (day: number): string => new Date(Date.UTC(2026, 0, day)).toISOString();
  const store = await createLocalStore(storage);
  for (const day of [1, 2, 3]) {
    await store.addReport({ id: `report-${day}`, receivedAt: at(day), text: reportText() });
  }
  const { cursor } = await store.reports('', 10);
  expect(await store.forgetReports(Date.parse(at(3)))).toBe(2);
  const next = await createLocalStore(storage);
  expect((await next.reports('', 10)).reports.map(({ id }) => id)).toEqual(['report-3']);
  await next.addReport({ id: 'report-4', receivedAt: at(4), text: reportText() });
  expect((await next.reports(cursor, 10)).reports.map(({ id }) => id)).toEqual(['report-4']);
});

it('a store that lost its memory does not begin below what a desk has read', async () => {
  const add = async (at: number) => {
    const store = await createLocalStore(createStorage({ driver: memoryDriver() }));
    for (const id of ['report-1', 'report-2', 'report-3']) {
      await store.addReport({ id, receivedAt: new Date(at).toISOString(), text: reportText() });
    }
    return store;
  };
  const { cursor } = await (await add(Date.UTC(2026, 0, 1))).reports('', 10);
  const next = await add(Date.UTC(2026, 0, 2));
  expect((await next.reports(cursor, 10)).reports).toHaveLength(3);
});

it('a board is replaced only where the expected one stands', async () => {
  const store = await createLocalStore(createStorage({ driver: memoryDriver() }));
  const [one, other] = [boardText(), boardText()];
  expect(await store.replaceBoard('gone', { text: one, tag: 'x' })).toEqual({
    replaced: false,
    present: null,
  });
  expect(await store.replaceBoard(null, { text: one, tag: 'x' })).toMatchObject({ replaced: true });
  expect(await store.replaceBoard(null, { text: other, tag: 'y' })).toMatchObject({ replaced: false });
  expect(await store.board()).toBe(one);
});
