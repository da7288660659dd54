import { useEffect } from 'react';
import type { ApplicableNotice } from '../../lib/notices/applicable';
import { useGuard, useSession } from './guard-context';
import { accountOf } from './guard-store';

/** Notes that a notice stands on the screen for the acting account. */
export function useShown(item: ApplicableNotice | undefined): void {
  const { actions } = useSession();
  const account = useGuard(({ view }) => accountOf(view)?.key);
  const identifier = item?.notice.identifier;
  useEffect(() => {
    if (identifier !== undefined && account !== undefined) actions.noteShown(identifier, account);
  }, [identifier, account, actions]);
}
