import type { PrescriptionId, TherapyId } from '../../../kernel/ids.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { type Drug, findDrug } from '../../reference/index.ts';
import { getTherapySummary } from '../../therapies/index.ts';
import type { TherapySubject } from '../review-store.ts';

/** A therapy with the prescription that counts now and its drug. */
export interface TherapyUnderReview extends TherapySubject {
  readonly prescriptionId: PrescriptionId;
  readonly indicationCode: string | null;
  readonly drug: Drug | null;
  /** Whether the drug has reached the patient. */
  readonly isDelivered: boolean;
}

/** Finds whose therapy it is; null when it is unknown at the sites of this transaction. */
export async function findTherapySubject(
  tx: TenantTransaction,
  therapyId: TherapyId,
): Promise<TherapyUnderReview | null> {
  const therapy = await getTherapySummary(tx, therapyId);
  if (therapy === null) return null;
  const { patientId, siteId, prescriptionId, indicationCode, drugId, isDelivered } = therapy;
  const drug = await findDrug(tx, drugId);
  return { therapyId, patientId, siteId, prescriptionId, indicationCode, drug, isDelivered };
}
