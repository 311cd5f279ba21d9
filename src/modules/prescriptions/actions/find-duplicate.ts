import { addMinutes } from '../../../kernel/instant.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getDuplicateThresholds } from '../../reference/index.ts';
import { chooseDuplicate, type DuplicateReferral } from '../domain/duplicate-referral.ts';
import type { Prescription } from '../domain/prescription.ts';
import { listDuplicateSettlements, listEarlierReferrals, toReferral } from '../duplicate-store.ts';

const dayMinutes = 1_440;

/** Finds the earlier referral that a prescription may repeat, with what was decided about it. One decided on is passed over for another that is open. */
export async function findDuplicate(
  tx: TenantTransaction,
  prescription: Prescription,
): Promise<DuplicateReferral | null> {
  const { patientId, ingredientRxcui, prescriptionId, receivedAt, incoming } = prescription;
  if (patientId === null || ingredientRxcui === null) return null;
  const thresholds = await getDuplicateThresholds(tx);
  const earlier = await listEarlierReferrals(tx, {
    patientId,
    ingredientRxcui,
    since: addMinutes(receivedAt, -thresholds.withinDays * dayMinutes),
    before: receivedAt,
    except: [prescriptionId, ...(incoming.renews === undefined ? [] : [incoming.renews])],
  });
  if (earlier.length === 0) return null;
  const settlements = await listDuplicateSettlements(tx, prescriptionId);
  const isSettled = (id: string): boolean => settlements.some(({ duplicateOf }) => duplicateOf === id);
  const referrals = earlier.map(toReferral);
  const open = referrals.filter((each) => !isSettled(each.prescriptionId));
  const found = chooseDuplicate(toReferral(prescription), open.length === 0 ? referrals : open, thresholds);
  if (found === null) return null;
  const settled = settlements.find(({ duplicateOf }) => duplicateOf === found.duplicateOf);
  return { ...found, settled: settled === undefined ? null : pickDecision(settled) };
}

function pickDecision({ resolution, reasonCode }: NonNullable<DuplicateReferral['settled']>) {
  return { resolution, reasonCode };
}
