import type { PrescriptionId, TherapyId } from '../../../kernel/ids.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { listPrescriptions } from '../../prescriptions/index.ts';
import { type Drug, findDrug } from '../../reference/index.ts';
import type { TherapySubject } from '../review-store.ts';

/** A therapy with the prescription that counts now and its drug. */
export interface TherapyUnderReview extends TherapySubject {
  readonly prescriptionId: PrescriptionId;
  readonly indicationCode: string | null;
  readonly drug: Drug | null;
}

/** Finds whose therapy it is by its newest prescription; null when it is unknown here. */
export async function findTherapySubject(
  tx: TenantTransaction,
  therapyId: TherapyId,
): Promise<TherapyUnderReview | null> {
  const prescriptions = await listPrescriptions(tx, { therapyId });
  const newest = prescriptions.find(({ status }) => status === 'accepted') ?? prescriptions[0];
  if (newest === undefined || newest.patientId === null) return null;
  const { patientId, siteId, prescriptionId, indicationCode, drugId } = newest;
  const drug = drugId === null ? null : await findDrug(tx, drugId);
  return { therapyId, patientId, siteId, prescriptionId, indicationCode, drug };
}
