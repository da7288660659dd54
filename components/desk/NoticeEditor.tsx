import { useId } from 'react';
import { type Board, TEXT_LIMIT } from '../../lib/board/schema';
import {
  checkForm,
  EXERCISE_WORD,
  type FormIssue,
  type FormText,
  HEADLINE_LIMIT,
  LINE_LIMIT,
  type NoticeForm,
} from '../../lib/desk/notice-form';
import { Button } from '../ui/Button';
import { BothLanguages } from './BothLanguages';
import { useDeskWords } from './desk-context';
import { NoticeExpiry } from './NoticeExpiry';
import { NoticeScope } from './NoticeScope';

/** Properties of {@link NoticeEditor}. */
export interface NoticeEditorProps {
  readonly board: Board;
  readonly form: NoticeForm;
  readonly onChange: (form: NoticeForm) => void;
  readonly onCheck: () => void;
  readonly onBack: () => void;
}

const LEVELS = ['blackout', 'corporate-lines-only', 'advice'] as const;

/** The form of a notice. From a template it is whole already: the first button goes on. */
export function NoticeEditor({ board, form, onChange, onCheck, onBack }: NoticeEditorProps) {
  const { t } = useDeskWords();
  const id = useId();
  const issues = checkForm(form, board, Date.now());
  const isStopped = issues.some(({ stops }) => stops);
  const isWrong = (field: FormIssue['field']): boolean =>
    issues.some((issue) => issue.field === field && issue.stops);
  const set = (part: Partial<NoticeForm>): void => onChange({ ...form, ...part });
  const text = (field: FormText, limit: number, isLong: boolean) => (
    <BothLanguages
      label={t(`field.${field}`)}
      value={form[field]}
      limit={limit}
      isLong={isLong}
      isWrong={isWrong(field)}
      prefix={field === 'headline' && form.status === 'exercise' ? EXERCISE_WORD : undefined}
      onChange={(value) => set({ [field]: value })}
    />
  );
  return (
    <section
      className={`desk__section ${form.status === 'exercise' ? 'desk__section--exercise' : ''}`}
      data-desk="write"
    >
      <div className="row desk__steps">
        <Button
          variant="strong"
          aria-describedby={`${id}-issues`}
          waiting={isStopped}
          onPress={onCheck}
          data-desk="check"
        >
          {t('write.check')}
        </Button>
        <Button onPress={onBack}>{t('back')}</Button>
      </div>
      <div id={`${id}-issues`} role="status">
        <Issues issues={issues} />
      </div>

      <fieldset className="choice">
        <legend>{t('field.status')}</legend>
        {(['actual', 'exercise'] as const).map((status) => (
          <label key={status}>
            <input
              type="radio"
              name={`${id}-status`}
              checked={form.status === status}
              disabled={form.updates !== null}
              aria-describedby={form.updates === null ? undefined : `${id}-status-stays`}
              onChange={() => set({ status })}
            />
            {t(`status.${status}`)}
          </label>
        ))}
        {form.updates !== null && (
          <p id={`${id}-status-stays`} className="muted">
            {t('status.stays')}
          </p>
        )}
      </fieldset>
      <fieldset className="choice">
        <legend>{t('field.level')}</legend>
        {LEVELS.map((level) => (
          <label key={level}>
            <input
              type="radio"
              name={`${id}-level`}
              checked={form.level === level}
              onChange={() => set({ level })}
            />
            <span>
              {t(`level.${level}`)} <span className="muted">{t(`level.${level}.means`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {text('headline', HEADLINE_LIMIT, false)}
      {text('reason', TEXT_LIMIT, true)}
      {text('instruction', TEXT_LIMIT, true)}
      <NoticeExpiry expiry={form.expiry} isWrong={isWrong('expiry')} onChange={(expiry) => set({ expiry })} />
      <NoticeScope board={board} form={form} onChange={(scope) => set({ scope })} />
      <Lines form={form} set={set} />
      {form.level === 'corporate-lines-only' && (
        <Reshare form={form} set={set} isWrong={isWrong('reshare')} />
      )}
      {text('contact', TEXT_LIMIT, false)}
    </section>
  );
}

/** Everything that is to be said of the form, what stops it first. */
function Issues({ issues }: { readonly issues: readonly FormIssue[] }) {
  const { t } = useDeskWords();
  const seen = new Set<string>();
  const once = issues.filter(({ field, issue }) => {
    const key = `${field} ${issue}`;
    return !seen.has(key) && seen.add(key);
  });
  if (once.length === 0) return null;
  return (
    <ul className="plain issues">
      {[...once]
        .sort((a, b) => Number(b.stops) - Number(a.stops))
        .map(({ field, issue, stops, limit }) => (
          <li key={`${field} ${issue}`} className={stops ? 'field-problem' : 'muted'}>
            {t(`field.${field}`)}: {t(`issue.${issue}`, { limit: limit ?? 0 })}
          </li>
        ))}
    </ul>
  );
}

interface PartProps {
  readonly form: NoticeForm;
  readonly set: (part: Partial<NoticeForm>) => void;
}

/** The key messages, each with the address of the corporate post that carries it. */
function Lines({ form, set }: PartProps) {
  const { t } = useDeskWords();
  const id = useId();
  const change = (at: number, part: Partial<NoticeForm['lines'][number]>): void =>
    set({ lines: form.lines.map((line, index) => (index === at ? { ...line, ...part } : line)) });
  return (
    <fieldset className="desk__group">
      <legend>{t('field.lines')}</legend>
      {form.lines.map((line, at) => (
        // Lines have no name but their place, and are only added at the end.
        // biome-ignore lint/suspicious/noArrayIndexKey: as above.
        <div key={at} className="desk__line">
          <BothLanguages
            label={t('field.line', { number: at + 1 })}
            value={line}
            limit={LINE_LIMIT}
            isLong
            onChange={({ en, cy }) => change(at, { en, cy })}
          />
          <label htmlFor={`${id}-${at}`}>{t('field.lineUrl', { number: at + 1 })}</label>
          <input
            id={`${id}-${at}`}
            type="url"
            placeholder="https://"
            value={line.url}
            onChange={(event) => change(at, { url: event.target.value })}
          />
          <Button
            variant="quiet"
            onPress={() => set({ lines: form.lines.filter((_, index) => index !== at) })}
          >
            {t('lines.remove', { number: at + 1 })}
          </Button>
        </div>
      ))}
      <Button onPress={() => set({ lines: [...form.lines, { en: '', cy: '', url: '' }] })}>
        {t('lines.add')}
      </Button>
    </fieldset>
  );
}

/** What may be passed on while only corporate lines go out. One entry a line. */
function Reshare({ form, set, isWrong }: PartProps & { readonly isWrong: boolean }) {
  const { t } = useDeskWords();
  const id = useId();
  return (
    <fieldset className="desk__group">
      <legend>{t('field.reshare')}</legend>
      <label htmlFor={`${id}-accounts`}>{t('reshare.accounts')}</label>
      <LineList
        id={`${id}-accounts`}
        items={form.reshareAccounts}
        onChange={(names) => set({ reshareAccounts: names.map((name) => name.replace(/^@/, '')) })}
      />
      <label htmlFor={`${id}-posts`}>{t('reshare.posts')}</label>
      <LineList
        id={`${id}-posts`}
        items={form.resharePosts}
        isWrong={isWrong}
        onChange={(resharePosts) => set({ resharePosts })}
      />
    </fieldset>
  );
}

interface LineListProps {
  readonly id: string;
  readonly items: readonly string[];
  readonly isWrong?: boolean;
  readonly onChange: (items: string[]) => void;
}

/** A list written one entry a line. An empty last line stays while it is written. */
function LineList({ id, items, isWrong = false, onChange }: LineListProps) {
  return (
    <textarea
      id={id}
      className="code"
      rows={3}
      spellCheck={false}
      aria-invalid={isWrong || undefined}
      defaultValue={items.join('\n')}
      onChange={(event) =>
        onChange(
          event.target.value
            .split('\n')
            .map((line) => line.trim())
            .filter((line) => line !== ''),
        )
      }
    />
  );
}
