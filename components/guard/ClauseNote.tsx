import { useId, useState } from 'react';
import { type CitedClauseId, citedClauseText, isCited } from '../../lib/guidance/cited-clauses';
import type { ClauseId } from '../../lib/guidance/clause-id';
import { Button } from '../ui/Button';
import { useWords } from './guard-context';

/** Names a clause of the guidance; its text on demand. Nothing for a clause that no page cites. */
export function ClauseNote({ clause }: { readonly clause: ClauseId }) {
  return isCited(clause) ? <CitedClause clause={clause} /> : null;
}

function CitedClause({ clause }: { readonly clause: CitedClauseId }) {
  const { t, language } = useWords();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const { title, text } = citedClauseText(clause, language);
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
