import { useId, useState } from 'react';
import type { ClauseId } from '../../lib/guidance/clause-id';
import { clauseText } from '../../lib/guidance/clauses';
import { Button } from '../ui/Button';
import { useWords } from './guard-context';

/** Names a clause of the guidance; its text on demand. */
export function ClauseNote({ clause }: { readonly clause: ClauseId }) {
  const { t, language } = useWords();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const { title, text } = clauseText(clause, language);
  return (
    <div className="clause">
      <Button variant="quiet" aria-expanded={isOpen} aria-controls={id} onPress={() => setOpen(!isOpen)}>
        {t('clause', { id: clause, title })}
      </Button>
      <p id={id} className="muted" hidden={!isOpen}>
        {text}
      </p>
    </div>
  );
}
