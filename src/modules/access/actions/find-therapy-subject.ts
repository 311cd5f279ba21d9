import type { TherapyId } from '../../../kernel/ids.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { listPrescriptions } from '../../prescriptions/index.ts';
import type { TherapySubject } from '../access-record.ts';

/** Finds whose therapy it is by its newest prescription; null when it is unknown here. */
export async function findTherapySubject(tx: TenantTransaction, therapyId: TherapyId): Promise<TherapySubject | null> {
  const prescriptions = await listPrescriptions(tx, { therapyId });
  const newest = prescriptions.find(({ status }) => status === 'accepted') ?? prescriptions[0];
  if (newest === undefined || newest.patientId === null) return null;
  const { patientId, siteId, prescriptionId } = newest;
  return { therapyId, patientId, siteId, prescriptionId };
}
