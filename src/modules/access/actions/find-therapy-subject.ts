import type { TherapyId } from '../../../kernel/ids.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getTherapySummary } from '../../therapies/index.ts';
import type { TherapySubject } from '../access-record.ts';

/** Finds whose therapy it is; null when it is unknown at the sites of this transaction. */
export async function findTherapySubject(tx: TenantTransaction, therapyId: TherapyId): Promise<TherapySubject | null> {
  const therapy = await getTherapySummary(tx, therapyId);
  if (therapy === null) return null;
  const { patientId, siteId, prescriptionId } = therapy;
  return { therapyId, patientId, siteId, prescriptionId };
}
