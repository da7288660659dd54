import type { ReactNode } from 'react';

/** Properties of {@link Trouble}. */
export interface TroubleProps {
  readonly children: ReactNode;
  /** `alarm` for what stops the operator, `warn` for what asks for care. */
  readonly tone?: 'warn' | 'alarm';
}

/** Something that went wrong, said at once to those who listen and marked by more than its colour. */
export function Trouble({ children, tone = 'warn' }: TroubleProps) {
  return (
    <div className={`trouble trouble--${tone}`} role="alert">
      <span className="trouble-mark" aria-hidden="true">
        !
      </span>
      <div>{children}</div>
    </div>
  );
}
