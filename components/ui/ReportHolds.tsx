import { useWords } from './PageWords';

/** What a report to Corporate Communications holds, and what it never does (design, promise 12). */
export function ReportHolds() {
  const { t } = useWords();
  return (
    <>
      <ul className="holds">
        <li>{t('reports.holds.notice')}</li>
        <li>{t('reports.holds.override')}</li>
        <li>{t('reports.holds.removal')}</li>
        <li>{t('reports.holds.id')}</li>
        <li>{t('reports.holds.account')}</li>
        <li>{t('reports.holds.device')}</li>
      </ul>
      <p>{t('reports.holds.never')}</p>
    </>
  );
}
