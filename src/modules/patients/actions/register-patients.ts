import type { PatientId } from '../../../kernel/ids.ts';
import { ok, type Result } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { dayOf } from '../../reference/index.ts';
import { type Demographics, type PatientIdentifier, tidyDemographics } from '../domain/demographics.ts';
import { decideDemographics, decideNewness } from '../domain/registration.ts';
import { patientRegistered } from '../events.ts';
import { insertPatients } from '../patient-store.ts';
import { matchPatient } from './match-patient.ts';

/** Who is to be registered; record numbers may stand apart from the other identifiers. */
export type NewPatient = Demographics & { readonly mrns?: readonly Omit<PatientIdentifier, 'kind'>[] | undefined };

const patientsInStatement = 1_000;

/** Registers somebody who was found to be new, and announces it. */
export async function registerPatient(tx: TenantTransaction, patient: NewPatient): Promise<PatientId> {
  const [patientId] = await registerPatients(tx, [patient]);
  if (patientId === undefined) throw new Error('a patient was not registered');
  return patientId;
}

/** Registers many people at once, as an import of a legacy system does, and announces each; the ids stand in the order of the list. */
export async function registerPatients(
  tx: TenantTransaction,
  patients: readonly NewPatient[],
): Promise<readonly PatientId[]> {
  const versions = patients.map(({ mrns = [], ...demographics }) => ({
    patientId: tx.newId<'patient'>(),
    version: 1,
    reasonCode: 'registered',
    demographics: tidyDemographics({
      ...demographics,
      identifiers: [...demographics.identifiers, ...mrns.map((mrn) => ({ ...mrn, kind: 'MR' }))],
    }),
  }));
  for (let at = 0; at < versions.length; at += patientsInStatement)
    await insertPatients(tx, versions.slice(at, at + patientsInStatement));
  for (const { patientId } of versions) await tx.announce(patientRegistered, { patientId }, patientId);
  return versions.map(({ patientId }) => patientId);
}

/**
 * Admits somebody whom a person of the staff enters. Refuses a missing name, a birth date ahead, and anybody who may already be known
 * unless the person looked and says that it is somebody else.
 */
export async function admitPatient(
  tx: TenantTransaction,
  command: { readonly demographics: Demographics; readonly isSurelyNew: boolean },
): Promise<Result<PatientId>> {
  const decided = decideDemographics(command.demographics, dayOf(tx));
  if (!decided.ok) return decided;
  const newness = decideNewness(await matchPatient(tx, decided.value), command.isSurelyNew);
  if (!newness.ok) return newness;
  return ok(await registerPatient(tx, decided.value));
}
