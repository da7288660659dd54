import { useLiveQuery } from 'dexie-react-hooks';
import type { StoreApi } from 'zustand/vanilla';
import { readRecords, recordKeeper } from '../../components/options/my-records';
import { OptionsApp } from '../../components/options/OptionsApp';
import type { OptionsState } from '../../components/options/options-store';
import type { StoredMembership } from '../../components/ui/membership';
import { readWaiting } from '../../components/ui/reports-waiting';
import { database } from '../../lib/records/database';
import { deviceWords } from '../../lib/reports/device';

const keeper = recordKeeper(database);

/** The options page with Cordon's database beneath it. A database that cannot be opened is said, not hidden. */
export function OptionsPage({ store }: { readonly store: StoreApi<OptionsState> }) {
  const membership = useLiveQuery(async (): Promise<StoredMembership> => {
    try {
      const fact = await database.facts.get('membership');
      return { joined: fact?.name === 'membership' ? fact.value : null };
    } catch {
      return 'unreadable';
    }
  }, []);
  const boards = useLiveQuery(() => database.boards.toArray().catch(() => []), []);
  const records = useLiveQuery(() => readRecords(database).catch(() => 'unreadable' as const), []);
  const outbox = useLiveQuery(() => readWaiting(database), []);
  const devices = useLiveQuery(async () => {
    const rows = await database.devices.toArray().catch(() => []);
    return Promise.all(
      rows.map(async ({ forceId, publicKey }) => ({ forceId, words: await deviceWords(publicKey) })),
    );
  }, []);
  return (
    <OptionsApp
      store={store}
      records={{ membership, boards, mine: records, outbox, devices }}
      keeper={keeper}
    />
  );
}
