import { sql } from 'kysely';
import type { PrescriptionId, SiteId, StaffId, TherapyId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { actorIdOf } from '../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { UnverifyReason } from './domain/prescription-verification.ts';
import type { ScreenId } from './screening-store.ts';

/** Whether a prescription is verified. */
export interface Verification {
  readonly prescriptionId: PrescriptionId;
  readonly therapyId: TherapyId;
  readonly state: 'unverified' | 'verified';
  readonly screenId: ScreenId | null;
  readonly verifiedBy: StaffId | null;
  readonly verifiedAt: Instant | null;
}

const table = 'clinical.verification';
const columns = ['prescription_id', 'therapy_id', 'state', 'screen_id', 'verified_by', 'verified_at'] as const;

/** Finds the verification of a prescription; null when nobody ever verified it. */
export async function findVerification(
  tx: TenantTransaction,
  prescriptionId: PrescriptionId,
): Promise<Verification | null> {
  const row = await tx.database
    .selectFrom(table)
    .select(columns)
    .where('tenant_id', '=', tx.tenantId)
    .where('prescription_id', '=', prescriptionId)
    .executeTakeFirst();
  return row === undefined ? null : toVerification(row);
}

/** Makes sure that a prescription has a row of its own, locks it and reads it, so that two pharmacists never decide at once. */
export async function lockVerification(
  tx: TenantTransaction,
  prescription: { readonly prescriptionId: PrescriptionId; readonly therapyId: TherapyId; readonly siteId: SiteId },
): Promise<Verification> {
  const { prescriptionId, therapyId, siteId } = prescription;
  await tx.database
    .insertInto(table)
    .values({
      tenant_id: tx.tenantId,
      prescription_id: prescriptionId,
      therapy_id: therapyId,
      site_id: siteId,
      state: 'unverified',
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await tx.database
    .selectFrom(table)
    .select(columns)
    .where('tenant_id', '=', tx.tenantId)
    .where('prescription_id', '=', prescriptionId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return toVerification(row);
}

/** Saves a locked verification in its new state and adds the step. */
export async function saveVerification(
  tx: TenantTransaction,
  verification: Verification,
  reasonCode: UnverifyReason | null,
): Promise<void> {
  const { prescriptionId, therapyId, state, screenId } = verification;
  await tx.database
    .updateTable(table)
    .set({
      therapy_id: therapyId,
      state,
      screen_id: screenId,
      verified_by: verification.verifiedBy,
      verified_at: verification.verifiedAt,
    })
    .where('tenant_id', '=', tx.tenantId)
    .where('prescription_id', '=', prescriptionId)
    .execute();
  await sql`
    insert into clinical.verification_step (tenant_id, prescription_id, sequence, state, screen_id, reason_code, recorded_at, recorded_by)
    select ${tx.tenantId}, ${prescriptionId}, coalesce(max(sequence), 0) + 1, ${state}, ${screenId}::uuid, ${reasonCode}::text,
      ${tx.now}, ${actorIdOf(tx.actor)}::uuid
    from clinical.verification_step where tenant_id = ${tx.tenantId} and prescription_id = ${prescriptionId}`.execute(
    tx.database,
  );
}

/** Inserts the verification of a prescription that nobody looked at before, with its first step. */
export async function insertVerificationRow(
  tx: TenantTransaction,
  verification: Verification & { readonly siteId: SiteId },
): Promise<void> {
  const { prescriptionId, therapyId, siteId, state, screenId, verifiedBy, verifiedAt } = verification;
  const of = { tenant_id: tx.tenantId, prescription_id: prescriptionId, state, screen_id: screenId };
  await tx.database
    .insertInto(table)
    .values({ ...of, therapy_id: therapyId, site_id: siteId, verified_by: verifiedBy, verified_at: verifiedAt })
    .execute();
  await tx.database
    .insertInto('clinical.verification_step')
    .values({ ...of, sequence: 1, reason_code: null, recorded_at: tx.now, recorded_by: actorIdOf(tx.actor) })
    .execute();
}

function toVerification(row: {
  readonly prescription_id: string;
  readonly therapy_id: string;
  readonly state: string;
  readonly screen_id: string | null;
  readonly verified_by: string | null;
  readonly verified_at: Instant | null;
}): Verification {
  return {
    prescriptionId: row.prescription_id as PrescriptionId,
    therapyId: row.therapy_id as TherapyId,
    state: row.state as Verification['state'],
    screenId: row.screen_id as ScreenId | null,
    verifiedBy: row.verified_by as StaffId | null,
    verifiedAt: row.verified_at,
  };
}
