import type { PublicKey } from '../board/fields';
import type { Board } from '../board/schema';
import type { Database, OutboxRow } from '../records/database';
import { type BackOff, pauseAfter } from './back-off';
import { createDevice } from './device-key';
import { aboutOf, isOnBoard } from './events';
import type { PostParts, PostResult } from './post';
import { REPORT_KINDS, type ReportEvent, type ReportKind } from './report';
import { type Signer, sealReport } from './seal';

/** Milliseconds between tries: five minutes at most, the time after which the board too counts as not reached; ours. */
const PAUSES: BackOff = { first: 2_000, most: 5 * 60_000 };

/**
 * Reports of one kind that an hour may bring, and reports that may wait in all. Ours: an operator with thirty accounts
 * under three notices, each updated four times within the hour, makes 450, and a page that has taken over its renderer must not fill the disk or drown
 * Communications.
 */
export const HOURLY_LIMIT = 500;
export const WAITING_LIMIT = 5_000;
const HOUR_MS = 3_600_000;

/** Milliseconds for which settled rows are kept, as long as the relay keeps reports: 90 days. */
export const SETTLED_FOR_MS = 90 * 24 * HOUR_MS;

/** Where reports of this browser's force go now. */
export interface Route {
  readonly forceId: string;
  /** Absent before the first board. */
  readonly board?: Board | undefined;
  /** The membership's token; without one, or without a relay on the board, reports wait to be handed over. */
  readonly token?: string | undefined;
}

/** What an outbox works with. */
export interface OutboxParts {
  readonly database: Database;
  /** The force this browser belongs to now, or null. */
  readonly route: () => Promise<Route | null>;
  readonly send: (parts: PostParts) => Promise<PostResult>;
  /** Called after rows were added or settled, or why they wait has changed. */
  readonly onChange?: () => void;
  /** Now, in ms since 1970. */
  readonly now?: () => number;
  readonly random?: () => number;
  readonly seal?: typeof sealReport;
  /** Ends sending; nothing is written afterwards. */
  readonly signal: AbortSignal;
}

/** Thrown where {@link HOURLY_LIMIT} reports of a kind came within the hour, or too many wait. */
export class OutboxFullError extends Error {
  override readonly name = 'OutboxFullError';
}

/** Reports on their way to Communications. */
export interface Outbox {
  /**
   * Takes an event in, unless the board does not know what it speaks of or it is reported already; says whether it
   * stands in the outbox now. `also` writes to other tables in the same transaction, so that what an operator did and
   * its report are kept together or not at all. `nonce` tells an override from a second telling of the same one.
   * Rejects with {@link OutboxFullError} where there are too many: nobody is told that Communications will hear of it.
   */
  put(event: ReportEvent | null, also?: () => PromiseLike<unknown>, nonce?: string): Promise<boolean>;
  /**
   * Seals and sends what can go. `now` goes at once even where a pause was set, unless the relay itself asked for it:
   * when the browser is online again, the relay rang, or somebody pressed "try now". Resolves when it has been tried.
   */
  pump(when?: 'due' | 'now'): Promise<void>;
  /** The operator was shown what reports of these kinds hold. */
  shown(kinds: readonly ReportKind[]): Promise<void>;
  /** The operator copied or mailed these. */
  handOver(ids: readonly string[]): Promise<void>;
}

/** For Dexie's `modify`: a row without why and until when it was put off. */
function forgetProblem(row: OutboxRow, change: { value: unknown }): void {
  const { problem, ...rest } = row;
  change.value = { ...rest, nextTryAt: 0 };
}

/**
 * Makes the outbox of the background. A row is whole from its first moment: number, id and event are written in one
 * transaction, the sealed text is written before it is sent, and every try is noted before it is made. A background
 * killed anywhere therefore sends either the very same text again, which the relay counts once, or one that nobody
 * has seen.
 */
export function createOutbox(parts: OutboxParts): Outbox {
  const { database, route, send, signal, onChange, now = Date.now, random = Math.random } = parts;
  const seal = parts.seal ?? sealReport;
  const { outbox, devices, acknowledgements, gate, facts, learntIds } = database;
  const tables = [outbox, devices, acknowledgements, gate, facts, learntIds];
  let running: Promise<void> | undefined;
  let again: 'due' | 'now' | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });

  async function ensureDevice(forceId: string): Promise<void> {
    if (await devices.get(forceId)) return;
    const made = await createDevice(forceId);
    await database.transaction('rw', devices, async () => {
      // Two events may both have found none; the first pair stays.
      if (!(await devices.get(forceId))) await devices.add(made);
    });
  }

  /** Inside a transaction: whether there is room for one more of this kind. */
  async function hasRoom(kind: ReportKind): Promise<boolean> {
    const since = new Date(now() - HOUR_MS).toISOString();
    const recent = await outbox.where('[kind+report.at]').between([kind, since], [kind, '\uffff']).count();
    return recent < HOURLY_LIMIT && (await outbox.where({ state: 'waiting' }).count()) < WAITING_LIMIT;
  }

  async function put(
    event: ReportEvent | null,
    also?: () => PromiseLike<unknown>,
    nonce?: string,
  ): Promise<boolean> {
    const to = event && (await route());
    if (to) await ensureDevice(to.forceId);
    let isIn = false;
    await database.transaction('rw', tables, async () => {
      isIn = event !== null && to !== null && (await add(event, to, nonce));
      await also?.();
    });
    if (isIn) {
      onChange?.();
      void pump();
    }
    return isIn;
  }

  /** Inside a transaction: adds the row for an event with the device's next number. */
  async function add(event: ReportEvent, { forceId, board }: Route, nonce?: string): Promise<boolean> {
    const id = crypto.randomUUID();
    const about = aboutOf(event, nonce ?? id);
    if (await outbox.get({ forceId, about })) return true;
    const isKnown = board !== undefined && isOnBoard(event, board);
    if (!isKnown && !(await wasDelivered(event, forceId))) return false;
    if (!(await hasRoom(event.kind))) throw new OutboxFullError(event.kind);
    const device = await devices.get(forceId);
    if (!device) return false;
    const counter = device.counter + 1;
    await devices.update(forceId, { counter });
    await outbox.add({
      id,
      forceId,
      about,
      kind: event.kind,
      report: { version: 1, id, forceId, at: new Date(now()).toISOString(), counter, event },
      state: 'waiting',
      tries: 0,
      nextTryAt: 0,
    });
    return true;
  }

  /**
   * A notice that ended while its hold was being answered is off the board, but it was shown here. The same where a
   * board was taken back and none stands in its place: its holds go on, and so must the answers to them.
   */
  async function wasDelivered(event: ReportEvent, forceId: string): Promise<boolean> {
    if (!('notice' in event)) return false;
    const { notice, accountKey } = event;
    const about = aboutOf({ kind: 'delivered', notice, accountKey }, '');
    return (await outbox.get({ forceId, about })) !== undefined;
  }

  /** Seals what is not sealed yet, and anew what was sealed to a key that was dropped before anybody saw it. */
  async function sealWaiting(forceId: string, keys: readonly PublicKey[]): Promise<void> {
    const [key] = keys;
    const device = key && (await devices.get(forceId));
    if (!device) return;
    const waiting = await outbox.where({ forceId, state: 'waiting' }).sortBy('report.counter');
    let some = false;
    for (const row of waiting) {
      if (row.sealed !== undefined && (row.tries > 0 || keys.some(({ kid }) => kid === row.openingKey)))
        continue;
      signal.throwIfAborted();
      await sealRow(row, device, key);
      some = true;
    }
    if (some) onChange?.();
  }

  async function sealRow(row: OutboxRow, device: Signer, key: PublicKey): Promise<void> {
    const sealed = await seal(row.report, device, key);
    signal.throwIfAborted();
    await database.transaction('rw', outbox, async () => {
      const present = await outbox.get(row.id);
      if (present?.state !== 'waiting' || present.tries > 0) return;
      await outbox.update(row.id, { sealed, openingKey: key.kid });
    });
  }

  async function shownKinds(): Promise<readonly ReportKind[]> {
    const fact = await facts.get('shownKinds');
    return fact?.name === 'shownKinds' ? fact.value : [];
  }

  /** Why a try failed, for each row that waits: the relay is one, and what keeps one back keeps all. */
  async function pause(
    forceId: string,
    result: PostResult & { outcome: 'later' },
    tries: number,
  ): Promise<void> {
    const growing = pauseAfter(tries, PAUSES, random());
    // On top of what the relay asks for: it gives thousands the same number, and they must not come back in one moment.
    const nextTryAt = now() + Math.min(PAUSES.most, growing + (result.retryAfterMs ?? 0));
    await outbox.where({ forceId, state: 'waiting' }).modify({ nextTryAt, problem: result.problem });
  }

  async function settle(
    row: OutboxRow,
    result: PostResult & { outcome: 'taken' | 'refused' },
  ): Promise<void> {
    const settledAt = now();
    await database.transaction('rw', outbox, async () => {
      const present = await outbox.get(row.id);
      // Handed over by hand meanwhile: that stands, and the relay's copy is the same report.
      if (present?.state !== 'waiting') return;
      const { sealed, openingKey, problem, ...rest } = present;
      if (result.outcome === 'taken') await outbox.put({ ...rest, state: 'sent', settledAt });
      // Its text stays, so that it can still be copied or mailed.
      else await outbox.put({ ...present, state: 'refused', settledAt, problem: result.problem });
    });
  }

  async function sendWaiting(to: Route, when: 'due' | 'now'): Promise<void> {
    const { forceId, board, token } = to;
    const relayUrl = board?.relay?.url;
    if (!relayUrl || !token) return;
    const shown = await shownKinds();
    const waiting = await outbox.where({ forceId, state: 'waiting' }).sortBy('report.counter');
    // Somebody at the keyboard may ask again; the relay's own "later" holds for everything else.
    const isDue = ({ nextTryAt, problem }: OutboxRow): boolean =>
      nextTryAt <= now() || (when === 'now' && problem !== '429') || nextTryAt > now() + PAUSES.most;
    let isThrough = false;
    for (const row of waiting) {
      if (row.sealed === undefined || !shown.includes(row.kind) || !isDue(row)) continue;
      signal.throwIfAborted();
      const tries = row.tries + 1;
      const noted = await outbox
        .where({ id: row.id })
        .and(({ state }) => state === 'waiting')
        .modify({ tries });
      if (noted === 0) continue;
      signal.throwIfAborted();
      const result = await send({ relayUrl, token, id: row.id, text: row.sealed, signal });
      signal.throwIfAborted();
      if (result.outcome === 'later') {
        await pause(forceId, result, tries);
        return;
      }
      await settle(row, result);
      isThrough = true;
    }
    // What waits for another cause is not "offline" any more.
    if (isThrough) await outbox.where({ forceId, state: 'waiting' }).modify(forgetProblem);
  }

  /** Drops what was settled long ago, unless the notice or request it speaks of still stands. */
  async function dropOld({ board }: Route): Promise<void> {
    if (!board) return;
    const old = await outbox
      .where('settledAt')
      .below(now() - SETTLED_FOR_MS)
      .toArray();
    const gone = old.filter(({ kind, report }) => kind === 'overridden' || !isOnBoard(report.event, board));
    if (gone.length > 0) await outbox.bulkDelete(gone.map(({ id }) => id));
  }

  async function setTimer(forceId: string): Promise<void> {
    clearTimeout(timer);
    const waiting = await outbox.where({ forceId, state: 'waiting' }).toArray();
    const next = Math.min(...waiting.map(({ nextTryAt }) => nextTryAt).filter((at) => at > now()));
    // Within a worker's life a timer suffices: the board's alarm asks again half a minute later in any case.
    if (Number.isFinite(next) && !signal.aborted) timer = setTimeout(() => void pump(), next - now() + 50);
  }

  async function run(when: 'due' | 'now'): Promise<void> {
    const to = await route();
    signal.throwIfAborted();
    if (!to) return;
    await ensureDevice(to.forceId);
    await sealWaiting(to.forceId, to.board?.keys?.opening ?? []);
    const before = await outbox.where({ forceId: to.forceId, state: 'waiting' }).count();
    await sendWaiting(to, when);
    const after = await outbox.where({ forceId: to.forceId, state: 'waiting' }).count();
    await dropOld(to);
    await setTimer(to.forceId);
    if (after !== before) onChange?.();
  }

  function pump(when: 'due' | 'now' = 'due'): Promise<void> {
    if (running) {
      // What came in meanwhile may have been overlooked by the pass under way.
      again = again === 'now' ? 'now' : when;
      return running;
    }
    running = (async () => {
      let next: 'due' | 'now' | undefined = when;
      while (next) {
        again = undefined;
        // A pass that fails (a full disk, a closed database) leaves its rows as they were, for the next cause.
        await run(next).catch(() => undefined);
        next = signal.aborted ? undefined : again;
      }
      // In one step with the last look at `again`, so that no call falls between.
      running = undefined;
    })();
    return running;
  }

  return {
    put,
    pump,
    async shown(kinds) {
      await database.transaction('rw', facts, async () => {
        const known = await shownKinds();
        const value = REPORT_KINDS.filter((kind) => known.includes(kind) || kinds.includes(kind));
        if (value.length > known.length) await facts.put({ name: 'shownKinds', value });
      });
      onChange?.();
      void pump('now');
    },
    async handOver(ids) {
      const settledAt = now();
      await outbox
        .where('id')
        .anyOf([...ids])
        .and(({ state, sealed }) => (state === 'waiting' || state === 'refused') && sealed !== undefined)
        .modify((row, change) => {
          const { sealed, openingKey, problem, ...rest } = row;
          change.value = { ...rest, state: 'handed', settledAt };
        });
      onChange?.();
    },
  };
}
