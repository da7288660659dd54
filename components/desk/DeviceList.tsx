import { useState } from 'react';
import { decideDevice, mergeBooks, openBook, ownerOf, sealBook, trustOf } from '../../lib/desk/devices';
import type { DeviceHistory } from '../../lib/desk/inbox';
import { downloadText } from '../options/download-text';
import { Button } from '../ui/Button';
import { Trouble } from '../ui/Trouble';
import { DeviceName } from './DeviceName';
import { DevicePin } from './DevicePin';
import { useDesk } from './desk-context';
import { FileField } from './FileField';
import { useRegisterWords } from './register-words';
import type { Reports, ReportsState } from './reports-store';

/** Properties of {@link DeviceList}. */
export interface DeviceListProps {
  readonly reports: Reports;
  readonly state: ReportsState;
}

/** The devices that ever reported: whose they are, what is missing from them, and what they sent twice. */
export function DeviceList({ reports, state }: DeviceListProps) {
  const { t } = useRegisterWords();
  const devices = [...(state.inbox?.devices.values() ?? [])].sort(
    (a, b) => order(state, a) - order(state, b) || Date.parse(b.lastAt) - Date.parse(a.lastAt),
  );
  return (
    <section aria-labelledby="devices-heading" className="desk-part">
      <h3 id="devices-heading">{t('device.heading')}</h3>
      <p className="muted">{t('device.intro')}</p>
      {devices.length === 0 && <p>{t('device.none')}</p>}
      <ul className="plain desk-cards">
        {devices.map((device) => (
          <DeviceCard key={device.deviceId} history={device} reports={reports} state={state} />
        ))}
      </ul>
      <DeviceBookFile reports={reports} state={state} />
    </section>
  );
}

const order = ({ devices }: ReportsState, { deviceId }: DeviceHistory): number =>
  ['unpinned', 'pinned', 'not-believed'].indexOf(trustOf(devices, deviceId));

function DeviceCard({ history, reports, state }: DeviceListProps & { readonly history: DeviceHistory }) {
  const { t, instant } = useRegisterWords();
  const [pinning, setPinning] = useState(false);
  const { deviceId, device } = history;
  const { devices } = state;
  const trust = trustOf(devices, deviceId);
  const decide = (decision: Parameters<typeof decideDevice>[2]): void => {
    setPinning(false);
    void reports.setDevices((book) => decideDevice(book, deviceId, decision, Date.now()));
  };
  return (
    <li className={`desk-card device--${trust}`}>
      <div className="row row--spread">
        <strong>
          <DeviceName deviceId={deviceId} device={device} devices={devices} />
        </strong>
        <span className="muted">
          {t('device.reports', { count: history.reports })} ·{' '}
          {t('device.seen', { first: instant(history.firstAt), last: instant(history.lastAt) })}
        </span>
      </div>
      <DeviceMarks history={history} />
      {pinning ? (
        <DevicePin
          device={device}
          name={ownerOf(devices, deviceId) ?? ''}
          onPin={(name) => decide({ state: 'pinned', name })}
          onCancel={() => setPinning(false)}
        />
      ) : (
        <div className="row">
          {trust !== 'not-believed' && (
            <Button onPress={() => setPinning(true)}>
              {trust === 'pinned' ? t('device.pinAgain') : t('device.pin')}
            </Button>
          )}
          {trust === 'pinned' && (
            <Button onPress={() => decide({ state: 'unpinned' })}>{t('device.unpin')}</Button>
          )}
          {trust === 'not-believed' ? (
            <Button onPress={() => decide({ state: 'unpinned' })}>{t('device.believe')}</Button>
          ) : (
            <Button onPress={() => decide({ state: 'not-believed' })}>{t('device.disbelieve')}</Button>
          )}
        </div>
      )}
    </li>
  );
}

function DeviceMarks({ history }: { readonly history: DeviceHistory }) {
  const { t } = useRegisterWords();
  const { gaps, missing, replays, clockAhead } = history;
  // A hostile device may leave a thousand gaps; the first few say enough.
  const numbers = gaps
    .slice(0, 5)
    .map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`))
    .join(', ');
  return (
    <>
      {missing > 0 && (
        <p className="care">
          {t('device.missing', { count: missing, numbers: gaps.length > 5 ? `${numbers} …` : numbers })}
        </p>
      )}
      {replays > 0 && <p className="care">{t('device.replays', { count: replays })}</p>}
      {clockAhead && <p className="care">{t('device.clockAhead')}</p>}
    </>
  );
}

function DeviceBookFile({ reports, state }: DeviceListProps) {
  const { t } = useRegisterWords();
  const keys = useDesk((desk) => desk.keys);
  const [said, setSaid] = useState<{ readonly text: string; readonly bad: boolean } | null>(null);
  if (!keys) return null;
  const save = async (): Promise<void> => {
    const sealed = await sealBook(state.devices, keys.desk);
    downloadText(`${keys.forceId}-devices.txt`, 'text/plain', sealed);
  };
  const bringIn = async (text: string): Promise<void> => {
    const read = await openBook(text, keys.desk);
    if (!read.ok) {
      setSaid({ text: t(`device.file.${read.problem}`), bad: true });
      return;
    }
    let merged = mergeBooks(state.devices, read.book);
    await reports.setDevices((book) => {
      merged = mergeBooks(book, read.book);
      return merged.book;
    });
    const { added, changed, differing } = merged;
    const done = t('device.file.done', { count: added + changed });
    const names = differing.map(({ ours, theirs }) => `${ours} / ${theirs}`).join(', ');
    setSaid({
      text: differing.length > 0 ? `${done} ${t('device.file.differing', { names })}` : done,
      bad: differing.length > 0,
    });
  };
  return (
    <details>
      <summary>{t('device.file.heading')}</summary>
      <p className="muted">{t('device.file.intro')}</p>
      <div className="row">
        <Button waiting={state.devices.devices.length === 0} onPress={() => void save()}>
          {t('device.file.save')}
        </Button>
      </div>
      <FileField name="devices-file" label={t('device.file.open')} onText={(text) => void bringIn(text)} />
      {said && (said.bad ? <Trouble>{said.text}</Trouble> : <p role="status">{said.text}</p>)}
    </details>
  );
}
