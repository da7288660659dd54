import type { KnownAccount } from '../../lib/accounts/types';
import { CLEAR_FOR_MS, UNREACHED_AFTER_MS } from '../../lib/board/freshness';
import type { KeptBoard } from '../../lib/board/keep';
import { localize } from '../../lib/i18n/translate';
import type { GuardData } from '../../lib/messages/guard-data';
import type { Snapshot } from '../../lib/messages/snapshot';
import { Button } from '../ui/Button';
import { boardStanding } from '../ui/board-standing';
import { useWords } from '../ui/PageWords';
import { Trouble } from '../ui/Trouble';
import { useInstant } from '../ui/use-instant';
import { NoticeCard } from './NoticeCard';
import { noticesShown } from './notices-shown';

/** Properties of {@link InForceSection}. */
export interface InForceSectionProps {
  readonly snapshot: Snapshot;
  readonly guardData: GuardData | null;
  /** The account acting on the page, where it is official. */
  readonly account: KnownAccount | null;
  /** The background's record of the board: when it was reached. Null before the first try. */
  readonly kept: KeptBoard | null;
  readonly refreshing: boolean;
  readonly onRefresh: () => void;
}

/** What Corporate Communications has ordered, and how far that is known. */
export function InForceSection(props: InForceSectionProps) {
  const { snapshot, guardData, account, kept, refreshing, onRefresh } = props;
  const words = useWords();
  const { t, when } = words;
  const reachedAt = kept?.reachedAt ?? null;
  const clearAt = kept?.clearAt ?? null;
  const now = useInstant([
    ...snapshot.notices.map((notice) => Date.parse(notice.expires)),
    ...(reachedAt === null ? [] : [reachedAt + UNREACHED_AFTER_MS + 1]),
    ...(clearAt === null ? [] : [clearAt + CLEAR_FOR_MS + 1]),
  ]);
  const shown = noticesShown(snapshot, account, now);
  const standing = boardStanding(words, {
    board: snapshot.board,
    reachedAt,
    clearAt,
    orders: shown.length > 0,
    now,
  });
  return (
    <section aria-labelledby="force-heading">
      <h2 id="force-heading">{t('force.heading')}</h2>
      <p className="muted">
        {account ? <bdi>{t('force.forAccount', { account: account.name })}</bdi> : t('force.overall')}
      </p>
      {shown.map(({ applicable, acknowledged, concerned }) => (
        <NoticeCard
          key={applicable.notice.identifier}
          notice={applicable}
          acknowledged={acknowledged}
          {...(concerned === null
            ? {}
            : {
                scope:
                  concerned === snapshot.accounts.length
                    ? t('force.scopeAll')
                    : t('force.scope', { count: concerned }),
              })}
        />
      ))}
      <div className={`standing standing--${standing.tone}`} role="status">
        <p>{standing.text}</p>
        {standing.tone === 'not-known' && (
          <p>
            {t('force.whatToDo')} <Contact guardData={guardData} />
          </p>
        )}
      </div>
      {standing.trouble && (
        <Trouble tone={standing.tone === 'not-known' ? 'alarm' : 'warn'}>
          <p>
            {standing.trouble.lead} <strong>{standing.trouble.what}</strong>
          </p>
          <p>{standing.trouble.remedy}</p>
        </Trouble>
      )}
      <div className="row row--spread">
        <p className="muted">
          {reachedAt === null ? t('force.neverRead') : t('force.lastRead', { when: when(reachedAt) })}
        </p>
        <Button onPress={onRefresh} waiting={refreshing} aria-busy={refreshing}>
          {t(refreshing ? 'force.refreshing' : 'force.refresh')}
        </Button>
      </div>
    </section>
  );
}

function Contact({ guardData }: { readonly guardData: GuardData | null }) {
  const { t, language } = useWords();
  if (!guardData) return null;
  const { communications, duty } = guardData.contacts;
  const lines = [communications, duty]
    .filter((contact) => contact !== undefined)
    .map(({ name, phone, email }) =>
      [localize(name, language).text, phone ?? email].filter(Boolean).join(', '),
    );
  return <bdi>{t('force.contact', { contact: lines.join('; ') })}</bdi>;
}
