import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import type { HeldPress } from '../../lib/gate/bridge';
import { type HoldCause, REASONS, type Reason, RISK_REASONS } from '../../lib/gate/decide';
import type { Intent } from '../../lib/gate/intent';
import type { ClauseId } from '../../lib/guidance/clause-id';
import { ruleText } from '../../lib/guidance/rule-text';
import { SHIPPED_PACK } from '../../lib/guidance/shipped-pack';
import { BoardText } from '../ui/BoardText';
import { Button } from '../ui/Button';
import { ClauseNote } from './ClauseNote';
import { Contacts } from './Contacts';
import { useGuard, useSession, useWords } from './guard-context';
import { placeHold } from './hold-place';
import { Icon, type IconKind } from './Icon';
import { Told } from './Reports';
import type { Rect } from './rect';
import { useHeight } from './use-height';

/** Width in CSS pixels where there is room for it. */
const WIDTH = 400;

const CLAUSES: Readonly<Partial<Record<HoldCause, ClauseId>>> = {
  blackout: 'S5.9',
  'corporate-lines-only': 'S5.10',
  exercise: 'S5.12',
  'may-have-ended': 'S5.12',
  'not-known': 'DO3',
  'unclear-actor': 'S5.9',
};

const ICONS: Readonly<Record<HoldCause, IconKind>> = {
  starting: 'unknown',
  orphaned: 'unknown',
  blackout: 'blackout',
  'corporate-lines-only': 'lines',
  exercise: 'exercise',
  'may-have-ended': 'unknown',
  'unclear-actor': 'blackout',
  'not-known': 'unknown',
  findings: 'advice',
};

/** Which words say that the intent was not carried out. */
function headingOf(intent: Intent): 'held.post' | 'held.share' | 'held.schedule' | 'held.edit' {
  if (intent === 'repost' || intent === 'share') return 'held.share';
  if (intent === 'schedule') return 'held.schedule';
  return intent === 'edit' ? 'held.edit' : 'held.post';
}

/** Says at the place of action that a press was stopped, why, what to do, and the way through. */
export function HoldNotice({ area }: { readonly area: Rect }) {
  const held = useGuard((state) => state.view.held);
  // A later stop is another notice, with the focus moved anew.
  return held ? <Notice key={held.serial} held={held} area={area} /> : null;
}

function Notice({ held, area }: { readonly held: HeldPress; readonly area: Rect }) {
  const { t, language } = useWords();
  const { actions } = useSession();
  const [inner, height] = useHeight<HTMLDivElement>();
  const dialog = useRef<HTMLDivElement>(null);
  const titleId = useId();
  const whyId = useId();
  const { decision, control, intent } = held;
  const { cause, notice } = decision;
  const clause = CLAUSES[cause];
  const at = control.isConnected ? control.getBoundingClientRect() : null;
  const { left, top, width, maxHeight, kind } = placeHold(area, { width: WIDTH, height: height + 2 }, at);

  useEffect(() => {
    // Not on a button: the key that was held down for Post must not answer as well.
    dialog.current?.focus({ preventScroll: true });
    return () => {
      if (control.isConnected && control instanceof HTMLElement) control.focus({ preventScroll: true });
    };
  }, [control]);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (!event.nativeEvent.isTrusted) return;
    if (event.key === 'Escape') actions.answer({ kind: 'dismiss' });
    else if (event.key === 'Tab' && dialog.current) keepWithin(dialog.current, event);
  };

  return (
    <div
      ref={dialog}
      className={`surface hold hold--${kind} hold--${cause}`}
      style={{ left, top, width, maxHeight }}
      role="alertdialog"
      aria-labelledby={titleId}
      aria-describedby={whyId}
      lang={language}
      data-surface="hold"
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <div ref={inner}>
        <div className="hold__head">
          <Icon kind={ICONS[cause]} />
          <h2 id={titleId} className="hold__title">
            {cause === 'exercise' && `${t('exercise')}: `}
            {t(headingOf(intent))}
          </h2>
          <Button variant="quiet" onPress={() => actions.answer({ kind: 'dismiss' })}>
            {t('close')}
          </Button>
        </div>
        <div className="hold__body">
          <div id={whyId}>
            <p>{t(`cause.${cause}`)}</p>
            {notice && (
              <BoardText
                className="notice__headline"
                text={notice.headline}
                language={language}
                labels={{ more: t('more'), less: t('less') }}
              />
            )}
          </div>
          {cause === 'findings' && <Asked rules={decision.rules} />}
          <WayThrough held={held} />
          {cause !== 'findings' && cause !== 'starting' && cause !== 'orphaned' && (
            <>
              <h3 className="part">{t('whatToDo')}</h3>
              {notice?.instruction && (
                <BoardText
                  text={notice.instruction}
                  language={language}
                  labels={{ more: t('more'), less: t('less') }}
                />
              )}
              <p>{t('danger')}</p>
              <p>{t('lookFirst')}</p>
              {notice?.contact && (
                <BoardText
                  text={notice.contact}
                  language={language}
                  labels={{ more: t('more'), less: t('less') }}
                />
              )}
              <Contacts />
            </>
          )}
          {clause && <ClauseNote clause={clause} />}
          <p className="muted">
            {t('keepDraft')} {cause === 'findings' && t('changedAnew')}
          </p>
        </div>
      </div>
    </div>
  );
}

/** The findings that ask something before the post may leave. */
function Asked({ rules }: { readonly rules: readonly string[] }) {
  const { t, language } = useWords();
  return (
    <ul className="list">
      {rules.map((rule) => {
        const { title, what, instead } = ruleText(rule, language);
        const clause = SHIPPED_PACK.rules[rule]?.clause;
        return (
          <li key={rule} className="finding finding--asking">
            <h3 className="finding__title">{title}</h3>
            <p>{what}</p>
            <p>
              <strong>{t('instead')}:</strong> {instead}
            </p>
            {clause && <ClauseNote clause={clause} />}
          </li>
        );
      })}
    </ul>
  );
}

function WayThrough({ held }: { readonly held: HeldPress }) {
  const { t } = useWords();
  const { actions } = useSession();
  const { requirement, cause } = held.decision;
  const waiting = !held.releasable;
  const moment = (
    <p className="muted" role="status">
      {waiting ? t('oneMoment') : ''}
    </p>
  );
  switch (requirement) {
    case 'none':
      return null;
    case 'risk-to-life':
      return (
        <section className="way">
          <h3 className="part">{t('riskTitle')}</h3>
          {moment}
          <Choices
            reasons={RISK_REASONS}
            waiting={waiting}
            onChoose={(reason) => actions.answer({ kind: 'risk-to-life', reason })}
          />
          <Recorded held={held} />
          {cause === 'unclear-actor' && (
            <Button onPress={() => actions.answer({ kind: 'not-official' })}>{t('notOfficial')}</Button>
          )}
        </section>
      );
    case 'reason':
      return (
        <section className="way">
          <h3 className="part">{t('reasonTitle')}</h3>
          {moment}
          <Choices
            reasons={REASONS}
            waiting={waiting}
            // Risk to life outweighs whatever else may be in the way, so that it never takes a third action.
            onChoose={(reason) =>
              actions.answer({ kind: reason === 'risk-to-life' ? 'risk-to-life' : 'reason', reason })
            }
          />
          <Recorded held={held} />
        </section>
      );
    case 'acknowledge':
    case 'exercise':
      return (
        <section className="way">
          {moment}
          <Button variant="strong" waiting={waiting} onPress={() => actions.answer({ kind: requirement })}>
            {t(
              requirement === 'exercise' ? 'postExercise' : cause === 'findings' ? 'readThis' : 'understood',
            )}
          </Button>
          {requirement === 'exercise' && <Recorded held={held} />}
        </section>
      );
  }
}

/** What becomes of the choice: an answer to findings stays here, one to a notice is reported (promise 12). */
function Recorded({ held }: { readonly held: HeldPress }) {
  const { t } = useWords();
  return (
    <p className="muted">
      {t('riskRecorded')} {held.decision.notice && <Told />}
    </p>
  );
}

interface ChoicesProps {
  readonly reasons: readonly Reason[];
  readonly waiting: boolean;
  readonly onChoose: (reason: Reason) => void;
}

function Choices({ reasons, waiting, onChoose }: ChoicesProps) {
  const { t } = useWords();
  return (
    <ul className="choices">
      {reasons.map((reason) => (
        <li key={reason}>
          <Button className="choice" waiting={waiting} onPress={() => onChoose(reason)}>
            {t(`reason.${reason}`)}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** Keeps Tab inside the notice while it has the focus; the mouse and Escape lead out at any time. */
function keepWithin(dialog: HTMLElement, event: KeyboardEvent): void {
  const stops = Array.from(dialog.querySelectorAll<HTMLElement>('button, a[href]'));
  const root = dialog.getRootNode();
  const current = root instanceof ShadowRoot ? root.activeElement : dialog.ownerDocument.activeElement;
  const first = stops[0];
  const last = stops[stops.length - 1];
  const isAtEnd = event.shiftKey ? current === first || current === dialog : current === last;
  if (!first || !last || !isAtEnd) return;
  event.preventDefault();
  (event.shiftKey ? last : first).focus();
}
