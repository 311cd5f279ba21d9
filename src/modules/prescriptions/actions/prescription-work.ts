import { addBusinessMinutes } from '../../../kernel/business-calendar.ts';
import type { PrescriptionId } from '../../../kernel/ids.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { closeWorkItem, openWorkItem } from '../../work/index.ts';
import { type AcceptanceDecision, matchingRules } from '../domain/acceptance.ts';
import type { Prescription } from '../domain/prescription.ts';
import { getLicensedSite } from './site-rules.ts';

// journey.md 3.1, stage 1: a referral is acknowledged within two hours and triaged within one business day.
const acknowledgeMinutes = 120;
const urgentMinutes = 30;

/** Asks a person to settle what stands against a prescription: whom or what it means, or what it lacks. */
export async function openPrescriptionWork(
  tx: TenantTransaction,
  prescription: Prescription,
  decision: AcceptanceDecision,
): Promise<void> {
  const { prescriptionId, siteId, patientId } = prescription;
  const queue = decision.reasons.some((rule) => matchingRules.has(rule)) ? 'matching' : 'intake';
  const other = queue === 'matching' ? 'intake' : 'matching';
  if (prescription.version > 1)
    await closeWorkItem(tx, { queue: other, subjectId: prescriptionId, outcome: 'moved-on' });
  const { calendar } = (await getLicensedSite(tx, siteId)).site;
  const minutes = prescription.isUrgent ? urgentMinutes : acknowledgeMinutes;
  await openWorkItem(tx, {
    queue,
    subjectKind: 'prescription',
    subjectId: prescriptionId,
    siteId,
    ...(patientId === null ? {} : { patientId }),
    reasonCode: decision.decision === 'parked' ? 'controlled-substance' : (decision.reasons[0] ?? 'needs-person'),
    dueAt: addBusinessMinutes(calendar, { from: prescription.receivedAt, minutes }) ?? tx.now,
    facts: { urgent: prescription.isUrgent, reasons: decision.reasons, channel: prescription.channel },
  });
}

/** Closes what was asked about a prescription. */
export async function closePrescriptionWork(
  tx: TenantTransaction,
  prescriptionId: PrescriptionId,
  outcome: string,
): Promise<void> {
  for (const queue of ['matching', 'intake'] as const)
    await closeWorkItem(tx, { queue, subjectId: prescriptionId, outcome });
}
