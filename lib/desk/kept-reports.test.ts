import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { publicHalf } from '../board/fields';
import { DeskDatabase } from '../records/desk-database';
import { createDevice } from '../reports/device-key';
import type { Report } from '../reports/report';
import { sealReport } from '../reports/seal';
import { createForce } from './force-keys';
import { keepReports, keptReports, openKept } from './kept-reports';

const FORCE = 'teifi-coast';
const report = (counter: number): Report => ({
  version: 1,
  id: crypto.randomUUID(),
  forceId: FORCE,
  at: '2026-11-22T03:00:00.000Z',
  counter,
  event: { kind: 'delivered', accountKey: 'a', notice: 'n1' },
});
const receivedAt = '2026-11-22T03:00:01.000Z';
const open = (rows: Parameters<typeof openKept>[0], keys: Parameters<typeof openKept>[1]) =>
  openKept(rows, keys, { signal: new AbortController().signal, progress: () => undefined });

let database: DeskDatabase;
beforeEach(() => {
  database = new DeskDatabase(`kept-${crypto.randomUUID()}`);
});
afterEach(() => database.delete());

describe('reports that came', () => {
  test('are kept sealed, once each, and opened with retired keys too', async () => {
    const { keys } = await createForce(FORCE);
    const device = await createDevice(FORCE);
    const [retired] = keys.opening;
    if (!retired) throw new Error('no opening key');
    const one = report(1);
    const stored = { id: one.id, receivedAt, text: await sealReport(one, device, publicHalf(retired)) };
    expect((await keepReports(database, FORCE, 'relay', [stored, stored])).added).toBe(1);
    expect((await keepReports(database, FORCE, 'relay', [stored])).added).toBe(0);
    const rows = await keptReports(database, FORCE);
    expect(JSON.stringify(rows)).not.toContain('delivered');
    const rotated = [...(await createForce(FORCE)).keys.opening, retired];
    expect(await open(rows, rotated)).toMatchObject([
      { ok: true, report: one, by: 'relay', receivedAt, deviceId: device.publicKey.kid },
    ]);
  });

  test('another text under the same id is kept beside the first', async () => {
    await keepReports(database, FORCE, 'relay', [{ id: 'i', receivedAt, text: 'first' }]);
    const { added } = await keepReports(database, FORCE, 'relay', [{ id: 'i', receivedAt, text: 'second' }]);
    expect(added).toBe(1);
    expect(await keptReports(database, FORCE)).toHaveLength(2);
  });

  test('garbage says why and stops nothing; a report handed in under another id is not believed', async () => {
    const { keys } = await createForce(FORCE);
    const stranger = (await createForce(FORCE)).keys;
    const device = await createDevice(FORCE);
    const [own] = keys.opening;
    const [other] = stranger.opening;
    if (!own || !other) throw new Error('no opening key');
    const good = report(1);
    const { rows } = await keepReports(database, FORCE, 'relay', [
      { id: 'x', receivedAt, text: 'rubbish' },
      { id: 'y', receivedAt, text: await sealReport(report(2), device, publicHalf(other)) },
      { id: crypto.randomUUID(), receivedAt, text: await sealReport(report(3), device, publicHalf(own)) },
      { id: good.id, receivedAt, text: await sealReport(good, device, publicHalf(own)) },
    ]);
    const opened = await open(rows, keys.opening);
    expect(opened.map((item) => (item.ok ? 'ok' : item.problem))).toEqual([
      'not-a-report',
      'wrong-key',
      'forged',
      'ok',
    ]);
  });

  test('brought in by hand they need no outer id', async () => {
    const { keys } = await createForce(FORCE);
    const device = await createDevice(FORCE);
    const [own] = keys.opening;
    if (!own) throw new Error('no opening key');
    const text = await sealReport(report(1), device, publicHalf(own));
    const { rows } = await keepReports(database, FORCE, 'hand', [{ id: '', receivedAt, text }]);
    expect(await open(rows, keys.opening)).toMatchObject([{ ok: true, by: 'hand' }]);
  });
});
