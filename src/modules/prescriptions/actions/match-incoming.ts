import type { Id, PatientId } from '../../../kernel/ids.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { matchPatient, registerPatient } from '../../patients/index.ts';
import { type Drug, type Prescriber, resolveDrug, resolvePrescriber } from '../../reference/index.ts';
import type { IncomingPatient, IncomingPrescription } from '../domain/incoming-prescription.ts';
import type { MatchRecord, PrescriptionMatches } from '../domain/prescription.ts';
import { lockIdentities } from './lock-identity.ts';

/** Who and what a prescription means, as far as that is sure, with the record of how it was found. */
export interface MatchedIncoming {
  readonly patientId: PatientId | null;
  readonly prescriber: Prescriber | null;
  readonly drug: Drug | null;
  readonly matches: PrescriptionMatches;
}

/** Matches patient, prescriber and drug of a prescription. A patient who is surely new is registered. */
export async function matchIncoming(tx: TenantTransaction, incoming: IncomingPrescription): Promise<MatchedIncoming> {
  const [patient, prescriber, drug] = await Promise.all([
    findOrRegisterPatient(tx, incoming.patient),
    findPrescriber(tx, incoming),
    findDrug(tx, incoming),
  ]);
  return {
    patientId: patient.patientId,
    prescriber: prescriber.prescriber,
    drug: drug.drug,
    matches: { patient: patient.record, prescriber: prescriber.record, drug: drug.record },
  };
}

/** Somebody without a name or a birth date is never registered by the program alone. */
async function findOrRegisterPatient(
  tx: TenantTransaction,
  patient: IncomingPatient,
): Promise<{ readonly patientId: PatientId | null; readonly record: MatchRecord }> {
  await lockIdentities(tx, [patient]);
  const match = await matchPatient(tx, patient);
  const record: MatchRecord = {
    decision: match.decision,
    score: match.score,
    reasons: match.reasons,
    candidateIds: match.candidates.map((candidate) => candidate.patientId),
  };
  if (match.decision !== 'new') return { patientId: match.patientId, record };
  const { familyName, givenName, birthDate } = patient;
  if (familyName === '' || givenName === '' || birthDate === null) {
    const reasons = ['Name or birth date is missing.'];
    return { patientId: null, record: { ...record, decision: 'none', reasons } };
  }
  return { patientId: await registerPatient(tx, { ...patient, birthDate }), record };
}

async function findPrescriber(
  tx: TenantTransaction,
  { prescriber }: IncomingPrescription,
): Promise<{ readonly prescriber: Prescriber | null; readonly record: MatchRecord }> {
  const name = [prescriber.familyName, prescriber.givenName].filter((part) => part !== null).join(' ');
  const found = await resolvePrescriber(tx, {
    npi: prescriber.npi ?? undefined,
    dea: prescriber.deaNumber ?? undefined,
    name: name === '' ? undefined : name,
    state: prescriber.state ?? undefined,
    phone: prescriber.phone ?? undefined,
  });
  const candidateIds = found.candidates.map((candidate): Id<'prescriber'> => candidate.prescriberId);
  return {
    prescriber: found.prescriber,
    record: { decision: found.decision, score: found.score, reasons: found.reasons, candidateIds },
  };
}

async function findDrug(
  tx: TenantTransaction,
  { drug }: IncomingPrescription,
): Promise<{ readonly drug: Drug | null; readonly record: MatchRecord }> {
  const found = await resolveDrug(tx, {
    ndc: drug.ndc ?? undefined,
    rxcui: drug.rxcui ?? undefined,
    description: drug.description ?? undefined,
    strength: drug.strength ?? undefined,
  });
  const candidateIds = found.candidates.map((candidate): Id<'drug'> => candidate.drugId);
  return {
    drug: found.drug,
    record: { decision: found.decision, score: found.score, reasons: found.reasons, candidateIds },
  };
}
