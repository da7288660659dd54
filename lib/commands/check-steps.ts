import { runStep, type Step, type StepResult } from './steps';

/** The steps of `npm run check`. None writes anything, so they may run side by side. */
const CHECK_STEPS: readonly Step[] = [
  {
    name: 'format and lint (biome)',
    script: 'node_modules/@biomejs/biome/bin/biome',
    args: ['check', '--max-diagnostics=40', '--error-on-warnings'],
  },
  { name: 'types (tsc)', script: 'node_modules/typescript/bin/tsc', args: ['--noEmit', '--pretty', 'false'] },
  {
    name: 'architecture: imports (dependency-cruiser)',
    script: 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    args: ['lib', 'components', 'entrypoints', 'test', '--config', '.dependency-cruiser.cjs'],
  },
  {
    name: 'architecture: bundles (dependency-cruiser)',
    script: 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    args: ['lib', 'components', 'entrypoints', '--config', 'test/architecture/bundles.cjs'],
  },
  {
    name: 'unused code (knip)',
    script: 'node_modules/knip/bin/knip.js',
    args: ['--config', '.knip.jsonc', '--no-config-hints'],
  },
];

/**
 * Runs format, lint, types, architecture and unused code, two at a time, and prints the output of those that fail.
 * @returns the results in the order of the steps
 */
export async function runCheck(say: (line: string) => void): Promise<StepResult[]> {
  const results = new Map<Step, StepResult>();
  const waiting = [...CHECK_STEPS];
  const lane = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const result = await runStep(step, { show: false });
      results.set(step, result);
      say(`${result.ok ? '✓' : '✗'} ${result.name} (${(result.ms / 1000).toFixed(1)} s)`);
      if (!result.ok) say(result.output.trimEnd());
    }
  };
  await Promise.all([lane(), lane()]);
  return CHECK_STEPS.flatMap((step) => results.get(step) ?? []);
}
