import { useEffect, useRef, useState } from 'react';
import { CLEAR_FOR_MS, UNREACHED_AFTER_MS } from '../../lib/board/freshness';
import type { KeptBoard } from '../../lib/board/keep';
import { localize } from '../../lib/i18n/translate';
import { Button } from '../ui/Button';
import { boardStanding } from '../ui/board-standing';
import { Confirm } from '../ui/Confirm';
import { ContactGroups } from '../ui/ContactGroups';
import { boardHosts, type MembershipState } from '../ui/membership';
import { useWords } from '../ui/PageWords';
import { Trouble } from '../ui/Trouble';
import { useInstant } from '../ui/use-instant';
import type { OptionsState } from './options-store';

/** Properties of {@link MemberSection}. */
export interface MemberSectionProps {
  readonly state: OptionsState;
  readonly member: Extract<MembershipState, { kind: 'member' }>;
  /** The background's record of the board; null before the first try. */
  readonly kept: KeptBoard | null;
}

/** The force that was joined, how its board stands, and leaving it. */
export function MemberSection({ state, member, kept }: MemberSectionProps) {
  const words = useWords();
  const { t, language, time } = words;
  const { membership, managed } = member;
  const { snapshot, guardData, joining } = state;
  const reachedAt = kept?.reachedAt ?? null;
  const clearAt = kept?.clearAt ?? null;
  const now = useInstant([
    ...(reachedAt === null ? [] : [reachedAt + UNREACHED_AFTER_MS + 1]),
    ...(clearAt === null ? [] : [clearAt + CLEAR_FOR_MS + 1]),
  ]);
  const standing =
    snapshot &&
    boardStanding(words, {
      board: snapshot.board,
      reachedAt,
      clearAt,
      orders: snapshot.notices.length > 0,
      now,
    });
  const hosts = boardHosts(membership);
  const force = guardData ? localize(guardData.forceName, language) : { text: membership.forceId, language };
  const signedAt = snapshot?.board.signedAt;
  const heading = useRef<HTMLHeadingElement>(null);
  const joined = joining.kind === 'done';
  useEffect(() => {
    // The form that had the focus is gone.
    if (joined) heading.current?.focus();
  }, [joined]);
  return (
    <section aria-labelledby="member-heading">
      <h2 id="member-heading" ref={heading} tabIndex={-1}>
        {t('member.heading')}
      </h2>
      <div role="status">{joined && <p>{t('join.done', { force: force.text })}</p>}</div>
      <dl className="facts">
        <div>
          <dt>{t('member.force')}</dt>
          <dd lang={force.language}>
            <bdi>{force.text}</bdi>
          </dd>
        </div>
        <div>
          <dt>{t('member.id')}</dt>
          <dd className="code">{membership.forceId}</dd>
        </div>
        <div>
          <dt>{t('member.host', { count: hosts.length })}</dt>
          <dd className="code">{hosts.join(', ')}</dd>
        </div>
        <div>
          <dt>{t('member.signed')}</dt>
          <dd>{signedAt === undefined ? t('member.never') : time(Date.parse(signedAt))}</dd>
        </div>
        <div>
          <dt>{t('member.sequence')}</dt>
          <dd>{kept?.sequence || t('member.never')}</dd>
        </div>
        <div>
          <dt>{t('member.reached')}</dt>
          <dd>{reachedAt === null ? t('member.never') : time(reachedAt)}</dd>
        </div>
        {standing && (
          <div>
            <dt>{t('member.state')}</dt>
            <dd>{standing.text}</dd>
          </div>
        )}
      </dl>
      {standing?.trouble && (
        <Trouble tone={standing.tone === 'not-known' ? 'alarm' : 'warn'}>
          <p>
            {standing.trouble.lead} <strong>{standing.trouble.what}</strong>
          </p>
          <p>{standing.trouble.remedy}</p>
          {kept?.problem?.detail && (
            <p className="muted">{t('problem.detail', { detail: kept.problem.detail })}</p>
          )}
        </Trouble>
      )}
      {guardData && <ContactGroups groups={guardData.contactGroups} />}
      <div className="row">
        <Button onPress={() => void state.refresh()} waiting={state.refreshing} aria-busy={state.refreshing}>
          {t(state.refreshing ? 'force.refreshing' : 'force.refresh')}
        </Button>
      </div>
      {managed ? <p>{t('member.managed')}</p> : <Leave state={state} force={force.text} />}
    </section>
  );
}

function Leave({ state, force }: { readonly state: OptionsState; readonly force: string }) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useEffect(() => {
    // The question took the focus; where it is withdrawn, the button has it back.
    if (wasAsking.current && !asking) button.current?.focus();
    wasAsking.current = asking;
  }, [asking]);
  return (
    <>
      {asking ? (
        <Confirm
          question={t('member.leaveAsk', { force })}
          labels={{ yes: t('member.leaveYes'), cancel: t('cancel') }}
          onCancel={() => setAsking(false)}
          onYes={() => {
            setAsking(false);
            void state.leave();
          }}
        />
      ) : (
        <div className="row">
          <Button ref={button} waiting={state.leaving === 'running'} onPress={() => setAsking(true)}>
            {t('member.leave')}
          </Button>
        </div>
      )}
      {state.leaving === 'failed' && <Trouble>{t('actionFailed')}</Trouble>}
    </>
  );
}
