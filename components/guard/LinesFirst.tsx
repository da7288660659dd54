import { useState } from 'react';
import { Button } from '../ui/Button';
import { CorporateAccounts } from './Contacts';
import { CorporateLines } from './CorporateLines';
import { useWords } from './guard-context';
import type { LinesFirst as Lines } from './lines-first';
import { Told } from './Reports';

/** Properties of {@link LinesFirst}. */
export interface LinesFirstProps {
  readonly lines: Lines;
  /** Whether nothing else stands in the panel, so that who opens it wants the lines. */
  readonly isAlone: boolean;
  readonly onSeen: () => void;
}

/** The corporate lines beside the composer: open until they were looked at, on demand from then on. */
export function LinesFirst({ lines, isAlone, onSeen }: LinesFirstProps) {
  const { t } = useWords();
  const [isWanted, setWanted] = useState(isAlone);
  const { notices, accounts, unseen } = lines;
  const isOpen = isWanted || unseen.length > 0;
  return (
    <section className="lines" aria-label={t('lines')}>
      {unseen.length === 0 && (
        <Button variant="quiet" aria-expanded={isWanted} onPress={() => setWanted(!isWanted)}>
          {t('lines')}
        </Button>
      )}
      {isOpen && (
        <>
          {accounts.length > 0 && (
            <>
              <p>{t('lookFirst')}</p>
              <ul className="list">
                <CorporateAccounts accounts={accounts} />
              </ul>
            </>
          )}
          {notices.map(({ identifier, status, corporateLines }) => (
            <div key={identifier} className={status === 'exercise' ? 'lines--exercise' : undefined}>
              {status === 'exercise' && <strong>{t('exercise')}</strong>}
              <CorporateLines lines={corporateLines} />
            </div>
          ))}
        </>
      )}
      {unseen.length > 0 && (
        <div className="lines__seen">
          <Button variant="strong" onPress={onSeen}>
            {t('linesSeen')}
          </Button>
          <p className="muted">
            <Told />
          </p>
        </div>
      )}
    </section>
  );
}
