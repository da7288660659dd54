import '../../components/ui/tokens.css';
import '../../components/ui/controls.css';
import '../../components/ui/page.css';
import { createRoot } from 'react-dom/client';
import { createPopupStore } from '../../components/popup/popup-store';
import { PopupPage } from './PopupPage';

const root = document.getElementById('root');
if (root) {
  const store = createPopupStore();
  // The page lives as long as the window; nothing ends it before.
  store.getState().start(new AbortController().signal);
  createRoot(root).render(<PopupPage store={store} />);
}
