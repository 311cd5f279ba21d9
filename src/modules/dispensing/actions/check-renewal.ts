import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { TherapyId } from '../../../kernel/ids.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { findPrescription } from '../../prescriptions/index.ts';
import { getTherapySummary } from '../../therapies/index.ts';
import { findRenewalReason } from '../domain/renewal-need.ts';
import { prescriptionUsedUp } from '../events.ts';
import { countFillsOfPrescription } from '../fill-store.ts';

/** Announces, as soon as a refill window opens, that the prescription will not carry the fill that is due. */
export async function checkRenewal(tx: TenantTransaction, therapyId: TherapyId, neededOn: CalendarDay): Promise<void> {
  const therapy = await getTherapySummary(tx, therapyId);
  const prescription = therapy === null ? null : await findPrescription(tx, therapy.prescriptionId);
  if (prescription === null || prescription.status !== 'accepted') return;
  const { prescriptionId, refillsAuthorized, expiresOn } = prescription;
  const fillsMade = await countFillsOfPrescription(tx, prescriptionId);
  const reasonCode = findRenewalReason({ fillsMade, refillsAuthorized, expiresOn }, neededOn);
  if (reasonCode === null) return;
  await tx.announce(prescriptionUsedUp, { therapyId, prescriptionId, reasonCode }, therapyId);
}
