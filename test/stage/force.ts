import { createHash } from 'node:crypto';
import { base64url, compactDecrypt } from 'jose';
import * as v from 'valibot';
import { signBoard } from '../../lib/board/author';
import { BOARD_ENCRYPTION, BOARD_KEY_MANAGEMENT } from '../../lib/board/envelope';
import {
  type Board,
  boardSchema,
  type Localized,
  type Notice,
  type RegisterEntry,
} from '../../lib/board/schema';
import {
  boardKeys,
  createForce,
  type ForceKeys,
  joiningCodeFor,
  type RecoveryKey,
} from '../../lib/desk/force-keys';
import { sealKeysFile } from '../../lib/desk/keys-file';
import { openReport } from '../../lib/reports/open';
import type { Report } from '../../lib/reports/report';
import { FACEBOOK_ACCOUNTS, X_ACCOUNTS } from './accounts';
import type { RelayHost } from './relay-host';

/** Where the sample force's board lies. */
export const BOARD_URL = 'https://board.teificoast.example/board';

/** The passphrase of the sample force's keys file; no secret. */
export const SAMPLE_PASSPHRASE = 'teifi-coast-sample-force';

/** What may be said about a notice when issuing it; everything has a default fit for a demonstration. */
export interface NoticeOptions {
  readonly status?: Notice['status'];
  readonly scope?: Partial<Notice['scope']>;
  readonly headline?: Localized;
  readonly reason?: Localized;
  readonly instruction?: Localized;
  readonly corporateLines?: Notice['corporateLines'];
  readonly reshare?: Partial<Notice['reshare']>;
  readonly contact?: Localized;
  /** Minutes until it expires; may be negative for one that has. 240 when not given. */
  readonly minutes?: number;
}

const LINES: Notice['corporateLines'] = [
  {
    text: {
      en: 'We are at an incident on Cardigan quay. Please keep away from the area. We will say more as soon as we can.',
      cy: 'Rydym yn delio â digwyddiad ar gei Aberteifi. Cadwch draw o’r ardal. Byddwn yn dweud mwy cyn gynted ag y gallwn.',
    },
    url: 'https://x.com/TeifiCoastPol/status/1990000000000000001',
  },
];

/**
 * The invented Teifi Coast Police / Heddlu Arfordir Teifi: its keys, its register (the cast) and its board.
 * Every change raises the sequence and signs the board anew with the product's own author's code.
 */
export class SampleForce {
  #keys: ForceKeys;
  /** The key that revokes the others; the sample force keeps it beside them, a real one must not. */
  readonly recovery: RecoveryKey;
  #board: Board;
  #text = '';
  #notices = 0;
  #changing: Promise<void> = Promise.resolve();
  #changed: (() => void) | null = null;
  #relay: RelayHost | null = null;
  #sealed: Promise<string> | null = null;
  /** Genuine boards of the past, oldest first, for replaying. */
  readonly pastTexts: string[] = [];

  private constructor(keys: ForceKeys, recovery: RecoveryKey) {
    this.#keys = keys;
    this.recovery = recovery;
    this.#board = firstBoard();
  }

  /** Makes fresh keys and signs a first board with no notice on it. */
  static async create(): Promise<SampleForce> {
    const { keys, recovery } = await createForce('teifi-coast');
    const force = new SampleForce(keys, recovery);
    await force.change(() => {});
    return force;
  }

  /** The board as it stands, before signing. */
  get board(): Board {
    return this.#board;
  }

  /** The force's keys, for tests that sign something odd. */
  get keys(): ForceKeys {
    return this.#keys;
  }

  /** The signed and encrypted board, as the web server gives it. */
  boardText(): string {
    return this.#text;
  }

  /** A strong entity tag of {@link boardText}. */
  etag(): string {
    return `"${createHash('sha256').update(this.#text).digest('hex').slice(0, 24)}"`;
  }

  /** The code with which an operator joins this force: by its relay where it has one, else by its file. */
  async joiningCode(
    boards: string[] = this.#relay ? [`${this.#relay.url}/board`] : [BOARD_URL],
  ): Promise<string> {
    return joiningCodeFor(this.#keys, boards);
  }

  /** The keys as a file for the desk, under {@link SAMPLE_PASSPHRASE}. It takes a second: the passphrase is stretched. */
  keysFile(): Promise<string> {
    const sealed = this.#sealed ?? sealKeysFile(this.#keys, SAMPLE_PASSPHRASE);
    this.#sealed = sealed;
    return sealed;
  }

  /**
   * From now on the board lies on the relay as well, names it, and carries the keys that reports are sealed to.
   * Rejects when the relay cannot be reached.
   */
  async publishTo(relay: RelayHost): Promise<void> {
    if (this.#relay === relay) return;
    this.#relay = relay;
    const { url, deskToken, reportToken, key } = relay;
    this.#keys = { ...this.#keys, publishing: { kind: 'relay', url, deskToken, reportToken, keys: [key] } };
    this.#sealed = null;
    await this.change((board) => {
      board.keys = boardKeys(this.#keys);
      board.relay = { url, keys: [key] };
    });
  }

  /** Takes over a board that a desk with the same keys has published. Rejects when it cannot be opened. */
  async adopt(text: string): Promise<void> {
    if (text === this.#text) return;
    const board = await this.#open(text);
    // The relay takes in whatever has the token; a board of the past that somebody puts back is not the force's word.
    if (board.sequence <= this.#board.sequence) return;
    this.#stands(board, text);
  }

  /** The reports that the relay holds, opened; what cannot be opened is left out. Oldest first. */
  async reports(): Promise<readonly Report[]> {
    const stored = (await this.#relay?.reports()) ?? [];
    const opened = await Promise.all(stored.map(({ text }) => openReport(text, this.#keys.opening)));
    return opened.flatMap((report) => (report.ok ? [report.report] : []));
  }

  /** Issues a blackout: every publishing intent is held. Gives the notice. */
  issueBlackout(options: NoticeOptions = {}): Promise<Notice> {
    return this.#issue('blackout', {
      headline: { en: 'Social media blackout', cy: 'Gwaharddiad ar y cyfryngau cymdeithasol' },
      reason: { en: 'A serious incident is under way.', cy: 'Mae digwyddiad difrifol yn mynd rhagddo.' },
      instruction: {
        en: 'Publish nothing until Corporate Communications stands this down.',
        cy: 'Peidiwch â chyhoeddi dim nes i Gyfathrebu Corfforaethol ddod â hyn i ben.',
      },
      corporateLines: LINES,
      ...options,
    });
  }

  /** Issues a blackout that is an exercise. */
  issueExercise(options: NoticeOptions = {}): Promise<Notice> {
    return this.issueBlackout({
      headline: {
        en: 'Exercise: social media blackout',
        cy: 'Ymarfer: gwaharddiad ar y cyfryngau cymdeithasol',
      },
      reason: { en: 'This is an exercise.', cy: 'Ymarfer yw hwn.' },
      ...options,
      status: 'exercise',
    });
  }

  /** Issues "corporate lines only": posts of the corporate accounts may be reshared, the rest asks a reason. */
  issueCorporateLinesOnly(options: NoticeOptions = {}): Promise<Notice> {
    return this.#issue('corporate-lines-only', {
      headline: { en: 'Share corporate lines only', cy: 'Rhannwch y llinellau corfforaethol yn unig' },
      reason: { en: 'An incident on Cardigan quay.', cy: 'Digwyddiad ar gei Aberteifi.' },
      instruction: {
        en: 'Share posts of the force’s main account. Write nothing of your own about it.',
        cy: 'Rhannwch negeseuon prif gyfrif yr heddlu. Peidiwch ag ysgrifennu dim byd eich hun amdano.',
      },
      corporateLines: LINES,
      reshare: {
        accounts: ['TeifiCoastPol', '61550000000001'],
        posts: ['https://x.com/TeifiWeather/status/1990000000000000003'],
      },
      ...options,
    });
  }

  /** Issues advice: shown, holds nothing. */
  issueAdvice(options: NoticeOptions = {}): Promise<Notice> {
    return this.#issue('advice', {
      headline: {
        en: 'Election period: keep to policing matters',
        cy: 'Cyfnod etholiad: cadwch at faterion plismona',
      },
      reason: { en: 'The pre-election period has begun.', cy: 'Mae’r cyfnod cyn yr etholiad wedi dechrau.' },
      ...options,
    });
  }

  /** The notices that no later one has replaced or ended, oldest first; expired ones are among them. */
  openNotices(): Notice[] {
    const over = new Set(this.#board.notices.flatMap((n) => n.references));
    return this.#board.notices.filter((n) => n.messageType !== 'cancel' && !over.has(n.identifier));
  }

  /** Replaces a notice (the newest open one when none is named) by an update with the given differences. Throws when there is none. */
  async update(
    options: NoticeOptions & { readonly level?: Notice['level'] } = {},
    identifier?: string,
  ): Promise<Notice> {
    const old = this.#find(identifier);
    const { level = old.level, ...rest } = options;
    const kept = {
      status: old.status,
      scope: old.scope,
      headline: old.headline,
      corporateLines: old.corporateLines,
      reshare: old.reshare,
      ...(old.reason && { reason: old.reason }),
      ...(old.instruction && { instruction: old.instruction }),
      ...(old.contact && { contact: old.contact }),
    };
    return this.#issue(level, { ...kept, ...rest }, 'update', [old.identifier]);
  }

  /** Ends a notice, or every one that has not been ended when none is named. Does nothing when there is none. */
  async standDown(identifier?: string): Promise<Notice | null> {
    const open = this.openNotices();
    const going = identifier === undefined ? open : open.filter((n) => n.identifier === identifier);
    const newest = going.at(-1);
    if (!newest) return null;
    return this.#issue(
      newest.level,
      {
        status: newest.status,
        scope: newest.scope,
        headline: { en: 'Stood down', cy: 'Wedi dod i ben' },
        reason: { en: 'The incident is over.', cy: 'Mae’r digwyddiad ar ben.' },
      },
      'cancel',
      going.map((n) => n.identifier),
    );
  }

  /** Changes anything on the board, then signs it under the next sequence number. Throws what the author's code throws. */
  change(edit: (board: Board) => void): Promise<void> {
    // One after the other: two orders given at the same moment must not get the same sequence number.
    const done = this.#changing.then(() => this.#changeNow(edit));
    this.#changing = done.catch(() => {});
    return done;
  }

  async #changeNow(edit: (board: Board) => void): Promise<void> {
    for (;;) {
      const next = structuredClone(this.#board);
      edit(next);
      next.sequence = this.#board.sequence + 1;
      next.signedAt = new Date().toISOString();
      const text = await signBoard(next, this.#keys);
      if (!(await this.#publish(text))) continue;
      this.#stands(next, text);
      return;
    }
  }

  /** Puts a board on the relay where there is one; false when a desk was first, whose board was then taken over. */
  async #publish(text: string): Promise<boolean> {
    if (!this.#relay) return true;
    const there = await this.#relay.board();
    if (there && there.text !== this.#text) {
      await this.adopt(there.text);
      // A past board that lies there now is overwritten, as a desk would.
      if (there.text === this.#text) return false;
    }
    const status = await this.#relay.put(text, there?.etag ?? null);
    if (status === 412) return false;
    if (status >= 300) throw new Error(`the relay refused the board: ${status}`);
    return true;
  }

  #stands(board: Board, text: string): void {
    if (this.#text) this.pastTexts.push(this.#text);
    this.#board = board;
    this.#text = text;
    this.#changed?.();
  }

  async #open(text: string): Promise<Board> {
    const [content] = this.#keys.content;
    if (!content) throw new Error('the force has no content key');
    const { plaintext } = await compactDecrypt(text, base64url.decode(content), {
      keyManagementAlgorithms: [BOARD_KEY_MANAGEMENT],
      contentEncryptionAlgorithms: [BOARD_ENCRYPTION],
    });
    // Header, payload and signature, and perhaps revocations behind a tilde. Who signed it is for browsers to judge.
    const payload = new TextDecoder().decode(plaintext).split('.')[1] ?? '';
    return v.parse(boardSchema, JSON.parse(new TextDecoder().decode(base64url.decode(payload))));
  }

  /** Sets who is told when a new board has been signed. */
  onChange(listener: () => void): void {
    this.#changed = listener;
  }

  /** Takes every notice off the board, without a word to anybody: for between tests. */
  clearNotices(): Promise<void> {
    return this.change((board) => {
      board.notices = [];
    });
  }

  /** Puts everything on the board back to the start, but for its number and where it lies. */
  clear(): Promise<void> {
    return this.change((board) => {
      const { version: _version, sequence: _sequence, ...first } = firstBoard();
      Object.assign(board, first);
    });
  }

  async #issue(
    level: Notice['level'],
    options: NoticeOptions,
    messageType: Notice['messageType'] = 'alert',
    references: string[] = [],
  ): Promise<Notice> {
    this.#notices += 1;
    const now = Date.now();
    const notice: Notice = {
      identifier: `teifi-coast-${now}-${this.#notices}`,
      sent: new Date(now).toISOString(),
      status: options.status ?? 'actual',
      messageType,
      references,
      expires: new Date(now + (options.minutes ?? 240) * 60_000).toISOString(),
      level,
      scope: { accounts: [], districts: [], platforms: [], exempt: [], ...options.scope },
      headline: options.headline ?? { en: 'Notice', cy: 'Hysbysiad' },
      corporateLines: options.corporateLines ?? [],
      reshare: { accounts: [], posts: [], ...options.reshare },
      ...(options.reason && { reason: options.reason }),
      ...(options.instruction && { instruction: options.instruction }),
      contact: options.contact ?? { en: 'Press office, 01632 960 100', cy: 'Swyddfa’r wasg, 01632 960 100' },
    };
    await this.change((board) => board.notices.push(notice));
    return notice;
  }

  #find(identifier: string | undefined): Notice {
    const found =
      identifier === undefined
        ? this.openNotices().at(-1)
        : this.#board.notices.find((n) => n.identifier === identifier);
    if (!found) throw new Error('the board holds no such notice');
    return found;
  }
}

function firstBoard(): Board {
  const now = Date.now();
  return {
    version: 1,
    force: { id: 'teifi-coast', name: { en: 'Teifi Coast Police', cy: 'Heddlu Arfordir Teifi' } },
    sequence: 1,
    signedAt: new Date(now).toISOString(),
    expires: new Date(now + 90 * 24 * 3600 * 1000).toISOString(),
    accounts: register(),
    notices: [],
    hashtags: [
      { tag: 'TeifiSafe', status: 'ours', twin: 'TeifiDdiogel' },
      { tag: 'TeifiDdiogel', status: 'ours', twin: 'TeifiSafe' },
      { tag: 'NosGalanSaff', status: 'ours' },
      {
        tag: 'Copwatch',
        status: 'avoid',
        reason: {
          en: 'Used by others to track patrols.',
          cy: 'Mae eraill yn ei ddefnyddio i ddilyn patrolau.',
        },
      },
      {
        tag: 'SaferTeifi',
        status: 'retired',
        twin: 'TeifiSafe',
        reason: {
          en: 'The campaign ended; use #TeifiSafe.',
          cy: 'Daeth yr ymgyrch i ben; defnyddiwch #TeifiDdiogel.',
        },
      },
    ],
    contacts: {
      communications: {
        name: { en: 'Corporate Communications', cy: 'Cyfathrebu Corfforaethol' },
        phone: '01632 960 100',
        email: 'comms@teificoast.example',
      },
      duty: {
        name: { en: 'Duty press officer', cy: 'Swyddog y wasg ar ddyletswydd' },
        phone: '01632 960 101',
      },
    },
    corporateAccounts: [
      { platform: 'x', url: 'https://x.com/TeifiCoastPol' },
      { platform: 'facebook', url: 'https://www.facebook.com/61550000000001' },
    ],
    contactGroups: [
      {
        key: 'x-operators',
        name: { en: 'X operators’ group', cy: 'Grŵp gweithredwyr X' },
        url: 'https://x.com/messages/1890000000000000001',
      },
    ],
    removals: [],
    wordLists: [],
    preElection: [],
    legalFlags: [],
  };
}

/** The register: every registered member of the cast. A Facebook entry is a login or a Page. */
function register(): RegisterEntry[] {
  return [
    ...X_ACCOUNTS.filter((a) => a.registered).map((a): RegisterEntry => {
      return {
        key: a.key,
        platform: 'x',
        kind: 'login',
        ids: a.idKnown ? [a.id] : [],
        handle: a.handle,
        name: a.name,
        state: 'live',
        contactGroup: 'x-operators',
        ...(a.district && { district: a.district }),
      };
    }),
    ...FACEBOOK_ACCOUNTS.filter((a) => a.registered).map((a): RegisterEntry => {
      return {
        key: a.key,
        platform: 'facebook',
        kind: a.kind,
        ids: [a.id],
        name: a.name,
        state: 'live',
        ...(a.district && { district: a.district }),
      };
    }),
  ];
}
