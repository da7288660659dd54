import { expect, it } from 'vitest';
import { sha256 } from './digest';
import { createNewest, inTime } from './newest';
import { boardText } from './testing';

/** A store whose readings end when a test says so. */
function slowStore() {
  const readings: ((text: string | null) => void)[] = [];
  return {
    readings,
    store: {
      board: () => new Promise<string | null>((resolve) => readings.push(resolve)),
      replaceBoard: async () => ({ replaced: true, present: null }),
    },
  };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

it('a check that comes while an older reading runs reads again, and shares that with all who come meanwhile', async () => {
  const { store, readings } = slowStore();
  let changes = 0;
  const newest = createNewest({
    store,
    sign: async (heartbeat) => JSON.stringify(heartbeat),
    now: () => 0,
    storeMs: 1_000,
    onChange: () => {
      changes += 1;
    },
    onUnreachable: () => {},
  });
  const [old, fresh] = [boardText(), boardText()];
  const first = newest.check();
  const later = [newest.check(), newest.check(), newest.check()];
  readings[0]?.(old);
  await first;
  expect((await newest.current()).text).toBe(old);
  while (readings.length < 2) await settle();
  readings[1]?.(fresh);
  await Promise.all(later);
  expect(readings).toHaveLength(2);
  expect(changes).toBe(1);
  const { tag, heartbeat } = await newest.current();
  expect(tag).toBe(await sha256(fresh));
  expect(heartbeat).toBe(JSON.stringify({ board: tag, at: '1970-01-01T00:00:00.000Z' }));
});

it('two readings never run at once, whoever asks at the moment when one ends', async () => {
  const { store, readings } = slowStore();
  const newest = createNewest({
    store,
    sign: async () => 'signed',
    now: () => 0,
    storeMs: 1_000,
    onChange: () => {},
    onUnreachable: () => {},
  });
  const first = newest.check();
  // Told of the end before the check that waits for it.
  const between = first.then(() => newest.check());
  const waiting = newest.check();
  readings[0]?.(boardText());
  await first;
  await settle();
  expect(readings).toHaveLength(2);
  readings[1]?.(boardText());
  await Promise.all([between, waiting]);
});

it('a heartbeat states the instant before the reading, however long that took', async () => {
  const { store, readings } = slowStore();
  let now = 1_000;
  const newest = createNewest({
    store,
    sign: async (heartbeat) => heartbeat.at,
    now: () => now,
    storeMs: 10_000,
    onChange: () => {},
    onUnreachable: () => {},
  });
  const asked = newest.current();
  now = 5_000;
  readings[0]?.(null);
  expect((await asked).heartbeat).toBe('1970-01-01T00:00:01.000Z');
});

it('a promise that takes too long is given up', async () => {
  await expect(inTime(new Promise(() => {}), 5)).rejects.toThrow('5 ms');
  await expect(inTime(Promise.resolve(1), 5)).resolves.toBe(1);
});
