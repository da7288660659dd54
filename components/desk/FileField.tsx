import { type DragEvent, useId, useState } from 'react';
import { useDeskWords } from './desk-context';

/** Properties of {@link FileField}. */
export interface FileFieldProps {
  readonly label: string;
  /** Name for tests. */
  readonly name: string;
  readonly accept?: string;
  readonly onText: (text: string, fileName: string) => void;
}

/** Bytes a chosen file may have; ours. A keys file has some 20 kB, an export of a full register a few MB. */
const FILE_LIMIT = 20_000_000;

/** A text file to choose or to drop here. */
export function FileField({ label, name, accept, onText }: FileFieldProps) {
  const { t } = useDeskWords();
  const id = useId();
  const [chosen, setChosen] = useState<string | null>(null);
  const [isOver, setOver] = useState(false);
  const [problem, setProblem] = useState<'large' | 'unreadable' | null>(null);
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    setProblem(null);
    if (file.size > FILE_LIMIT) return setProblem('large');
    try {
      const text = await file.text();
      setChosen(file.name);
      onText(text, file.name);
    } catch {
      setProblem('unreadable');
    }
  };
  const over = (event: DragEvent): void => {
    event.preventDefault();
    setOver(true);
  };
  return (
    // Dropping is one more way to choose; the field itself works by keyboard.
    // biome-ignore lint/a11y/noStaticElementInteractions: as above.
    <div
      className={`file-field ${isOver ? 'file-field--over' : ''}`}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void take(event.dataTransfer.files[0]);
      }}
    >
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="file"
        accept={accept}
        data-desk={name}
        aria-invalid={problem !== null || undefined}
        aria-describedby={`${id}-said`}
        onChange={(event) => void take(event.target.files?.[0])}
      />
      <p id={`${id}-said`} className="muted" role="status">
        {problem ? t(`file.${problem}`) : chosen ? t('file.chosen', { name: chosen }) : t('file.drop')}
      </p>
    </div>
  );
}
