import { useState } from 'react';
import { Button } from '../ui/Button';
import { Confirm } from '../ui/Confirm';
import { useWords } from '../ui/PageWords';
import { Trouble } from '../ui/Trouble';
import type { Deletion, RecordKeeper } from './my-records';

type Step =
  | { readonly kind: 'idle' | 'nothing' | 'failed' }
  | { readonly kind: 'asking'; readonly deletion: Deletion; readonly count: number }
  | { readonly kind: 'deleted'; readonly count: number };

/** Deleting records from before a day, or all of them, after a question that says how many. */
export function DeleteRecords({ keeper }: { readonly keeper: RecordKeeper }) {
  const { t } = useWords();
  const [day, setDay] = useState('');
  const [step, setStep] = useState<Step>({ kind: 'idle' });
  // Midnight of that day in local time, as the table shows times.
  const before = day === '' ? Number.NaN : new Date(`${day}T00:00`).getTime();

  const ask = async (deletion: Deletion): Promise<void> => {
    try {
      const count = await keeper.count(deletion);
      setStep(count === 0 ? { kind: 'nothing' } : { kind: 'asking', deletion, count });
    } catch {
      setStep({ kind: 'failed' });
    }
  };
  const remove = async (deletion: Deletion): Promise<void> => {
    try {
      setStep({ kind: 'deleted', count: await keeper.remove(deletion) });
    } catch {
      setStep({ kind: 'failed' });
    }
  };

  return (
    <details>
      <summary>{t('records.delete')}</summary>
      <div className="form">
        <p className="muted">{t('records.keepsOutstanding')}</p>
        <label>
          {t('records.deleteBefore')}
          <span className="row">
            <input type="date" value={day} onChange={({ target }) => setDay(target.value)} />
            <Button waiting={Number.isNaN(before)} onPress={() => void ask({ before })}>
              {t('records.deleteOld')}
            </Button>
          </span>
        </label>
        <Button onPress={() => void ask('all')}>{t('records.deleteAll')}</Button>
        {step.kind === 'asking' && (
          <Confirm
            question={t('records.deleteAsk', { count: step.count })}
            labels={{ yes: t('records.deleteYes'), cancel: t('cancel') }}
            onCancel={() => setStep({ kind: 'idle' })}
            onYes={() => void remove(step.deletion)}
          />
        )}
        <div role="status">
          {step.kind === 'nothing' && <p>{t('records.deleteNothing')}</p>}
          {step.kind === 'deleted' && <p>{t('records.deleted', { count: step.count })}</p>}
        </div>
        {step.kind === 'failed' && <Trouble>{t('recordsUnreadable')}</Trouble>}
      </div>
    </details>
  );
}
