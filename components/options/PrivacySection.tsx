import { useWords } from '../ui/PageWords';
import { ReportHolds } from '../ui/ReportHolds';

/** What Cordon reads, keeps and sends, in plain words (design, promises 1, 3 and 12). */
export function PrivacySection() {
  const { t } = useWords();
  return (
    <section aria-labelledby="privacy-heading">
      <h2 id="privacy-heading">{t('privacy.heading')}</h2>
      <h3>{t('privacy.readsHeading')}</h3>
      <p>{t('privacy.reads')}</p>
      <p>{t('privacy.drafts')}</p>
      <p>{t('privacy.passwords')}</p>
      <h3>{t('privacy.keepsHeading')}</h3>
      <p>{t('privacy.keeps')}</p>
      <h3>{t('privacy.sendsHeading')}</h3>
      <p>{t('privacy.sends')}</p>
      <ReportHolds />
      <p>{t('privacy.watched')}</p>
      <p>{t('notGuardingApps')}</p>
    </section>
  );
}
