import type { StaffId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { decideSessionState } from './domain/session-policy.ts';
import { findSession } from './session-store.ts';
import { findStaff } from './staff-queries.ts';

/** Finds who is signed in by a session that is neither ended nor locked; null when nobody is. */
export async function findSignedInPerson(tx: TenantTransaction, sessionToken: string | null): Promise<StaffId | null> {
  const session = sessionToken === null ? null : await findSession(tx, sessionToken);
  if (session === null || decideSessionState(session, tx.now) !== 'open') return null;
  const member = await findStaff(tx, session.staffId);
  return member?.isActive === true ? member.staffId : null;
}
