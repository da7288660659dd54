import type { KnownAccount, Signal } from '../../lib/accounts/types';
import type { PageCheck } from '../../lib/messages/protocol';
import type { PagesTranslate } from '../ui/PageWords';

/** One line of a report: what was looked at, and what was seen. */
export interface ReportRow {
  readonly label: string;
  readonly values: readonly string[];
}

/** What a report needs beside the page's answer. */
export interface ReportFacts {
  readonly accounts: readonly KnownAccount[];
  readonly version: string;
  /** When the page was asked, in ms. */
  readonly at: number;
  /** Why the page is not protected, in words; empty when it is. */
  readonly reason: string;
}

/**
 * Puts "check this page" into words, ready to copy. It holds no draft text; a sign is spelt out only where it is
 * of an official account, and the path only where one acts, since an address can name a person.
 */
export function reportRows(check: PageCheck, facts: ReportFacts, t: PagesTranslate): ReportRow[] {
  const { health, standing } = check;
  const open = standing === 'registered';
  const controls = Object.entries(health.found);
  const none = (values: string[], word: string): string[] => (values.length > 0 ? values : [word]);
  const protection = t(`protection.${health.state}`, { reason: facts.reason || (health.reason ?? '') });
  return [
    { label: t('check.page'), values: [open ? check.host + check.path : check.host] },
    { label: t('check.platform'), values: [t(`platform.${check.platform}`)] },
    {
      label: t('check.standing'),
      values: [
        `${t(`standing.${standing}`)}, ${t(`certainty.${check.status}`)}`,
        ...(open && check.accountName ? [check.accountName] : []),
      ],
    },
    {
      label: t('check.evidence'),
      values: none(
        check.evidence.map((signal) => signalText(signal, open || isOfficial(signal, facts.accounts), t)),
        t('check.noEvidence'),
      ),
    },
    { label: t('check.protection'), values: [protection] },
    {
      label: t('check.found'),
      values: none(
        controls.filter(([, count]) => count > 0).map(([name, count]) => `${name}: ${count}`),
        t('check.noneMissing'),
      ),
    },
    {
      label: t('check.missing'),
      values: none(
        controls.filter(([, count]) => count === 0).map(([name]) => name),
        t('check.noneMissing'),
      ),
    },
    { label: t('check.composers'), values: [String(check.composers)] },
    { label: t('check.version'), values: [facts.version] },
    { label: t('check.at'), values: [new Date(facts.at).toISOString()] },
  ];
}

/** The rows as plain text. */
export function reportText(rows: readonly ReportRow[]): string {
  return rows
    .map(({ label, values }) => {
      const [first = '', ...rest] = values;
      return rest.length === 0 ? `${label}: ${first}` : [`${label}:`, first, ...rest].join('\n  ');
    })
    .join('\n');
}

/**
 * The official account a page says is acting, or null. The page names it; where two have the same name on one
 * platform, the signs tell them apart.
 */
export function actingAccount(check: PageCheck, accounts: readonly KnownAccount[]): KnownAccount | null {
  if (check.standing !== 'registered') return null;
  const named = accounts.filter(
    ({ platform, name }) => platform === check.platform && name === check.accountName,
  );
  return (
    named.find((account) => check.evidence.some((signal) => isOfficial(signal, [account]))) ??
    named[0] ??
    null
  );
}

function signalText({ source, kind, value }: Signal, shown: boolean, t: PagesTranslate): string {
  const where = t(`source.${source}`);
  return shown ? t(`signal.${kind}`, { source: where, value }) : t('signal.hidden', { source: where });
}

function isOfficial({ kind, value }: Signal, accounts: readonly KnownAccount[]): boolean {
  return accounts.some((account) =>
    kind === 'id' ? account.ids.includes(value) : account.handle?.toLowerCase() === value.toLowerCase(),
  );
}
