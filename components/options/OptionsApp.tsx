import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { KeptBoard } from '../../lib/board/keep';
import type { OutboxRow } from '../../lib/records/database';
import { Button } from '../ui/Button';
import { LanguageSwitch } from '../ui/LanguageSwitch';
import { type MembershipState, type StoredMembership, useMembership } from '../ui/membership';
import { PageWords, useWords } from '../ui/PageWords';
import { ReportsSection } from '../ui/ReportsSection';
import { waitingReports } from '../ui/reports-waiting';
import { Trouble } from '../ui/Trouble';
import { DeskSection } from './DeskSection';
import { DeviceSection } from './DeviceSection';
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
  /** Reports that have not reached Communications. */
  readonly outbox: readonly OutboxRow[] | undefined;
  /** The six words of this browser's key, for each force it ever belonged to. */
  readonly devices: readonly { readonly forceId: string; readonly words: readonly string[] }[] | undefined;
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
      <DeskSection />
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
          <Reporting state={state} member={member} records={records} />
        </>
      );
  }
}

/** What leaves for Corporate Communications, and by which words they know this browser. */
function Reporting({
  state,
  member,
  records,
}: Omit<PageProps, 'keeper'> & { readonly member: Extract<MembershipState, { kind: 'member' }> }) {
  const { snapshot, guardData } = state;
  const { forceId, reportToken } = member.membership;
  const { outbox, devices } = records;
  return (
    <>
      {outbox && guardData && (
        <ReportsSection
          rows={waitingReports(outbox, forceId)}
          facts={{
            undisclosed: snapshot?.undisclosed ?? [],
            reporting: guardData.reporting,
            hasToken: reportToken !== undefined,
          }}
          accounts={snapshot?.accounts ?? []}
          email={guardData.contacts.communications.email}
          full
        />
      )}
      <DeviceSection
        words={devices && (devices.find((device) => device.forceId === forceId)?.words ?? null)}
      />
    </>
  );
}

function BadFields({ fields }: { readonly fields: readonly string[] }) {
  const { t } = useWords();
  if (fields.length === 0) return null;
  return <Trouble>{t('member.managedProblem', { fields: fields.join(', ') })}</Trouble>;
}
