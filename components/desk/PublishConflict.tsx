import { Button } from '../ui/Button';
import { Trouble } from '../ui/Trouble';
import { ChangeName } from './ChangeName';
import { type PendingConflict, useDeskActions, useDeskWords } from './desk-context';

/** Somebody else changed the same entry: what they have, what this desk has, and the choice between the two. */
export function PublishConflict({ conflict }: { readonly conflict: PendingConflict }) {
  const { t } = useDeskWords();
  const { settle } = useDeskActions();
  const { change } = conflict;
  const { theirs, ours } = conflict.conflict;
  const fields = differing(theirs, ours);
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
                  <th scope="row">
                    <code>{name}</code>
                  </th>
                  <td dir="auto">{their}</td>
                  <td dir="auto">{our}</td>
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
