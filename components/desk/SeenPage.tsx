import { useMemo, useState } from 'react';
import type { Notice } from '../../lib/board/schema';
import { ownerOf } from '../../lib/desk/devices';
import { stripExerciseWord } from '../../lib/desk/notice-form';
import {
  type AccountSeen,
  noticesToWatch,
  type Seen,
  type Sign,
  type Tally,
  whoHasSeen,
} from '../../lib/desk/seen';
import { COLUMNS, seenCsv } from '../../lib/desk/seen-csv';
import { downloadText } from '../options/download-text';
import { Button } from '../ui/Button';
import { Trouble } from '../ui/Trouble';
import { useInstant } from '../ui/use-instant';
import { DeviceName } from './DeviceName';
import { ReportsTrouble } from './DeviceReports';
import { useDesk } from './desk-context';
import './register.css';
import { type RegisterWords, useRegisterWords } from './register-words';
import type { ReportsState } from './reports-store';
import { SeenChart } from './SeenChart';
import { useReports } from './use-reports';

/** Who has seen a notice: counts, progress, a list of accounts, and how acknowledgements came in. */
export function SeenPage() {
  const words = useRegisterWords();
  const { t } = words;
  // What is published counts here: a notice that is only pending has been seen by nobody.
  const board = useDesk((state) => state.base?.board ?? null);
  const { state } = useReports();
  const now = useInstant((board?.notices ?? []).map(({ expires }) => Date.parse(expires)));
  const [chosen, choose] = useState(useDesk((desk) => desk.watched));
  const notices = useMemo(() => noticesToWatch(board?.notices ?? [], now), [board, now]);
  const watched = notices.find(({ notice }) => notice.identifier === chosen) ?? notices[0];
  const seen = useMemo(
    () =>
      watched && board && state.inbox
        ? whoHasSeen(watched.notice, board.accounts, state.inbox.entries, state.devices)
        : null,
    [watched, board, state.inbox, state.devices],
  );
  return (
    <section className="desk-page" aria-labelledby="seen-heading">
      <h2 id="seen-heading">{t('seen.heading')}</h2>
      <p className="muted">{t('seen.intro')}</p>
      <ReportsTrouble state={state} />
      {!watched && <p>{t('seen.noNotices')}</p>}
      {watched && (
        <label className="field">
          {t('seen.notice')}
          <select value={watched.notice.identifier} onChange={(event) => choose(event.target.value)}>
            {notices.map(({ notice, standing }) => (
              <option key={notice.identifier} value={notice.identifier}>
                {noticeName(notice, words)} · {t(`seen.standing.${standing}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      {watched && !seen && <p role="status">{t('reports.opening')}</p>}
      {watched && seen && <SeenOf notice={watched.notice} seen={seen} state={state} now={now} />}
    </section>
  );
}

function noticeName(notice: Notice, { t, local, instant }: RegisterWords): string {
  const status = notice.status === 'actual' ? '' : `${t(`seen.status.${notice.status}`)}: `;
  // The headline of an exercise begins with the word already, unless it was written elsewhere.
  const headline = local(notice.headline).text;
  const text = notice.status === 'actual' ? headline : stripExerciseWord(headline);
  return `${status}${text} (${instant(notice.sent)})`;
}

interface SeenOfProps {
  readonly notice: Notice;
  readonly seen: Seen;
  readonly state: ReportsState;
  readonly now: number;
}

function SeenOf({ notice, seen, state, now }: SeenOfProps) {
  const words = useRegisterWords();
  const { t } = words;
  if (seen.concerned === 0) return <p>{t('seen.reachesNobody')}</p>;
  const acknowledged = all(seen.acknowledged);
  const percent = Math.round((100 * acknowledged) / seen.concerned);
  const save = (): void => {
    const name = `cordon-${notice.identifier.replace(/[^\w-]/g, '_')}.csv`;
    downloadText(name, 'text/csv', seenCsv(notice, seen, csvWords(words, state)));
  };
  return (
    <>
      {notice.status !== 'actual' && (
        <p className="exercise-band">
          <strong>{t(`seen.status.${notice.status}`)}</strong>
        </p>
      )}
      <dl className="seen-counts" aria-live="polite">
        <Count label={t('seen.acknowledged')} tally={seen.acknowledged} of={seen.concerned} />
        <Count label={t('seen.delivered')} tally={seen.delivered} of={seen.concerned} />
        <Count label={t('seen.linesSeen')} tally={seen.linesSeen} of={seen.concerned} />
        <Count label={t('seen.overridden')} tally={seen.overridden} of={seen.concerned} />
        <div className={seen.notHeard > 0 ? 'seen-count seen-count--care' : 'seen-count'}>
          <dt>{t('seen.notHeard')}</dt>
          <dd>
            <strong>{seen.notHeard}</strong> {t('seen.ofAll', { all: seen.concerned })}
          </dd>
        </div>
      </dl>
      <div className="seen-progress">
        <progress max={seen.concerned} value={acknowledged} aria-label={t('seen.progress')} />
        <span>{t('seen.percent', { percent, count: acknowledged, all: seen.concerned })}</span>
      </div>
      {seen.early > 0 && <Trouble>{t('seen.early', { count: seen.early })}</Trouble>}
      <SetAside seen={seen} />
      <SeenChart
        timeline={seen.timeline}
        concerned={seen.concerned}
        from={Date.parse(notice.sent)}
        to={Math.max(state.answeredAt ?? now, Date.parse(notice.sent))}
      />
      <div className="row row--spread">
        <h3 id="seen-accounts">{t('seen.accounts')}</h3>
        <Button onPress={save}>{t('seen.export')}</Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard too */}
      <section className="scroll" tabIndex={0} aria-labelledby="seen-accounts">
        <table className="desk-table">
          <thead>
            <tr>
              <th scope="col">{t('seen.account')}</th>
              <th scope="col">{t('seen.state')}</th>
              <th scope="col">{t('seen.delivered')}</th>
              <th scope="col">{t('seen.acknowledged')}</th>
              <th scope="col">{t('seen.linesSeen')}</th>
              <th scope="col">{t('seen.overridden')}</th>
            </tr>
          </thead>
          <tbody>
            {seen.accounts.map((account) => (
              <AccountRow key={account.key} account={account} state={state} />
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

const all = ({ pinned, unpinned }: Tally): number => pinned + unpinned;

function Count({ label, tally, of }: { readonly label: string; readonly tally: Tally; readonly of: number }) {
  const { t } = useRegisterWords();
  return (
    <div className="seen-count">
      <dt>{label}</dt>
      <dd>
        <strong>{all(tally)}</strong> {t('seen.ofAll', { all: of })}
        {tally.unpinned > 0 && (
          <span className="muted"> {t('seen.unpinnedOnly', { count: tally.unpinned })}</span>
        )}
      </dd>
    </div>
  );
}

function SetAside({ seen: { setAside } }: { readonly seen: Seen }) {
  const { t } = useRegisterWords();
  const parts = (['notConcerned', 'notBelieved', 'replayed'] as const).filter((why) => setAside[why] > 0);
  if (parts.length === 0) return null;
  return (
    <div>
      <p className="muted">{t('seen.setAside')}</p>
      <ul className="muted">
        {parts.map((why) => (
          <li key={why}>{t(`seen.setAside.${why}`, { count: setAside[why] })}</li>
        ))}
      </ul>
    </div>
  );
}

function AccountRow({ account, state }: { readonly account: AccountSeen; readonly state: ReportsState }) {
  const { t, time, reason, intent } = useRegisterWords();
  const { delivered, acknowledged, linesSeen, overridden } = account;
  return (
    <tr className={`seen-row seen-row--${account.standing}`} data-account={account.key}>
      <th scope="row">
        <bdi>{account.name}</bdi>
        <span className="muted"> {t(`platform.${account.platform}`)}</span>
      </th>
      <td>{t(`seen.is.${account.standing}`)}</td>
      <td>
        {delivered && (
          <>
            {t('seen.devices', { count: delivered.pinned + delivered.unpinned })}
            {delivered.unpinned > 0 && (
              <span className="muted"> {t('seen.unpinnedDevices', { count: delivered.unpinned })}</span>
            )}
            <br />
            {delivered.first === delivered.last
              ? time(delivered.first)
              : t('seen.span', { first: time(delivered.first), last: time(delivered.last) })}
          </>
        )}
      </td>
      <td>{acknowledged && <SignCell sign={acknowledged} state={state} />}</td>
      <td>{linesSeen && <SignCell sign={linesSeen} state={state} />}</td>
      <td>
        {overridden.length > 0 && (
          <ul className="plain-list">
            {overridden.map((one) => (
              <li key={`${one.at} ${one.deviceId} ${one.intent}`}>
                {time(one.at)} · {intent(one.intent)}: <strong>{reason(one.reason)}</strong>
                {!one.pinned && <span className="tag">{t('device.unpinned')}</span>}
              </li>
            ))}
          </ul>
        )}
      </td>
    </tr>
  );
}

function SignCell({ sign, state }: { readonly sign: Sign; readonly state: ReportsState }) {
  const { time } = useRegisterWords();
  const device = state.inbox?.devices.get(sign.deviceId)?.device;
  return (
    <>
      {time(sign.at)}
      <br />
      <DeviceName deviceId={sign.deviceId} device={device} devices={state.devices} />
    </>
  );
}

function csvWords(
  { t, reason, intent }: RegisterWords,
  { devices }: ReportsState,
): Parameters<typeof seenCsv>[2] {
  const columns = Object.fromEntries(COLUMNS.map((column) => [column, t(`csv.${column}`)]));
  return {
    // Every column is in it; the compiler does not see that through fromEntries.
    columns: columns as Parameters<typeof seenCsv>[2]['columns'],
    standing: ({ standing }) => t(`seen.is.${standing}`),
    reason,
    intent,
    device: ({ deviceId }) => ownerOf(devices, deviceId) ?? t('device.unpinned'),
  };
}
