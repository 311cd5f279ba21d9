import type { Id, PatientId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { findPatient, registerPatient } from '../../patients/index.ts';
import { findDrug, resolvePrescriber } from '../../reference/index.ts';
import type { MatchRecord, Prescription } from '../domain/prescription.ts';
import { prescriptionRefusals } from '../refusals.ts';
import { decideAgain, lockUndecided, type SeenPrescription } from './change-prescription.ts';

/** Settles which patient a prescription is for: a known one, or a new one registered from what it says. */
export async function resolvePatientMatch(
  tx: TenantTransaction,
  resolved: SeenPrescription & { readonly patientId: PatientId | 'new' },
): Promise<Result<Prescription>> {
  const locked = await lockUndecided(tx, resolved);
  if (!locked.ok) return locked;
  const patientId = await chooseOrRegister(tx, locked.value, resolved.patientId);
  if (!patientId.ok) return patientId;
  const { matches } = locked.value;
  const changed = {
    ...locked.value,
    patientId: patientId.value,
    matches: { ...matches, patient: settleByPerson(matches.patient) },
  };
  return ok(await decideAgain(tx, changed));
}

/** Settles which drug a prescription means. */
export async function resolveDrugMatch(
  tx: TenantTransaction,
  resolved: SeenPrescription & { readonly drugId: Id<'drug'> },
): Promise<Result<Prescription>> {
  const locked = await lockUndecided(tx, resolved);
  if (!locked.ok) return locked;
  const drug = await findDrug(tx, resolved.drugId);
  if (drug === null) return refuse(prescriptionRefusals.unknownDrug);
  const { matches } = locked.value;
  const changed = {
    ...locked.value,
    drugId: drug.drugId,
    ingredientRxcui: drug.ingredientRxcui,
    matches: { ...matches, drug: settleByPerson(matches.drug) },
  };
  return ok(await decideAgain(tx, changed));
}

/** Settles who wrote a prescription, by NPI. */
export async function resolvePrescriberMatch(
  tx: TenantTransaction,
  resolved: SeenPrescription & { readonly npi: string },
): Promise<Result<Prescription>> {
  const locked = await lockUndecided(tx, resolved);
  if (!locked.ok) return locked;
  const { candidates } = await resolvePrescriber(tx, { npi: resolved.npi });
  const prescriber = candidates.find(({ npi }) => npi === resolved.npi);
  if (prescriber === undefined) return refuse(prescriptionRefusals.unknownPrescriber);
  const { matches } = locked.value;
  const changed = {
    ...locked.value,
    prescriberId: prescriber.prescriberId,
    matches: { ...matches, prescriber: settleByPerson(matches.prescriber) },
  };
  return ok(await decideAgain(tx, changed));
}

async function chooseOrRegister(
  tx: TenantTransaction,
  { incoming }: Prescription,
  chosen: PatientId | 'new',
): Promise<Result<PatientId>> {
  if (chosen !== 'new') {
    const known = await findPatient(tx, chosen);
    return known === null ? refuse(prescriptionRefusals.unknownPatient) : ok(chosen);
  }
  const { birthDate, familyName } = incoming.patient;
  if (birthDate === null || familyName === '') return refuse(prescriptionRefusals.patientIncomplete);
  return ok(await registerPatient(tx, { ...incoming.patient, birthDate }));
}

function settleByPerson(match: MatchRecord): MatchRecord {
  return { ...match, decision: 'by-person' };
}
