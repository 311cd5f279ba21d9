import type { PatientId, PrescriptionId, StaffId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listFamilyIds } from '../patients/index.ts';
import type {
  DuplicateResolution,
  DuplicateSettlement,
  EarlierReferral,
  SecondReason,
} from './domain/duplicate-referral.ts';
import type { Prescription } from './domain/prescription.ts';
import { selectPrescriptions, toPrescription } from './prescription-store.ts';

/** Lists the live prescriptions of a patient and ingredient that came since an instant and before another one. */
export async function listEarlierReferrals(
  tx: TenantTransaction,
  wanted: {
    readonly patientId: PatientId;
    readonly ingredientRxcui: string;
    readonly since: Instant;
    readonly before: Instant;
    readonly except: readonly PrescriptionId[];
  },
): Promise<readonly Prescription[]> {
  const rows = await selectPrescriptions(tx)
    .where('patient_id', 'in', [...(await listFamilyIds(tx, wanted.patientId))])
    .where('ingredient_rxcui', '=', wanted.ingredientRxcui)
    .where('status', 'in', ['accepted', 'needs-person', 'parked'])
    .where('received_at', '>=', wanted.since)
    .where('received_at', '<=', wanted.before)
    .where('prescription_id', 'not in', [...wanted.except])
    .orderBy('received_at')
    .limit(50)
    .execute();
  return Promise.all(rows.map((row) => toPrescription(tx, row)));
}

/** Tells of a prescription what two referrals are compared by. */
export function toReferral(prescription: Prescription): EarlierReferral {
  const { prescriptionId, prescriberId, drugId, incoming, receivedAt, status, therapyId } = prescription;
  const { directions, writtenOn, quantity } = incoming;
  const quantityThousandths = quantity?.quantityThousandths ?? null;
  return {
    prescriptionId,
    prescriberId,
    drugId,
    quantityThousandths,
    directions,
    writtenOn,
    receivedAt,
    status,
    therapyId,
  };
}

/** Records what a person decided about a referral and the earlier one that it may repeat. */
export function insertDuplicateSettlement(
  tx: TenantTransaction,
  settled: DuplicateSettlement & { readonly prescriptionId: PrescriptionId; readonly duplicateOf: PrescriptionId },
): void {
  tx.write(
    tx.database.insertInto('prescriptions.duplicate_settlement').values({
      tenant_id: tx.tenantId,
      prescription_id: settled.prescriptionId,
      duplicate_of: settled.duplicateOf,
      resolution: settled.resolution,
      reason_code: settled.reasonCode,
      settled_at: tx.now,
      settled_by: tx.actor.kind === 'staff' ? tx.actor.staffId : null,
    }),
  );
}

/** A decision about a possible duplicate with who made it, and when. */
export interface RecordedSettlement extends DuplicateSettlement {
  readonly duplicateOf: PrescriptionId;
  readonly settledAt: Instant;
  readonly settledBy: StaffId | null;
}

/** Lists what was decided about a prescription and those that it may repeat, the newest first. */
export async function listDuplicateSettlements(
  tx: TenantTransaction,
  prescriptionId: PrescriptionId,
): Promise<readonly RecordedSettlement[]> {
  const rows = await tx.database
    .selectFrom('prescriptions.duplicate_settlement')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('prescription_id', '=', prescriptionId)
    .orderBy('settled_at', 'desc')
    .execute();
  return rows.map((row) => ({
    duplicateOf: row.duplicate_of as PrescriptionId,
    resolution: row.resolution as DuplicateResolution,
    reasonCode: row.reason_code as SecondReason | null,
    settledAt: row.settled_at,
    settledBy: row.settled_by as StaffId | null,
  }));
}
