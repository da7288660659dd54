import { useId, useState } from 'react';
import type { Board } from '../../lib/board/schema';
import { districtsOf, liveAccounts, type NoticeForm, reach } from '../../lib/desk/notice-form';
import { useDeskWords } from './desk-context';

type Scope = NoticeForm['scope'];

/** Properties of {@link NoticeScope}. */
export interface NoticeScopeProps {
  readonly board: Board;
  readonly form: NoticeForm;
  readonly onChange: (scope: Scope) => void;
}

/** Whom a notice concerns, chosen out of the register. Nothing chosen is everybody. */
export function NoticeScope({ board, form, onChange }: NoticeScopeProps) {
  const { t } = useDeskWords();
  const { scope } = form;
  const accounts = liveAccounts(board);
  const reached = reach(form, board).length;
  const options = accounts.map(({ key, name, handle, platform }) => ({
    value: key,
    label: `${name}${handle ? ` (@${handle})` : ''} · ${platform === 'x' ? 'X' : 'Facebook'}`,
  }));
  return (
    <fieldset className="desk__group">
      <legend>{t('field.scope')}</legend>
      <p role="status" className={reached === 0 ? 'field-problem' : ''} data-desk="reach">
        {reached === accounts.length && reached > 0
          ? t('scope.all', { count: reached })
          : t('scope.reach', { count: reached, all: accounts.length })}
      </p>
      <details>
        <summary>{t('scope.narrow')}</summary>
        <Picker
          label={t('scope.platforms')}
          options={[
            { value: 'x', label: 'X' },
            { value: 'facebook', label: 'Facebook' },
          ]}
          chosen={scope.platforms}
          onChange={(chosen) =>
            onChange({
              ...scope,
              platforms: (['x', 'facebook'] as const).filter((platform) => chosen.includes(platform)),
            })
          }
        />
        <Picker
          label={t('scope.districts')}
          options={districtsOf(board).map((district) => ({ value: district, label: district }))}
          chosen={scope.districts}
          onChange={(districts) => onChange({ ...scope, districts })}
        />
        <Picker
          label={t('scope.accounts')}
          options={options}
          chosen={scope.accounts}
          onChange={(chosen) => onChange({ ...scope, accounts: chosen })}
        />
        <Picker
          label={t('scope.exempt')}
          options={options}
          chosen={scope.exempt}
          onChange={(exempt) => onChange({ ...scope, exempt })}
        />
      </details>
    </fieldset>
  );
}

/** Options from which a search is offered; ours. */
const SEARCH_FROM = 12;

interface PickerProps {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
}

function Picker({ label, options, chosen, onChange }: PickerProps) {
  const { t } = useDeskWords();
  const id = useId();
  const [search, setSearch] = useState('');
  if (options.length === 0) return null;
  const wanted = search.trim().toLowerCase();
  const shown = options.filter(
    (option) => option.label.toLowerCase().includes(wanted) || chosen.includes(option.value),
  );
  return (
    <fieldset className="picker">
      <legend>
        {label} {chosen.length > 0 && <span className="tag">{chosen.length}</span>}
      </legend>
      {options.length > SEARCH_FROM && (
        <>
          <label className="unseen" htmlFor={id}>
            {t('scope.search', { what: label })}
          </label>
          <input
            id={id}
            type="search"
            placeholder={t('scope.searchShort')}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </>
      )}
      <div className="picker__options">
        {shown.map(({ value, label: name }) => (
          <label key={value}>
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={(event) =>
                onChange(
                  event.target.checked ? [...chosen, value] : chosen.filter((other) => other !== value),
                )
              }
            />
            <bdi>{name}</bdi>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
