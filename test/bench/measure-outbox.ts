import { openReport } from '../../lib/reports/open';
import { type ChromiumSession, pageOf } from '../e2e/chromium';

/** Kills of the background; each falls into the work on one batch of events. */
const RUNS = 200;
/** The longest wait between a batch and its kill, in ms: a batch is stored, sealed and sent within about that time. */
const KILL_WITHIN_MS = 250;
/** What a browser that is left alone gets to send the rest, in ms. */
const PATIENCE_MS = 120_000;
/** Notices on the board; with the register's accounts they give each run events of its own. */
const NOTICES = 100;

interface Event {
  readonly kind: 'delivered' | 'acknowledged' | 'overridden';
  readonly accountKey: string;
  readonly notice: string;
}

/** Runs in one of Cordon's pages: tells the background of events, and says which it answered. */
async function tell(events: readonly Event[]): Promise<boolean[]> {
  // The page's own API, which this file's types do not know.
  const { runtime } = (
    globalThis as unknown as { chrome: { runtime: { sendMessage(m: object): Promise<unknown> } } }
  ).chrome;
  return Promise.all(
    events.map(async ({ kind, notice, accountKey }) => {
      const message =
        kind === 'overridden'
          ? {
              cordon: 'recordGate',
              data: {
                kind: 'risk-to-life',
                reason: 'missing-person',
                intent: 'post',
                rules: [],
                notice,
                accountKey,
              },
            }
          : {
              cordon: kind === 'delivered' ? 'noticeDelivered' : 'acknowledgeNotice',
              data: { identifier: notice, accountKey },
            };
      const late = new Promise<undefined>((resolve) => setTimeout(resolve, 5_000));
      // A worker that dies closes the message's port, which rejects.
      const answer = await Promise.race([runtime.sendMessage(message), late]).catch(() => undefined);
      return typeof answer === 'object' && answer !== null && 'ok' in answer;
    }),
  );
}

/** Runs in one of Cordon's pages: asks the background to send, and gives how many reports wait yet. */
async function sendRest(): Promise<number> {
  const { runtime } = (
    globalThis as unknown as { chrome: { runtime: { sendMessage(m: object): Promise<unknown> } } }
  ).chrome;
  await runtime.sendMessage({ cordon: 'sendReports', data: {} }).catch(() => undefined);
  return new Promise((resolve, reject) => {
    const open = indexedDB.open('cordon');
    open.onerror = () => reject(open.error);
    open.onsuccess = () => {
      const count = open.result.transaction('outbox').objectStore('outbox').index('state').count('waiting');
      count.onsuccess = () => {
        resolve(count.result);
        open.result.close();
      };
    };
  });
}

/**
 * What is lost and what is doubled on the way to Communications when the background's worker is killed
 * {@link RUNS} times at random moments while events are put into the outbox and leave it. Lost: the background said
 * that it has it, and the relay never gets it. Doubled: the desk would count it twice, be it by event or by the
 * device's number. The session must be joined to a stage with a relay.
 */
export async function measureOutbox(
  session: ChromiumSession,
  say: (line: string) => void,
): Promise<Record<string, number>> {
  const { force, relay } = session.stage;
  await force.change((board) => {
    board.notices = Array.from({ length: NOTICES }, (_, i) => ({
      identifier: `outbox-${i}`,
      sent: new Date().toISOString(),
      status: 'actual',
      messageType: 'alert',
      references: [],
      expires: new Date(Date.now() + 3_600_000).toISOString(),
      level: 'advice',
      scope: { accounts: [], districts: [], platforms: [], exempt: [] },
      headline: { en: 'For the figures', cy: 'Ar gyfer y ffigurau' },
      corporateLines: [],
      reshare: { accounts: [], posts: [] },
    }));
  });
  const accounts = force.board.accounts.filter(({ state, kind }) => state === 'live' && kind === 'login');
  const tab = await session.extensionPage('options.html');
  await tab.evaluate(async () => {
    const { runtime } = (
      globalThis as unknown as { chrome: { runtime: { sendMessage(m: object): Promise<unknown> } } }
    ).chrome;
    const kinds = ['delivered', 'acknowledged', 'overridden'];
    await runtime.sendMessage({ cordon: 'refreshBoard', data: {} });
    await runtime.sendMessage({ cordon: 'reportsShown', data: { kinds } });
  }, undefined);
  const cdp = await session.context.newCDPSession(pageOf(tab));
  await cdp.send('ServiceWorker.enable');

  const answered: Event[] = [];
  say(`${RUNS} kills of the background`);
  for (let run = 0; run < RUNS; run++) {
    const notice = `outbox-${run % NOTICES}`;
    const accountKey = accounts[Math.floor(run / NOTICES)]?.key;
    if (accountKey === undefined) throw new Error('too few accounts on the register');
    // An override is told twice at most in four runs, so that the outbox's hourly limit is not what is measured.
    const kinds: Event['kind'][] =
      run % 2 === 0 ? ['delivered', 'acknowledged', 'overridden'] : ['delivered', 'acknowledged'];
    const events = kinds.map((kind): Event => ({ kind, notice, accountKey }));
    const answers = tab.evaluate(tell, events);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * KILL_WITHIN_MS));
    await cdp.send('ServiceWorker.stopAllWorkers');
    const got = await answers;
    answered.push(...events.filter((_, i) => got[i]));
    // What was not answered is told again, as pages do; only an override would then be another one.
    const again = events.filter(({ kind }, i) => !got[i] && kind !== 'overridden');
    const second = again.length > 0 ? await tab.evaluate(tell, again) : [];
    answered.push(...again.filter((_, i) => second[i]));
  }
  const until = performance.now() + PATIENCE_MS;
  while ((await tab.evaluate(sendRest, undefined)) > 0 && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await tab.close();
  await force.clearNotices();

  const arrived = await Promise.all(
    (await relay.reports()).map(({ id, text }) => openReport(text, force.keys.opening, { id })),
  );
  const reports = arrived.flatMap((opened) =>
    opened.ok && 'notice' in opened.report.event && opened.report.event.notice.startsWith('outbox-')
      ? [{ ...opened.report, deviceId: opened.deviceId }]
      : [],
  );
  const nameOf = ({ kind, accountKey, notice }: Event): string => `${kind} ${notice} ${accountKey}`;
  const events = reports.flatMap(({ event }) =>
    event.kind === 'delivered' || event.kind === 'acknowledged' || event.kind === 'overridden'
      ? [nameOf(event)]
      : [],
  );
  const numbers = new Set(reports.map(({ deviceId, counter }) => `${deviceId} ${counter}`));
  const lost = new Set(answered.map(nameOf).filter((name) => !events.includes(name)));
  say(`${answered.length} events answered, ${reports.length} reports at the relay`);
  return {
    'outbox.lost': lost.size,
    'outbox.duplicated': events.length - new Set(events).size + (reports.length - numbers.size),
  };
}
