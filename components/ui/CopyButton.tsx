import { useEffect, useState } from 'react';
import { Button } from './Button';

/** Properties of {@link CopyButton}. */
export interface CopyButtonProps {
  readonly text: string;
  readonly labels: { readonly copy: string; readonly copied: string; readonly failed: string };
  /** Says what is copied, where the label alone does not. */
  readonly describedBy?: string;
}

/** Milliseconds for which the button says that it copied. */
const SAID_MS = 4_000;

/** Puts a text on the clipboard and says whether that worked; where it did not, the text can be selected by hand. */
export function CopyButton({ text, labels, describedBy }: CopyButtonProps) {
  const [state, setState] = useState<'copy' | 'copied' | 'failed'>('copy');
  useEffect(() => {
    if (state === 'copy') return;
    const timer = setTimeout(() => setState('copy'), SAID_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      // The page's own policy may forbid the clipboard.
      setState('failed');
    }
  };
  return (
    <>
      <Button aria-describedby={describedBy} onPress={() => void copy()}>
        {labels[state]}
      </Button>
      <span className="unseen" role="status">
        {state === 'copy' ? '' : labels[state]}
      </span>
    </>
  );
}
