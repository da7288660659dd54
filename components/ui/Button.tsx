import type { ComponentProps, MouseEvent } from 'react';

/** Properties of {@link Button}: those of a `<button>`, with `onPress` in place of `onClick`. */
export type ButtonProps = Omit<ComponentProps<'button'>, 'onClick' | 'disabled'> & {
  /** Called for a press by a person; never for one that a script made. */
  readonly onPress: () => void;
  readonly variant?: 'plain' | 'strong' | 'quiet';
  /** Not to be pressed for the moment. It keeps the focus, which a disabled button would lose. */
  readonly waiting?: boolean;
};

/**
 * A button that obeys only trusted events: scripts of the page can reach into an open shadow root and call
 * `click()`, and must not be able to answer for the operator (design, promise 11).
 */
export function Button({ onPress, variant = 'plain', waiting = false, className, ...rest }: ButtonProps) {
  const press = (event: MouseEvent): void => {
    if (event.nativeEvent.isTrusted && !waiting) onPress();
  };
  const classes = ['button', variant === 'plain' ? '' : `button--${variant}`, className ?? ''];
  return (
    <button
      type="button"
      {...rest}
      className={classes.filter(Boolean).join(' ')}
      aria-disabled={waiting || undefined}
      onClick={press}
    />
  );
}
