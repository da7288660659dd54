import { type CSSProperties, useId, useState } from 'react';
import { Button } from './Button';

/** Properties of {@link ClampedText}. */
export interface ClampedTextProps {
  /** Shown as it is: markup in it is text. */
  readonly text: string;
  /** Language of the text where it is not that of its surroundings. */
  readonly lang?: string | undefined;
  /** A word before it that says which language it is, where that is not the reader's. */
  readonly label?: string | undefined;
  /** Lines shown at first; 3 unless said. */
  readonly lines?: number;
  readonly labels: { readonly more: string; readonly less: string };
  readonly className?: string;
}

/** Characters that fit on a line of the narrowest surface, 320 px. */
const CHARACTERS_A_LINE = 44;

/** A text that may be long: its first lines, and the rest on demand. */
export function ClampedText({ text, lang, label, lines = 3, labels, className = '' }: ClampedTextProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const long = text.length > lines * CHARACTERS_A_LINE || text.split('\n', lines + 1).length > lines;
  return (
    <>
      <p
        id={id}
        lang={lang}
        dir="auto"
        className={`clamped ${long && !open ? 'clamped--cut' : ''} ${className}`}
        // React's type of styles knows no custom properties.
        style={{ '--lines': lines } as CSSProperties}
      >
        {label && <small className="muted">[{label}] </small>}
        {text}
      </p>
      {long && (
        <Button variant="quiet" aria-expanded={open} aria-controls={id} onPress={() => setOpen(!open)}>
          {open ? labels.less : labels.more}
        </Button>
      )}
    </>
  );
}
