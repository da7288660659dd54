import { useMemo, useState } from 'react';
import type { Board } from '../../lib/board/schema';
import { createChange, isSame, listEdit } from '../../lib/desk/board-change';
import {
  cellWords,
  columnName,
  compareImport,
  type Difference,
  type ImportItem,
  keptAtFirst,
  type RegisterColumn,
  type RegisterFile,
  readRegisterCsv,
  type TakenRow,
  takeRows,
} from '../../lib/desk/register-csv';
import { Button } from '../ui/Button';
import { Trouble } from '../ui/Trouble';
import { useDeskActions } from './desk-context';
import { FileField } from './FileField';
import { accountProblems } from './register-fields';
import { useRegisterWords } from './register-words';

/** Properties of {@link RegisterImport}. */
export interface RegisterImportProps {
  readonly board: Board;
  readonly onDone: () => void;
}

/** Brings in a table of accounts: what it would add and change is shown side by side and chosen, row by row. */
export function RegisterImport({ board, onDone }: RegisterImportProps) {
  const { t } = useRegisterWords();
  const [file, setFile] = useState<RegisterFile | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const read = (text: string): void => {
    setFile(null);
    // A file in another encoding: its accented letters are lost already.
    if (text.includes('\uFFFD')) return setProblem(t('import.problem.not-utf8'));
    const result = readRegisterCsv(text);
    setProblem(result.ok ? null : t(`import.problem.${result.problem}`, { line: result.line ?? 1 }));
    if (result.ok) setFile(result.file);
  };
  return (
    <div className="desk-part">
      <h3>{t('register.import')}</h3>
      <p className="muted">{t('import.intro')}</p>
      <FileField name="register-file" accept=".csv,text/csv" label={t('import.file')} onText={read} />
      {problem !== null && <Trouble tone="alarm">{problem}</Trouble>}
      {file && <Comparison file={file} board={board} onDone={onDone} />}
      <div className="row">
        <Button onPress={onDone}>{t('cancel')}</Button>
      </div>
    </div>
  );
}

function Comparison({ file, board, onDone }: RegisterImportProps & { readonly file: RegisterFile }) {
  const { t } = useRegisterWords();
  const { propose } = useDeskActions();
  const items = useMemo(() => compareImport(file, board.accounts), [file, board]);
  const [left, leave] = useState<ReadonlySet<number>>(new Set());
  const [kept, keep] = useState<ReadonlyMap<number, ReadonlySet<RegisterColumn>>>(new Map());
  const keptOf = (item: ImportItem): ReadonlySet<RegisterColumn> => kept.get(item.line) ?? keptAtFirst(item);
  const groups = board.contactGroups.map(({ key }) => key);
  const asked = items.filter(
    ({ line, status, repeats, cellProblems }) =>
      status !== 'unchanged' && repeats === null && cellProblems.length === 0 && !left.has(line),
  );
  const taken = takeRows(asked, keptOf, board.accounts, groups);
  const good = asked.flatMap((item) => {
    const row = taken.get(item);
    // Where the board's word is kept in every column nothing changes.
    return row?.ok && !isSame(item.before, row.entry) ? [{ item, entry: row.entry }] : [];
  });
  const count = (status: ImportItem['status']): number =>
    items.filter((item) => item.status === status).length;
  const take = (): void => {
    propose(
      createChange({
        what: 'register',
        label: { key: 'change.import', params: { name: t('tab.accounts'), count: good.length } },
        edits: good.flatMap(({ item, entry }) => listEdit('accounts', item.before, entry)),
      }),
    );
    onDone();
  };
  const choose = (item: ImportItem, column: RegisterColumn, ours: boolean): void => {
    const columns = new Set(keptOf(item));
    if (ours) columns.add(column);
    else columns.delete(column);
    keep(new Map([...kept, [item.line, columns]]));
  };
  const setLeft = (line: number, isLeft: boolean): void => {
    const lines = new Set(left);
    if (isLeft) lines.add(line);
    else lines.delete(line);
    leave(lines);
  };
  return (
    <>
      <p role="status">
        {t('import.sums', {
          added: count('added'),
          changed: count('changed'),
          unchanged: count('unchanged'),
        })}
      </p>
      {file.ignored.length > 0 && (
        <p className="care">{t('import.ignored', { names: file.ignored.join(', ') })}</p>
      )}
      <ul className="plain desk-cards">
        {items
          .filter(
            ({ status, cellProblems, repeats }) =>
              status !== 'unchanged' || cellProblems.length > 0 || repeats,
          )
          .map((item) => (
            <ItemCard
              key={item.line}
              item={item}
              taken={taken.get(item)}
              kept={keptOf(item)}
              left={left.has(item.line)}
              onLeave={(isLeft) => setLeft(item.line, isLeft)}
              onChoose={(column, ours) => choose(item, column, ours)}
            />
          ))}
      </ul>
      <p className="muted">{t('import.absent')}</p>
      <div className="row">
        <Button variant="strong" waiting={good.length === 0} onPress={take}>
          {t('import.take', { count: good.length })}
        </Button>
      </div>
    </>
  );
}

interface ItemCardProps {
  readonly item: ImportItem;
  readonly taken: TakenRow | undefined;
  readonly kept: ReadonlySet<RegisterColumn>;
  readonly left: boolean;
  readonly onLeave: (left: boolean) => void;
  readonly onChoose: (column: RegisterColumn, ours: boolean) => void;
}

function ItemCard({ item, taken, kept, left, onLeave, onChoose }: ItemCardProps) {
  const { t, language } = useRegisterWords();
  const { line, status, flat, differences, cellProblems, repeats } = item;
  const problems = [
    ...(repeats === null ? [] : [t('import.repeats', { line: repeats })]),
    ...cellProblems.map(({ column, problem, cell }) =>
      t(`import.cell.${problem}`, { column: columnName(column, language), cell }),
    ),
    ...(taken && !taken.ok
      ? taken.problems.map(({ field }, i) => {
          const sentence = accountProblems(taken.problems, t)[i]?.text ?? '';
          const name = field === 'purpose' ? 'purposeEn' : field;
          return `${columnName(name, language)}: ${sentence}`;
        })
      : []),
  ];
  return (
    <li className={`desk-card import--${problems.length > 0 ? 'wrong' : status}`}>
      <div className="row row--spread">
        <strong>
          {t('import.line', { line })} · <bdi>{flat.name || flat.key}</bdi>
        </strong>
        <span className="row">
          <span className="tag">{t(`import.status.${status}`)}</span>
          <label className="row">
            <input type="checkbox" checked={!left} onChange={(event) => onLeave(!event.target.checked)} />
            {t('import.takeRow')}
          </label>
        </span>
      </div>
      {problems.length > 0 && (
        <ul className="field-problem">
          {problems.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {differences.length > 0 && (
        <Differences line={line} differences={differences} kept={kept} onChoose={onChoose} />
      )}
      {status === 'added' && (
        <p className="muted">
          {[flat.platform, flat.kind, flat.state]
            .map((value, i) =>
              cellWords((['platform', 'kind', 'state'] as const)[i] ?? 'state', value, language),
            )
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
    </li>
  );
}

interface DifferencesProps {
  readonly line: number;
  readonly differences: readonly Difference[];
  readonly kept: ReadonlySet<RegisterColumn>;
  readonly onChoose: (column: RegisterColumn, ours: boolean) => void;
}

function Differences({ line, differences, kept, onChoose }: DifferencesProps) {
  const { t, language } = useRegisterWords();
  const cell = (column: RegisterColumn, value: string): string =>
    value === '' ? t('form.none') : cellWords(column, value, language);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard too
    <section className="scroll" tabIndex={0} aria-label={t('import.differences', { line })}>
      <table className="desk-table">
        <thead>
          <tr>
            <th scope="col">{t('import.field')}</th>
            <th scope="col">{t('import.board')}</th>
            <th scope="col">{t('import.inFile')}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ column, ours, theirs, kind }) => {
            const name = `line-${line}-${column}`;
            return (
              <tr key={column}>
                <th scope="row">
                  {columnName(column, language)}
                  {kind === 'conflict' && <span className="tag tag--care">{t('import.conflict')}</span>}
                </th>
                {([true, false] as const).map((isOurs) => (
                  <td key={String(isOurs)}>
                    <label className="row">
                      <input
                        type="radio"
                        name={name}
                        checked={kept.has(column) === isOurs}
                        onChange={() => onChoose(column, isOurs)}
                      />
                      <bdi>{cell(column, isOurs ? ours : theirs)}</bdi>
                    </label>
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
