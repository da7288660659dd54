import type { PlatformId } from '../platforms/hosts';
import type { Identity, KnownAccount, Signal, Standing } from './types';

const sameHandle = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function findByHandle(accounts: readonly KnownAccount[], handle: string): KnownAccount | undefined {
  return accounts.find((account) => account.handle !== undefined && sameHandle(account.handle, handle));
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)];

/**
 * Works out who is acting from the signs on the page. The register matches by id first, by handle second.
 *
 * - `confirmed`: the id the server will act on is registered and nothing contradicts it, or two signs agree.
 * - `likely`: one sign alone, or only what the page said when it was loaded.
 * - `conflict`: two signs name different accounts.
 * - `unknown`: no sign at all.
 *
 * A handle that differs from the register's while the id matches is a renamed account, not a conflict,
 * unless that handle belongs to another entry of the register.
 */
export function resolveIdentity(
  platform: PlatformId,
  signals: readonly Signal[],
  register: readonly KnownAccount[],
): Identity {
  const accounts = register.filter((account) => account.platform === platform);
  const evidence = signals;
  if (signals.length === 0) return { status: 'unknown', evidence };

  const ids = distinct(signals.filter((s) => s.kind === 'id').map((s) => s.value));
  const handles = distinct(signals.filter((s) => s.kind === 'handle').map((s) => s.value.toLowerCase()));
  const idMatches = ids.map((id) => accounts.find((account) => account.ids.includes(id)));
  const byId = idMatches.find((account) => account !== undefined);
  // Ids of one and the same account (Facebook gives a Page two) do not disagree.
  if (ids.length > 1 && !(byId && idMatches.every((account) => account === byId))) {
    return withAccount({ status: 'conflict', evidence }, byId);
  }
  if (handles.length > 1) {
    return withAccount(
      { status: 'conflict', evidence },
      byId ?? handles.map((handle) => findByHandle(accounts, handle)).find(Boolean),
    );
  }

  const [handle] = handles;
  const byHandle = handle === undefined ? undefined : findByHandle(accounts, handle);
  if (byId) {
    if (byHandle && byHandle !== byId) return { status: 'conflict', account: byId, evidence };
    const live = signals.some((s) => s.source !== 'page-data');
    return { status: live ? 'confirmed' : 'likely', account: byId, evidence };
  }
  const [id] = ids;
  if (byHandle) {
    // The register knows this account's ids, and the session's id is none of them: the page shows one account
    // and would act as another.
    if (id !== undefined && byHandle.ids.length > 0)
      return { status: 'conflict', account: byHandle, evidence };
    const sources = distinct(signals.filter((s) => s.kind === 'handle').map((s) => s.source));
    if (sources.length < 2) return { status: 'likely', account: byHandle, evidence };
    return id === undefined
      ? { status: 'confirmed', account: byHandle, evidence }
      : { status: 'confirmed', account: byHandle, evidence, learnt: { key: byHandle.key, id } };
  }
  return { status: distinct(signals.map((s) => s.source)).length > 1 ? 'confirmed' : 'likely', evidence };
}

function withAccount(identity: Identity, account: KnownAccount | undefined): Identity {
  return account ? { ...identity, account } : identity;
}

/**
 * What an identity means for Cordon. Without any sign the page counts as signed out when the id cookie is absent.
 * An id alone that is on no register entry is personal only if every registered account's ids are known:
 * otherwise it might be one that the register knows by handle alone.
 */
export function standingOf(
  identity: Identity,
  platform: PlatformId,
  register: readonly KnownAccount[],
): Standing {
  if (identity.status === 'unknown') return 'signed-out';
  if (identity.status === 'conflict') return identity.account ? 'unclear' : 'personal';
  if (identity.account) return 'registered';
  const knowsHandle = identity.evidence.some((s) => s.kind === 'handle');
  const allIdsKnown = register
    .filter((account) => account.platform === platform)
    .every((account) => account.ids.length > 0);
  return knowsHandle || allIdsKnown ? 'personal' : 'unclear';
}
