import type { PrescriptionId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import type { Prescription } from '../domain/prescription.ts';
import { lockPrescription, savePrescription } from '../prescription-store.ts';
import { prescriptionRefusals } from '../refusals.ts';
import { carryOutDecision, type DecidedPrescription, evaluatePrescription } from './decide-prescription.ts';

/** A prescription as a person saw it when deciding. */
export interface SeenPrescription {
  readonly prescriptionId: PrescriptionId;
  readonly expectedVersion: number;
}

/** Locks a prescription that a person acts on; refuses when there is none or when it changed since it was seen. */
export async function lockSeen(tx: TenantTransaction, seen: SeenPrescription): Promise<Result<Prescription>> {
  const prescription = await lockPrescription(tx, seen.prescriptionId);
  if (prescription === null) return refuse(prescriptionRefusals.unknownPrescription);
  if (prescription.version !== seen.expectedVersion)
    return refuse(prescriptionRefusals.prescriptionMoved, { version: prescription.version });
  return ok(prescription);
}

/** Locks a prescription that is still to be decided. */
export async function lockUndecided(tx: TenantTransaction, seen: SeenPrescription): Promise<Result<Prescription>> {
  const locked = await lockSeen(tx, seen);
  if (!locked.ok) return locked;
  const { status } = locked.value;
  if (status === 'needs-person' || status === 'parked') return locked;
  return refuse(prescriptionRefusals.prescriptionSettled, { status });
}

/** Decides a changed prescription anew and carries the decision out. */
export async function decideAgain(tx: TenantTransaction, changed: Prescription): Promise<Prescription> {
  return saveDecision(tx, { prescription: changed, decision: await evaluatePrescription(tx, changed) });
}

/** Carries a decision about a known prescription out. */
export function saveDecision(tx: TenantTransaction, decided: DecidedPrescription): Promise<Prescription> {
  return carryOutDecision(tx, decided, (prescription) => savePrescription(tx, prescription));
}
