import type { TherapyId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { decideLook, type LastLook, readLastLook } from '../domain/look.ts';
import { summarizeTherapy, type TherapySummary } from '../domain/therapy-summary.ts';
import { findLook, saveLook } from '../look-store.ts';
import { therapyRefusals } from '../refusals.ts';
import { findTherapyRow } from '../therapy-queries.ts';

/** Keeps up to which event the person of this transaction has seen a therapy; of others nothing is kept. */
export async function recordLook(
  tx: TenantTransaction,
  seen: { readonly therapyId: TherapyId; readonly sequence: number },
): Promise<Result<TherapySummary>> {
  const { therapyId } = seen;
  const row = await findTherapyRow(tx, therapyId);
  if (row === null) return refuse(therapyRefusals.unknownTherapy);
  if (tx.actor.kind === 'staff') {
    const of = { staffId: tx.actor.staffId, therapyId };
    const sequence = Math.min(seen.sequence, row.sequence);
    saveLook(tx, of, decideLook(await findLook(tx, of), { sequence, now: tx.now }));
  }
  return ok(summarizeTherapy(therapyId, row.state));
}

/** Finds from where what is new is counted for the person of this transaction; null for their first visit and for others. */
export async function findLastLook(tx: TenantTransaction, therapyId: TherapyId): Promise<LastLook | null> {
  if (tx.actor.kind !== 'staff') return null;
  return readLastLook(await findLook(tx, { staffId: tx.actor.staffId, therapyId }), tx.now);
}
