import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { useDesk, useDeskSession } from './desk-context';
import { type Reports, type ReportsState, reportsOf } from './reports-store';

/** The reports of this desk, followed while the component stands. */
export function useReports(): Reports & { readonly state: ReportsState } {
  const session = useDeskSession();
  const reports = reportsOf(session);
  const open = useDesk((state) => state.keys !== null);
  useEffect(() => {
    if (!open) return;
    const ended = new AbortController();
    reports.follow(ended.signal);
    return () => ended.abort();
  }, [reports, open]);
  const state = useStore(reports.store);
  return useMemo(() => ({ ...reports, state }), [reports, state]);
}
