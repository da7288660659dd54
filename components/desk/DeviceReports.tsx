import { Trouble } from '../ui/Trouble';
import { useDesk } from './desk-context';
import { useRegisterWords } from './register-words';
import type { ReportsState } from './reports-store';

/** Reports beyond which the page says how far opening has got; ours. */
const PROGRESS_FROM = 200;

/** What stands between the desk and its reports, and how far opening has got. Nothing where all is well. */
export function ReportsTrouble({ state }: { readonly state: ReportsState }) {
  const { t, time } = useRegisterWords();
  const publishing = useDesk(({ keys }) => keys?.publishing?.kind);
  const { trouble, keepingFailed, progress, answeredAt } = state;
  return (
    <>
      {publishing !== 'relay' && <p className="muted">{t('reports.noRelay')}</p>}
      {trouble && (
        <Trouble>
          <p>{t(`reports.trouble.${trouble}`)}</p>
          {answeredAt !== null && <p>{t('reports.lastAnswer', { time: time(answeredAt) })}</p>}
        </Trouble>
      )}
      {keepingFailed && (
        <Trouble tone="alarm">
          <p>{t('reports.keepingFailed')}</p>
        </Trouble>
      )}
      {progress && progress.total > PROGRESS_FROM && (
        <p className="reports-progress" role="status">
          <progress max={progress.total} value={progress.done} aria-label={t('reports.opening')} />{' '}
          {t('reports.progress', { done: progress.done, total: progress.total })}
        </p>
      )}
    </>
  );
}
