import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { RegisterEntry } from '../../lib/board/schema';
import { fromLocalField, localizedOf, toLocalField } from '../../lib/desk/form-values';
import { type RemovalDraft, type RemovalProblem, removalProblems } from '../../lib/desk/removal';
import { Button } from '../ui/Button';
import { useRegisterWords } from './register-words';

/** Properties of {@link RemovalForm}. */
export interface RemovalFormProps {
  readonly accounts: readonly RegisterEntry[];
  /** Sends a request that is as it should be. */
  readonly onSend: (draft: RemovalDraft) => void;
  readonly onCancel: () => void;
}

const HOUR = 3_600_000;
/** Offered spans until the post should be gone, in hours. */
const SPANS = [1, 4, 24, 72] as const;

/** Where the sentence about a problem stands. */
const FIELD_OF: Readonly<Record<RemovalProblem, 'account' | 'posts' | 'by'>> = {
  'no-account': 'account',
  'no-posts': 'posts',
  'too-many-posts': 'posts',
  'not-an-address': 'posts',
  'other-platform': 'posts',
  'too-soon': 'by',
};

/** Asks that a post be taken down: whose, which, by when, who asks, and why. */
export function RemovalForm({ accounts, onSend, onCancel }: RemovalFormProps) {
  const { t } = useRegisterWords();
  const [account, setAccount] = useState('');
  const [posts, setPosts] = useState('');
  const [by, setBy] = useState(() => toLocalField(new Date(Date.now() + 4 * HOUR).toISOString()));
  const [askedBy, setAskedBy] = useState<RemovalDraft['askedBy']>('communications');
  const [reason, setReason] = useState({ en: '', cy: '' });
  const [problems, setProblems] = useState<readonly RemovalProblem[]>([]);
  const form = useRef<HTMLFormElement>(null);
  const id = useId();
  useEffect(() => form.current?.querySelector('select')?.focus(), []);
  const said = (field: 'account' | 'posts' | 'by') =>
    problems.filter((problem) => FIELD_OF[problem] === field);
  const send = (event?: FormEvent): void => {
    event?.preventDefault();
    const draft: RemovalDraft = {
      account,
      posts,
      by: Date.parse(fromLocalField(by) ?? ''),
      askedBy,
      reason: localizedOf(reason.en, reason.cy) ?? {},
    };
    const found = removalProblems(draft, accounts, Date.now());
    setProblems(found);
    const [first] = found;
    if (first) form.current?.querySelector<HTMLElement>(`[name="${FIELD_OF[first]}"]`)?.focus();
    else onSend(draft);
  };
  const attributes = (field: 'account' | 'posts' | 'by') => ({
    id: `${id}-${field}`,
    name: field,
    'aria-invalid': said(field).length > 0 || undefined,
    'aria-describedby': said(field).length > 0 ? `${id}-${field}-said` : undefined,
  });
  const sentences = (field: 'account' | 'posts' | 'by') =>
    said(field).length > 0 && (
      <span id={`${id}-${field}-said`} className="field-problem" role="alert">
        {said(field).map((problem) => `${t(`removal.problem.${problem}`)} `)}
      </span>
    );
  return (
    <form
      ref={form}
      className="form desk-form desk-card"
      aria-labelledby={`${id}-heading`}
      noValidate
      onSubmit={send}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
      }}
    >
      <h3 id={`${id}-heading`}>{t('removal.ask')}</h3>
      <div className="field">
        <label htmlFor={`${id}-account`}>{t('removal.account')}</label>
        <select
          {...attributes('account')}
          value={account}
          onChange={(event) => setAccount(event.target.value)}
        >
          <option value="">{t('removal.chooseAccount')}</option>
          {accounts
            .filter(({ state }) => state === 'live')
            .map(({ key, name, platform }) => (
              <option key={key} value={key}>
                {name} ({t(`platform.${platform}`)})
              </option>
            ))}
        </select>
        {sentences('account')}
      </div>
      <div className="field">
        <label htmlFor={`${id}-posts`}>{t('removal.posts')}</label>
        <textarea
          {...attributes('posts')}
          value={posts}
          spellCheck={false}
          onChange={(event) => setPosts(event.target.value)}
        />
        <span className="muted">{t('removal.postsHint')}</span>
        {sentences('posts')}
      </div>
      <div className="field">
        <label htmlFor={`${id}-by`}>{t('removal.by')}</label>
        <div className="row">
          {SPANS.map((hours) => (
            <Button
              key={hours}
              onPress={() => setBy(toLocalField(new Date(Date.now() + hours * HOUR).toISOString()))}
            >
              {t('removal.inHours', { count: hours })}
            </Button>
          ))}
        </div>
        <input
          {...attributes('by')}
          type="datetime-local"
          value={by}
          onChange={(event) => setBy(event.target.value)}
        />
        {sentences('by')}
      </div>
      <fieldset className="choice">
        <legend>{t('removal.askedBy')}</legend>
        {(['communications', 'professional-standards'] as const).map((who) => (
          <label key={who}>
            <input type="radio" name="askedBy" checked={askedBy === who} onChange={() => setAskedBy(who)} />
            {t(`removal.askedBy.${who}`)}
          </label>
        ))}
      </fieldset>
      <div className="desk-fields">
        {(['en', 'cy'] as const).map((lang) => (
          <div key={lang} className="field">
            <label htmlFor={`${id}-${lang}`}>
              {t(lang === 'en' ? 'removal.reasonEn' : 'removal.reasonCy')}
            </label>
            <textarea
              id={`${id}-${lang}`}
              lang={lang}
              value={reason[lang]}
              onChange={(event) => setReason({ ...reason, [lang]: event.target.value })}
            />
          </div>
        ))}
      </div>
      <p className="muted">{t('removal.note')}</p>
      <div className="row">
        <Button variant="strong" data-desk="send-removal" onPress={() => send()}>
          {t('removal.send')}
        </Button>
        <Button onPress={onCancel}>{t('cancel')}</Button>
      </div>
    </form>
  );
}
