import { localize } from '../../lib/i18n/translate';
import type { GuardData } from '../../lib/messages/guard-data';
import { ExternalLink } from '../ui/ExternalLink';
import { useGuard, useWords } from './guard-context';

type Contact = GuardData['contacts']['communications'];

function ContactLine({ label, contact }: { readonly label: string; readonly contact: Contact }) {
  const { language } = useWords();
  const name = localize(contact.name, language);
  return (
    <li>
      {label}: <bdi lang={name.language}>{name.text}</bdi>
      {contact.phone !== undefined && (
        <>
          {', '}
          <bdi className="number">{contact.phone}</bdi>
        </>
      )}
      {contact.email !== undefined && (
        <>
          {', '}
          <bdi>{contact.email}</bdi>
        </>
      )}
    </li>
  );
}

const PLATFORM_NAMES = { x: 'X', facebook: 'Facebook' } as const;

/** List items with links to the force's corporate accounts. */
export function CorporateAccounts({ accounts }: { readonly accounts: GuardData['corporateAccounts'] }) {
  const { t } = useWords();
  return accounts.map(({ platform, url }) => (
    <li key={url}>
      <ExternalLink href={url}>
        {t('corporateAccounts')} ({PLATFORM_NAMES[platform]})
      </ExternalLink>
    </li>
  ));
}

/** Whom to ring and where to look, as the board gives it; nothing until the board's data has been read. */
export function Contacts() {
  const { t } = useWords();
  const data = useGuard((state) => state.data);
  if (!data) return null;
  const { communications, duty } = data.contacts;
  return (
    <ul className="list">
      <CorporateAccounts accounts={data.corporateAccounts} />
      <ContactLine label={t('pressOffice')} contact={communications} />
      {duty && <ContactLine label={t('dutyOfficer')} contact={duty} />}
    </ul>
  );
}
