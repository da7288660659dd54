import type { BoardChange } from '../../lib/desk/board-change';
import { useDeskWords } from './desk-context';

/** A change in words. */
export function ChangeName({ change }: { readonly change: BoardChange }) {
  const { t } = useDeskWords();
  const { key, params } = change.label;
  return <span>{t(key, { name: params.name, count: params.count ?? 1 })}</span>;
}
