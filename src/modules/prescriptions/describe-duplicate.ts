import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { getDuplicateThresholds } from '../reference/index.ts';
import { findDuplicate } from './actions/find-duplicate.ts';
import { describeSummary } from './describe-prescription.ts';
import { compareReferrals, type DuplicateReferral } from './domain/duplicate-referral.ts';
import type { Prescription } from './domain/prescription.ts';
import { listDuplicateSettlements, toReferral } from './duplicate-store.ts';
import { lookUpMatched } from './prescription-queries.ts';
import { getPrescription } from './prescription-store.ts';

/** Describes the earlier prescription that one may repeat, or was last decided to repeat; null when there is none. */
export async function describeDuplicate(tx: TenantTransaction, prescription: Prescription) {
  const found = await findShown(tx, prescription);
  if (found === null) return null;
  const earlier = await getPrescription(tx, found.duplicateOf);
  const { duplicateOf: _earlier, likenesses, ...compared } = found;
  const described = describeSummary(earlier, await lookUpMatched(tx, [earlier]));
  return { ...compared, likenesses: [...likenesses], earlier: described };
}

/** What is still open comes before what was decided last. */
async function findShown(tx: TenantTransaction, prescription: Prescription): Promise<DuplicateReferral | null> {
  const isOpen = prescription.status === 'needs-person' || prescription.status === 'parked';
  const open = isOpen ? await findDuplicate(tx, prescription) : null;
  if (open !== null) return open;
  const [last] = await listDuplicateSettlements(tx, prescription.prescriptionId);
  if (last === undefined) return null;
  const earlier = await getPrescription(tx, last.duplicateOf);
  const { resolution, reasonCode } = last;
  const compared = compareReferrals(toReferral(prescription), toReferral(earlier), await getDuplicateThresholds(tx));
  return { ...compared, settled: { resolution, reasonCode } };
}
