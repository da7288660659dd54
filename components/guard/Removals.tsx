import { useState } from 'react';
import type { RemovalRequest } from '../../lib/board/schema';
import { formatTime } from '../../lib/i18n/time';
import { BoardText } from '../ui/BoardText';
import { Button } from '../ui/Button';
import { ExternalLink } from '../ui/ExternalLink';
import { useGuard, useSession, useWords } from './guard-context';
import { isRemoved, removalsOf } from './guard-store';
import { Told } from './Reports';

/** Who asks for something to go and by when, in one sentence, marked when that time has passed. */
export function useRemovalTitle(): (request: RemovalRequest) => string {
  const { t, language } = useWords();
  const now = useGuard((state) => state.now);
  return ({ askedBy, by }) => {
    const at = Date.parse(by);
    const title = t('remove', { who: t(`who.${askedBy}`), time: formatTime(at, language, now) });
    return at <= now ? `${t('overdue')}: ${title}` : title;
  };
}

/**
 * What the acting account is asked to remove (R2). The operator removes it and says so; Cordon touches nothing. A title
 * that the banner's first line has `said` is not said again.
 */
export function Removals({ said }: { readonly said: string }) {
  const data = useGuard((state) => state.data);
  const view = useGuard((state) => state.view);
  return removalsOf({ data, view }).map((request) => (
    <Removal key={request.id} request={request} isDone={isRemoved(view, request)} said={said} />
  ));
}

interface RemovalProps {
  readonly request: RemovalRequest;
  readonly isDone: boolean;
  readonly said: string;
}

function Removal({ request, isDone, said }: RemovalProps) {
  const { t, language } = useWords();
  const { actions } = useSession();
  const title = useRemovalTitle()(request);
  const [isAsking, setAsking] = useState(false);
  return (
    <section className="section section--line">
      {title !== said && <h2 className="section__title">{title}</h2>}
      {request.reason && (
        <BoardText text={request.reason} language={language} labels={{ more: t('more'), less: t('less') }} />
      )}
      <ul className="list">
        {request.posts.map((post) => (
          <li key={post}>
            <ExternalLink href={post}>{post.slice(8)}</ExternalLink>
          </li>
        ))}
      </ul>
      {isDone ? (
        <p>
          {t('removedTold')} <Told />
        </p>
      ) : isAsking ? (
        <>
          <p role="status">{t('removedAsk')}</p>
          <div className="row">
            <Button variant="strong" data-removal="confirm" onPress={() => actions.removalDone(request.id)}>
              {t('yes')}
            </Button>
            <Button onPress={() => setAsking(false)}>{t('no')}</Button>
          </div>
        </>
      ) : (
        <Button data-removal="removed" onPress={() => setAsking(true)}>
          {t('removed')}
        </Button>
      )}
    </section>
  );
}
