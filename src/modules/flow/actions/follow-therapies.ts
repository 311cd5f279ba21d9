import type { Id, PatientId, PrescriptionId, TherapyId } from '../../../kernel/ids.ts';
import { dayIn } from '../../../kernel/instant.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getDefaultSite } from '../../identity/index.ts';
import { isCoverageInForce, listCoverages, listFamilyIds } from '../../patients/index.ts';
import { findPrescribingClinic } from '../../prescriptions/index.ts';
import { getPlan, type PayerId } from '../../reference/index.ts';
import { findStanding } from '../../therapies/index.ts';
import { listTherapiesOf, savePayerOf, saveStanding } from '../standing-store.ts';
import { keepLearning } from './learn-cycles.ts';
import { lookAround } from './look-around.ts';
import { tellWork } from './tell-work.ts';
import { awaitFirstFill, keepFirstFillWork } from './watch-first-fills.ts';

/** Takes over where a therapy stands now, however late or often it is told that this changed. */
export async function followStanding(tx: TenantTransaction, therapyId: TherapyId): Promise<void> {
  const standing = await findStanding(tx, therapyId);
  if (standing === null) return;
  saveStanding(tx, standing);
  await keepLearning(tx);
  await followSupply(tx, therapyId);
}

/** Takes over what work follows from, after the therapy, its claim or its delivery moved: its order, and an overdue first fill. */
export async function followSupply(tx: TenantTransaction, therapyId: TherapyId): Promise<void> {
  const therapies = await lookAround(tx, [therapyId]);
  await tellWork(tx, therapies);
  for (const around of therapies) await keepFirstFillWork(tx, around);
}

/** Records who stands around a therapy once its prescription is accepted: the prescriber, the clinic, and the payer that pays first. */
export async function followPrescription(
  tx: TenantTransaction,
  accepted: {
    readonly therapyId: TherapyId;
    readonly prescriptionId: PrescriptionId;
    readonly prescriberId: Id<'prescriber'> | null;
  },
): Promise<void> {
  const { therapyId, prescriptionId, prescriberId } = accepted;
  const standing = await findStanding(tx, therapyId);
  if (standing === null) return;
  const payerId = await findFirstPayer(tx, standing.patientId);
  const clinicId = await findPrescribingClinic(tx, prescriptionId);
  saveStanding(tx, standing, { payerId, prescriberId, clinicId });
  await followSupply(tx, therapyId);
  for (const around of await lookAround(tx, [therapyId])) await awaitFirstFill(tx, around);
  tx.touch(`therapy:${therapyId}`);
}

/** Tells anew whom the work for all therapies of patients suits, under whichever of their records these stand. */
export async function followPatients(tx: TenantTransaction, patientIds: readonly PatientId[]): Promise<void> {
  const families = [];
  for (const patientId of patientIds) families.push(...(await listFamilyIds(tx, patientId)));
  const therapyIds = await listTherapiesOf(tx, [...new Set(families)]);
  await tellWork(tx, await lookAround(tx, therapyIds));
}

/** Brings the payer of a patient's therapies up to date after a change of coverage. */
export async function followCoverage(tx: TenantTransaction, patientId: PatientId): Promise<void> {
  savePayerOf(tx, patientId, await findFirstPayer(tx, patientId));
}

async function findFirstPayer(tx: TenantTransaction, patientId: PatientId): Promise<PayerId | null> {
  const { calendar } = await getDefaultSite(tx);
  const today = dayIn(tx.now, calendar.timeZone);
  const coverages = await listCoverages(tx, patientId);
  const first = coverages.find((coverage) => coverage.planId !== null && isCoverageInForce(coverage, today));
  return first === undefined || first.planId === null ? null : (await getPlan(tx, first.planId)).payerId;
}
