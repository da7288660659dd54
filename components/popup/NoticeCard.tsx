import type { Localized } from '../../lib/board/schema';
import { localize } from '../../lib/i18n/translate';
import type { ApplicableNotice } from '../../lib/notices/applicable';
import { BoardText } from '../ui/BoardText';
import { CopyButton } from '../ui/CopyButton';
import { ExternalLink } from '../ui/ExternalLink';
import { useWords } from '../ui/PageWords';

/** Properties of {@link NoticeCard}. */
export interface NoticeCardProps {
  readonly notice: ApplicableNotice;
  /** Whom it concerns, in words, where that is not said around it. */
  readonly scope?: string;
  readonly acknowledged: boolean;
}

/** One notice of the board: its level and headline, until when, and the rest on demand. */
export function NoticeCard({ notice: { notice, phase }, scope, acknowledged }: NoticeCardProps) {
  const { t, language, time } = useWords();
  const labels = { more: t('showAll'), less: t('showLess') };
  const status = notice.status === 'actual' ? null : t(`status.${notice.status}`);
  const kind = notice.status === 'actual' ? notice.level : notice.status;
  const until = time(Date.parse(notice.expires));
  const details = notice.reason || notice.instruction || notice.contact || notice.corporateLines.length > 0;
  return (
    <article className={`notice notice--${kind}`}>
      <h3>
        {status && <strong className="notice-status">{status}: </strong>}
        {t(`level.${notice.level}`)}
      </h3>
      <BoardText text={notice.headline} language={language} labels={labels} className="notice-headline" />
      <p>{t(phase === 'in-force' ? 'force.until' : 'force.mayHaveEnded', { time: until })}</p>
      {scope && <p>{scope}</p>}
      {acknowledged && <p>{t('force.acknowledged')}</p>}
      {details && (
        <details>
          <summary>{t('force.more')}</summary>
          <Part label={t('force.reason')} text={notice.reason} />
          <Part label={t('force.instruction')} text={notice.instruction} />
          {notice.corporateLines.length > 0 && <h4>{t('force.lines')}</h4>}
          {notice.corporateLines.map(({ text, url }) => {
            const own = localize(text, language);
            return (
              <div key={`${own.text}${url ?? ''}`} className="line">
                <BoardText text={text} language={language} labels={labels} />
                <div className="row">
                  <CopyButton
                    text={own.text}
                    labels={{ copy: t('copy'), copied: t('copied'), failed: t('copyFailed') }}
                  />
                  {url && <ExternalLink href={url}>{t('force.lineLink')}</ExternalLink>}
                </div>
              </div>
            );
          })}
          <Part label={t('force.noticeContact')} text={notice.contact} />
        </details>
      )}
    </article>
  );
}

function Part({ label, text }: { readonly label: string; readonly text: Localized | undefined }) {
  const { t, language } = useWords();
  if (!text) return null;
  return (
    <>
      <h4>{label}</h4>
      <BoardText text={text} language={language} labels={{ more: t('showAll'), less: t('showLess') }} />
    </>
  );
}
