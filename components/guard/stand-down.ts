import type { Notice } from '../../lib/board/schema';
import type { ApplicableNotice } from '../../lib/notices/applicable';

/** Whether a notice kept posts back; advice and test messages never did. */
const holds = ({ notice }: ApplicableNotice): boolean =>
  notice.level !== 'advice' && notice.status !== 'test';

/**
 * The order that was stood down between two moments: before, something kept posts back, and now nothing does. An
 * update that replaces one hold by another is no standing down, nor is an order that only ran out, because it then
 * stays and may have ended.
 */
export function stoodDown(
  before: readonly ApplicableNotice[],
  after: readonly ApplicableNotice[],
): Notice | null {
  if (after.some(holds)) return null;
  return before.find(holds)?.notice ?? null;
}
