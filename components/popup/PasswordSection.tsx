import { useId, useState } from 'react';
import type { KnownAccount } from '../../lib/accounts/types';
import type { PasswordRoute } from '../../lib/messages/protocol';
import type { PasswordRow } from '../../lib/records/database';
import { Button } from '../ui/Button';
import { useWords } from '../ui/PageWords';
import { Trouble } from '../ui/Trouble';
import { readField, type TimeProblem, toField } from './password-time';
import type { PasswordChange, PopupState } from './popup-store';

const ROUTES: readonly PasswordRoute[] = ['phone', 'in-person', 'delegated'];

/** Properties of {@link PasswordSection}. */
export interface PasswordSectionProps {
  readonly accounts: readonly KnownAccount[];
  /** Key of the account acting on the page, where it is official. */
  readonly current: string | null;
  /** Changes that have not been reported, oldest first; undefined while they are read. */
  readonly outstanding: readonly PasswordRow[] | undefined;
  readonly logging: PopupState['logging'];
  readonly resolving: PopupState['resolving'];
  readonly onLog: (change: PasswordChange) => Promise<boolean>;
  readonly onResolve: (id: number, route: PasswordRoute) => void;
}

/** Changed passwords: what is still to be reported, and a form to log a change. Never the password itself. */
export function PasswordSection(props: PasswordSectionProps) {
  const { accounts, outstanding, resolving, onResolve } = props;
  const { t } = useWords();
  const logins = accounts.filter(({ kind }) => kind === 'login');
  return (
    <section aria-labelledby="password-heading">
      <h2 id="password-heading">{t('password.heading')}</h2>
      {outstanding && (
        <p className={outstanding.length > 0 ? 'care' : 'muted'}>
          {outstanding.length > 0
            ? t('password.outstanding', { count: outstanding.length })
            : t('password.none')}
        </p>
      )}
      {outstanding && outstanding.length > 0 && (
        <ul className="plain">
          {outstanding.map((row) => (
            <Outstanding
              key={row.id}
              row={row}
              name={accounts.find(({ key }) => key === row.accountKey)?.name ?? row.accountKey}
              state={resolving[row.id]}
              onResolve={(route) => onResolve(row.id, route)}
            />
          ))}
        </ul>
      )}
      <details>
        <summary>{t('password.open')}</summary>
        <p>{t('password.intro')}</p>
        {logins.length > 0 ? <LogForm {...props} logins={logins} /> : <p>{t('password.noAccounts')}</p>}
      </details>
    </section>
  );
}

interface OutstandingProps {
  readonly row: PasswordRow;
  readonly name: string;
  readonly state: 'running' | 'failed' | undefined;
  readonly onResolve: (route: PasswordRoute) => void;
}

function Outstanding({ row, name, state, onResolve }: OutstandingProps) {
  const { t, when } = useWords();
  const [route, setRoute] = useState<PasswordRoute>(row.route ?? 'phone');
  return (
    <li className="outstanding">
      <p>
        <bdi className="account-name">{name}</bdi>
        <br />
        <span className="muted">
          {t('password.changedAt', { when: when(row.changedAt) })}
          {row.origin === 'noticed' && `, ${t('password.noticed')}`}
        </span>
      </p>
      <div className="row">
        <RouteSelect
          label={t('password.resolveRoute', { account: name })}
          route={route}
          onChange={setRoute}
        />
        <Button
          variant="strong"
          aria-label={t('password.resolveName', { account: name })}
          waiting={state === 'running'}
          onPress={() => onResolve(route)}
        >
          {t('password.resolve')}
        </Button>
      </div>
      {state === 'failed' && <Trouble>{t('actionFailed')}</Trouble>}
    </li>
  );
}

interface RouteSelectProps {
  readonly id?: string;
  /** Where no visible label names it. */
  readonly label?: string;
  readonly route: PasswordRoute;
  readonly onChange: (route: PasswordRoute) => void;
}

function RouteSelect({ id, label, route, onChange }: RouteSelectProps) {
  const { t } = useWords();
  return (
    <select
      id={id}
      aria-label={label}
      value={route}
      onChange={({ target }) => onChange(ROUTES.find((known) => known === target.value) ?? 'phone')}
    >
      {ROUTES.map((known) => (
        <option key={known} value={known}>
          {t(`route.${known}`)}
        </option>
      ))}
    </select>
  );
}

function LogForm(props: PasswordSectionProps & { readonly logins: readonly KnownAccount[] }) {
  const { logins, current, logging, onLog } = props;
  const { t } = useWords();
  const id = useId();
  const [chosen, setChosen] = useState<string | null>(null);
  const [when, setWhen] = useState(() => toField(Date.now()));
  const [problem, setProblem] = useState<TimeProblem | null>(null);
  const [route, setRoute] = useState<PasswordRoute>('phone');
  const [reported, setReported] = useState(false);
  // The page's own account until the operator chooses another.
  const account = logins.find(({ key }) => key === (chosen ?? current)) ?? logins[0];

  const save = async (): Promise<void> => {
    if (!account) return;
    const read = readField(when, Date.now());
    if ('problem' in read) {
      setProblem(read.problem);
      return;
    }
    setProblem(null);
    const change = {
      accountKey: account.key,
      changedAt: read.at,
      route,
      // Where Corporate Communications has access of its own there is nothing left to tell.
      reported: reported || route === 'delegated',
    };
    if (await onLog(change)) {
      setWhen(toField(Date.now()));
      setReported(false);
    }
  };

  return (
    <div className="form">
      <label>
        {t('password.account')}
        <select value={account?.key ?? ''} onChange={({ target }) => setChosen(target.value)}>
          {logins.map(({ key, name, handle }) => (
            <option key={key} value={key}>
              {handle ? `${name} (@${handle})` : name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('password.when')}
        <input
          type="datetime-local"
          value={when}
          max={toField(Date.now())}
          aria-invalid={problem !== null}
          aria-describedby={problem ? `${id}-problem` : undefined}
          onChange={({ target }) => setWhen(target.value)}
        />
      </label>
      {problem && (
        <p id={`${id}-problem`} className="field-problem" role="alert">
          {t(problem === 'future' ? 'password.whenFuture' : 'password.whenMissing')}
        </p>
      )}
      <div className="field">
        <label htmlFor={`${id}-route`}>{t('password.route')}</label>
        <RouteSelect id={`${id}-route`} route={route} onChange={setRoute} />
      </div>
      {route !== 'delegated' && (
        <fieldset className="choice">
          <legend>{t('password.reported')}</legend>
          <label>
            <input
              type="radio"
              name={`${id}-reported`}
              checked={reported}
              onChange={() => setReported(true)}
            />
            {t('password.reportedYes')}
          </label>
          <label>
            <input
              type="radio"
              name={`${id}-reported`}
              checked={!reported}
              onChange={() => setReported(false)}
            />
            {t('password.reportedNo')}
          </label>
        </fieldset>
      )}
      <Button variant="strong" waiting={logging === 'running'} onPress={() => void save()}>
        {t(logging === 'running' ? 'password.saving' : 'password.save')}
      </Button>
      <div role="status">
        {logging === 'done' && <p>{t('password.saved')}</p>}
        {logging === 'done-outstanding' && <p>{t('password.savedOutstanding')}</p>}
      </div>
      {logging === 'failed' && <Trouble>{t('actionFailed')}</Trouble>}
    </div>
  );
}
