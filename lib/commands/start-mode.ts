import { parseArgs } from 'node:util';

/** How `npm start` plays: with a person at a visible browser, or by itself. */
export type StartMode =
  | { readonly kind: 'by-hand' }
  /** `why`: asked for with --tour, or because no window can be shown here. */
  | { readonly kind: 'tour'; readonly why: 'asked' | 'no-display' };

/**
 * Reads the arguments of `npm start` and the environment. Linux shows windows through DISPLAY or WAYLAND_DISPLAY;
 * elsewhere a display is taken for granted.
 * @throws {Error} with a sentence for people when an argument is not known
 */
export function startMode(
  args: readonly string[],
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): StartMode {
  let asked: boolean | undefined;
  try {
    asked = parseArgs({ args: [...args], options: { tour: { type: 'boolean' } } }).values.tour;
  } catch {
    throw new Error(`npm start knows one option, "-- --tour"; it was given: ${args.join(' ')}`);
  }
  if (asked) return { kind: 'tour', why: 'asked' };
  const shows = platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
  return shows ? { kind: 'by-hand' } : { kind: 'tour', why: 'no-display' };
}
