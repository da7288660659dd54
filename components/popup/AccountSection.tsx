import { sentinelCy } from '../../lib/i18n/cy/sentinel';
import { sentinelEn } from '../../lib/i18n/en/sentinel';
import { createTranslate } from '../../lib/i18n/translate';
import type { GuardData } from '../../lib/messages/guard-data';
import type { Language } from '../../lib/messages/snapshot';
import type { Health } from '../../lib/platforms/platform';
import { ContactGroups } from '../ui/ContactGroups';
import { useWords } from '../ui/PageWords';
import type { ActivePage } from './active-page';

/** Why a page is not protected, in the sentinel's own words; empty when no reason is known. */
export function healthReason(health: Health, language: Language): string {
  if (health.state !== 'not-protecting' || !health.reason) return '';
  return createTranslate({ en: sentinelEn, cy: sentinelCy }, language)(`reason.${health.reason}`);
}

/** Which account the page belongs to, and whether Cordon protects it there. */
export function AccountSection({
  page,
  groups,
}: {
  readonly page: ActivePage;
  /** Contact groups to show beside an official account. */
  readonly groups: GuardData['contactGroups'];
}) {
  const { t } = useWords();
  return (
    <section aria-labelledby="account-heading">
      <h2 id="account-heading">{t('account.heading')}</h2>
      <div role="status">
        {page.kind === 'answered' ? <Answered {...page} /> : <p>{t(`account.${page.kind}`)}</p>}
      </div>
      <ContactGroups groups={groups} />
    </section>
  );
}

function Answered({ check }: Extract<ActivePage, { kind: 'answered' }>) {
  const { t, language } = useWords();
  const { standing, status, health } = check;
  if (standing === 'personal' || standing === 'signed-out') return <p>{t(`account.${standing}`)}</p>;
  if (standing === 'unclear') {
    return <p className="care">{t(status === 'conflict' ? 'account.conflict' : 'account.unclear')}</p>;
  }
  const reason = healthReason(health, language);
  return (
    <>
      <p className="account">
        <span className="tag">{t('account.registered')}</span>{' '}
        <bdi className="account-name">{check.accountName ?? ''}</bdi>
      </p>
      {status === 'likely' && <p>{t('account.likely')}</p>}
      <p className={health.state === 'not-protecting' ? 'care' : 'muted'}>
        {t(`account.${health.state}`)} {reason}
      </p>
    </>
  );
}
