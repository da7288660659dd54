import type { KnownAccount } from '../../lib/accounts/types';
import type { View } from '../../lib/gate/bridge';
import { Button } from '../ui/Button';
import { useGuard, useSession, useWords } from './guard-context';

const find = (view: View, key: string): KnownAccount | undefined =>
  view.snapshot.accounts.find((account) => account.key === key);

function AccountName({
  account,
  fallback,
}: {
  readonly account: KnownAccount | undefined;
  readonly fallback: string;
}) {
  return (
    <strong>
      <bdi>{account?.name ?? fallback}</bdi>
      {account?.handle !== undefined && (
        <>
          {' '}
          <bdi>(@{account.handle})</bdi>
        </>
      )}
    </strong>
  );
}

/** Asks whether the password of an account was changed, after a password form seemed to succeed. */
export function PasswordAsk() {
  const { t } = useWords();
  const { actions } = useSession();
  const view = useGuard((state) => state.view);
  const question = view.passwordQuestion;
  if (!question) return null;
  return (
    <section className="section" aria-label={t('passwordAsk')}>
      <p>
        <strong>{t('passwordAsk')}</strong>{' '}
        <AccountName account={find(view, question.accountKey)} fallback={question.accountKey} />
      </p>
      <p className="muted">{t('passwordWhy')}</p>
      <div className="row">
        <Button variant="strong" onPress={() => actions.answerPassword(true)}>
          {t('yes')}
        </Button>
        <Button onPress={() => actions.answerPassword(false)}>{t('no')}</Button>
      </div>
    </section>
  );
}

/** Names the accounts whose changed password Corporate Communications has not been told of. */
export function Outstanding() {
  const { t } = useWords();
  const view = useGuard((state) => state.view);
  const { outstanding } = view.snapshot;
  if (outstanding.length === 0) return null;
  return (
    <p className="section section--line">
      {t('outstanding', { count: outstanding.length })}{' '}
      {outstanding.map((key, index) => (
        <span key={key}>
          {index > 0 && ', '}
          <AccountName account={find(view, key)} fallback={key} />
        </span>
      ))}
      {'. '}
      {t('outstandingDo')}
    </p>
  );
}
