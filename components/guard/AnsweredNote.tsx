import { useEffect, useState } from 'react';
import { Button } from '../ui/Button';
import { useGuard, useSession, useWords } from './guard-context';
import type { Answered } from './guard-store';
import { placeHold } from './hold-place';
import { Icon } from './Icon';
import type { Rect } from './rect';
import { useHeight } from './use-height';

const WIDTH = 300;

/** After an answer: says that the operator's own next press goes through, and for how long. */
export function AnsweredNote({ area }: { readonly area: Rect }) {
  const answered = useGuard((state) => state.answered);
  return answered ? <Note key={answered.press.serial} answered={answered} area={area} /> : null;
}

function Note({ answered, area }: { readonly answered: Answered; readonly area: Rect }) {
  const { t, language } = useWords();
  const { actions } = useSession();
  const until = useGuard((state) => state.view.releasedUntil);
  const [inner, height] = useHeight<HTMLDivElement>();
  const { control, intent } = answered.press;
  const at = control.isConnected ? control.getBoundingClientRect() : null;
  const { left, top, width, maxHeight } = placeHold(area, { width: WIDTH, height: height + 2 }, at);
  const isPost = intent === 'post' || intent === 'reply' || intent === 'quote';
  return (
    <section
      className="surface answered"
      style={{ left, top, width, maxHeight }}
      aria-label={t(isPost ? 'pressAgain' : 'pressSame')}
      lang={language}
      data-surface="answered"
      tabIndex={-1}
    >
      <div ref={inner} className="answered__row">
        <Icon kind="done" />
        <div>
          <p role="status">
            <strong>{t(isPost ? 'pressAgain' : 'pressSame')}</strong>
          </p>
          {answered.byRisk && until !== null && <Countdown until={until} />}
        </div>
        <Button variant="quiet" onPress={actions.closeAnswered}>
          {t('close')}
        </Button>
      </div>
    </section>
  );
}

/** Seconds that are left until `until` (ms). */
function Countdown({ until }: { readonly until: number }) {
  const { t } = useWords();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const tick = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(tick);
  }, []);
  return (
    <p role="timer" className="number">
      {t('secondsLeft', { count: Math.max(0, Math.ceil((until - now) / 1_000)) })}
    </p>
  );
}
