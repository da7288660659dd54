/** What a surface is about; each has a shape of its own, since colour alone tells not everybody. */
export type IconKind = 'blackout' | 'lines' | 'advice' | 'exercise' | 'unknown' | 'calm' | 'done';

const SHAPES: Readonly<Record<IconKind, string>> = {
  // An octagon with a bar, as on a no-entry sign.
  blackout: 'M8 1h8l7 7v8l-7 7H8l-7-7V8zM5 10v4h14v-4z',
  lines: 'M12 1 23 22H1zM11 8v7h2V8zm0 9v2h2v-2z',
  advice: 'M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22zM11 6h2v2h-2zm0 4h2v8h-2z',
  exercise: 'M12 0 24 12 12 24 0 12zM8 6v12h8v-2h-6v-3h5v-2h-5V8h6V6z',
  unknown:
    'M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22zM8 9a4 4 0 1 1 5.5 3.7V14h-2v-2.6l.7-.2A2 2 0 1 0 10 9zm3.5 7h2v2h-2z',
  calm: 'M12 1 22 4v7c0 6-4 10-10 12C6 21 2 17 2 11V4zM4 5.4V11c0 4.7 3 8 8 9.9 5-1.9 8-5.2 8-9.9V5.4L12 3.1z',
  done: 'M2 2h20v20H2zM10 14.2 6.5 10.7 5 12.2l5 5 9-9-1.5-1.5z',
};

/** A decorative shape; the words beside it say the same. */
export function Icon({ kind }: { readonly kind: IconKind }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" focusable="false">
      <path d={SHAPES[kind]} fillRule="evenodd" fill="currentColor" />
    </svg>
  );
}
