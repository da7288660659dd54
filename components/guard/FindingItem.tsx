import { useState } from 'react';
import { ruleText } from '../../lib/guidance/rule-text';
import { Button } from '../ui/Button';
import { ClauseNote } from './ClauseNote';
import { useSession, useWords } from './guard-context';
import type { PlacedFinding } from './guard-store';

/** Properties of {@link FindingItem}. */
export interface FindingItemProps {
  readonly item: PlacedFinding;
  /** Index in the list, by which its place in the draft is pointed at. */
  readonly index: number;
  /** Number of the post in a thread; absent where there is one only. */
  readonly post?: number | undefined;
}

/** One finding: what, what to do instead, and on demand why. Pointing at it points at the words in the draft. */
export function FindingItem({ item, index, post }: FindingItemProps) {
  const { t, language } = useWords();
  const { actions } = useSession();
  const [isOpen, setOpen] = useState(false);
  const { finding, excerpt } = item;
  const text = ruleText(finding.rule, language);
  const { mode } = finding;
  return (
    <li
      className={mode === 'inform' ? 'finding' : 'finding finding--asking'}
      onMouseEnter={() => actions.choose(index)}
      onMouseLeave={() => actions.choose(null)}
      onFocus={() => actions.choose(index)}
      onBlur={() => actions.choose(null)}
    >
      <h3 className="finding__title">{text.title}</h3>
      <p className="finding__excerpt">
        {post !== undefined && `${t('postNumber', { number: post })}: `}
        <q>
          <bdi>{excerpt}</bdi>
        </q>
      </p>
      <p>{text.what}</p>
      <p>
        <strong>{t('instead')}:</strong> {text.instead}
      </p>
      {mode !== 'inform' && (
        <p className="muted">{t(mode === 'acknowledge' ? 'asks.acknowledge' : 'asks.reason')}</p>
      )}
      <Button variant="quiet" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        {t('why')}
      </Button>
      {isOpen && (
        <>
          <p>{text.why}</p>
          <ClauseNote clause={finding.clause} />
        </>
      )}
    </li>
  );
}
