import type { GenericSchema, InferOutput } from 'valibot';
import * as v from 'valibot';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { signBoard } from '../../lib/board/author';
import type { Board, Localized } from '../../lib/board/schema';
import {
  type BoardChange,
  ChangeConflict,
  changeData,
  createChange,
  isSame,
  rebase,
} from '../../lib/desk/board-change';
import {
  deskDraftSchema,
  forceNameSchema,
  lastBoardSchema,
  pendingSchema,
  readRecord,
  writeRecord,
} from '../../lib/desk/desk-records';
import {
  boardKeys,
  boardRelay,
  type ForceKeys,
  fitToBoard,
  forceKeysSchema,
  membershipFor,
} from '../../lib/desk/force-keys';
import {
  firstBoard,
  type LoadedBoard,
  loadBoard,
  nextBoard,
  openOwn,
  type PublishResult,
  type PublishTarget,
  publishBoard,
  sinceThen,
  whatStands,
} from '../../lib/desk/publish';
import { revokedBy } from '../../lib/desk/revoked-by';
import type { Language } from '../../lib/messages/snapshot';
import type { DeskDatabase } from '../../lib/records/desk-database';
import type {
  DeskActions,
  DeskSession,
  DeskState,
  LoadTrouble,
  PendingConflict,
  Publishing,
  PublishOutcome,
} from './desk-context';

/** Milliseconds without pointer or keys after which the desk locks (issue 3: ten minutes). */
export const IDLE_MS = 10 * 60 * 1000;

/** Milliseconds between looks at a server that fell silent in the middle of a publish. */
export const LOOK_AGAIN_MS = 5_000;

/** Any address will do where a membership is only used for its keys. */
const NO_ADDRESS = ['https://board.invalid/'];

/** What the desk needs from outside. */
export interface DeskServices {
  readonly database: DeskDatabase;
  readonly fetch: typeof globalThis.fetch;
  /** In ms. */
  readonly now: () => number;
  readonly setLanguage: (language: Language) => void;
  /** Offers a text for saving. */
  readonly download: (name: string, text: string) => void;
}

/** A locked desk. */
export function initialDeskState(language: Language): DeskState {
  return {
    keys: null,
    unsavedKeys: false,
    base: null,
    loading: false,
    loadTrouble: null,
    pending: [],
    conflicts: [],
    board: null,
    publishing: null,
    drafts: [],
    language,
    lockAt: null,
    page: 'incident',
    watched: null,
    recordsFailed: false,
  };
}

/** What was sent when the connection broke. */
interface Sent {
  readonly text: string;
  readonly etag: string | null;
  readonly ids: readonly string[];
}

/** One unlocked time: everything that belongs to it ends with its signal. */
interface Shift {
  readonly life: AbortController;
  /** Name of a force that has published nothing yet, for its first board. */
  name: Localized | null;
  lastSequence: number;
  last: { readonly board: Board; readonly text: string } | null;
  /** Entity tag of what lies on the server where ours is to be put back. */
  foreignTag: string | null;
  sent: Sent | null;
  /** Keys as the opened file has them, where this desk has newer ones of its own. */
  readonly fileKeys: ForceKeys;
}

/** Opens a desk, locked. It lives as long as its page. */
export function createDesk(services: DeskServices, language: Language): DeskSession {
  const store: StoreApi<DeskState> = createStore<DeskState>(() => initialDeskState(language));
  const { database, now } = services;
  let shift: Shift | null = null;
  let idle: ReturnType<typeof setTimeout> | undefined;
  // Records are written one after the other, so that an older value never lands on a newer one.
  let writing: Promise<void> = Promise.resolve();

  const set = (part: Partial<DeskState>): void => store.setState(part);
  const get = (): DeskState => store.getState();

  const save = (name: string, value: unknown): Promise<void> => {
    const { keys } = get();
    if (!keys) return Promise.resolve();
    const write = writing.then(() => writeRecord(database, keys, name, value));
    writing = write.catch(() => set({ recordsFailed: true }));
    return write;
  };
  const keep = (name: string, value: unknown): void => void save(name, value).catch(() => undefined);

  const read = async <S extends GenericSchema>(name: string, schema: S): Promise<InferOutput<S> | null> => {
    const { keys } = get();
    if (!keys) return null;
    try {
      return await readRecord(database, keys, name, schema);
    } catch {
      set({ recordsFailed: true });
      return null;
    }
  };

  /** Puts what is pending onto the base anew. */
  const settleBoard = (base: LoadedBoard | null, pending: readonly BoardChange[]): void => {
    set({ base, pending, ...applyAll(base, pending) });
  };
  const setPending = (pending: readonly BoardChange[]): void => {
    settleBoard(get().base, pending);
    keep('pending', pending.map(changeData));
  };

  const options = (from: Shift) => ({ fetch: services.fetch, signal: from.life.signal, now });

  const load = async (from: Shift): Promise<void> => {
    const { keys } = get();
    if (!keys) return;
    const first = firstBoard(keys.forceId, from.name ?? { en: keys.forceId }, now());
    const target = keys.publishing;
    if (!target || target.kind === 'file') {
      const { board, text } = from.last ?? { board: first, text: null };
      set({ loadTrouble: null });
      settleBoard({ board, text, etag: null, loadedAt: now() }, get().pending);
      return;
    }
    const known = { first, lastSequence: from.lastSequence };
    const result = await loadBoard(target, membershipFor(keys, NO_ADDRESS), known, options(from));
    if (shift !== from) return;
    if (!result.ok) {
      from.foreignTag = result.etag ?? null;
      set({ loadTrouble: { problem: result.problem, detail: result.detail } });
      // What this desk knows still serves to look at and to write on; it is published onto what lies there.
      if (!get().base && from.last) settleBoard({ ...from.last, etag: null, loadedAt: now() }, get().pending);
      return;
    }
    const { loaded } = result;
    const fitted = fitToBoard(keys, loaded.board) ?? fitToBoard(from.fileKeys, loaded.board);
    if (!fitted && !isRevoked(keys, loaded.board)) {
      set({ loadTrouble: { problem: 'keys-outdated' } });
      settleBoard(loaded, get().pending);
      return;
    }
    if (fitted && fitted !== keys) set({ keys: fitted });
    set({ loadTrouble: null });
    remember(from, loaded);
    // What got out although nobody could say so, or was done at the other desk too, is not offered once more.
    const before = get().pending;
    const left = before.filter((change) => !isDone(change, loaded.board, fitted ?? keys));
    settleBoard(loaded, left);
    if (left.length < before.length) keep('pending', left.map(changeData));
  };

  const remember = (from: Shift, { board, text }: LoadedBoard): void => {
    from.lastSequence = Math.max(from.lastSequence, board.sequence);
    if (text === null) return;
    from.last = { board, text };
    keep('last', { sequence: from.lastSequence, text, board });
  };

  const reload = async (): Promise<void> => {
    const from = shift;
    if (!from) return;
    set({ loading: true });
    try {
      await load(from);
    } catch (error) {
      if (!from.life.signal.aborted) throw error;
    } finally {
      if (shift === from) set({ loading: false });
    }
  };

  const fail = (
    ids: readonly string[],
    problem: Extract<Publishing, { stage: 'failed' }>['problem'],
    detail?: string,
  ): PublishOutcome => {
    set({ publishing: { stage: 'failed', ids, problem, detail } });
    return { ok: false, problem };
  };

  /** Signs the base with these changes. Null when one of them does not fit, or the words why it cannot be signed. */
  const sign = async (
    from: Shift,
    keys: ForceKeys,
    base: LoadedBoard,
    changes: readonly BoardChange[],
  ): Promise<{ board: Board; text: string } | { problem: 'conflict' | 'unsignable'; detail?: string }> => {
    try {
      const changed = changes.reduce((board, change) => change.apply(board), base.board);
      const { relay: _before, ...rest } = changed;
      const relay = boardRelay(keys);
      const whole = { ...rest, keys: boardKeys(keys), ...(relay ? { relay } : {}) };
      const text = await signBoard(nextBoard(whole, from.lastSequence, now()), keys);
      // What operators' browsers would read, by the same reader.
      const opened = await openOwn(text, membershipFor(keys, NO_ADDRESS), now());
      return opened.ok ? { board: opened.board, text } : { problem: 'unsignable', detail: opened.problem };
    } catch (error) {
      if (error instanceof ChangeConflict) return { problem: 'conflict' };
      return { problem: 'unsignable', detail: error instanceof Error ? error.message : String(error) };
    }
  };

  const publish = async (changes?: readonly BoardChange[], over = false): Promise<PublishOutcome> => {
    const from = shift;
    const { keys } = get();
    if (!from || !keys) return { ok: false, problem: 'not-loaded' };
    if (changes) setPending(merge(get().pending, changes));
    const { base, pending, conflicts, loadTrouble } = get();
    const wanted = changes ? new Set(changes.map(({ id }) => id)) : null;
    const isBlocked = (id: string): boolean => conflicts.some(({ change }) => change.id === id);
    const chosen = pending.filter(({ id }) => (wanted ? wanted.has(id) : !isBlocked(id)));
    const ids = chosen.map(({ id }) => id);
    const target: PublishTarget | undefined = keys.publishing;
    if (!target) return fail(ids, 'no-target');
    // An order that waited out its own time would reach operators as one that may have ended.
    if (chosen.some((change) => hasRunOut(change, now()))) return fail(ids, 'expired');
    if (!base || (loadTrouble && !over)) {
      // Perhaps the server answers again by now: what is urgent should not need another press.
      await reload();
      const again = get();
      if (shift !== from) return { ok: false, problem: 'not-loaded' };
      if (!again.base || again.loadTrouble) return fail(ids, 'not-loaded', again.loadTrouble?.problem);
      return publish(changes ?? chosen);
    }
    set({ publishing: { stage: 'signing', ids } });
    const signed = await sign(from, keys, base, chosen);
    if (shift !== from) return { ok: false, problem: 'not-loaded' };
    if ('problem' in signed) return fail(ids, signed.problem, signed.detail);
    const { text, board } = signed;
    if (target.kind === 'file') {
      services.download(`board-${board.sequence}.jwe`, `${text}\n`);
      return published(from, { board, text, etag: null, loadedAt: now() }, ids, true);
    }
    set({ publishing: { stage: 'sending', ids } });
    const etag = over ? from.foreignTag : base.etag;
    from.sent = { text, etag, ids };
    return settle(from, target, board, () => publishBoard(target, text, etag, options(from)));
  };

  /** Brings a publish to its end, whatever the answer was. */
  const settle = async (
    from: Shift,
    target: PublishTarget,
    board: Board,
    ask: () => Promise<PublishResult>,
  ): Promise<PublishOutcome> => {
    const { sent } = from;
    if (!sent) return { ok: false, problem: 'not-loaded' };
    const { ids, text, etag } = sent;
    let result: PublishResult;
    try {
      result = await ask();
    } catch (error) {
      if (from.life.signal.aborted) return { ok: false, problem: 'not-loaded' };
      throw error;
    }
    if (shift !== from) return { ok: false, problem: 'not-loaded' };
    if (result.ok) {
      from.sent = null;
      return published(from, { board, text, etag: result.etag, loadedAt: now() }, ids, false);
    }
    if (result.problem === 'unclear') {
      const timer = setTimeout(() => {
        if (shift !== from || from.sent !== sent) return;
        void settle(from, target, board, () => whatStands(target, text, etag, options(from)));
      }, LOOK_AGAIN_MS);
      from.life.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
      return fail(ids, 'unclear');
    }
    from.sent = null;
    if (result.problem === 'changed') {
      const before = get().base;
      await reload();
      const after = get().base;
      if (shift !== from || !before || !after) return { ok: false, problem: 'changed' };
      const { loadTrouble } = get();
      if (loadTrouble) return fail(ids, 'not-loaded', loadTrouble.problem);
      set({
        publishing: { stage: 'changed', ids, since: sinceThen(before.board, after.board, get().language) },
      });
      return { ok: false, problem: 'changed' };
    }
    return fail(ids, result.problem, result.detail);
  };

  const published = (
    from: Shift,
    base: LoadedBoard,
    ids: readonly string[],
    asFile: boolean,
  ): PublishOutcome => {
    remember(from, base);
    set({ loadTrouble: null, publishing: { stage: 'done', ids, at: now(), asFile } });
    const left = get().pending.filter(({ id }) => !ids.includes(id));
    // A clock that was wrong before the publish is wrong after it; only a look at the relay says otherwise.
    const { clockAhead } = get().base ?? {};
    settleBoard(clockAhead === undefined ? base : { ...base, clockAhead }, left);
    keep('pending', left.map(changeData));
    return { ok: true, at: now() };
  };

  const restore = async (): Promise<PublishOutcome> => {
    const { base, loadTrouble, keys } = get();
    if (!base || !keys || !canRestore(keys, loadTrouble)) return { ok: false, problem: 'not-loaded' };
    return publish([], true);
  };

  const unlock = async (keys: ForceKeys, fresh?: { readonly name: Localized }): Promise<void> => {
    const from: Shift = {
      life: new AbortController(),
      name: fresh?.name ?? null,
      lastSequence: 0,
      last: null,
      foreignTag: null,
      sent: null,
      fileKeys: keys,
    };
    shift?.life.abort();
    shift = from;
    set({
      ...initialDeskState(get().language),
      page: fresh ? 'keys' : 'incident',
      keys,
      unsavedKeys: fresh !== undefined,
      loading: true,
    });
    touch();
    const [own, drafts, pending, last, name] = [
      await read('keys', v.nullable(forceKeysSchema)),
      await read('drafts', v.array(deskDraftSchema)),
      await read('pending', pendingSchema),
      await read('last', lastBoardSchema),
      await read('name', forceNameSchema),
    ];
    if (shift !== from) return;
    from.lastSequence = last?.sequence ?? 0;
    from.last = last && { board: last.board, text: last.text };
    from.name ??= name;
    if (fresh) keep('name', fresh.name);
    set({
      drafts: drafts ?? [],
      pending: (pending ?? []).map((data) => createChange(data)),
      ...(own ? { keys: own, unsavedKeys: true } : {}),
    });
    await reload();
  };

  const lock = (): void => {
    shift?.life.abort();
    shift = null;
    clearTimeout(idle);
    set(initialDeskState(get().language));
  };

  const touch = (): void => {
    const { keys, lockAt } = get();
    if (!keys) return;
    const left = lockAt === null ? 0 : lockAt - now();
    // Timers sleep with the computer. Whoever wakes it must not find the desk open because they moved the pointer.
    if (lockAt !== null && left <= 0) return lock();
    // Moving a pointer makes hundreds of events; a second more or less of ten minutes is nothing.
    if (left > IDLE_MS - 1_000 && left <= IDLE_MS) return;
    clearTimeout(idle);
    idle = setTimeout(lock, IDLE_MS);
    set({ lockAt: now() + IDLE_MS });
  };

  const actions: DeskActions = {
    propose: (change) => setPending(merge(get().pending, [change])),
    withdraw: (id) => setPending(get().pending.filter((change) => change.id !== id)),
    publish: (changes) => publish(changes),
    settle: (id, by) => {
      const { base, pending } = get();
      if (!base) return;
      setPending(
        by === 'theirs'
          ? pending.filter((change) => change.id !== id)
          : pending.map((change) => (change.id === id ? rebase(change, base.board) : change)),
      );
    },
    reload,
    restore,
    closePublishing: () => set({ publishing: null }),
    unlock,
    lock,
    touch,
    changeKeys: (keys) => {
      set({ keys, unsavedKeys: true });
      keep('keys', keys);
    },
    keysSaved: () => {
      set({ unsavedKeys: false });
      keep('keys', null);
    },
    saveDraft: (draft) => {
      const others = get().drafts.filter(({ id }) => id !== draft.id);
      set({ drafts: [draft, ...others] });
      keep('drafts', get().drafts);
    },
    dropDraft: (id) => {
      set({ drafts: get().drafts.filter((draft) => draft.id !== id) });
      keep('drafts', get().drafts);
    },
    readRecord: read,
    saveRecord: save,
    switchLanguage: (to) => {
      set({ language: to });
      services.setLanguage(to);
    },
    go: (page, notice) => set({ page, watched: notice ?? null }),
  };
  return { store, actions, database };
}

/** Whether a board holds all of a change already. */
function isDone(change: BoardChange, board: Board, keys: ForceKeys): boolean {
  if (change.edits.length === 0) {
    return isSame(board.keys, boardKeys(keys)) && isSame(board.relay, boardRelay(keys));
  }
  try {
    return change.apply(board) === board;
  } catch {
    return false;
  }
}

/** Whether what lies on the server may be replaced by this desk's board although it is none that this desk can go by. */
export function canRestore(keys: ForceKeys, trouble: LoadTrouble | null): boolean {
  if (trouble?.problem === 'rolled-back' || trouble?.problem === 'empty') return true;
  // Whoever has the lost key may have published with it; nobody else signs what these keys cannot read.
  return trouble?.problem === 'not-ours' && keys.revocations.length > 0;
}

/** Whether a change issues an order whose time is over at `now` (ms). One that ends an order never is too late. */
function hasRunOut({ edits }: BoardChange, now: number): boolean {
  return edits.some(
    (edit) =>
      edit.part === 'notices' &&
      edit.after !== null &&
      edit.after.messageType !== 'cancel' &&
      Date.parse(edit.after.expires) <= now,
  );
}

/** Whether every key that this board names as signing was taken back by these keys' own revocations. */
function isRevoked(keys: ForceKeys, board: Board): boolean {
  const revoked = new Set(keys.revocations.flatMap(revokedBy));
  return board.keys?.signing.every(({ kid }) => revoked.has(kid)) ?? false;
}

/** The list with these changes in it; one with the same id is replaced where it stands. */
function merge(pending: readonly BoardChange[], changes: readonly BoardChange[]): BoardChange[] {
  const out = [...pending];
  for (const change of changes) {
    const at = out.findIndex(({ id }) => id === change.id);
    if (at < 0) out.push(change);
    else out[at] = change;
  }
  return out;
}

function applyAll(
  base: LoadedBoard | null,
  pending: readonly BoardChange[],
): { readonly board: Board | null; readonly conflicts: readonly PendingConflict[] } {
  if (!base) return { board: null, conflicts: [] };
  const conflicts: PendingConflict[] = [];
  const board = pending.reduce((present, change) => {
    try {
      return change.apply(present);
    } catch (error) {
      if (!(error instanceof ChangeConflict)) throw error;
      conflicts.push({ change, conflict: error });
      return present;
    }
  }, base.board);
  return { board, conflicts };
}

/** Locks the desk when nobody moves, when the page goes away, and ends with the signal. */
export function watchPresence(session: DeskSession, target: Window, signal: AbortSignal): void {
  const { touch, lock } = session.actions;
  for (const type of ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchstart']) {
    target.addEventListener(type, () => touch(), { passive: true, capture: true, signal });
  }
  // A page that is kept to come back to would keep the keys as well.
  target.addEventListener('pagehide', () => lock(), { signal });
  // What ran out while the tab or the computer slept is made up for before anything is seen.
  target.document.addEventListener(
    'visibilitychange',
    () => {
      const { lockAt } = session.store.getState();
      if (lockAt !== null && Date.now() >= lockAt) lock();
    },
    { signal },
  );
}
