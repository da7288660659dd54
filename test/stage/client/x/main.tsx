import { useEffect } from 'react';
import { render } from 'react-dom';
import { ComposeDialog } from './Composer';
import { EditProfileDialog, ScheduleDialog, SwitchDialog, UnsentDialog } from './dialogs';
import { ConfirmationSheet, Menu, Toast } from './layers';
import { NARROW_BELOW, Navigation } from './Navigation';
import { ChatPage, HomePage, MessagesPage, PasswordPage, ProfilePage, StatusPage } from './pages';
import { getState, type Layer, readAddress, setState, useStore } from './store';

function Page(props: { readonly path: string }) {
  const parts = props.path.split('/').filter(Boolean);
  const [first = 'home', second, third] = parts;
  if (first === 'home') return <HomePage />;
  if (first === 'settings') return <PasswordPage />;
  if (first === 'messages') return <MessagesPage id={second} info={third === 'info'} />;
  if (first === 'i' && second === 'chat') return <ChatPage id={third} info={parts[3] === 'info'} />;
  if (first === 'notifications' || first === 'explore') return <p className="notice">Nothing new.</p>;
  if (second === 'status' && third) return <StatusPage id={third} />;
  return <ProfilePage handle={first} />;
}

function LayerView(props: { readonly layer: Layer }) {
  const { layer } = props;
  switch (layer.kind) {
    case 'compose':
      return (
        <ComposeDialog
          replyTo={layer.replyTo}
          quote={layer.quote}
          text={layer.text}
          scheduled={layer.scheduled}
        />
      );
    case 'schedule':
      return <ScheduleDialog at={layer.at} confirm={layer.confirm} />;
    case 'unsent':
      return <UnsentDialog tab={layer.tab} />;
    case 'switch':
      return <SwitchDialog />;
    case 'edit-profile':
      return <EditProfileDialog />;
  }
}

function App() {
  const { path, layers, width, snapshot } = useStore();
  useEffect(() => {
    const onResize = () => setState({ width: window.innerWidth });
    window.addEventListener('resize', onResize);
    window.addEventListener('popstate', readAddress);
    return () => {
      window.removeEventListener('resize', onResize);
      window.removeEventListener('popstate', readAddress);
    };
  }, []);
  useEffect(() => {
    document.title = `${path === '/home' ? 'Home' : path.slice(1)} / X`;
  }, [path]);
  return (
    <div className="app">
      <div id="layers" />
      <Navigation />
      <main role="main">
        <div data-testid="primaryColumn" className="primary">
          <Page path={path} />
        </div>
        {width >= 1000 && (
          <div data-testid="sidebarColumn" className="sidebar">
            <div className="card">
              <b>What is new</b>
              <p className="quiet">#TeifiSafe</p>
              <p className="quiet">#NosGalanSaff</p>
            </div>
            <p className="quiet small">A stand-in for trying things out: not the real site.</p>
          </div>
        )}
      </main>
      {layers.map((layer, i) => (
        // The acting account is part of the key: a switch in place leaves no dialog of the account before.
        <LayerView key={`${snapshot.me?.id}-${i}-${layer.kind}`} layer={layer} />
      ))}
      <Menu />
      <ConfirmationSheet />
      <Toast />
      {width < NARROW_BELOW && <div className="foot-space" />}
    </div>
  );
}

readAddress();
if (location.pathname === '/compose/post/schedule') {
  const { layers } = getState();
  setState({
    layers: [...layers, { kind: 'schedule', path: '/compose/post/schedule', at: null, confirm: () => {} }],
  });
}
const root = document.getElementById('react-root');
if (root) render(<App />, root);
