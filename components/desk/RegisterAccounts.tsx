import { useMemo, useState } from 'react';
import type { Board, RegisterEntry } from '../../lib/board/schema';
import { createChange, listEdit } from '../../lib/desk/board-change';
import { entryKey } from '../../lib/desk/entry-key';
import type { FormValues } from '../../lib/desk/form-values';
import {
  ACCOUNT_STATES,
  type AccountState,
  entryProblems,
  type LearntId,
  learntIds,
  matchesSearch,
} from '../../lib/desk/register';
import {
  type FlatEntry,
  flatten,
  REGISTER_COLUMNS,
  registerCsv,
  unflatten,
} from '../../lib/desk/register-csv';
import { downloadText } from '../options/download-text';
import { Button } from '../ui/Button';
import { useDeskActions } from './desk-context';
import { type FormProblem, RegisterForm } from './RegisterForm';
import { RegisterImport } from './RegisterImport';
import { accountFields, accountProblems } from './register-fields';
import { useRegisterWords } from './register-words';
import { useReports } from './use-reports';

/** Properties of {@link RegisterAccounts}. */
export interface RegisterAccountsProps {
  readonly board: Board;
}

/** Which form is open: one account's by its key, a new one's, or the import. */
type Open = { readonly kind: 'account'; readonly key: string } | { readonly kind: 'new' | 'import' } | null;

/** The accounts of the register: to search, to change, to add, to bring in and to take out as a table. */
export function RegisterAccounts({ board }: RegisterAccountsProps) {
  const words = useRegisterWords();
  const { t, language } = words;
  const [search, setSearch] = useState('');
  const [state, setState] = useState<AccountState | ''>('');
  const [open, setOpen] = useState<Open>(null);
  const shown = useMemo(
    () =>
      board.accounts
        .filter((entry) => (state === '' || entry.state === state) && matchesSearch(entry, search))
        .sort((a, b) => a.name.localeCompare(b.name, 'cy')),
    [board, state, search],
  );
  const close = (): void => setOpen(null);
  if (open?.kind === 'import') return <RegisterImport board={board} onDone={close} />;
  const edited = open?.kind === 'account' ? board.accounts.find(({ key }) => key === open.key) : undefined;
  if (open?.kind === 'new' || edited) {
    return <AccountForm key={edited?.key ?? ''} board={board} before={edited ?? null} onDone={close} />;
  }
  const save = (): void =>
    downloadText(
      `${board.force.id}-${t('register.file')}.csv`,
      'text/csv',
      registerCsv(board.accounts, language),
    );
  return (
    <div className="desk-part">
      <p className="muted">{t('register.intro')}</p>
      <LearntIds board={board} />
      <div className="row desk-filter">
        <label>
          {t('register.search')}{' '}
          <input type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
        </label>
        <label>
          {t('field.state')}{' '}
          <select
            value={state}
            onChange={(event) => setState(ACCOUNT_STATES.find((one) => one === event.target.value) ?? '')}
          >
            <option value="">{t('register.allStates')}</option>
            {ACCOUNT_STATES.map((one) => (
              <option key={one} value={one}>
                {t(`state.${one}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div className="row">
        <Button variant="strong" data-desk="add-account" onPress={() => setOpen({ kind: 'new' })}>
          {t('register.add')}
        </Button>
        <Button data-desk="import" onPress={() => setOpen({ kind: 'import' })}>
          {t('register.import')}
        </Button>
        <Button waiting={board.accounts.length === 0} onPress={save}>
          {t('register.export')}
        </Button>
      </div>
      <p role="status">{t('register.shown', { count: shown.length, all: board.accounts.length })}</p>
      {shown.length > 0 && (
        <AccountTable entries={shown} board={board} onEdit={(key) => setOpen({ kind: 'account', key })} />
      )}
    </div>
  );
}

interface AccountTableProps {
  readonly entries: readonly RegisterEntry[];
  readonly board: Board;
  readonly onEdit: (key: string) => void;
}

function AccountTable({ entries, board, onEdit }: AccountTableProps) {
  const { t, local } = useRegisterWords();
  const today = new Date().toISOString().slice(0, 10);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard too
    <section className="scroll" tabIndex={0} aria-label={t('tab.accounts')}>
      <table className="desk-table">
        <thead>
          <tr>
            <th scope="col">{t('field.name')}</th>
            <th scope="col">
              <span className="unseen">{t('list.change')}</span>
            </th>
            <th scope="col">{t('field.state')}</th>
            <th scope="col">{t('register.where')}</th>
            <th scope="col">{t('field.district')}</th>
            <th scope="col">{t('register.answerable')}</th>
            <th scope="col">{t('register.review')}</th>
            <th scope="col">{t('field.custody')}</th>
            <th scope="col">{t('register.links')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => {
            const twin = board.accounts.find(({ key }) => key === entry.counterpart);
            const group = board.contactGroups.find(({ key }) => key === entry.contactGroup);
            const overdue =
              entry.state === 'live' && entry.reviewDate !== undefined && entry.reviewDate < today;
            return (
              <tr key={entry.key}>
                <th scope="row">
                  <bdi>{entry.name}</bdi>
                  <br />
                  <span className="muted code">{entry.key}</span>
                </th>
                <td>
                  <Button
                    aria-label={t('register.changeOne', { name: entry.name })}
                    onPress={() => onEdit(entry.key)}
                  >
                    {t('list.change')}
                  </Button>
                </td>
                <td>{t(`state.${entry.state}`)}</td>
                <td>
                  {t(`platform.${entry.platform}`)} · {t(`kind.${entry.kind}`)}
                  {entry.handle !== undefined && (
                    <>
                      <br />
                      <bdi>@{entry.handle}</bdi>
                    </>
                  )}
                  <br />
                  <span className="muted">
                    {entry.ids.length > 0 ? entry.ids.join(' ') : t('register.noId')}
                  </span>
                </td>
                <td>{entry.district}</td>
                <td>
                  {entry.owner}
                  {entry.staffing && <span className="muted"> {t(`staffing.${entry.staffing}`)}</span>}
                  {entry.purpose && (
                    <span className="muted" lang={local(entry.purpose).language}>
                      <br />
                      {local(entry.purpose).text}
                    </span>
                  )}
                </td>
                <td>
                  {overdue && <span className="tag tag--care">{t('register.reviewDue')}</span>}{' '}
                  {entry.reviewDate}
                  {entry.lastReview && (
                    <span className="muted"> {t('register.reviewed', { day: entry.lastReview })}</span>
                  )}
                </td>
                <td>
                  {entry.custody && t(`custody.${entry.custody}`)}
                  {entry.agreement && (
                    <span className="muted"> {t('register.agreed', { day: entry.agreement })}</span>
                  )}
                </td>
                <td>
                  {twin && <bdi>{twin.name}</bdi>}
                  {group && (
                    <>
                      {twin && <br />}
                      {local(group.name).text}
                    </>
                  )}
                  {entry.plan && (
                    <>
                      {(twin || group) && <br />}
                      <a className="link" href={entry.plan} target="_blank" rel="noopener noreferrer">
                        {t('field.plan')}
                      </a>
                    </>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

interface AccountFormProps {
  readonly board: Board;
  readonly before: RegisterEntry | null;
  readonly onDone: () => void;
}

const BLANK: FlatEntry = {
  ...flatten({ key: '', platform: 'x', kind: 'login', ids: [], name: '', state: 'proposed' }),
};

function AccountForm({ board, before, onDone }: AccountFormProps) {
  const words = useRegisterWords();
  const { t } = words;
  const { propose } = useDeskActions();
  const submit = (values: FormValues): FormProblem[] => {
    const flat = flatFrom(values, before, board);
    const read = unflatten(flat);
    if (!read.ok) return accountProblems(read.problems, t);
    const { entry } = read;
    const others = board.accounts.filter(({ key }) => key !== before?.key);
    const groups = board.contactGroups.map(({ key }) => key);
    const problems = entryProblems(entry, { others, groups, before });
    if (problems.length > 0) return accountProblems(problems, t);
    propose(
      createChange({
        what: 'register',
        label: { key: before ? 'change.changed' : 'change.added', params: { name: entry.name } },
        edits: listEdit('accounts', before, entry),
      }),
    );
    onDone();
    return [];
  };
  return (
    <div className="desk-card">
      <RegisterForm
        title={before ? t('register.changeOne', { name: before.name }) : t('register.add')}
        fields={accountFields(words, board, before)}
        initial={before ? flatten(before) : BLANK}
        submitLabel={t('form.take')}
        onSubmit={submit}
        onCancel={onDone}
        note={t('form.stateNote')}
      />
    </div>
  );
}

/** The row that the form stands for; a new account gets its key from its name. */
function flatFrom(values: FormValues, before: RegisterEntry | null, board: Board): FlatEntry {
  const entered = Object.fromEntries(
    REGISTER_COLUMNS.map((column) => [column, (values[column] ?? '').trim()]),
  );
  // Every column is in it; the compiler does not see that through fromEntries.
  const flat = entered as FlatEntry;
  const platform = flat.platform === 'facebook' ? 'facebook' : 'x';
  const taken = board.accounts.map(({ key }) => key);
  return {
    ...flat,
    handle: flat.handle.replace(/^@/, ''),
    ids: flat.ids.replace(/[,;#]/g, ' '),
    key: before?.key ?? entryKey(`${platform} ${flat.name}`, taken, platform),
  };
}

function LearntIds({ board }: RegisterAccountsProps) {
  const { t } = useRegisterWords();
  const { propose } = useDeskActions();
  const { state } = useReports();
  const learnt = useMemo(
    () => learntIds(board.accounts, state.inbox?.entries ?? [], state.devices),
    [board, state.inbox, state.devices],
  );
  if (learnt.length === 0) return null;
  const take = ({ entry, id }: LearntId): void =>
    propose(
      createChange({
        what: 'register',
        label: { key: 'change.changed', params: { name: entry.name } },
        edits: listEdit('accounts', entry, { ...entry, ids: [id] }),
      }),
    );
  return (
    <section className="desk-card" aria-labelledby="learnt-heading">
      <h3 id="learnt-heading">{t('learnt.heading')}</h3>
      <p className="muted">{t('learnt.intro')}</p>
      <ul className="plain">
        {learnt.map((one) => (
          <li key={`${one.entry.key} ${one.id}`} className="row row--spread">
            <span>
              <bdi>{one.entry.name}</bdi>: <span className="code">{one.id}</span>{' '}
              <span className="muted">
                {t('learnt.by', { count: one.pinned + one.unpinned, pinned: one.pinned })}
              </span>
              {one.disputed && <span className="tag tag--care">{t('learnt.disputed')}</span>}
            </span>
            <Button onPress={() => take(one)}>{t('learnt.take')}</Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
