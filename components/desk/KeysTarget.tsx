import { type FormEvent, useId, useState } from 'react';
import * as v from 'valibot';
import { httpsUrl } from '../../lib/board/fields';
import { createChange } from '../../lib/desk/board-change';
import { checkRelay, type RelayCheck } from '../../lib/desk/check-relay';
import type { Publishing } from '../../lib/desk/force-keys';
import { browser } from '../../lib/messages/browser';
import { Button } from '../ui/Button';
import { Trouble } from '../ui/Trouble';
import { useDesk, useDeskActions, useDeskSession, useDeskWords } from './desk-context';

const KINDS = ['relay', 'put', 'file'] as const;
type Kind = (typeof KINDS)[number];

/** As the relay prints its tokens (lib/settings/joining.ts). */
const isToken = (text: string): boolean => /^[A-Za-z0-9_-]{16,200}$/.test(text);

/** Where boards are published: shows it, and changes it. */
export function KeysTarget() {
  const { t } = useDeskWords();
  const where = useDesk((state) => state.keys?.publishing);
  const [isChanging, setChanging] = useState(false);
  if (!where || isChanging) {
    return <TargetForm where={where} onDone={() => setChanging(false)} onCancel={() => setChanging(false)} />;
  }
  return (
    <>
      <dl className="facts">
        <div>
          <dt>{t('target.kind')}</dt>
          <dd>{t(`target.${where.kind}`)}</dd>
        </div>
        <div>
          <dt>{t('target.address')}</dt>
          <dd className="code">{where.url}</dd>
        </div>
        {where.kind === 'relay' && (
          <div>
            <dt>{t('target.relayKey')}</dt>
            <dd className="code">{where.keys.map(({ kid }) => kid).join(', ')}</dd>
          </div>
        )}
      </dl>
      <div className="row">
        <Button onPress={() => setChanging(true)}>{t('target.change')}</Button>
      </div>
    </>
  );
}

interface TargetFormProps {
  readonly where: Publishing | undefined;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

function TargetForm({ where, onDone, onCancel }: TargetFormProps) {
  const { t } = useDeskWords();
  const { changeKeys, reload, propose } = useDeskActions();
  const { store } = useDeskSession();
  const id = useId();
  const [kind, setKind] = useState<Kind>(where?.kind ?? 'relay');
  const [url, setUrl] = useState(where?.url ?? '');
  const [deskToken, setDeskToken] = useState(where?.kind === 'relay' ? where.deskToken : '');
  const [reportToken, setReportToken] = useState(where?.kind === 'relay' ? where.reportToken : '');
  const [token, setToken] = useState(where?.kind === 'put' ? (where.token ?? '') : '');
  const [checked, setChecked] = useState<RelayCheck | null>(null);
  const [isChecking, setChecking] = useState(false);
  const [isTried, setTried] = useState(false);
  const [isRefused, setRefused] = useState(false);
  const address = kind === 'relay' ? url.trim().replace(/\/+$/, '') : url.trim();
  const isAddress = v.is(httpsUrl, address);
  const hasTokens = kind !== 'relay' || (isToken(deskToken.trim()) && isToken(reportToken.trim()));

  const take = (publishing: Publishing): void => {
    // Read now and not when the form was drawn: the keys may have changed since.
    const { keys } = store.getState();
    if (!keys) return;
    changeKeys({ ...keys, publishing });
    propose(
      createChange({
        id: 'keys-target',
        what: 'keys',
        label: { key: 'change.relay', params: { name: publishing.url } },
        edits: [],
      }),
    );
    onDone();
    void reload();
  };
  const submit = async (): Promise<void> => {
    setTried(true);
    setRefused(false);
    if (!isAddress || !hasTokens || isChecking) return;
    if (kind === 'file') return take({ kind, url: address });
    if (kind === 'put') {
      // Asked for within the press, before anything is waited for: browsers allow it only then.
      const granted = browser.permissions.request({ origins: [`${new URL(address).origin}/*`] });
      if (!(await granted.catch(() => false))) return setRefused(true);
      return take({ kind, url: address, ...(token.trim() === '' ? {} : { token: token.trim() }) });
    }
    setChecking(true);
    setChecked(null);
    setChecked(await checkRelay(address, deskToken.trim(), (input, init) => fetch(input, init)));
    setChecking(false);
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void submit();
  };
  const forget = (): void => setChecked(null);

  return (
    <form className="form" onSubmit={onSubmit} data-desk="target-form">
      <p>{t('target.text')}</p>
      <fieldset className="choice">
        <legend>{t('target.kind')}</legend>
        {KINDS.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name={`${id}-kind`}
              value={one}
              checked={kind === one}
              onChange={() => {
                setKind(one);
                forget();
              }}
            />
            <span>
              {t(`target.${one}`)} <span className="muted">{t(`target.${one}.means`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <label htmlFor={`${id}-url`}>
        {t(kind === 'relay' ? 'target.relayUrl' : 'target.boardUrl')}
        <input
          id={`${id}-url`}
          type="url"
          placeholder="https://"
          data-desk="target-url"
          aria-invalid={(isTried && !isAddress) || undefined}
          value={url}
          onChange={(event) => {
            setUrl(event.target.value);
            forget();
          }}
        />
      </label>
      {isTried && !isAddress && <p className="field-problem">{t('issue.bad-address', { limit: 0 })}</p>}
      {kind === 'relay' && (
        <>
          <Secret
            label={t('target.deskToken')}
            name="desk-token"
            value={deskToken}
            onChange={(value) => {
              setDeskToken(value);
              forget();
            }}
          />
          <Secret
            label={t('target.reportToken')}
            name="report-token"
            value={reportToken}
            onChange={setReportToken}
          />
          {isTried && !hasTokens && <p className="field-problem">{t('target.tokens')}</p>}
        </>
      )}
      {kind === 'put' && (
        <Secret label={t('target.token')} name="put-token" value={token} onChange={setToken} />
      )}
      {checked && !checked.ok && <Trouble tone="alarm">{t(`relay.${checked.problem}`)}</Trouble>}
      {checked?.ok ? (
        <div className="standing">
          <p>{t('target.compare')}</p>
          <p className="code" data-desk="relay-key">
            {checked.key.kid}
          </p>
          <Button
            variant="strong"
            data-desk="target-take"
            onPress={() =>
              take({
                kind: 'relay',
                url: address,
                deskToken: deskToken.trim(),
                reportToken: reportToken.trim(),
                keys: [checked.key],
              })
            }
          >
            {t('target.take')}
          </Button>
        </div>
      ) : (
        <Button
          type="submit"
          variant="strong"
          waiting={isChecking}
          onPress={() => undefined}
          data-desk="target-submit"
        >
          {kind === 'relay' ? t(isChecking ? 'target.checking' : 'target.check') : t('target.take')}
        </Button>
      )}
      {isRefused && <Trouble>{t('target.refused')}</Trouble>}
      {where && (
        <Button variant="quiet" onPress={onCancel}>
          {t('cancel')}
        </Button>
      )}
    </form>
  );
}

interface SecretProps {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Secret({ label, name, value, onChange }: SecretProps) {
  const id = useId();
  return (
    <label htmlFor={id}>
      {label}
      <input
        id={id}
        type="password"
        autoComplete="off"
        data-desk={name}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
