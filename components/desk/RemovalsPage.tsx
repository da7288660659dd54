import { useMemo, useState } from 'react';
import type { RemovalRequest } from '../../lib/board/schema';
import { createChange, listEdit } from '../../lib/desk/board-change';
import {
  type FollowedRemoval,
  followRemovals,
  type RemovalDraft,
  removalFrom,
  removalId,
} from '../../lib/desk/removal';
import { removalText } from '../../lib/desk/removal-text';
import { Button } from '../ui/Button';
import { Confirm } from '../ui/Confirm';
import { CopyButton } from '../ui/CopyButton';
import { ExternalLink } from '../ui/ExternalLink';
import { useInstant } from '../ui/use-instant';
import { DeviceName } from './DeviceName';
import { ReportsTrouble } from './DeviceReports';
import { useDesk, useDeskActions } from './desk-context';
import { RemovalForm } from './RemovalForm';
import './register.css';
import { useRegisterWords } from './register-words';
import type { ReportsState } from './reports-store';
import { useReports } from './use-reports';

/** Requests that posts be taken down: sent out with the board, and followed until somebody has looked. */
export function RemovalsPage() {
  const { t } = useRegisterWords();
  const board = useDesk((state) => state.board);
  const { publish } = useDeskActions();
  const { state } = useReports();
  const now = useInstant((board?.removals ?? []).map(({ by }) => Date.parse(by)));
  const [asking, ask] = useState(false);
  const followed = useMemo(
    () => followRemovals(board?.removals ?? [], state.inbox?.entries ?? [], state.devices, now),
    [board, state.inbox, state.devices, now],
  );
  if (!board) {
    return (
      <section className="desk-page" aria-labelledby="removals-heading">
        <h2 id="removals-heading">{t('removal.heading')}</h2>
        <p role="status">{t('register.noBoard')}</p>
      </section>
    );
  }
  const nameOf = (key: string): string => board.accounts.find((account) => account.key === key)?.name ?? key;
  const send = (draft: RemovalDraft): void => {
    const sentAt = Date.now();
    const request = removalFrom(draft, removalId(sentAt), sentAt);
    ask(false);
    void publish([
      createChange({
        what: 'removal',
        label: { key: 'change.removal', params: { name: nameOf(request.account) } },
        edits: listEdit('removals', null, request),
      }),
    ]);
  };
  const settle = (request: RemovalRequest, to: 'done' | 'withdrawn'): void =>
    void publish([
      createChange({
        what: 'removal',
        label: { key: 'change.removal', params: { name: nameOf(request.account) } },
        edits: listEdit('removals', request, { ...request, state: to }),
      }),
    ]);
  return (
    <section className="desk-page" aria-labelledby="removals-heading">
      <h2 id="removals-heading">{t('removal.heading')}</h2>
      <p className="muted">{t('removal.intro')}</p>
      <ReportsTrouble state={state} />
      {asking ? (
        <RemovalForm accounts={board.accounts} onSend={send} onCancel={() => ask(false)} />
      ) : (
        <Button variant="strong" data-desk="ask-removal" onPress={() => ask(true)}>
          {t('removal.ask')}
        </Button>
      )}
      {followed.length === 0 && <p>{t('removal.none')}</p>}
      <ul className="plain desk-cards">
        {followed.map((one) => (
          <RemovalCard
            key={one.request.id}
            followed={one}
            name={nameOf(one.request.account)}
            state={state}
            onSettle={(to) => settle(one.request, to)}
          />
        ))}
      </ul>
    </section>
  );
}

interface RemovalCardProps {
  readonly followed: FollowedRemoval;
  readonly name: string;
  readonly state: ReportsState;
  readonly onSettle: (to: 'done' | 'withdrawn') => void;
}

function RemovalCard({ followed, name, state, onSettle }: RemovalCardProps) {
  const { t, instant, time, local } = useRegisterWords();
  const [asking, ask] = useState<'done' | 'withdrawn' | null>(null);
  const { request, standing, told } = followed;
  const { posts, by, asked, askedBy, reason } = request;
  const isOpen = request.state === 'open';
  return (
    <li className={`desk-card removal--${standing}`} data-removal={standing}>
      <div className="row row--spread">
        <strong>
          <bdi>{name}</bdi>
        </strong>
        <span className={standing === 'overdue' ? 'tag tag--care' : 'tag'}>
          {t(`removal.is.${standing}`)}
        </span>
      </div>
      <ul>
        {posts.map((post) => (
          <li key={post}>
            <ExternalLink href={post}>{post}</ExternalLink>
          </li>
        ))}
      </ul>
      <p>
        {t('removal.dates', { asked: instant(asked), by: instant(by) })} {t(`removal.askedBy.${askedBy}`)}
      </p>
      {reason && (
        <p lang={local(reason).language} dir="auto">
          {local(reason).text}
        </p>
      )}
      {told && (
        <p>
          {t(told.late ? 'removal.toldLate' : 'removal.told', { time: time(told.at) })}{' '}
          <DeviceName
            deviceId={told.deviceId}
            device={state.inbox?.devices.get(told.deviceId)?.device}
            devices={state.devices}
          />
        </p>
      )}
      {standing === 'told-done' && <p className="care">{t('removal.look')}</p>}
      <div className="row">
        <CopyButton
          text={removalText(request, name, Date.now())}
          labels={{ copy: t('copy'), copied: t('copied'), failed: t('copyFailed') }}
        />
        {isOpen && (
          <>
            <Button variant={told ? 'strong' : 'plain'} onPress={() => ask('done')}>
              {t('removal.close')}
            </Button>
            <Button onPress={() => ask('withdrawn')}>{t('removal.withdraw')}</Button>
          </>
        )}
      </div>
      {asking && (
        <Confirm
          question={t(asking === 'done' ? 'removal.closeAsk' : 'removal.withdrawAsk')}
          labels={{
            yes: t(asking === 'done' ? 'removal.close' : 'removal.withdraw'),
            cancel: t('cancel'),
          }}
          onYes={() => {
            ask(null);
            onSettle(asking);
          }}
          onCancel={() => ask(null)}
        />
      )}
    </li>
  );
}
