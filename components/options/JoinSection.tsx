import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { parseJoiningCode } from '../../lib/settings/joining-code';
import { Button } from '../ui/Button';
import { boardHosts } from '../ui/membership';
import { useWords } from '../ui/PageWords';
import { problemWords } from '../ui/problem-words';
import { ReportHolds } from '../ui/ReportHolds';
import { Trouble } from '../ui/Trouble';
import type { OptionsState } from './options-store';

/** Joining a force by its code: read as it is pasted, and nothing joined before it says which force and host. */
export function JoinSection({ state }: { readonly state: OptionsState }) {
  const { t } = useWords();
  const { consider, joining, mustAsk } = state;
  const id = useId();
  const [code, setCode] = useState('');
  const read = useMemo(() => parseJoiningCode(code), [code]);
  const membership = read.ok ? read.membership : null;
  useEffect(() => {
    void consider(membership);
  }, [consider, membership]);
  const heading = useRef<HTMLHeadingElement>(null);
  const left = state.leaving === 'done';
  useEffect(() => {
    // The button that had the focus is gone with the force.
    if (left) heading.current?.focus();
  }, [left]);
  const hosts = membership ? boardHosts(membership) : [];
  // An empty box is not a mistake yet.
  const wrong = !read.ok && read.problem !== 'empty' ? problemWords(t, 'code', read.problem) : null;
  return (
    <section aria-labelledby="join-heading">
      <h2 id="join-heading" ref={heading} tabIndex={-1}>
        {t('join.heading')}
      </h2>
      <p>{t('join.intro')}</p>
      <div className="form">
        <label>
          {t('join.code')}
          <textarea
            value={code}
            rows={5}
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="off"
            aria-invalid={wrong !== null}
            aria-describedby={`${id}-hint ${id}-state`}
            onChange={({ target }) => setCode(target.value)}
          />
        </label>
        <p id={`${id}-hint`} className="muted">
          {t('join.hint')}
        </p>
        <div id={`${id}-state`} role="status">
          {wrong && (
            <p className="field-problem">
              {wrong.what} {wrong.remedy}
            </p>
          )}
          {membership && <p className="care">{t('join.understood')}</p>}
        </div>
        {membership && (
          <>
            <dl className="facts">
              <div>
                <dt>{t('join.force')}</dt>
                <dd className="code">{membership.forceId}</dd>
              </div>
              <div>
                <dt>{t('join.host', { count: hosts.length })}</dt>
                <dd className="code">{hosts.join(', ')}</dd>
              </div>
            </dl>
            <p>{t('join.confirm')}</p>
            <h3>{t('reports.holdsHeading')}</h3>
            <p>{t('join.reports')}</p>
            <ReportHolds />
            {mustAsk && <p className="muted">{t('join.permission', { host: hosts.join(', ') })}</p>}
            <Button
              variant="strong"
              waiting={joining.kind === 'running'}
              onPress={() => void state.join(code, membership)}
            >
              {t(joining.kind === 'running' ? 'join.running' : 'join.button')}
            </Button>
          </>
        )}
      </div>
      <Outcome joining={joining} />
    </section>
  );
}

function Outcome({ joining }: Pick<OptionsState, 'joining'>) {
  const { t } = useWords();
  if (joining.kind === 'silent') return <Trouble tone="alarm">{t('actionFailed')}</Trouble>;
  if (joining.kind !== 'failed') return null;
  const { result, refusedHosts } = joining;
  const { what, remedy } = problemWords(t, result.stage, result.problem);
  const refused = refusedHosts.length > 0;
  return (
    <Trouble tone="alarm">
      <p>
        <strong>{t('join.failed')}</strong> {what}
      </p>
      <p>{refused ? t('join.refusedPermission', { host: refusedHosts.join(', ') }) : remedy}</p>
      {result.detail && <p className="muted">{t('problem.detail', { detail: result.detail })}</p>}
    </Trouble>
  );
}
