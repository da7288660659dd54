import { useLiveQuery } from 'dexie-react-hooks';
import type { StoreApi } from 'zustand/vanilla';
import { PopupApp } from '../../components/popup/PopupApp';
import type { PopupState } from '../../components/popup/popup-store';
import type { StoredMembership } from '../../components/ui/membership';
import { readWaiting } from '../../components/ui/reports-waiting';
import { database } from '../../lib/records/database';

/** The popup with Cordon's database beneath it. A database that cannot be opened gives no records, and says so. */
export function PopupPage({ store }: { readonly store: StoreApi<PopupState> }) {
  const membership = useLiveQuery(async (): Promise<StoredMembership> => {
    try {
      const fact = await database.facts.get('membership');
      return { joined: fact?.name === 'membership' ? fact.value : null };
    } catch {
      return 'unreadable';
    }
  }, []);
  const boards = useLiveQuery(() => database.boards.toArray().catch(() => []), []);
  // `reportedAt` is null while outstanding, which no index holds; the log is short.
  const outstanding = useLiveQuery(
    () =>
      database.passwords
        .filter((row) => row.reportedAt === null)
        .sortBy('changedAt')
        .catch(() => []),
    [],
  );
  const outbox = useLiveQuery(() => readWaiting(database), []);
  return <PopupApp store={store} records={{ membership, boards, outstanding, outbox }} />;
}
