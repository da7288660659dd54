import { type ComponentType, useState } from 'react';
import type { Board } from '../../lib/board/schema';
import { DIRECTORY_PARTS } from '../../lib/desk/directory';
import { Button } from '../ui/Button';
import { DirectoryPage } from './DirectoryPage';
import { useDesk } from './desk-context';
import './register.css';
import { RegisterAccounts } from './RegisterAccounts';
import { RegisterContacts } from './RegisterContacts';
import { RegisterList } from './RegisterList';
import { useRegisterWords } from './register-words';

const TABS = ['accounts', 'contacts', ...DIRECTORY_PARTS, 'directory'] as const;
type Tab = (typeof TABS)[number];

/** The register of corporate accounts, and everything else that the board tells operators. */
export function RegisterPage() {
  const { t } = useRegisterWords();
  const board = useDesk((state) => state.board);
  const [tab, open] = useState<Tab>('accounts');
  return (
    <section className="desk-page" aria-labelledby="register-heading">
      <h2 id="register-heading">{t('register.heading')}</h2>
      <nav className="desk-tabs" aria-label={t('register.parts')}>
        <ul>
          {TABS.map((one) => (
            <li key={one}>
              <Button
                variant="quiet"
                aria-current={one === tab ? 'true' : undefined}
                data-desk={`register-${one}`}
                onPress={() => open(one)}
              >
                {t(`tab.${one}`)}
              </Button>
            </li>
          ))}
        </ul>
      </nav>
      {board ? <Part key={tab} tab={tab} board={board} /> : <p role="status">{t('register.noBoard')}</p>}
    </section>
  );
}

const PAGES: { readonly [T in 'accounts' | 'contacts' | 'directory']: ComponentType<{ board: Board }> } = {
  accounts: RegisterAccounts,
  contacts: RegisterContacts,
  directory: DirectoryPage,
};

function Part({ tab, board }: { readonly tab: Tab; readonly board: Board }) {
  if (tab === 'accounts' || tab === 'contacts' || tab === 'directory') {
    const Page = PAGES[tab];
    return <Page board={board} />;
  }
  return <RegisterList part={tab} board={board} />;
}
