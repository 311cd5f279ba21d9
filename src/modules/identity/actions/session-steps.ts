import type { Id, SiteId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { identityRefusals } from '../refusals.ts';
import { type Proof, saveSession } from '../session-store.ts';

/** Records that the person of a session has proven identity again; this also unlocks the session. */
export async function recordProof(tx: TenantTransaction, sessionId: Id<'session'>, proof: Proof): Promise<void> {
  await saveSession(tx, sessionId, { proven_at: tx.now, last_seen_at: tx.now, locked_at: null, proof });
}

/** Locks a session until its person proves identity again. */
export async function lockSession(tx: TenantTransaction, sessionId: Id<'session'>): Promise<void> {
  await saveSession(tx, sessionId, { locked_at: tx.now });
}

/** Ends a session. */
export async function endSession(tx: TenantTransaction, sessionId: Id<'session'>): Promise<void> {
  await saveSession(tx, sessionId, { ended_at: tx.now });
}

/** Moves a session to another of the person's sites. */
export async function switchSite(
  tx: TenantTransaction,
  move: { readonly sessionId: Id<'session'>; readonly siteId: SiteId; readonly allowed: readonly SiteId[] },
): Promise<Result<null>> {
  if (!move.allowed.includes(move.siteId)) return refuse(identityRefusals.unknownSite);
  await saveSession(tx, move.sessionId, { site_id: move.siteId });
  return ok(null);
}
