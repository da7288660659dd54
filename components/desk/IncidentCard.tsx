import type { Board, Notice } from '../../lib/board/schema';
import { formFromNotice, reach } from '../../lib/desk/notice-form';
import { noticeText } from '../../lib/desk/notice-text';
import { localize } from '../../lib/i18n/translate';
import { phaseOf } from '../../lib/notices/applicable';
import { Button } from '../ui/Button';
import { CopyButton } from '../ui/CopyButton';
import { useDeskActions, useDeskWords } from './desk-context';

/** Properties of {@link IncidentCard}. */
export interface IncidentCardProps {
  readonly board: Board;
  readonly notice: Notice;
  /** In ms. */
  readonly now: number;
  readonly onUpdate: () => void;
  readonly onStandDown: () => void;
}

/** One order that stands: what it says, whom it reaches, how long it runs, and what can be done about it. */
export function IncidentCard({ board, notice, now, onUpdate, onStandDown }: IncidentCardProps) {
  const { t, language, time } = useDeskWords();
  const { go } = useDeskActions();
  const headline = localize(notice.headline, language);
  const ends = Date.parse(notice.expires);
  const hasRunOut = phaseOf(notice, now) === 'may-have-ended';
  const kind = notice.status === 'actual' ? notice.level : 'exercise';
  return (
    <article
      className={`notice notice--${kind} desk__card`}
      data-desk="notice"
      data-notice={notice.identifier}
    >
      <p className="row">
        {notice.status !== 'actual' && <strong className="desk__exercise">{t('exercise')}</strong>}
        <strong>{t(hasRunOut ? `ended.${notice.level}` : `level.${notice.level}`)}</strong>
      </p>
      <h4 className="notice-headline" lang={headline.language} dir="auto">
        {headline.text}
      </h4>
      <p>
        {t('card.reach', { count: reach(formFromNotice(notice), board).length })}{' '}
        {t('card.sent', { time: time(Date.parse(notice.sent)) })}
      </p>
      <p>
        {hasRunOut ? t('card.ranOut', { time: time(ends) }) : t('card.until', { time: time(ends) })}{' '}
        {!hasRunOut && <TimeLeft ms={ends - now} />}
      </p>
      {hasRunOut && <p>{t('card.mayHaveEnded')}</p>}
      <div className="row">
        <Button variant="strong" onPress={onStandDown} data-desk="stand-down">
          {t('card.standDown')}
        </Button>
        <Button onPress={onUpdate} data-desk="update">
          {t(hasRunOut ? 'card.extend' : 'card.update')}
        </Button>
        <Button onPress={() => go('seen', notice.identifier)} data-desk="who-has-seen">
          {t('card.seen')}
        </Button>
        <CopyButton
          text={noticeText(notice, now)}
          labels={{ copy: t('copyText'), copied: t('copied'), failed: t('copyFailed') }}
        />
      </div>
    </article>
  );
}

function TimeLeft({ ms }: { readonly ms: number }) {
  const { t } = useDeskWords();
  const minutes = Math.max(1, Math.ceil(ms / 60_000));
  const hours = Math.floor(minutes / 60);
  if (hours < 1) return <strong>{t('card.minutesLeft', { count: minutes })}</strong>;
  if (hours < 48) return <strong>{t('card.hoursLeft', { hours, minutes: minutes % 60 })}</strong>;
  return <strong>{t('card.daysLeft', { count: Math.floor(hours / 24) })}</strong>;
}
