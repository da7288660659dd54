import { useWords } from '../ui/PageWords';

/** The way to the desk, for those who hold a force's keys. */
export function DeskSection() {
  const { t } = useWords();
  return (
    <section aria-labelledby="desk-heading">
      <h2 id="desk-heading">{t('desk.heading')}</h2>
      <p>{t('desk.text')}</p>
      <p>
        <a className="link" href="/desk.html" target="_blank" rel="noopener">
          {t('desk.open')}
        </a>
      </p>
    </section>
  );
}
