import type { Id, PatientId, PrescriptionId, TherapyId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listPatients, type Patient } from '../patients/index.ts';
import { type Drug, getPrescriber, listDrugs, type Prescriber } from '../reference/index.ts';
import type { Prescription, PrescriptionStatus } from './domain/prescription.ts';
import { listByStatus } from './prescription-store.ts';

/** The people and drugs that prescriptions name, looked up together. */
export interface NamedRecords {
  readonly patients: ReadonlyMap<string, Patient>;
  readonly drugs: ReadonlyMap<string, Drug>;
  readonly prescribers: ReadonlyMap<string, Prescriber>;
}

/** Lists prescriptions of a state, 50 at a time, the newest first. */
export function listIntake(
  tx: TenantTransaction,
  filter: { readonly status: PrescriptionStatus; readonly before: PrescriptionId | null },
): Promise<readonly Prescription[]> {
  return listByStatus(tx, { ...filter, most: 50 });
}

/** Looks up whom and what prescriptions were matched to. */
export function lookUpMatched(tx: TenantTransaction, prescriptions: readonly Prescription[]): Promise<NamedRecords> {
  return lookUp(tx, {
    patientIds: prescriptions.flatMap(({ patientId }) => patientId ?? []),
    drugIds: prescriptions.flatMap(({ drugId }) => drugId ?? []),
    prescriberIds: prescriptions.flatMap(({ prescriberId }) => prescriberId ?? []),
  });
}

/** Looks up whom and what a prescription was matched to, with everybody and everything else that it may mean. */
export function lookUpCandidates(tx: TenantTransaction, prescription: Prescription): Promise<NamedRecords> {
  const { matches, patientId, drugId, prescriberId } = prescription;
  return lookUp(tx, {
    patientIds: [...(matches.patient.candidateIds as readonly PatientId[]), ...(patientId === null ? [] : [patientId])],
    drugIds: [...(matches.drug.candidateIds as readonly Id<'drug'>[]), ...(drugId === null ? [] : [drugId])],
    prescriberIds: [
      ...(matches.prescriber.candidateIds as readonly Id<'prescriber'>[]),
      ...(prescriberId === null ? [] : [prescriberId]),
    ],
  });
}

async function lookUp(
  tx: TenantTransaction,
  wanted: {
    readonly patientIds: readonly PatientId[];
    readonly drugIds: readonly Id<'drug'>[];
    readonly prescriberIds: readonly Id<'prescriber'>[];
  },
): Promise<NamedRecords> {
  const patients = await listPatients(tx, wanted.patientIds);
  const drugs = await listDrugs(tx, [...new Set(wanted.drugIds)]);
  const prescribers = new Map<string, Prescriber>();
  for (const prescriberId of new Set(wanted.prescriberIds))
    prescribers.set(prescriberId, await getPrescriber(tx, prescriberId));
  return {
    patients: new Map(patients.map((patient) => [patient.patientId, patient])),
    drugs: new Map(drugs.map((drug) => [drug.drugId, drug])),
    prescribers,
  };
}

/** Finds the clinic from which a prescription came; null when it is not known, or there is no such prescription. */
export async function findPrescribingClinic(
  tx: TenantTransaction,
  prescriptionId: PrescriptionId,
): Promise<Prescription['clinicId']> {
  const row = await tx.database
    .selectFrom('prescriptions.prescription')
    .select('clinic_id')
    .where('tenant_id', '=', tx.tenantId)
    .where('prescription_id', '=', prescriptionId)
    .executeTakeFirst();
  return (row?.clinic_id ?? null) as Prescription['clinicId'];
}

/** Tells from which clinics prescriptions came; those of which it is not known are left out. */
export async function listPrescribingClinics(
  tx: TenantTransaction,
  prescriptionIds: readonly PrescriptionId[],
): Promise<ReadonlyMap<PrescriptionId, Id<'clinic'>>> {
  if (prescriptionIds.length === 0) return new Map();
  const rows = await tx.database
    .selectFrom('prescriptions.prescription')
    .select(['prescription_id', 'clinic_id'])
    .where('tenant_id', '=', tx.tenantId)
    .where('prescription_id', 'in', prescriptionIds)
    .where('clinic_id', 'is not', null)
    .execute();
  return new Map(rows.map((row) => [row.prescription_id as PrescriptionId, row.clinic_id as Id<'clinic'>]));
}

/** Finds for whom a prescription is, of which drug and for what; null while either is not settled, or there is no such prescription. */
export async function findPrescribed(
  tx: TenantTransaction,
  prescriptionId: PrescriptionId,
): Promise<{
  readonly patientId: PatientId;
  readonly drugId: Id<'drug'>;
  readonly indicationCode: string | null;
} | null> {
  const row = await tx.database
    .selectFrom('prescriptions.prescription')
    .select(['patient_id', 'drug_id', 'indication_code'])
    .where('tenant_id', '=', tx.tenantId)
    .where('prescription_id', '=', prescriptionId)
    .executeTakeFirst();
  if (row === undefined || row.patient_id === null || row.drug_id === null) return null;
  const [patientId, drugId] = [row.patient_id as PatientId, row.drug_id as Id<'drug'>];
  return { patientId, drugId, indicationCode: row.indication_code };
}

/** How a prescription that came in a time was decided, without anything that is sealed in it. */
export interface DecidedReferral {
  readonly prescriptionId: PrescriptionId;
  readonly patientId: PatientId;
  readonly drugId: Id<'drug'>;
  readonly therapyId: TherapyId | null;
  readonly clinicId: Prescription['clinicId'];
  readonly status: PrescriptionStatus;
  readonly statusReasons: readonly string[];
  readonly receivedAt: Instant;
}

/** Lists how the prescriptions of known patients and drugs that came in a time were decided, those still undecided left out. */
export async function listDecidedReferrals(
  tx: TenantTransaction,
  time: { readonly from: Instant; readonly until: Instant },
): Promise<readonly DecidedReferral[]> {
  const rows = await tx.database
    .selectFrom('prescriptions.prescription')
    .select([
      ...(['prescription_id', 'patient_id', 'drug_id', 'therapy_id', 'clinic_id'] as const),
      ...(['status', 'status_reasons', 'received_at'] as const),
    ])
    .where('tenant_id', '=', tx.tenantId)
    .where('received_at', '>=', time.from)
    .where('received_at', '<', time.until)
    .where('status', 'in', ['accepted', 'refused', 'cancelled'])
    .orderBy('received_at', 'desc')
    .execute();
  return rows.flatMap((row) => {
    const { patient_id: patientId, drug_id: drugId } = row;
    if (patientId === null || drugId === null) return [];
    return {
      prescriptionId: row.prescription_id as PrescriptionId,
      patientId: patientId as PatientId,
      drugId: drugId as Id<'drug'>,
      therapyId: row.therapy_id as TherapyId | null,
      clinicId: row.clinic_id as Prescription['clinicId'],
      status: row.status as PrescriptionStatus,
      statusReasons: row.status_reasons,
      receivedAt: row.received_at,
    };
  });
}
