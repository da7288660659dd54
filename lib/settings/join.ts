import { type FetchResult, fetchBoard } from '../board/fetch';
import { openBoard } from '../board/open';
import type { JoinResult } from '../messages/protocol';
import type { Membership } from './joining';
import { parseJoiningCode } from './joining-code';

/** A membership that proved good, or what was wrong and at which step. */
export type JoinCheck =
  | { readonly ok: true; readonly membership: Membership; readonly result: JoinResult }
  | {
      readonly ok: false;
      readonly result: JoinResult;
    };

/**
 * Reads a joining code and proves it: its board must be reached and must open with its keys. A browser joins only
 * what works, so that nobody believes to be guarded who is not. `now` in ms.
 */
export async function checkJoiningCode(
  code: string,
  now: number,
  fetch: (address: string) => Promise<FetchResult> = fetchBoard,
): Promise<JoinCheck> {
  const parsed = parseJoiningCode(code);
  if (!parsed.ok) return { ok: false, result: { ok: false, stage: 'code', problem: parsed.problem } };
  const { membership } = parsed;
  let result: JoinResult = { ok: false, stage: 'fetch', problem: 'offline' };
  for (const address of membership.boards) {
    const answer = await fetch(address);
    if (answer.status !== 'new') {
      const problem = answer.status === 'failed' ? answer.problem : 'http';
      const detail = answer.status === 'failed' && answer.detail ? { detail: answer.detail } : {};
      result = { ok: false, stage: 'fetch', problem, ...detail };
      continue;
    }
    const opened = await openBoard(answer.text, membership, { now, lastSequence: 0 });
    if (opened.ok) return { ok: true, membership, result: { ok: true, forceName: opened.board.force.name } };
    result = {
      ok: false,
      stage: 'board',
      problem: opened.problem,
      ...(opened.path ? { detail: opened.path } : {}),
    };
  }
  return { ok: false, result };
}
