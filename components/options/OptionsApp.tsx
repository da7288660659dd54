import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { KeptBoard } from '../../lib/board/keep';
import { Button } from '../ui/Button';
import { LanguageSwitch } from '../ui/LanguageSwitch';
import { type StoredMembership, useMembership } from '../ui/membership';
import { PageWords, useWords } from '../ui/PageWords';
import { Trouble } from '../ui/Trouble';
import { JoinSection } from './JoinSection';
import { MemberSection } from './MemberSection';
import type { MyRecords, RecordKeeper } from './my-records';
import type { OptionsState } from './options-store';
import { PrivacySection } from './PrivacySection';
import { RecordsSection } from './RecordsSection';

/** What the options page reads of Cordon's database, followed as it changes; parts are undefined while they are read. */
export interface OptionsRecords {
  readonly membership: StoredMembership;
  readonly boards: readonly KeptBoard[] | undefined;
  readonly mine: MyRecords | 'unreadable' | undefined;
}

/** Properties of {@link OptionsApp}. */
export interface OptionsAppProps {
  readonly store: StoreApi<OptionsState>;
  readonly records: OptionsRecords;
  readonly keeper: RecordKeeper;
}

/** The options page: join or leave a force, language, privacy, my records. */
export function OptionsApp({ store, records, keeper }: OptionsAppProps) {
  const state = useStore(store);
  return (
    <PageWords language={state.language}>
      <Page state={state} records={records} keeper={keeper} />
    </PageWords>
  );
}

interface PageProps {
  readonly state: OptionsState;
  readonly records: OptionsRecords;
  readonly keeper: RecordKeeper;
}

function Page({ state, records, keeper }: PageProps) {
  const { t, language } = useWords();
  const title = t('options.title');
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <main className="options">
      <header className="row row--spread">
        <h1>{title}</h1>
        <LanguageSwitch language={language} onSwitch={(to) => void state.switchLanguage(to)} />
      </header>
      {state.background === 'silent' && (
        <Trouble tone="alarm">
          <p>{t('noAnswer')}</p>
          <Button onPress={() => void state.refresh()} waiting={state.refreshing}>
            {t('retry')}
          </Button>
        </Trouble>
      )}
      <ForceSection state={state} records={records} />
      <section aria-labelledby="language-heading">
        <h2 id="language-heading">{t('options.language')}</h2>
        <p>{t('options.languageText')}</p>
        <LanguageSwitch language={language} onSwitch={(to) => void state.switchLanguage(to)} />
      </section>
      <PrivacySection />
      <RecordsSection mine={records.mine} accounts={state.snapshot?.accounts ?? []} keeper={keeper} />
    </main>
  );
}

/** Joining, or the force that was joined. */
function ForceSection({ state, records }: Omit<PageProps, 'keeper'>) {
  const { t } = useWords();
  const member = useMembership(records.membership);
  switch (member.kind) {
    case 'loading':
      return <p role="status">{t('loading')}</p>;
    case 'unreadable':
      return <Trouble tone="alarm">{t('recordsUnreadable')}</Trouble>;
    case 'none':
      return (
        <>
          {state.leaving === 'done' && <p role="status">{t('member.left')}</p>}
          <BadFields fields={member.badFields} />
          <JoinSection state={state} />
        </>
      );
    case 'member':
      return (
        <>
          <BadFields fields={member.badFields} />
          <MemberSection
            state={state}
            member={member}
            kept={records.boards?.find(({ forceId }) => forceId === member.membership.forceId) ?? null}
          />
        </>
      );
  }
}

function BadFields({ fields }: { readonly fields: readonly string[] }) {
  const { t } = useWords();
  if (fields.length === 0) return null;
  return <Trouble>{t('member.managedProblem', { fields: fields.join(', ') })}</Trouble>;
}
