import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

/** The project's folder, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** One program to run, as a step of a command. */
export interface Step {
  /** What a person reads. */
  readonly name: string;
  /** A script run by this Node, from the project's folder. */
  readonly script: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** How a step ended. */
export interface StepResult {
  readonly name: string;
  readonly ok: boolean;
  /** Exit code; null when the program was killed or did not start. */
  readonly code: number | null;
  readonly ms: number;
  /** All it printed, where it was not shown as it came. */
  readonly output: string;
}

/**
 * Runs a step. With `show` its output appears as it comes; otherwise it is collected, for steps that run side by side.
 * Never rejects.
 */
export function runStep(step: Step, how: { show: boolean }): Promise<StepResult> {
  return new Promise((resolve) => {
    const start = performance.now();
    let output = '';
    const child = spawn(process.execPath, [`${ROOT}${step.script}`, ...step.args], {
      cwd: ROOT,
      env: { ...process.env, ...step.env },
      stdio: how.show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    });
    const take = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    const end = (code: number | null) =>
      resolve({ name: step.name, ok: code === 0, code, ms: Math.round(performance.now() - start), output });
    child.on('error', (error) => {
      output += error.message;
      end(null);
    });
    child.on('close', end);
  });
}
