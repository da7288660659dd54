import type { BoardChange } from '../../lib/desk/board-change';
import { localize } from '../../lib/i18n/translate';
import { useDeskWords } from './desk-context';

/** A change in words. */
export function ChangeName({ change }: { readonly change: BoardChange }) {
  const { t, language } = useDeskWords();
  const { key, params } = change.label;
  const name = params.headline ? localize(params.headline, language).text : params.name;
  return <span>{t(key, { name, count: params.count ?? 1 })}</span>;
}
