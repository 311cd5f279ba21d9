import type { PatientId, PrescriptionId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { findPrescription, type Prescription } from '../../prescriptions/index.ts';
import { screen, screeningRulesVersion } from '../domain/screen-prescription.ts';
import type { ScreeningFacts, ScreeningOutcome } from '../domain/screening.ts';
import { clinicalRefusals } from '../refusals.ts';
import { findNewestScreening, insertScreening, type Screening } from '../screening-store.ts';
import { gatherScreeningFacts } from './gather-screening-facts.ts';

/** A prescription whose patient is known. */
export type ScreenablePrescription = Prescription & { readonly patientId: PatientId };

/** Screens a prescription and keeps the outcome with the facts it looked at. */
export async function screenPrescription(
  tx: TenantTransaction,
  wanted: { readonly prescriptionId: PrescriptionId },
): Promise<Result<Screening>> {
  const prescription = await findScreenable(tx, wanted.prescriptionId);
  return prescription === null
    ? refuse(clinicalRefusals.unknownPrescription)
    : ok(await saveScreening(tx, prescription));
}

/** Screens a known prescription and keeps the outcome. */
export async function saveScreening(tx: TenantTransaction, prescription: ScreenablePrescription): Promise<Screening> {
  const { prescriptionId, therapyId, patientId, siteId } = prescription;
  const facts = await gatherScreeningFacts(tx, prescription);
  const screening: Screening = {
    ...screen(facts),
    screenId: tx.newId<'screening'>(),
    rulesVersion: screeningRulesVersion,
    screenedAt: tx.now,
  };
  await insertScreening(tx, { ...screening, prescriptionId, therapyId, patientId, siteId, facts });
  tx.touch(`prescription:${prescriptionId}`);
  return screening;
}

/** Screens a prescription as things stand now, without keeping it: what the page shows before a decision. */
export async function previewScreening(
  tx: TenantTransaction,
  prescription: ScreenablePrescription,
): Promise<ScreeningOutcome> {
  return screen(await gatherScreeningFacts(tx, prescription));
}

/** Screens once more upon the facts of the newest kept screening: the same rules give the same outcome. */
export async function replayScreening(
  tx: TenantTransaction,
  prescriptionId: PrescriptionId,
): Promise<{ readonly kept: Screening; readonly facts: ScreeningFacts; readonly replayed: ScreeningOutcome } | null> {
  const kept = await findNewestScreening(tx, prescriptionId);
  return kept === null ? null : { kept, facts: kept.facts, replayed: screen(kept.facts) };
}

/** Finds a prescription whose patient is known; null when there is none. */
export async function findScreenable(
  tx: TenantTransaction,
  prescriptionId: PrescriptionId,
): Promise<ScreenablePrescription | null> {
  const prescription = await findPrescription(tx, prescriptionId);
  if (prescription === null || prescription.patientId === null) return null;
  return { ...prescription, patientId: prescription.patientId };
}
