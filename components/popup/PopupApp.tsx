import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { KeptBoard } from '../../lib/board/keep';
import { localize } from '../../lib/i18n/translate';
import { browser } from '../../lib/messages/browser';
import type { OutboxRow, PasswordRow } from '../../lib/records/database';
import { Button } from '../ui/Button';
import { LanguageSwitch } from '../ui/LanguageSwitch';
import { type StoredMembership, useMembership } from '../ui/membership';
import { PageWords, useWords } from '../ui/PageWords';
import { ReportsSection } from '../ui/ReportsSection';
import { waitingReports } from '../ui/reports-waiting';
import { Trouble } from '../ui/Trouble';
import { AccountSection } from './AccountSection';
import { CheckSection } from './CheckSection';
import { InForceSection } from './InForceSection';
import { PasswordSection } from './PasswordSection';
import { actingAccount } from './page-report';
import type { PopupState } from './popup-store';
import { RemovalSection } from './RemovalSection';

/** What the popup reads of Cordon's database, followed as it changes; parts are undefined while they are read. */
export interface PopupRecords {
  readonly membership: StoredMembership;
  readonly boards: readonly KeptBoard[] | undefined;
  readonly outstanding: readonly PasswordRow[] | undefined;
  /** Reports that have not reached Communications; of every force this browser ever belonged to. */
  readonly outbox: readonly OutboxRow[] | undefined;
}

/** Properties of {@link PopupApp}. */
export interface PopupAppProps {
  readonly store: StoreApi<PopupState>;
  readonly records: PopupRecords;
}

/** The popup: which account this is, what is in force, passwords, and a check of the page. */
export function PopupApp({ store, records }: PopupAppProps) {
  const state = useStore(store);
  return (
    <PageWords language={state.language}>
      <main className="popup">
        <Head state={state} />
        <Body state={state} records={records} />
        <Foot />
      </main>
    </PageWords>
  );
}

function Head({ state }: { readonly state: PopupState }) {
  const { language } = useWords();
  const force = state.guardData && localize(state.guardData.forceName, language);
  return (
    <header className="row row--spread">
      <h1>
        Cordon
        {force && (
          <>
            {' '}
            <bdi className="force-name" lang={force.language}>
              {force.text}
            </bdi>
          </>
        )}
      </h1>
      <LanguageSwitch language={language} onSwitch={(to) => void state.switchLanguage(to)} />
    </header>
  );
}

function Body({ state, records }: { readonly state: PopupState; readonly records: PopupRecords }) {
  const { t } = useWords();
  const member = useMembership(records.membership);
  const { snapshot, page } = state;
  const silent = state.background === 'silent' && (
    <Trouble tone="alarm">
      <p>{t('noAnswer')}</p>
      <Button onPress={() => void state.refresh()} waiting={state.refreshing}>
        {t('retry')}
      </Button>
    </Trouble>
  );
  if (member.kind === 'none') {
    return (
      <>
        {silent}
        <p>{t('notJoined')}</p>
        <Button variant="strong" onPress={openOptions}>
          {t('openJoin')}
        </Button>
      </>
    );
  }
  if (member.kind === 'loading' || snapshot === undefined) {
    return (
      <>
        {silent}
        <p role="status">{t('loading')}</p>
      </>
    );
  }
  const forceId = member.kind === 'member' ? member.membership.forceId : null;
  const kept = records.boards?.find((row) => row.forceId === forceId) ?? null;
  const accounts = snapshot?.accounts ?? [];
  const account = page.kind === 'answered' ? actingAccount(page.check, accounts) : null;
  return (
    <>
      {silent}
      {member.kind === 'unreadable' && <Trouble tone="alarm">{t('recordsUnreadable')}</Trouble>}
      {state.access === false && (
        <Trouble tone="alarm">
          <p>{t('noAccess')}</p>
          <Button onPress={() => void state.allowAccess()}>{t('allowAccess')}</Button>
          {state.accessRefused && <p>{t('accessRefused')}</p>}
        </Trouble>
      )}
      <AccountSection page={page} groups={account && state.guardData ? state.guardData.contactGroups : []} />
      {state.guardData && (
        <RemovalSection
          requests={state.guardData.removals.filter((request) => !account || request.account === account.key)}
          done={snapshot?.removalsDone ?? []}
          accounts={accounts}
          byHand={state.guardData.reporting === 'hand'}
          onDone={({ id, account: key }) => state.removalDone(id, key)}
        />
      )}
      {snapshot ? (
        <InForceSection
          snapshot={snapshot}
          guardData={state.guardData}
          account={account}
          kept={kept}
          refreshing={state.refreshing}
          onRefresh={() => void state.refresh()}
        />
      ) : (
        // Joined, and nothing written yet: the background is at work or has failed, which `silent` tells.
        <p role="status">{t('loading')}</p>
      )}
      {member.kind === 'member' && state.guardData && records.outbox && (
        <ReportsSection
          rows={waitingReports(records.outbox, member.membership.forceId)}
          facts={{
            undisclosed: snapshot?.undisclosed ?? [],
            reporting: state.guardData.reporting,
            hasToken: member.membership.reportToken !== undefined,
          }}
          accounts={accounts}
          email={state.guardData.contacts.communications.email}
          full={false}
        />
      )}
      <PasswordSection
        accounts={accounts}
        current={account?.key ?? null}
        outstanding={records.outstanding}
        logging={state.logging}
        resolving={state.resolving}
        onLog={state.logPassword}
        onResolve={(id, route) => void state.resolvePassword(id, route)}
      />
      <CheckSection page={page} accounts={accounts} onCheck={state.lookAtPage} />
    </>
  );
}

function Foot() {
  const { t } = useWords();
  return (
    <footer>
      <p className="muted">{t('notGuardingApps')}</p>
      <p className="muted">{t('shortcut')}</p>
      <Button variant="quiet" onPress={openOptions}>
        {t('openOptions')}
      </Button>
    </footer>
  );
}

function openOptions(): void {
  void browser.runtime.openOptionsPage();
}
