import { useState } from 'react';
import type { Board } from '../../lib/board/schema';
import { createChange, wholeEdit } from '../../lib/desk/board-change';
import { CONTACTS_FORM } from '../../lib/desk/directory';
import type { FormValues } from '../../lib/desk/form-values';
import { Button } from '../ui/Button';
import { useDeskActions } from './desk-context';
import { type FormProblem, RegisterForm } from './RegisterForm';
import { contactFields } from './register-fields';
import { useRegisterWords } from './register-words';

/** Whom operators ring: Communications, and the contact out of hours. */
export function RegisterContacts({ board }: { readonly board: Board }) {
  const words = useRegisterWords();
  const { t } = words;
  const { propose } = useDeskActions();
  const [editing, edit] = useState(false);
  const values = CONTACTS_FORM.values(board.contacts);
  const submit = async (entered: FormValues): Promise<FormProblem[]> => {
    const read = await CONTACTS_FORM.read(entered, board.contacts, [board.contacts]);
    if (!read.ok) {
      return read.problems.map(({ field, problem }) => ({ field, text: t(`fieldProblem.${problem}`) }));
    }
    const params = { name: t('tab.contacts') };
    propose(
      createChange({
        what: 'directory',
        label: { key: 'change.changed', params },
        edits: [wholeEdit('contacts', board.contacts, read.entry)],
      }),
    );
    edit(false);
    return [];
  };
  if (editing) {
    return (
      <div className="desk-card">
        <RegisterForm
          title={t('tab.contacts')}
          fields={contactFields(words)}
          initial={values}
          submitLabel={t('form.take')}
          onSubmit={submit}
          onCancel={() => edit(false)}
        />
      </div>
    );
  }
  return (
    <div className="desk-part">
      <p className="muted">{t('contacts.intro')}</p>
      <dl className="facts">
        {contactFields(words).map(({ name, label, lang }) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd lang={lang}>{values[name] || t('form.none')}</dd>
          </div>
        ))}
      </dl>
      <Button variant="strong" onPress={() => edit(true)}>
        {t('list.change')}
      </Button>
    </div>
  );
}
