import '../../components/ui/tokens.css';
import '../../components/ui/controls.css';
import '../../components/ui/page.css';
import { createRoot } from 'react-dom/client';
import { createOptionsStore } from '../../components/options/options-store';
import { OptionsPage } from './OptionsPage';

const root = document.getElementById('root');
if (root) {
  const store = createOptionsStore();
  // The page lives as long as the window; nothing ends it before.
  store.getState().start(new AbortController().signal);
  createRoot(root).render(<OptionsPage store={store} />);
}
