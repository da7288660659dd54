import { useEffect, useState } from 'react';
import type { KnownAccount } from '../../lib/accounts/types';
import { browser } from '../../lib/messages/browser';
import { Button } from '../ui/Button';
import { CopyButton } from '../ui/CopyButton';
import { useWords } from '../ui/PageWords';
import { healthReason } from './AccountSection';
import type { ActivePage } from './active-page';
import { reportRows, reportText } from './page-report';

/** Properties of {@link CheckSection}. */
export interface CheckSectionProps {
  readonly page: ActivePage;
  readonly accounts: readonly KnownAccount[];
  /** Asks the page anew; resolves when it has answered. */
  readonly onCheck: () => Promise<void>;
}

/** "Check this page": what Cordon sees there, ready to copy, for trying a real account. */
export function CheckSection({ page, accounts, onCheck }: CheckSectionProps) {
  const { t, language } = useWords();
  const [state, setState] = useState<{ readonly kind: 'closed' | 'running' } | { kind: 'open'; at: number }>({
    kind: 'closed',
  });
  // Another page's answer is not what was asked for.
  const tab = 'tabId' in page ? page.tabId : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tab is what ends a report
  useEffect(() => setState({ kind: 'closed' }), [tab]);
  const run = async (): Promise<void> => {
    setState({ kind: 'running' });
    await onCheck();
    setState({ kind: 'open', at: Date.now() });
  };
  return (
    <section aria-labelledby="check-heading">
      <h2 id="check-heading">{t('check.heading')}</h2>
      <p className="muted">{t('check.intro')}</p>
      <Button onPress={() => void run()} waiting={state.kind === 'running'}>
        {t(state.kind === 'running' ? 'check.running' : 'check.run')}
      </Button>
      <div role="status">
        {state.kind === 'open' && page.kind !== 'answered' && (
          <p>{t('check.nothing', { reason: t(`account.${page.kind}`) })}</p>
        )}
      </div>
      {state.kind === 'open' && page.kind === 'answered' && (
        <Report
          rows={reportRows(
            page.check,
            {
              accounts,
              version: browser.runtime.getManifest().version,
              at: state.at,
              reason: healthReason(page.check.health, language),
            },
            t,
          )}
        />
      )}
    </section>
  );
}

function Report({ rows }: { readonly rows: ReturnType<typeof reportRows> }) {
  const { t } = useWords();
  return (
    <>
      <dl className="report" aria-label={t('check.report')}>
        {rows.map(({ label, values }) => (
          <div key={label}>
            <dt>{label}</dt>
            {values.map((value) => (
              <dd key={value}>
                <bdi>{value}</bdi>
              </dd>
            ))}
          </div>
        ))}
      </dl>
      <CopyButton
        text={reportText(rows)}
        labels={{ copy: t('copy'), copied: t('copied'), failed: t('copyFailed') }}
      />
    </>
  );
}
