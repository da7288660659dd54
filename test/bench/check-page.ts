import { measureCheckFloor, workDone } from './check-floor';

/** Runs in a page: the measures by length. Throws when the checks found nothing, for then nothing was checked. */
export function run(): ReturnType<typeof measureCheckFloor> {
  const measures = measureCheckFloor();
  if (workDone() === 0) throw new Error('the work was optimised away');
  return measures;
}
