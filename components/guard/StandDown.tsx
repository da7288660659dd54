import type { Notice } from '../../lib/board/schema';
import { BoardText } from '../ui/BoardText';
import { Button } from '../ui/Button';
import { ExternalLink } from '../ui/ExternalLink';
import { useSession, useWords } from './guard-context';

/** What to look at before posting again, once an order has been stood down. Stays until it is closed. */
export function StandDown({ notice }: { readonly notice: Notice }) {
  const { t, language } = useWords();
  const { actions, scheduledUrl } = useSession();
  return (
    <section className="section">
      <h2 className="section__title">
        {t(notice.status === 'exercise' ? 'stoodDownExercise' : 'stoodDown')}
      </h2>
      <BoardText
        className="muted"
        text={notice.headline}
        language={language}
        labels={{ more: t('more'), less: t('less') }}
      />
      <p>{t('stoodDownIntro')}</p>
      <ul className="list list--marked">
        <li>
          {t('checkScheduled')} <ExternalLink href={scheduledUrl}>{t('scheduledList')}</ExternalLink>
        </li>
        <li>{t('checkPinned')}</li>
        <li>{t('checkTone')}</li>
      </ul>
      <Button variant="strong" onPress={actions.closeStandDown}>
        {t('done')}
      </Button>
    </section>
  );
}
