import { useState } from 'react';
import type { Board } from '../../lib/board/schema';
import { createChange, keyOf, listEdit } from '../../lib/desk/board-change';
import {
  DIRECTORY_FORMS,
  type DirectoryEntry,
  type DirectoryForm,
  type DirectoryPart,
} from '../../lib/desk/directory';
import type { FormValues } from '../../lib/desk/form-values';
import { Button } from '../ui/Button';
import { Confirm } from '../ui/Confirm';
import { useDeskActions } from './desk-context';
import { type FormProblem, RegisterForm } from './RegisterForm';
import { directoryFields } from './register-fields';
import { type RegisterWords, useRegisterWords } from './register-words';

/** Properties of {@link RegisterList}. */
export interface RegisterListProps<P extends DirectoryPart> {
  readonly part: P;
  readonly board: Board;
}

/** One list of the directory: its entries, each to change or to take away, and a form for a new one. */
export function RegisterList<P extends DirectoryPart>({ part, board }: RegisterListProps<P>) {
  const words = useRegisterWords();
  const { t } = words;
  const { propose } = useDeskActions();
  const [editing, edit] = useState<string | null>(null);
  const [asking, ask] = useState<string | null>(null);
  // The lists stand under their own names on the board; the compiler does not follow P there.
  const entries = board[part] as readonly DirectoryEntry<P>[];
  const form: DirectoryForm<DirectoryEntry<P>> = DIRECTORY_FORMS[part];

  const submit = async (values: FormValues, before: DirectoryEntry<P> | null): Promise<FormProblem[]> => {
    const read = await form.read(values, before, entries);
    if (!read.ok) {
      return read.problems.map(({ field, problem }) => ({ field, text: t(`fieldProblem.${problem}`) }));
    }
    const name = entryTitle(part, read.entry, words);
    propose(
      createChange({
        what: 'directory',
        label: { key: before ? 'change.changed' : 'change.added', params: { name } },
        edits: listEdit(part, before, read.entry),
      }),
    );
    edit(null);
    return [];
  };
  const remove = (entry: DirectoryEntry<P>): void => {
    const params = { name: entryTitle(part, entry, words) };
    propose(
      createChange({
        what: 'directory',
        label: { key: 'change.removed', params },
        edits: listEdit(part, entry, null),
      }),
    );
    ask(null);
  };
  const formFor = (before: DirectoryEntry<P> | null) => (
    <RegisterForm
      title={before ? entryTitle(part, before, words) : t(`list.new.${part}`)}
      fields={directoryFields(part, words)}
      initial={form.values(before)}
      submitLabel={t('form.take')}
      onSubmit={(values) => submit(values, before)}
      onCancel={() => edit(null)}
      {...(part === 'legalFlags' ? { note: t('form.namesNote') } : {})}
    />
  );
  return (
    <div className="desk-part">
      <p className="muted">{t(`list.intro.${part}`)}</p>
      {entries.length === 0 && <p>{t('list.empty')}</p>}
      <ul className="plain desk-cards">
        {entries.map((entry) => {
          const key = keyOf(part, entry);
          return (
            <li key={key} className="desk-card">
              {editing === key ? (
                formFor(entry)
              ) : (
                <>
                  <div className="row row--spread">
                    <strong>
                      <bdi>{entryTitle(part, entry, words)}</bdi>
                    </strong>
                    <span className="row">
                      <Button onPress={() => edit(key)}>{t('list.change')}</Button>
                      <Button onPress={() => ask(key)}>{t('list.remove')}</Button>
                    </span>
                  </div>
                  <EntryFacts part={part} values={form.values(entry)} words={words} />
                  {asking === key && (
                    <Confirm
                      question={t('list.removeAsk', { name: entryTitle(part, entry, words) })}
                      labels={{ yes: t('list.remove'), cancel: t('cancel') }}
                      onYes={() => remove(entry)}
                      onCancel={() => ask(null)}
                    />
                  )}
                </>
              )}
            </li>
          );
        })}
      </ul>
      {editing === '' ? (
        <div className="desk-card">{formFor(null)}</div>
      ) : (
        <Button variant="strong" data-desk={`add-${part}`} onPress={() => edit('')}>
          {t(`list.add.${part}`)}
        </Button>
      )}
    </div>
  );
}

/** What an entry is called in lists. */
function entryTitle<P extends DirectoryPart>(
  part: P,
  entry: DirectoryEntry<P>,
  words: RegisterWords,
): string {
  const { t, local, instant } = words;
  if ('tag' in entry) return `#${entry.tag}`;
  if ('phrases' in entry) return local(entry.name).text;
  if ('digests' in entry) return local(entry.advice).text;
  if (part === 'preElection' && 'from' in entry) {
    const name = entry.name ? local(entry.name).text : t('list.preElection');
    return `${name} (${instant(String(entry.from))} – ${instant(String(entry.until))})`;
  }
  if ('key' in entry) return local(entry.name).text;
  return 'url' in entry ? String(entry.url) : '';
}

interface EntryFactsProps {
  readonly part: DirectoryPart;
  readonly values: FormValues;
  readonly words: RegisterWords;
}

/** All that is filled in, both languages side by side. */
function EntryFacts({ part, values, words }: EntryFactsProps) {
  const facts = directoryFields(part, words).filter(({ name }) => values[name]);
  return (
    <dl className="facts">
      {facts.map(({ name, label, kind, lang, choices }) => {
        const value = values[name] ?? '';
        const shown =
          kind === 'choice'
            ? choices?.(values).find((choice) => choice.value === value)?.label
            : kind === 'instant'
              ? words.time(new Date(value).getTime())
              : value;
        return (
          <div key={name}>
            <dt>{label}</dt>
            <dd lang={lang} className={kind === 'lines' ? 'desk-lines' : undefined}>
              {shown}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
