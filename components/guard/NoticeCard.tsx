import { useState } from 'react';
import type { Localized } from '../../lib/board/schema';
import { formatTime } from '../../lib/i18n/time';
import { acknowledgementMark } from '../../lib/messages/snapshot';
import type { ApplicableNotice } from '../../lib/notices/applicable';
import { BoardText } from '../ui/BoardText';
import { Button } from '../ui/Button';
import { ExternalLink } from '../ui/ExternalLink';
import { Contacts } from './Contacts';
import { CorporateLines } from './CorporateLines';
import { useGuard, useSession, useWords } from './guard-context';
import { accountOf } from './guard-store';
import { titleOf } from './notice-words';
import { Told } from './Reports';

/** One text of a notice under a heading; nothing where the notice has none. */
function Part({ heading, text }: { readonly heading: string; readonly text: Localized | undefined }) {
  const { t, language } = useWords();
  if (!text) return null;
  return (
    <>
      <h3 className="part">{heading}</h3>
      <BoardText text={text} language={language} lines={4} labels={{ more: t('more'), less: t('less') }} />
    </>
  );
}

/** Everything one notice says, with its details on demand. */
export function NoticeCard({
  item,
  isFirst,
}: {
  readonly item: ApplicableNotice;
  readonly isFirst: boolean;
}) {
  const { t, language } = useWords();
  const { actions, scheduledUrl } = useSession();
  const view = useGuard((state) => state.view);
  const now = useGuard((state) => state.now);
  const [isOpen, setOpen] = useState(false);
  const { notice, phase } = item;
  const account = accountOf(view);
  const isSeen =
    account !== null &&
    view.snapshot.acknowledged.includes(acknowledgementMark(notice.identifier, account.key));
  const expires = formatTime(Date.parse(notice.expires), language, now);
  const { accounts, posts } = notice.reshare;
  const isInForce = phase === 'in-force';

  return (
    <article className="notice">
      {!isFirst && <h2 className="notice__title">{titleOf(item, t)}</h2>}
      {notice.level === 'blackout' && isInForce && (
        <p className="notice__first">
          <ExternalLink href={scheduledUrl}>{t('scheduled')}</ExternalLink>
        </p>
      )}
      <BoardText
        className="notice__headline"
        text={notice.headline}
        language={language}
        labels={{ more: t('more'), less: t('less') }}
      />
      {notice.level === 'corporate-lines-only' && isInForce && <p>{t('linesHelp')}</p>}
      {!isInForce && notice.status === 'actual' && <p>{t('mayHaveEndedWhy', { time: expires })}</p>}
      <div className="row">
        {isSeen ? (
          <span className="muted">{t('acknowledged')}</span>
        ) : (
          <Button variant="strong" onPress={() => actions.acknowledgeNotice(notice.identifier)}>
            {t('acknowledge')}
          </Button>
        )}
        <Button variant="quiet" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {isOpen ? t('shut') : t('open')}
        </Button>
      </div>
      {!isSeen && (
        <p className="muted">
          <Told />
        </p>
      )}
      {isOpen && (
        <div className="notice__details">
          <Part heading={t('reason')} text={notice.reason} />
          <Part heading={t('instruction')} text={notice.instruction} />
          {notice.corporateLines.length > 0 && (
            <>
              <h3 className="part">{t('lines')}</h3>
              <CorporateLines lines={notice.corporateLines} />
            </>
          )}
          {notice.level === 'corporate-lines-only' && accounts.length + posts.length > 0 && (
            <>
              <h3 className="part">{t('reshare')}</h3>
              <ul className="list">
                {accounts.length > 0 && (
                  <li>
                    {t('reshareAccounts')}: {accounts.join(', ')}
                  </li>
                )}
                {posts.map((post) => (
                  <li key={post}>
                    <ExternalLink href={post}>{post.replace('https://', '')}</ExternalLink>
                  </li>
                ))}
              </ul>
            </>
          )}
          <Part heading={t('contact')} text={notice.contact} />
          <Contacts />
          <p className="muted">
            {t('sentAt', { sent: formatTime(Date.parse(notice.sent), language, now), expires })}
          </p>
        </div>
      )}
    </article>
  );
}
