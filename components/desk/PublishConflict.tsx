import { cellWords, REGISTER_COLUMNS } from '../../lib/desk/register-csv';
import { deskEn } from '../../lib/i18n/en/desk';
import { Button } from '../ui/Button';
import { Trouble } from '../ui/Trouble';
import { ChangeName } from './ChangeName';
import { type DeskTranslate, type PendingConflict, useDeskActions, useDeskWords } from './desk-context';

/** Somebody else changed the same entry: what they have, what this desk has, and the choice between the two. */
export function PublishConflict({ conflict }: { readonly conflict: PendingConflict }) {
  const { t, language } = useDeskWords();
  const { settle } = useDeskActions();
  const { change } = conflict;
  const { theirs, ours } = conflict.conflict;
  const fields = differing(theirs, ours);
  // Only the register's own columns have words of their own: a status or a state is something else elsewhere.
  const isAccount = conflict.conflict.edit.part === 'accounts';
  const wordsOf = (name: string, value: string): string => {
    const column = isAccount ? REGISTER_COLUMNS.find((one) => one === name) : undefined;
    return column ? cellWords(column, value, language) : value;
  };
  return (
    <Trouble tone="alarm">
      <p data-desk="conflict">
        {t('conflict.what')} <ChangeName change={change} />
      </p>
      {theirs === null && <p>{t('conflict.gone')}</p>}
      {ours === null && <p>{t('conflict.removes')}</p>}
      {fields.length > 0 && (
        <div className="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('conflict.field')}</th>
                <th scope="col">{t('conflict.theirs')}</th>
                <th scope="col">{t('conflict.ours')}</th>
              </tr>
            </thead>
            <tbody>
              {fields.map(({ name, theirs: their, ours: our }) => (
                <tr key={name}>
                  <th scope="row">{fieldName(name, t)}</th>
                  <td dir="auto">{wordsOf(name, their)}</td>
                  <td dir="auto">{wordsOf(name, our)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className="row">
        <Button onPress={() => settle(change.id, 'theirs')} data-desk="take-theirs">
          {t('conflict.takeTheirs')}
        </Button>
        <Button onPress={() => settle(change.id, 'ours')} data-desk="take-ours">
          {t('conflict.takeOurs')}
        </Button>
      </div>
    </Trouble>
  );
}

/** A field of the board in words; one that a newer Cordon may have added stays as the board has it. */
function fieldName(name: string, t: DeskTranslate): string {
  const key = `entry.${name}`;
  return isMessage(key) ? t(key) : name;
}

const isMessage = (key: string): key is keyof typeof deskEn => Object.hasOwn(deskEn, key);

interface Difference {
  readonly name: string;
  readonly theirs: string;
  readonly ours: string;
}

/** The fields in which two entries differ, as short texts. */
function differing(theirs: unknown, ours: unknown): Difference[] {
  const [a, b] = [fieldsOf(theirs), fieldsOf(ours)];
  const names = [...new Set([...a.keys(), ...b.keys()])];
  return names
    .map((name) => ({ name, theirs: a.get(name) ?? '–', ours: b.get(name) ?? '–' }))
    .filter((field) => field.theirs !== field.ours);
}

function fieldsOf(entry: unknown): Map<string, string> {
  if (typeof entry !== 'object' || entry === null) return new Map();
  return new Map(Object.entries(entry).map(([name, value]) => [name, textOf(value)]));
}

/** Texts in both languages and lists read as such; the rest as it is written on the board. */
function textOf(value: unknown): string {
  if (value === undefined || value === null) return '–';
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(textOf).join(', ');
  return Object.values(value).map(textOf).join(' / ');
}
