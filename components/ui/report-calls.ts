import { sendMessage } from '../../lib/messages/protocol';
import type { ReportKind } from '../../lib/reports/report';
import { withDeadline } from './ask-background';

/** What can be done with reports that wait. */
export interface ReportCalls {
  /** Tries at once. */
  send(): Promise<void>;
  /** They were carried by hand and need not be sent again. */
  handOver(ids: readonly string[], by: 'copy' | 'mail'): Promise<void>;
  /** The operator was shown what reports of these kinds hold. */
  shown(kinds: readonly ReportKind[]): Promise<void>;
  /** Puts a text on the clipboard. Rejects where the browser does not allow it. */
  copy(text: string): Promise<void>;
  /** Opens the mail program at a mailto address. */
  openMail(url: string): void;
}

/** The background's and the browser's. */
export const reportCalls: ReportCalls = {
  send: () => withDeadline(sendMessage('sendReports', {})),
  handOver: (ids, by) => withDeadline(sendMessage('handOver', { ids, by })),
  shown: (kinds) => withDeadline(sendMessage('reportsShown', { kinds })),
  copy: (text) => navigator.clipboard.writeText(text),
  openMail: (url) => window.location.assign(url),
};
