import { useEffect, useRef } from 'react';
import { localize } from '../../lib/i18n/translate';
import { Button } from '../ui/Button';
import { LanguageSwitch } from '../ui/LanguageSwitch';
import { PageWords } from '../ui/PageWords';
import { Trouble } from '../ui/Trouble';
import {
  DESK_PAGES,
  DeskContext,
  type DeskPage,
  type DeskSession,
  useDesk,
  useDeskActions,
  useDeskWords,
} from './desk-context';
import { InboxPage } from './InboxPage';
import { IncidentPage } from './IncidentPage';
import { KeysPage } from './KeysPage';
import { keepFocus } from './keep-focus';
import { LockCountdown } from './LockCountdown';
import { PublishBar } from './PublishBar';
import { RegisterPage } from './RegisterPage';
import { RemovalsPage } from './RemovalsPage';
import { SeenPage } from './SeenPage';
import { UnlockPage } from './UnlockPage';

/** Corporate Communications' desk. Without keys it shows how to get in and nothing else. */
export function DeskApp({ session }: { readonly session: DeskSession }) {
  return (
    <DeskContext value={session}>
      <Desk />
    </DeskContext>
  );
}

function Desk() {
  const language = useDesk((state) => state.language);
  const isOpen = useDesk((state) => state.keys !== null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (isOpen) wasOpen.current = true;
  }, [isOpen]);
  return (
    <PageWords language={language}>{isOpen ? <OpenDesk /> : <LockedDesk wasOpen={wasOpen} />}</PageWords>
  );
}

/** `wasOpen`: it locked just now, and whoever listens must hear where they are. */
function LockedDesk({ wasOpen }: { readonly wasOpen: { readonly current: boolean } }) {
  const { t, language } = useDeskWords();
  const { switchLanguage } = useDeskActions();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (wasOpen.current) heading.current?.focus();
  }, [wasOpen]);
  useTitle(t('title'));
  return (
    <main className="desk desk--locked" data-desk="locked">
      <header className="row row--spread">
        <h1 ref={heading} tabIndex={-1}>
          {t('title')}
        </h1>
        <LanguageSwitch language={language} onSwitch={switchLanguage} />
      </header>
      <UnlockPage />
    </main>
  );
}

function OpenDesk() {
  const { t, language } = useDeskWords();
  const { switchLanguage, lock, go } = useDeskActions();
  const page = useDesk((state) => state.page);
  const keys = useDesk((state) => state.keys);
  const board = useDesk((state) => state.board);
  const recordsFailed = useDesk((state) => state.recordsFailed);
  const main = useRef<HTMLElement>(null);
  useTitle(`${t(`nav.${page}`)} · ${t('title')}`);
  // What was opened is what is read next, from wherever it was chosen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each page.
  useEffect(() => {
    main.current?.focus();
    window.scrollTo?.(0, 0);
  }, [page]);
  useEffect(() => {
    const life = new AbortController();
    if (main.current) keepFocus(main.current, life.signal);
    return () => life.abort();
  }, []);
  const name = board ? localize(board.force.name, language) : null;
  return (
    <div className="desk" data-desk="open">
      <header className="desk__head">
        <h1>
          {t('title')}
          <span className="force-name" lang={name?.language}>
            {name?.text ?? keys?.forceId}
          </span>
        </h1>
        <div className="row">
          <LockCountdown />
          <LanguageSwitch language={language} onSwitch={switchLanguage} />
          <Button onPress={lock} data-desk="lock">
            {t('lock')}
          </Button>
        </div>
      </header>
      <nav className="desk__nav" aria-label={t('nav')}>
        <ul>
          {DESK_PAGES.map((one) => (
            <li key={one}>
              <Button
                variant="quiet"
                className="desk__link"
                aria-current={one === page ? 'page' : undefined}
                data-desk={`nav-${one}`}
                onPress={() => go(one)}
              >
                {t(`nav.${one}`)}
              </Button>
            </li>
          ))}
        </ul>
      </nav>
      <main className="desk__main" ref={main} tabIndex={-1}>
        {recordsFailed && <Trouble>{t('recordsFailed')}</Trouble>}
        <PublishBar />
        <Page page={page} />
      </main>
    </div>
  );
}

function Page({ page }: { readonly page: DeskPage }) {
  switch (page) {
    case 'incident':
      return <IncidentPage />;
    case 'seen':
      return <SeenPage />;
    case 'inbox':
      return <InboxPage />;
    case 'register':
      return <RegisterPage />;
    case 'removals':
      return <RemovalsPage />;
    case 'keys':
      return <KeysPage />;
  }
}

function useTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}
