import { useState } from 'react';
import type { KnownAccount } from '../../lib/accounts/types';
import type { OutboxRow } from '../../lib/records/database';
import { armourReports } from '../../lib/reports/armour';
import { REPORT_KINDS } from '../../lib/reports/report';
import { Button } from './Button';
import { Confirm } from './Confirm';
import { useWords } from './PageWords';
import { ReportHolds } from './ReportHolds';
import { type ReportCalls, reportCalls } from './report-calls';
import { canCarry, mailtoFor, type ReportFacts, whyWaiting } from './reports-waiting';
import { Trouble } from './Trouble';

/** Properties of {@link ReportsSection}. */
export interface ReportsSectionProps {
  /** The reports of this force that wait, the oldest first. */
  readonly rows: readonly OutboxRow[];
  readonly facts: ReportFacts;
  readonly accounts: readonly KnownAccount[];
  /** Communications' address, where the board has one. */
  readonly email: string | undefined;
  /** The whole list, or only how many. */
  readonly full: boolean;
  readonly calls?: ReportCalls;
}

/** Reports in the operator's hands that are not known yet to have been sent. */
interface Carried {
  readonly ids: readonly string[];
  readonly by: 'copy' | 'mail';
  readonly words: string;
}

/** What waits for Corporate Communications, why, and how to get it there: by itself, copied, or mailed. */
export function ReportsSection({
  rows,
  facts,
  accounts,
  email,
  full,
  calls = reportCalls,
}: ReportsSectionProps) {
  const { t, time } = useWords();
  const [sending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<'copyFailed' | 'actionFailed' | null>(null);
  const [carried, setCarried] = useState<Carried | null>(null);
  const [first] = rows;
  const carriable = rows.flatMap((row) =>
    row.sealed !== undefined && canCarry(row, facts) ? [{ id: row.id, text: row.sealed }] : [],
  );
  const ids = carriable.map(({ id }) => id);

  const attempt = async (run: () => Promise<unknown>, failure: typeof trouble): Promise<boolean> => {
    try {
      await run();
      setTrouble(null);
      return true;
    } catch {
      setTrouble(failure);
      return false;
    }
  };
  const tryNow = async (): Promise<void> => {
    setSending(true);
    await attempt(() => calls.send(), 'actionFailed');
    setSending(false);
  };
  const text = (): string => armourReports(carriable.map((report) => report.text));
  const copy = async (): Promise<void> => {
    const isCopied = await attempt(() => calls.copy(text()), 'copyFailed');
    const words = email === undefined ? t('reports.copied') : t('reports.copiedTo', { address: email });
    if (isCopied) setCarried({ ids, by: 'copy', words });
  };
  const mail = async (address: string): Promise<void> => {
    const { url, isWhole } = mailtoFor(address, t('reports.mailSubject'), text(), t('reports.mailPaste'));
    if (!isWhole && !(await attempt(() => calls.copy(text()), 'copyFailed'))) return;
    calls.openMail(url);
    setCarried({
      ids,
      by: 'mail',
      words: t(isWhole ? 'reports.mailed' : 'reports.mailedPaste', { address }),
    });
  };
  const handOver = async ({ ids: sent, by }: Carried): Promise<void> => {
    if (await attempt(() => calls.handOver(sent, by), 'actionFailed')) setCarried(null);
  };

  return (
    <section aria-labelledby="reports-heading">
      <h2 id="reports-heading">{t('reports.heading')}</h2>
      {facts.undisclosed.length > 0 && (
        <div className="standing">
          <h3>{t('reports.holdsHeading')}</h3>
          <ReportHolds />
          <Button
            variant="strong"
            onPress={() => void attempt(() => calls.shown(REPORT_KINDS), 'actionFailed')}
          >
            {t('reports.understood')}
          </Button>
        </div>
      )}
      {!first ? (
        <p role="status">{t('reports.none')}</p>
      ) : (
        <>
          <p role="status">
            {t('reports.count', { count: rows.length })}.{' '}
            {t('reports.since', { time: time(Date.parse(first.report.at)) })}
          </p>
          {full ? (
            <List rows={rows} facts={facts} accounts={accounts} />
          ) : (
            <Reasons rows={rows} facts={facts} />
          )}
          {carried ? (
            <Confirm
              question={`${carried.words} ${t('reports.sentAsk')}`}
              labels={{ yes: t('reports.sentYes'), cancel: t('reports.sentNo') }}
              onYes={() => void handOver(carried)}
              onCancel={() => setCarried(null)}
            />
          ) : (
            <div className="row">
              {facts.reporting === 'relay' && facts.hasToken && carriable.length > 0 && (
                <Button waiting={sending} aria-busy={sending} onPress={() => void tryNow()}>
                  {t(sending ? 'reports.trying' : 'reports.tryNow')}
                </Button>
              )}
              {carriable.length > 0 && <Button onPress={() => void copy()}>{t('reports.copy')}</Button>}
              {carriable.length > 0 && email !== undefined && (
                <Button onPress={() => void mail(email)}>{t('reports.mail')}</Button>
              )}
            </div>
          )}
        </>
      )}
      {trouble && <Trouble>{t(trouble)}</Trouble>}
    </section>
  );
}

type Rows = Pick<ReportsSectionProps, 'rows' | 'facts'>;

/** Each reason once. */
function Reasons({ rows, facts }: Rows) {
  const { t } = useWords();
  const reasons = [...new Set(rows.map((row) => whyWaiting(row, facts)))];
  return reasons.map((reason) => (
    <p key={reason} className="muted">
      {t(`reports.why.${reason}`)}
    </p>
  ));
}

function List({ rows, facts, accounts }: Rows & Pick<ReportsSectionProps, 'accounts'>) {
  const { t, time } = useWords();
  const nameOf = (key: string): string => accounts.find((account) => account.key === key)?.name ?? key;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard too
    <section className="scroll" tabIndex={0} aria-labelledby="reports-heading">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('reports.time')}</th>
            <th scope="col">{t('reports.account')}</th>
            <th scope="col">{t('reports.what')}</th>
            <th scope="col">{t('reports.why')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>{time(Date.parse(row.report.at))}</td>
              <td>
                <bdi>{nameOf(row.report.event.accountKey)}</bdi>
              </td>
              <td>{t(`report.${row.kind}`)}</td>
              <td>{t(`reports.why.${whyWaiting(row, facts)}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
