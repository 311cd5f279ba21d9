import type { PrescriptionId, TherapyId } from '../../../kernel/ids.ts';
import { ok, type Result } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import type { AcceptanceRule } from '../domain/acceptance.ts';
import type { IncomingPrescription } from '../domain/incoming-prescription.ts';
import type { Prescription, PrescriptionStatus } from '../domain/prescription.ts';
import { insertPrescription } from '../prescription-store.ts';
import { carryOutDecision, evaluatePrescription } from './decide-prescription.ts';
import { matchIncoming } from './match-incoming.ts';

/** What became of a prescription when it was received. */
export interface ReceivedPrescription {
  readonly prescriptionId: PrescriptionId;
  readonly therapyId: TherapyId | null;
  readonly disposition: PrescriptionStatus;
  readonly reasons: readonly AcceptanceRule[];
  readonly prescription: Prescription;
}

/**
 * Receives a prescription by whichever door it came: matches patient, prescriber and drug, decides acceptance with reasons, and
 * opens or continues the therapy. Nothing that comes in is turned away here: what is not accepted waits for a person.
 */
export async function receivePrescription(
  tx: TenantTransaction,
  incoming: IncomingPrescription,
): Promise<Result<ReceivedPrescription>> {
  const matched = await matchIncoming(tx, incoming);
  const candidate: Prescription = {
    prescriptionId: tx.newId<'prescription'>(),
    siteId: incoming.siteId,
    channel: incoming.channel,
    rawMessageId: incoming.rawMessageId,
    partnerId: incoming.partnerId,
    orderNumber: incoming.orderNumber,
    status: 'needs-person',
    statusReasons: [],
    patientId: matched.patientId,
    prescriberId: matched.prescriber?.prescriberId ?? null,
    drugId: matched.drug?.drugId ?? null,
    ingredientRxcui: matched.drug?.ingredientRxcui ?? null,
    therapyId: null,
    writtenOn: null,
    expiresOn: null,
    quantityThousandths: null,
    quantityUnit: null,
    daysSupply: null,
    refillsAuthorized: null,
    substitutionAllowed: null,
    indicationCode: null,
    shipToState: null,
    clinicId: null,
    isUrgent: incoming.isUrgent,
    matches: matched.matches,
    incoming,
    clinicalFactsRecorded: false,
    version: 1,
    receivedAt: incoming.receivedAt,
    decidedAt: tx.now,
  };
  const known = { drug: matched.drug, isNewPatient: matched.matches.patient.decision === 'new' };
  const decision = await evaluatePrescription(tx, candidate, { known });
  const prescription = await carryOutDecision(tx, { prescription: candidate, decision }, (decided) =>
    insertPrescription(tx, decided),
  );
  const { prescriptionId, therapyId, status } = prescription;
  return ok({ prescriptionId, therapyId, disposition: status, reasons: decision.reasons, prescription });
}
