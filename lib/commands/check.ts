/** `npm run check`: format, lint, types, architecture and unused code. Exit code 1 when one of them fails. */
import { runCheck } from './check-steps';

const results = await runCheck((line) => process.stdout.write(`${line}\n`));
const failed = results.filter((result) => !result.ok);
process.stdout.write(
  failed.length === 0
    ? `check: all ${results.length} passed\n`
    : `check: ${failed.length} of ${results.length} failed: ${failed.map((result) => result.name).join(', ')}\n`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
