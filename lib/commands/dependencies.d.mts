/** The line kept in node_modules after `npm ci`: hash of the lockfile, and the system that native parts were chosen for. */
export function stampOf(
  lockText: string,
  node: { readonly version: string; readonly platform: string; readonly arch: string },
): string;

/**
 * Whether what npm says it installed (node_modules/.package-lock.json) is what the lockfile asks for, so that someone
 * who ran `npm install` by hand is not made to wait for `npm ci`. Text that cannot be read counts as different.
 */
export function sameTree(lockText: string, installedText: string): boolean;

/** Program and first arguments that run npm without a shell on every system, or null where no npm was found. */
export function npmCommand(host: {
  readonly execPath: string;
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  exists(path: string): boolean;
}): readonly [string, ...string[]] | null;

/** The sentence to print when this Node is older than a range of the form ">=20.19", or null when it is not. */
export function nodeProblem(version: string, range: string): string | null;
