import { useEffect, useState } from 'react';
import { browser } from '../../lib/messages/browser';
import type { Membership } from '../../lib/settings/joining';
import { resolveSettings } from '../../lib/settings/settings';

/** What Cordon's database says of a joining code entered here; undefined while it is being read. */
export type StoredMembership = { readonly joined: Membership | null } | 'unreadable' | undefined;

/** Whether and how this browser belongs to a force. */
export type MembershipState =
  | { readonly kind: 'loading' }
  /** Cordon's database cannot be opened. */
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'none'; readonly badFields: readonly string[] }
  | {
      readonly kind: 'member';
      readonly membership: Membership;
      readonly managed: boolean;
      /** Fields of the organisation's policy that were left out because they are not valid. */
      readonly badFields: readonly string[];
    };

/** Managed storage as it is; undefined while it is being read, empty where the browser has none. */
export type ManagedStorage = Readonly<Record<string, unknown>> | undefined;

/** Settles the membership: the organisation's policy before a joining code. Pure. */
export function resolveMembership(managed: ManagedStorage, stored: StoredMembership): MembershipState {
  if (stored === undefined || managed === undefined) return { kind: 'loading' };
  const joined = stored === 'unreadable' ? null : stored.joined;
  // The language is no concern here; the snapshot has it.
  const { settings, problems } = resolveSettings(managed, { membership: joined }, { browserLanguage: '' });
  const badFields = [...new Set(problems.filter((p) => p.layer === 'managed').map((p) => p.field))];
  if (settings.membership) {
    const { membership, membershipFrom } = settings;
    return { kind: 'member', membership, managed: membershipFrom === 'managed', badFields };
  }
  return stored === 'unreadable' ? { kind: 'unreadable' } : { kind: 'none', badFields };
}

/** Milliseconds for which the page waits for the organisation's policy; ours. */
const POLICY_PATIENCE_MS = 500;

/** The membership in force, followed as it changes. */
export function useMembership(stored: StoredMembership): MembershipState {
  const [managed, setManaged] = useState<ManagedStorage>();
  useEffect(() => {
    let open = true;
    const read = async (): Promise<void> => {
      // Firefox throws where no policy is set.
      const value = await browser.storage.managed.get(null).catch((): Record<string, unknown> => ({}));
      if (open) setManaged(value);
    };
    const onChanged = (_changes: unknown, area: string): void => {
      if (area === 'managed') void read();
    };
    browser.storage.onChanged.addListener(onChanged);
    void read();
    // The policy may take seconds to answer after the browser's start; the page does not wait for it.
    const patience = setTimeout(() => setManaged((value) => value ?? {}), POLICY_PATIENCE_MS);
    return () => {
      open = false;
      clearTimeout(patience);
      browser.storage.onChanged.removeListener(onChanged);
    };
  }, []);
  return resolveMembership(managed, stored);
}

/** The hosts of a membership's boards, each once, as people read them. */
export function boardHosts(membership: Membership): string[] {
  return [...new Set(membership.boards.map((url) => new URL(url).host))];
}

/**
 * Match patterns for the permission to fetch the boards. Without a port, since Firefox knows none in patterns; a
 * pattern without one takes in every port.
 */
export function boardOrigins(membership: Membership): string[] {
  return [...new Set(membership.boards.map((url) => `https://${new URL(url).hostname}/*`))];
}
