import { Button } from '../ui/Button';
import { useGuard, useSession, useWords } from './guard-context';

/** Half a line beside what is reported: that Corporate Communications is told, or that the report waits to be carried. */
export function Told() {
  const { t } = useWords();
  return t(useGuard(({ data }) => data?.reporting) === 'hand' ? 'toldByHand' : 'told');
}

/** What a report holds, shown before the first of its kind leaves (design, promise 12). */
export function ReportsCard() {
  const { t } = useWords();
  const { actions } = useSession();
  const kinds = useGuard(({ view }) => view.snapshot.undisclosed);
  const isByHand = useGuard(({ data }) => data?.reporting === 'hand');
  if (!kinds?.length) return null;
  return (
    <section className="section section--line">
      <h2 className="section__title">{t('reportsTitle')}</h2>
      <p>{t('reportsHold')}</p>
      <p>{t('reportsNever')}</p>
      {isByHand && <p>{t('toldByHand')}</p>}
      <Button onPress={actions.reportsShown}>{t('reportsUnderstood')}</Button>
    </section>
  );
}
