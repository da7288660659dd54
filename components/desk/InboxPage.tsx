import { useId, useMemo, useState } from 'react';
import type { RegisterEntry } from '../../lib/board/schema';
import {
  filterEntries,
  foldFloods,
  type Inbox,
  type InboxEntry,
  type InboxFilter,
} from '../../lib/desk/inbox';
import { REPORT_KINDS, type ReportKind } from '../../lib/reports/report';
import { Button } from '../ui/Button';
import { Trouble } from '../ui/Trouble';
import { DeviceList } from './DeviceList';
import { DeviceName } from './DeviceName';
import { ReportsTrouble } from './DeviceReports';
import { useDesk } from './desk-context';
import { FileField } from './FileField';
import './register.css';
import { useRegisterWords } from './register-words';
import type { BroughtIn, Reports, ReportsState } from './reports-store';
import { useReports } from './use-reports';

/** Rows that are drawn at first; more on demand. */
const ROWS = 20;

/** The inbox of sealed reports, opened in this page's memory, and the devices they come from. */
export function InboxPage() {
  const { t, time } = useRegisterWords();
  const reports = useReports();
  const { state } = reports;
  const { inbox } = state;
  const hasRelay = useDesk(({ keys }) => keys?.publishing?.kind === 'relay');
  return (
    <section className="desk-page" aria-labelledby="inbox-heading">
      <div className="row row--spread">
        <h2 id="inbox-heading">{t('inbox.heading')}</h2>
        {hasRelay && (
          <span className="row">
            {state.answeredAt !== null && (
              <span className="muted">{t('inbox.checked', { time: time(state.answeredAt) })}</span>
            )}
            <Button onPress={() => void reports.ask()}>{t('inbox.ask')}</Button>
          </span>
        )}
      </div>
      <p className="muted">{t('inbox.intro')}</p>
      <ReportsTrouble state={state} />
      {inbox === null ? <p role="status">{t('reports.opening')}</p> : <Entries inbox={inbox} state={state} />}
      <BringIn reports={reports} />
      <DeviceList reports={reports} state={state} />
    </section>
  );
}

function Entries({ inbox, state }: { readonly inbox: Inbox; readonly state: ReportsState }) {
  const { t } = useRegisterWords();
  const accounts = useDesk(({ board }) => board?.accounts ?? NO_ACCOUNTS);
  const [filter, setFilter] = useState<InboxFilter>({});
  const [unfolded, unfold] = useState<ReadonlySet<string>>(new Set());
  const [limit, setLimit] = useState(ROWS);
  const rows = useMemo(
    () => foldFloods(filterEntries(inbox.entries, filter), unfolded),
    [inbox, filter, unfolded],
  );
  return (
    <>
      <Sums inbox={inbox} />
      {inbox.entries.length === 0 ? (
        <p>{t('inbox.empty')}</p>
      ) : (
        <>
          <Filter inbox={inbox} accounts={accounts} filter={filter} onChange={setFilter} />
          {rows.length === 0 && <p role="status">{t('inbox.noneMatch')}</p>}
          <ul className="plain desk-cards" aria-label={t('inbox.heading')}>
            {rows.slice(0, limit).map((row) =>
              row.kind === 'report' ? (
                <EntryCard
                  key={`${row.entry.report.id} ${row.entry.report.counter} ${row.entry.receivedAt}`}
                  entry={row.entry}
                  accounts={accounts}
                  state={state}
                />
              ) : (
                <li key={`folded ${row.deviceId}`} className="desk-card desk-card--folded">
                  <DeviceName
                    deviceId={row.deviceId}
                    device={inbox.devices.get(row.deviceId)?.device}
                    devices={state.devices}
                  />
                  <Button onPress={() => unfold(new Set([...unfolded, row.deviceId]))}>
                    {t('inbox.folded', { count: row.count })}
                  </Button>
                </li>
              ),
            )}
          </ul>
          {rows.length > limit && (
            <Button onPress={() => setLimit(limit + ROWS)}>
              {t('inbox.more', { count: rows.length - limit })}
            </Button>
          )}
        </>
      )}
    </>
  );
}

const NO_ACCOUNTS: readonly RegisterEntry[] = [];

function Sums({ inbox: { garbage, garbageCount, duplicates } }: { readonly inbox: Inbox }) {
  const { t } = useRegisterWords();
  return (
    <>
      {garbageCount > 0 && (
        <Trouble>
          <p>{t('inbox.garbage', { count: garbageCount })}</p>
          <ul>
            {[...garbage].map(([problem, count]) => (
              <li key={problem}>{t(`inbox.garbage.${problem}`, { count })}</li>
            ))}
          </ul>
        </Trouble>
      )}
      {duplicates > 0 && <p className="muted">{t('inbox.duplicates', { count: duplicates })}</p>}
    </>
  );
}

interface FilterProps {
  readonly inbox: Inbox;
  readonly accounts: readonly RegisterEntry[];
  readonly filter: InboxFilter;
  readonly onChange: (filter: InboxFilter) => void;
}

function Filter({ inbox, accounts, filter, onChange }: FilterProps) {
  const { t } = useRegisterWords();
  const keys = useMemo(
    () => [...new Set(inbox.entries.map(({ report }) => report.event.accountKey))].sort(),
    [inbox],
  );
  const change = (name: 'account' | 'kind', value: string): void => {
    const { [name]: _gone, ...rest } = filter;
    const kind = REPORT_KINDS.find((known) => known === value);
    if (value === '') onChange(rest);
    else if (name === 'account') onChange({ ...rest, account: value });
    else if (kind) onChange({ ...rest, kind });
  };
  return (
    <div className="row desk-filter">
      <label>
        {t('inbox.account')}{' '}
        <select value={filter.account ?? ''} onChange={(event) => change('account', event.target.value)}>
          <option value="">{t('inbox.allAccounts')}</option>
          {keys.map((key) => (
            <option key={key} value={key}>
              {accounts.find((account) => account.key === key)?.name ?? key}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('inbox.kind')}{' '}
        <select value={filter.kind ?? ''} onChange={(event) => change('kind', event.target.value)}>
          <option value="">{t('inbox.allKinds')}</option>
          {REPORT_KINDS.map((kind: ReportKind) => (
            <option key={kind} value={kind}>
              {t(`report.${kind}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

interface EntryCardProps {
  readonly entry: InboxEntry;
  readonly accounts: readonly RegisterEntry[];
  readonly state: ReportsState;
}

function EntryCard({ entry, accounts, state }: EntryCardProps) {
  const { t, instant, local, reason, intent } = useRegisterWords();
  const notices = useDesk(({ board }) => board?.notices);
  const { report, deviceId, device, receivedAt, by, clock, firstSight, replayed } = entry;
  const { event } = report;
  const account = accounts.find(({ key }) => key === event.accountKey);
  const notice =
    'notice' in event ? notices?.find(({ identifier }) => identifier === event.notice) : undefined;
  return (
    <li className={`desk-card ${replayed ? 'desk-card--replayed' : ''}`}>
      <div className="row row--spread">
        <strong>
          {t(`report.${event.kind}`)} · <bdi>{account?.name ?? event.accountKey}</bdi>
        </strong>
        <span className="row">
          {firstSight && <span className="tag">{t('inbox.firstSight')}</span>}
          {replayed && <span className="tag tag--care">{t('inbox.replayed')}</span>}
          {by === 'hand' && <span className="tag">{t('inbox.byHand')}</span>}
        </span>
      </div>
      {'notice' in event && (
        <p>
          {notice ? (
            <span lang={local(notice.headline).language}>{local(notice.headline).text}</span>
          ) : (
            t('inbox.noticeGone', { id: event.notice })
          )}
        </p>
      )}
      {event.kind === 'overridden' && (
        <p>
          {intent(event.intent)}: <strong>{reason(event.reason)}</strong>
        </p>
      )}
      {event.kind === 'account-id' && <p>{t('inbox.accountId', { id: event.id })}</p>}
      {event.kind === 'removal-done' && <p>{t('inbox.removal', { id: event.removal })}</p>}
      <p className="muted">
        {t('inbox.times', { at: instant(report.at), received: instant(receivedAt) })} ·{' '}
        {t('inbox.number', { number: report.counter })} ·{' '}
        <DeviceName deviceId={deviceId} device={device} devices={state.devices} />
      </p>
      {clock !== 'right' && <p className="care">{t(`inbox.clock.${clock}`)}</p>}
    </li>
  );
}

function BringIn({ reports }: { readonly reports: Reports }) {
  const { t } = useRegisterWords();
  const [text, setText] = useState('');
  const [done, setDone] = useState<BroughtIn | 'failed' | null>(null);
  const id = useId();
  const take = async (pasted: string): Promise<void> => {
    try {
      setDone(await reports.bringIn(pasted));
      setText('');
    } catch {
      setDone('failed');
    }
  };
  return (
    <details>
      <summary>{t('bring.heading')}</summary>
      <p className="muted">{t('bring.intro')}</p>
      <div className="form">
        <div className="field">
          <label htmlFor={id}>{t('bring.text')}</label>
          <textarea
            id={id}
            value={text}
            spellCheck={false}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <Button variant="strong" waiting={text.trim() === ''} onPress={() => void take(text)}>
          {t('bring.take')}
        </Button>
        <FileField name="reports-file" label={t('bring.file')} onText={(read) => void take(read)} />
      </div>
      {done === 'failed' && <Trouble tone="alarm">{t('reports.keepingFailed')}</Trouble>}
      {done !== null && done !== 'failed' && (
        <div role="status">
          <p>
            {done.added + done.known + done.damaged === 0
              ? t('bring.nothing')
              : t('bring.added', { count: done.added })}
          </p>
          {done.known > 0 && <p>{t('bring.known', { count: done.known })}</p>}
          {done.damaged > 0 && <p className="care">{t('bring.damaged', { count: done.damaged })}</p>}
        </div>
      )}
    </details>
  );
}
