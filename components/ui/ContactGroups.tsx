import { localize } from '../../lib/i18n/translate';
import type { GuardData } from '../../lib/messages/guard-data';
import { ExternalLink } from './ExternalLink';
import { useWords } from './PageWords';

/** The groups in which Corporate Communications reaches operators beside the board, and why one stays in them (S5.7). */
export function ContactGroups({ groups }: { readonly groups: GuardData['contactGroups'] }) {
  const { t, language } = useWords();
  if (groups.length === 0) return null;
  return (
    <div className="groups">
      <h3>{t('groups.heading', { count: groups.length })}</h3>
      <ul className="plain">
        {groups.map(({ key, name, url }) => {
          const own = localize(name, language);
          return (
            <li key={key}>
              {url === undefined ? (
                <bdi lang={own.language}>{own.text}</bdi>
              ) : (
                <ExternalLink href={url}>{t('groups.open', { group: own.text })}</ExternalLink>
              )}
            </li>
          );
        })}
      </ul>
      <p>{t('groups.stay')}</p>
      <p className="muted">{t('groups.ask')}</p>
    </div>
  );
}
