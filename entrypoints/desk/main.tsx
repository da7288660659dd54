import '../../components/ui/tokens.css';
import '../../components/ui/controls.css';
import '../../components/ui/page.css';
import '../../components/desk/desk.css';
import { createRoot } from 'react-dom/client';
import { DeskApp } from '../../components/desk/DeskApp';
import { createDesk, watchPresence } from '../../components/desk/desk-store';
import { downloadText } from '../../components/options/download-text';
import { followStored } from '../../components/ui/follow-stored';
import { browserLanguage, pageCalls } from '../../components/ui/page-state';
import { parseSnapshot, SNAPSHOT_KEY } from '../../lib/messages/snapshot';
import { DeskDatabase } from '../../lib/records/desk-database';

const root = document.getElementById('root');
if (root) {
  const desk = createDesk(
    {
      database: new DeskDatabase(),
      fetch: (input, init) => fetch(input, init),
      now: () => Date.now(),
      // The desk speaks the chosen language at once; elsewhere it follows when the background answers.
      setLanguage: (language) => void pageCalls.setLanguage(language).catch(() => undefined),
      download: (name, text) => downloadText(name, 'application/octet-stream', text),
    },
    browserLanguage(),
  );
  // The page lives as long as the window; nothing ends it before.
  const { signal } = new AbortController();
  followStored(
    SNAPSHOT_KEY,
    parseSnapshot,
    (snapshot) => snapshot && desk.store.setState({ language: snapshot.language }),
    signal,
  );
  watchPresence(desk, window, signal);
  createRoot(root).render(<DeskApp session={desk} />);
}
