import type { Notice, RegisterEntry } from '../board/schema';
import { concerns, currentNotices, phaseOf } from '../notices/applicable';
import type { ReportEvent } from '../reports/report';
import { type DeviceBook, trustOf } from './devices';
import { CLOCK_TOLERANCE_MS, type GoodReport, type InboxEntry } from './inbox';

type Override = Extract<ReportEvent, { kind: 'overridden' }>;

/** Something that a device told of an account, with the time the desk goes by (ms). */
export interface Sign {
  readonly at: number;
  readonly deviceId: string;
  /** Whether that device is pinned to a person. */
  readonly pinned: boolean;
}

/** A press that was let through, and why. */
export interface OverrideSign extends Sign {
  readonly intent: Override['intent'];
  readonly reason: Override['reason'];
}

/** How far an account has got, the furthest first. */
export type Standing = 'acknowledged' | 'delivered' | 'not-heard';

/** What is known of one account and one notice. Times in ms. */
export interface AccountSeen {
  readonly key: string;
  readonly name: string;
  readonly platform: RegisterEntry['platform'];
  readonly district: string | undefined;
  readonly standing: Standing;
  /** Devices that showed it, and when the first and the last did; null when none is known to have. */
  readonly delivered: {
    readonly pinned: number;
    readonly unpinned: number;
    readonly first: number;
    readonly last: number;
  } | null;
  /** The first acknowledgement; of a pinned device where there is one. */
  readonly acknowledged: Sign | null;
  /** Oldest first. */
  readonly overridden: readonly OverrideSign[];
  /** The first look at the corporate lines. */
  readonly linesSeen: Sign | null;
}

/** Accounts, counted apart by whether a pinned device said so or unpinned ones alone. */
export interface Tally {
  readonly pinned: number;
  readonly unpinned: number;
}

/** Who has seen a notice. */
export interface Seen {
  /** Every live account that the notice concerns: those not heard from first, then by name. */
  readonly accounts: readonly AccountSeen[];
  readonly concerned: number;
  readonly delivered: Tally;
  readonly acknowledged: Tally;
  readonly linesSeen: Tally;
  /** Accounts with at least one press let through. */
  readonly overridden: Tally;
  readonly notHeard: number;
  /** Presses let through, in all. */
  readonly overrides: number;
  /**
   * Reports that count although they came in before the notice was sent: nobody can name a notice before there is
   * one, so the clock of the desk that signed it, or the relay's, is wrong.
   */
  readonly early: number;
  /** Reports about this notice that count nowhere, by why. */
  readonly setAside: {
    /** Of an account that the notice does not concern, or that is not live. */
    readonly notConcerned: number;
    /** Of a device that is not to be believed. */
    readonly notBelieved: number;
    /** A number or an id used twice. */
    readonly replayed: number;
  };
  /** First acknowledgements of accounts, oldest first, in ms. */
  readonly timeline: readonly number[];
}

/**
 * Who has seen a notice: from the register, what came in, and which devices belong to whom. Replays count nowhere
 * and duplicates were dropped by `readInbox`, so however often a report comes, it counts once.
 */
export function whoHasSeen(
  notice: Notice,
  register: readonly RegisterEntry[],
  entries: readonly InboxEntry[],
  devices: DeviceBook,
): Seen {
  const concerned = register.filter(
    (entry) => entry.state === 'live' && concerns(notice, knownAccount(entry)),
  );
  const gathered = new Map(concerned.map(({ key }) => [key, empty()]));
  const sent = Date.parse(notice.sent);
  let early = 0;
  const setAside = { notConcerned: 0, notBelieved: 0, replayed: 0 };
  for (const entry of entries) {
    const { event } = entry.report;
    if (!('notice' in event) || event.notice !== notice.identifier) continue;
    const trust = trustOf(devices, entry.deviceId);
    const account = gathered.get(event.accountKey);
    if (entry.replayed) setAside.replayed++;
    else if (trust === 'not-believed') setAside.notBelieved++;
    else if (!account) setAside.notConcerned++;
    else {
      if (Date.parse(entry.receivedAt) < sent - CLOCK_TOLERANCE_MS) early++;
      gather(account, event, {
        at: timeOf(entry, sent),
        deviceId: entry.deviceId,
        pinned: trust === 'pinned',
      });
    }
  }
  const accounts = concerned.map((entry) => conclude(entry, gathered.get(entry.key) ?? empty()));
  accounts.sort((a, b) => ORDER[a.standing] - ORDER[b.standing] || a.name.localeCompare(b.name, 'cy'));
  return {
    accounts,
    concerned: accounts.length,
    delivered: tally(accounts, ({ delivered }) => (delivered ? delivered.pinned > 0 : null)),
    acknowledged: tally(accounts, ({ acknowledged }) => acknowledged?.pinned ?? null),
    linesSeen: tally(accounts, ({ linesSeen }) => linesSeen?.pinned ?? null),
    overridden: tally(accounts, ({ overridden }) =>
      overridden.length > 0 ? overridden.some(({ pinned }) => pinned) : null,
    ),
    notHeard: accounts.filter(({ standing }) => standing === 'not-heard').length,
    overrides: accounts.reduce((sum, { overridden }) => sum + overridden.length, 0),
    early,
    setAside,
    timeline: accounts
      .flatMap(({ acknowledged }) => (acknowledged ? [acknowledged.at] : []))
      .sort((a, b) => a - b),
  };
}

/**
 * When something happened, in ms: by the device's clock where that can be, else by when it came in. A device whose
 * clock is an hour wrong is thus still counted, at the time the relay took its report in.
 */
export function timeOf({ report, receivedAt }: GoodReport, notBefore: number): number {
  const at = Date.parse(report.at);
  const received = Date.parse(receivedAt);
  return at < notBefore || at > received ? Math.max(received, notBefore) : at;
}

/** Where a notice stands, for choosing among them. */
export type NoticeStanding = 'in-force' | 'may-have-ended' | 'ended';

/**
 * The notices one can look at, those in force first, then those that may have ended, then past ones; of each real ones
 * before exercises, so that a practice never hides what happens; newest first.
 */
export function noticesToWatch(
  notices: readonly Notice[],
  now: number,
): { readonly notice: Notice; readonly standing: NoticeStanding }[] {
  const current = new Set(currentNotices(notices));
  const order: Record<NoticeStanding, number> = { 'in-force': 0, 'may-have-ended': 1, ended: 2 };
  return notices
    .filter(({ messageType }) => messageType !== 'cancel')
    .map((notice) => ({ notice, standing: current.has(notice) ? phaseOf(notice, now) : ('ended' as const) }))
    .sort(
      (a, b) =>
        order[a.standing] - order[b.standing] ||
        Number(a.notice.status !== 'actual') - Number(b.notice.status !== 'actual') ||
        Date.parse(b.notice.sent) - Date.parse(a.notice.sent),
    );
}

const ORDER: Record<Standing, number> = { 'not-heard': 0, delivered: 1, acknowledged: 2 };

interface Gathered {
  /** By device: when it first and last showed the notice, and whether it is pinned. */
  readonly delivered: Map<string, { first: number; last: number; pinned: boolean }>;
  acknowledged: Sign | null;
  linesSeen: Sign | null;
  readonly overridden: OverrideSign[];
}

const empty = (): Gathered => ({ delivered: new Map(), acknowledged: null, linesSeen: null, overridden: [] });

function gather(account: Gathered, event: ReportEvent, sign: Sign): void {
  switch (event.kind) {
    case 'delivered': {
      const { at, deviceId, pinned } = sign;
      const known = account.delivered.get(deviceId);
      account.delivered.set(deviceId, {
        first: Math.min(at, known?.first ?? at),
        last: Math.max(at, known?.last ?? at),
        pinned,
      });
      break;
    }
    case 'acknowledged':
      account.acknowledged = better(account.acknowledged, sign);
      break;
    case 'lines-seen':
      account.linesSeen = better(account.linesSeen, sign);
      break;
    case 'overridden':
      account.overridden.push({ ...sign, intent: event.intent, reason: event.reason });
      break;
  }
}

/** A pinned device's word goes before an unpinned one's; of equals the earlier. */
function better(known: Sign | null, sign: Sign): Sign {
  if (!known) return sign;
  if (known.pinned !== sign.pinned) return known.pinned ? known : sign;
  return sign.at < known.at ? sign : known;
}

function conclude(entry: RegisterEntry, gathered: Gathered): AccountSeen {
  const shown = [...gathered.delivered.values()];
  const pinned = shown.filter((device) => device.pinned).length;
  const { acknowledged, linesSeen } = gathered;
  // A notice that was answered was shown, even where the report of the showing is still on its way.
  const answered = linesSeen !== null || gathered.overridden.length > 0;
  return {
    key: entry.key,
    name: entry.name,
    platform: entry.platform,
    district: entry.district,
    standing: acknowledged ? 'acknowledged' : shown.length > 0 || answered ? 'delivered' : 'not-heard',
    delivered:
      shown.length === 0
        ? null
        : {
            pinned,
            unpinned: shown.length - pinned,
            first: Math.min(...shown.map(({ first }) => first)),
            last: Math.max(...shown.map(({ last }) => last)),
          },
    acknowledged,
    overridden: gathered.overridden.sort((a, b) => a.at - b.at),
    linesSeen,
  };
}

/** Counts accounts: `pinned` gives whether a pinned device said it, or null when none did. */
function tally(accounts: readonly AccountSeen[], pinned: (account: AccountSeen) => boolean | null): Tally {
  const said = accounts.map(pinned);
  return { pinned: said.filter((s) => s === true).length, unpinned: said.filter((s) => s === false).length };
}

const knownAccount = ({ key, platform, kind, ids, handle, name, district }: RegisterEntry) => ({
  key,
  platform,
  kind,
  ids,
  name,
  ...(handle === undefined ? {} : { handle }),
  ...(district === undefined ? {} : { district }),
});
