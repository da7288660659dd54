import { useState } from 'react';
import type { KnownAccount } from '../../lib/accounts/types';
import type { GateRow, PasswordRow } from '../../lib/records/database';
import { Button } from '../ui/Button';
import { useWords } from '../ui/PageWords';
import { Trouble } from '../ui/Trouble';
import { DeleteRecords } from './DeleteRecords';
import { downloadText } from './download-text';
import type { MyRecords, RecordKeeper } from './my-records';
import { whyText } from './record-words';
import { recordsCsv, recordsJson } from './records-export';

/** Properties of {@link RecordsSection}. */
export interface RecordsSectionProps {
  readonly mine: MyRecords | 'unreadable' | undefined;
  readonly accounts: readonly KnownAccount[];
  readonly keeper: RecordKeeper;
}

/** What Cordon has recorded in this browser: to read, to export, to delete. */
export function RecordsSection({ mine, accounts, keeper }: RecordsSectionProps) {
  const { t } = useWords();
  return (
    <section aria-labelledby="records-heading">
      <h2 id="records-heading">{t('records.heading')}</h2>
      <p>{t('records.intro')}</p>
      {mine === undefined && <p role="status">{t('loading')}</p>}
      {mine === 'unreadable' && <Trouble tone="alarm">{t('recordsUnreadable')}</Trouble>}
      {typeof mine === 'object' && <Records mine={mine} accounts={accounts} keeper={keeper} />}
    </section>
  );
}

function Records({ mine, accounts, keeper }: RecordsSectionProps & { readonly mine: MyRecords }) {
  const { t } = useWords();
  const [failed, setFailed] = useState(false);
  if (mine.gateCount === 0 && mine.passwords.length === 0) return <p>{t('records.empty')}</p>;
  const save = async (kind: 'json' | 'csv'): Promise<void> => {
    try {
      const all = await keeper.readAll();
      const day = new Date().toISOString().slice(0, 10);
      if (kind === 'json')
        downloadText(`cordon-${day}.json`, 'application/json', recordsJson(all, Date.now()));
      else downloadText(`cordon-${day}.csv`, 'text/csv', recordsCsv(all, accounts));
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  const nameOf = (key: string | undefined): string =>
    accounts.find((account) => account.key === key)?.name ?? key ?? '';
  return (
    <>
      {mine.passwords.length > 0 && <Passwords rows={mine.passwords} nameOf={nameOf} />}
      {mine.gateCount > 0 && <Gate rows={mine.gate} count={mine.gateCount} nameOf={nameOf} />}
      <div className="row">
        <Button onPress={() => void save('json')}>{t('records.exportJson')}</Button>
        <Button onPress={() => void save('csv')}>{t('records.exportCsv')}</Button>
      </div>
      {failed && <Trouble>{t('recordsUnreadable')}</Trouble>}
      <DeleteRecords keeper={keeper} />
    </>
  );
}

interface TableProps<Row> {
  readonly rows: readonly Row[];
  readonly nameOf: (key: string | undefined) => string;
}

function Passwords({ rows, nameOf }: TableProps<PasswordRow>) {
  const { t, time } = useWords();
  return (
    <>
      <h3 id="records-passwords">{t('records.passwords')}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard too */}
      <section className="scroll" tabIndex={0} aria-labelledby="records-passwords">
        <table>
          <caption>{t('records.caption', { count: rows.length })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('records.time')}</th>
              <th scope="col">{t('records.account')}</th>
              <th scope="col">{t('records.origin')}</th>
              <th scope="col">{t('records.route')}</th>
              <th scope="col">{t('records.reportedAt')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td>{time(row.changedAt)}</td>
                <td>
                  <bdi>{nameOf(row.accountKey)}</bdi>
                </td>
                <td>{t(`origin.${row.origin}`)}</td>
                <td>{row.route === null ? '' : t(`route.${row.route}`)}</td>
                <td>{row.reportedAt === null ? t('records.outstanding') : time(row.reportedAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function Gate({ rows, count, nameOf }: TableProps<GateRow> & { readonly count: number }) {
  const { t, time, language } = useWords();
  return (
    <>
      <h3 id="records-gate">{t('records.gate')}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard too */}
      <section className="scroll" tabIndex={0} aria-labelledby="records-gate">
        <table>
          <caption>
            {count > rows.length
              ? t('records.shown', { shown: rows.length, count })
              : t('records.caption', { count })}
          </caption>
          <thead>
            <tr>
              <th scope="col">{t('records.time')}</th>
              <th scope="col">{t('records.account')}</th>
              <th scope="col">{t('records.event')}</th>
              <th scope="col">{t('records.intent')}</th>
              <th scope="col">{t('records.why')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td>{time(row.at)}</td>
                <td>
                  <bdi>{nameOf(row.accountKey)}</bdi>
                </td>
                <td>{t(`kind.${row.kind}`)}</td>
                <td>{t(`intent.${row.intent}`)}</td>
                <td>{whyText(row, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
