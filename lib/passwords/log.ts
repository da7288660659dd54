import type { PasswordRoute } from '../messages/protocol';
import { database } from '../records/database';

/** Notes that the operator said a password was changed: outstanding until it is reported. */
export async function noteChange(accountKey: string, changedAt: number): Promise<void> {
  await database.passwords.add({
    accountKey,
    changedAt,
    loggedAt: Date.now(),
    origin: 'noticed',
    route: null,
    reportedAt: null,
  });
}

/** Logs a change from the popup. A change already outstanding for the account is completed, not doubled. */
export async function logChange(change: {
  readonly accountKey: string;
  readonly changedAt: number;
  readonly route: PasswordRoute;
  readonly reported: boolean;
}): Promise<void> {
  const { accountKey, changedAt, route, reported } = change;
  const now = Date.now();
  const reportedAt = reported ? now : null;
  await database.transaction('rw', database.passwords, async () => {
    const outstanding = await database.passwords
      .where({ accountKey })
      .filter((row) => row.reportedAt === null)
      .toArray();
    if (outstanding.length > 0) {
      for (const { id } of outstanding) await database.passwords.update(id, { route, reportedAt });
      return;
    }
    await database.passwords.add({
      accountKey,
      changedAt,
      loggedAt: now,
      origin: 'logged',
      route,
      reportedAt,
    });
  });
}

/** Marks a logged change as reported. */
export async function resolveChange(id: number, route: PasswordRoute): Promise<void> {
  await database.passwords.update(id, { route, reportedAt: Date.now() });
}
