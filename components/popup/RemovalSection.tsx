import { useState } from 'react';
import type { KnownAccount } from '../../lib/accounts/types';
import type { RemovalRequest } from '../../lib/board/schema';
import { BoardText } from '../ui/BoardText';
import { Button } from '../ui/Button';
import { Confirm } from '../ui/Confirm';
import { ExternalLink } from '../ui/ExternalLink';
import { useWords } from '../ui/PageWords';
import { Trouble } from '../ui/Trouble';
import { useInstant } from '../ui/use-instant';

/** Properties of {@link RemovalSection}. */
export interface RemovalSectionProps {
  /** Open requests, of the acting account or of all. */
  readonly requests: readonly RemovalRequest[];
  /** Ids of those that an operator here has done. */
  readonly done: readonly string[];
  readonly accounts: readonly KnownAccount[];
  readonly byHand: boolean;
  /** Says that one is done; gives whether that was noted. */
  readonly onDone: (request: RemovalRequest) => Promise<boolean>;
}

/** What operators are asked to remove (R2). They remove it themselves and say so; Cordon touches nothing. */
export function RemovalSection({ requests, done, accounts, byHand, onDone }: RemovalSectionProps) {
  const { t } = useWords();
  const now = useInstant(requests.map(({ by }) => Date.parse(by)));
  if (requests.length === 0) return null;
  return (
    <section aria-labelledby="removal-heading">
      <h2 id="removal-heading">{t('removal.heading')}</h2>
      {requests.map((request) => (
        <Removal
          key={request.id}
          request={request}
          account={accounts.find(({ key }) => key === request.account)?.name ?? request.account}
          isOverdue={Date.parse(request.by) <= now}
          isDone={done.includes(request.id)}
          byHand={byHand}
          onDone={onDone}
        />
      ))}
    </section>
  );
}

interface RemovalProps extends Pick<RemovalSectionProps, 'byHand' | 'onDone'> {
  readonly request: RemovalRequest;
  readonly account: string;
  readonly isOverdue: boolean;
  readonly isDone: boolean;
}

function Removal({ request, account, isOverdue, isDone, byHand, onDone }: RemovalProps) {
  const { t, language, time } = useWords();
  const [state, setState] = useState<'idle' | 'asking' | 'running' | 'failed'>('idle');
  const { askedBy, by, posts, reason } = request;
  const count = posts.length;
  const say = async (): Promise<void> => {
    setState('running');
    setState((await onDone(request)) ? 'idle' : 'failed');
  };
  return (
    <article className="outstanding">
      <h3>
        {isOverdue && !isDone && <span className="notice-status">{t('removal.overdue')}: </span>}
        {t('removal.ask', { count, who: t(`removal.${askedBy}`), time: time(Date.parse(by)) })}
      </h3>
      <p>
        <bdi>{account}</bdi>
      </p>
      {reason && (
        <BoardText text={reason} language={language} labels={{ more: t('showAll'), less: t('showLess') }} />
      )}
      <ul className="plain">
        {posts.map((post) => (
          <li key={post}>
            <ExternalLink href={post}>{post.slice('https://'.length)}</ExternalLink>
          </li>
        ))}
      </ul>
      {isDone ? (
        <p role="status">
          {t('removal.told')} {t(byHand ? 'reports.toldByHand' : 'reports.told')}
        </p>
      ) : state === 'asking' ? (
        <Confirm
          question={t('removal.doneAsk')}
          labels={{ yes: t('removal.doneYes'), cancel: t('cancel') }}
          onYes={() => void say()}
          onCancel={() => setState('idle')}
        />
      ) : (
        <div className="row">
          <Button waiting={state === 'running'} onPress={() => setState('asking')}>
            {t('removal.done', { count })}
          </Button>
        </div>
      )}
      {state === 'failed' && <Trouble>{t('actionFailed')}</Trouble>}
    </article>
  );
}
