import { useEffect, useId, useRef } from 'react';
import { Button } from './Button';

/** Properties of {@link Confirm}. */
export interface ConfirmProps {
  readonly question: string;
  readonly labels: { readonly yes: string; readonly cancel: string };
  readonly onYes: () => void;
  readonly onCancel: () => void;
}

/** A question in place before something is taken away. Takes the focus as it appears; Escape cancels. */
export function Confirm({ question, labels, onYes, onCancel }: ConfirmProps) {
  const box = useRef<HTMLFieldSetElement>(null);
  const id = useId();
  useEffect(() => box.current?.focus(), []);
  return (
    <fieldset
      ref={box}
      className="confirm"
      tabIndex={-1}
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
      }}
    >
      <p id={id}>{question}</p>
      <div className="row">
        <Button variant="strong" onPress={onYes}>
          {labels.yes}
        </Button>
        <Button onPress={onCancel}>{labels.cancel}</Button>
      </div>
    </fieldset>
  );
}
