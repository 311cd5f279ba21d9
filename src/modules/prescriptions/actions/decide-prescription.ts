import type { TherapyId } from '../../../kernel/ids.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { findClinicOf } from '../../clinics/index.ts';
import { dayOf, getDrug } from '../../reference/index.ts';
import { openTherapy } from '../../therapies/index.ts';
import { type AcceptanceDecision, decideAcceptance } from '../domain/acceptance.ts';
import { findIndicationCode, findShipToState } from '../domain/incoming-prescription.ts';
import type { Prescription } from '../domain/prescription.ts';
import { prescriptionAccepted } from '../events.ts';
import { insertAcceptance } from '../prescription-store.ts';
import { gatherAcceptanceFacts, type KnownFacts } from './gather-acceptance-facts.ts';
import { closePrescriptionWork, openPrescriptionWork } from './prescription-work.ts';
import { recordClinicalFacts } from './record-clinical-facts.ts';

/** A prescription as it was decided, and the decision. */
export interface DecidedPrescription {
  readonly prescription: Prescription;
  readonly decision: AcceptanceDecision;
}

/** Decides a prescription from everything that is known now, and changes nothing. */
export async function evaluatePrescription(
  tx: TenantTransaction,
  candidate: Prescription,
  options: { readonly overridden?: readonly string[]; readonly known?: KnownFacts } = {},
): Promise<AcceptanceDecision> {
  return decideAcceptance(await gatherAcceptanceFacts(tx, candidate, { overridden: [], ...options }));
}

/**
 * Carries a decision out: the clinical facts of the message are recorded once the patient is known, an accepted prescription
 * opens or continues its therapy, anything else is for a person.
 * @param save writes the decided prescription, before its decision is recorded, and returns it as it was written
 */
export async function carryOutDecision(
  tx: TenantTransaction,
  decided: DecidedPrescription,
  save: (prescription: Prescription) => Promise<Prescription>,
): Promise<Prescription> {
  const { prescription: candidate, decision } = decided;
  const complete = {
    ...withDecision(tx, candidate, decision),
    ...(await recordFactsOnce(tx, candidate)),
    clinicId: await findClinicIdOf(tx, candidate),
  };
  const therapyId = decision.decision === 'accepted' ? await openTherapyOf(tx, complete) : complete.therapyId;
  const prescription = await save({ ...complete, therapyId });
  const { prescriptionId, prescriberId } = prescription;
  await insertAcceptance(tx, { prescriptionId, decision: decision.decision, findings: decision.findings });
  await settleWork(tx, prescription, decision);
  if (therapyId !== null && decision.decision === 'accepted')
    await tx.announce(prescriptionAccepted, { prescriptionId, therapyId, prescriberId }, therapyId);
  tx.touch(`prescription:${prescriptionId}`);
  return prescription;
}

/** Puts what the decision found, and what the clarified prescription says, into the columns by which it is found. */
export function withDecision(
  tx: TenantTransaction,
  candidate: Prescription,
  decision: AcceptanceDecision,
): Prescription {
  const { incoming } = candidate;
  return {
    ...candidate,
    status: decision.decision,
    statusReasons: decision.reasons,
    writtenOn: incoming.writtenOn,
    expiresOn: decision.expiresOn,
    quantityThousandths: incoming.quantity?.quantityThousandths ?? null,
    quantityUnit: incoming.quantity?.unit ?? null,
    daysSupply: incoming.daysSupply,
    refillsAuthorized: incoming.refills ?? 0,
    substitutionAllowed: incoming.substitutionAllowed,
    indicationCode: findIndicationCode(incoming.diagnoses),
    shipToState: findShipToState(incoming.patient),
    decidedAt: tx.now,
  };
}

async function recordFactsOnce(
  tx: TenantTransaction,
  candidate: Prescription,
): Promise<Pick<Prescription, 'clinicalFactsRecorded'>> {
  const { patientId, clinicalFactsRecorded } = candidate;
  if (clinicalFactsRecorded || patientId === null) return { clinicalFactsRecorded };
  const origin = { kind: 'prescription', id: candidate.prescriptionId } as const;
  await recordClinicalFacts(tx, { patientId, origin }, candidate.incoming);
  return { clinicalFactsRecorded: true };
}

/** The clinic that its message names, else the one at which its prescriber treats with such drugs. */
async function findClinicIdOf(tx: TenantTransaction, candidate: Prescription): Promise<Prescription['clinicId']> {
  const { prescriberId, drugId, incoming } = candidate;
  const clinic = await findClinicOf(tx, {
    locationCodes: incoming.clinicCodes ?? [],
    prescriberId,
    diseaseState: drugId === null ? null : (await getDrug(tx, drugId)).programme,
    on: dayOf(tx),
  });
  return clinic?.clinicId ?? candidate.clinicId;
}

async function openTherapyOf(tx: TenantTransaction, prescription: Prescription): Promise<TherapyId> {
  const { patientId, ingredientRxcui, drugId, indicationCode, siteId, prescriptionId } = prescription;
  if (patientId === null || ingredientRxcui === null || drugId === null)
    throw new Error('a prescription was accepted without patient or drug');
  const { receivedAt, channel, rawMessageId } = prescription;
  const opened = await openTherapy(tx, {
    patientId,
    ingredientRxcui,
    drugId,
    indicationCode,
    siteId,
    prescriptionId,
    receivedAt,
    channel,
    rawMessageId,
  });
  return opened.therapyId;
}

async function settleWork(
  tx: TenantTransaction,
  prescription: Prescription,
  decision: AcceptanceDecision,
): Promise<void> {
  const isSettled = decision.decision === 'accepted' || decision.decision === 'cancelled';
  if (!isSettled) return openPrescriptionWork(tx, prescription, decision);
  // What was only just received has no task yet.
  if (prescription.version > 1) await closePrescriptionWork(tx, prescription.prescriptionId, decision.decision);
}
