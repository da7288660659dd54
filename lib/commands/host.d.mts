/** What {@link Host.run} needs beside the program and its arguments. */
export interface RunOptions {
  /** Milliseconds after which the program is killed. */
  readonly timeoutMs: number;
  /** Added to the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Also print what the program prints, as it comes. */
  readonly show?: boolean;
}

/** How a program ended: its exit code (null when it was killed or could not start) and all it printed. */
export interface RunResult {
  readonly code: number | null;
  readonly output: string;
}

/** The machine as the set-up sees it: files, environment and programs. Tests hand in another one. */
export interface Host {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly isRoot: boolean;
  exists(path: string): boolean;
  /** The text of a file, or null when it cannot be read. */
  read(path: string): string | null;
  findOnPath(name: string): string | null;
  /** Runs a program without a shell. Never rejects. */
  run(command: string, args: readonly string[], options: RunOptions): Promise<RunResult>;
}

/** This machine. */
export function thisHost(): Host;
