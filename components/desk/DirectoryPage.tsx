import type { ReactNode } from 'react';
import type { Board, Localized } from '../../lib/board/schema';
import { buildGuardData, knownAccounts } from '../../lib/messages/build-snapshot';
import { ExternalLink } from '../ui/ExternalLink';
import { type RegisterWords, useRegisterWords } from './register-words';

/** What operators get of the register and the directory, made by the same code that makes it for them. */
export function DirectoryPage({ board }: { readonly board: Board }) {
  const words = useRegisterWords();
  const { t } = words;
  // How reports leave is not shown here.
  const data = buildGuardData(board, true);
  const accounts = knownAccounts(board, []);
  const { contacts, corporateAccounts, contactGroups, hashtags } = data ?? board;
  return (
    <div className="desk-part">
      <p className="muted">{t('directory.intro')}</p>
      <h3>{t('tab.contacts')}</h3>
      <ul>
        {[contacts.communications, ...(contacts.duty ? [contacts.duty] : [])].map((contact, i) => (
          <li key={i === 0 ? 'communications' : 'duty'}>
            <Text text={contact.name} words={words} /> {contact.phone} {contact.email}
          </li>
        ))}
      </ul>
      <h3>{t('tab.corporateAccounts')}</h3>
      <Listed empty={corporateAccounts.length === 0}>
        {corporateAccounts.map(({ platform, url }) => (
          <li key={url}>
            {t(`platform.${platform}`)}: <ExternalLink href={url}>{url}</ExternalLink>
          </li>
        ))}
      </Listed>
      <h3>{t('tab.contactGroups')}</h3>
      <Listed empty={contactGroups.length === 0}>
        {contactGroups.map(({ key, name, url }) => (
          <li key={key}>
            <Text text={name} words={words} />
            {url !== undefined && (
              <>
                : <ExternalLink href={url}>{url}</ExternalLink>
              </>
            )}
          </li>
        ))}
      </Listed>
      <h3>{t('tab.hashtags')}</h3>
      <Listed empty={hashtags.length === 0}>
        {hashtags.map(({ tag, status, twin, reason }) => (
          <li key={tag}>
            <bdi>#{tag}</bdi> · {t(`status.${status}`)}
            {twin !== undefined && <> · #{twin}</>}
            {reason && (
              <>
                {' '}
                · <Text text={reason} words={words} />
              </>
            )}
          </li>
        ))}
      </Listed>
      <h3>{t('directory.accounts', { count: accounts.length })}</h3>
      <Listed empty={accounts.length === 0}>
        {accounts.map(({ key, name, platform, kind, handle }) => (
          <li key={key}>
            <bdi>{name}</bdi> · {t(`platform.${platform}`)} · {t(`kind.${kind}`)}
            {handle !== undefined && <bdi> @{handle}</bdi>}
          </li>
        ))}
      </Listed>
      <p className="muted">{t('directory.hidden', { count: board.accounts.length - accounts.length })}</p>
    </div>
  );
}

function Listed({ empty, children }: { readonly empty: boolean; readonly children: ReactNode }) {
  const { t } = useRegisterWords();
  return empty ? <p>{t('list.empty')}</p> : <ul>{children}</ul>;
}

/** A text as an operator who reads this language gets it; one in the other language is labelled. */
function Text({ text, words }: { readonly text: Localized; readonly words: RegisterWords }) {
  const { text: own, language } = words.local(text);
  return (
    <>
      <bdi lang={language}>{own}</bdi>
      {language !== words.language && (
        <>
          {' '}
          <span className="tag">{words.t(`only.${language}`)}</span>
        </>
      )}
    </>
  );
}
