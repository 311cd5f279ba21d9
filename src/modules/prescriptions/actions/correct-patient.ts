import type { PatientId, TherapyId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { correctPatientRecords, findPatient } from '../../patients/index.ts';
import { correctPatient as moveTherapy } from '../../therapies/index.ts';
import type { Prescription } from '../domain/prescription.ts';
import { prescriptionCancelled, prescriptionMoved } from '../events.ts';
import { insertPatientCorrection, listPrescriptions, savePrescription } from '../prescription-store.ts';
import { prescriptionRefusals } from '../refusals.ts';
import { decideAgain, lockSeen, type SeenPrescription } from './change-prescription.ts';

/**
 * Moves a prescription that stands under the wrong patient to the right one, with what it brought along: the insurance and health
 * facts of its message, and its therapy. A therapy that other prescriptions of the wrong patient share stays where it is, and the
 * prescription opens or continues one of the right patient instead. Refuses while a fill is under way.
 */
export async function correctPatient(
  tx: TenantTransaction,
  correction: SeenPrescription & { readonly patientId: PatientId; readonly reasonCode: string },
): Promise<Result<Prescription>> {
  const locked = await lockSeen(tx, correction);
  if (!locked.ok) return locked;
  const { patientId, reasonCode } = correction;
  const wrong = locked.value;
  if (wrong.patientId === null || wrong.status === 'refused' || wrong.status === 'cancelled')
    return refuse(prescriptionRefusals.prescriptionSettled, { status: wrong.status });
  if (wrong.patientId === patientId) return refuse(prescriptionRefusals.samePatient);
  if ((await findPatient(tx, patientId)) === null) return refuse(prescriptionRefusals.unknownPatient);
  const left = await leaveTherapy(tx, wrong, { patientId, reasonCode });
  if (!left.ok) return left;
  const people = { fromPatientId: wrong.patientId, toPatientId: patientId };
  const moved = await correctPatientRecords(tx, { ...people, originId: wrong.prescriptionId });
  if (!moved.ok) return moved;
  const corrected = await settle(tx, { ...wrong, patientId, therapyId: left.value }, left.value);
  await recordCorrection(tx, { wrong, corrected, wrongPatientId: wrong.patientId, reasonCode });
  return ok(corrected);
}

/** Takes the therapy along, or leaves it behind; returns the therapy that came along. */
async function leaveTherapy(
  tx: TenantTransaction,
  wrong: Prescription,
  to: { readonly patientId: PatientId; readonly reasonCode: string },
): Promise<Result<TherapyId | null>> {
  const { therapyId, prescriptionId } = wrong;
  if (therapyId === null) return ok(null);
  const sharing = await listPrescriptions(tx, { therapyId });
  const isAlone = sharing.every((other) => other.prescriptionId === prescriptionId || other.status !== 'accepted');
  if (isAlone) {
    const moved = await moveTherapy(tx, { therapyId, ...to });
    if (moved.ok) return ok(therapyId);
    if (moved.refusal.code !== 'therapies.patient-has-this-therapy') return moved;
  }
  await tx.announce(prescriptionCancelled, { prescriptionId, therapyId, reasonCode: 'wrong-patient' }, therapyId);
  return ok(null);
}

/** A prescription whose therapy came along is as it was; any other is decided anew for the right patient. */
async function settle(
  tx: TenantTransaction,
  prescription: Prescription,
  takenAlong: TherapyId | null,
): Promise<Prescription> {
  if (takenAlong !== null) return savePrescription(tx, prescription);
  return decideAgain(tx, { ...prescription, status: 'needs-person' });
}

async function recordCorrection(
  tx: TenantTransaction,
  correction: {
    readonly wrong: Prescription;
    readonly corrected: Prescription;
    readonly wrongPatientId: PatientId;
    readonly reasonCode: string;
  },
): Promise<void> {
  const { wrong, corrected, wrongPatientId, reasonCode } = correction;
  const { prescriptionId, therapyId } = corrected;
  const patientId = corrected.patientId ?? wrongPatientId;
  const moved = { prescriptionId, wrongPatientId, patientId, wrongTherapyId: wrong.therapyId, therapyId };
  await insertPatientCorrection(tx, { ...moved, reasonCode });
  await tx.announce(prescriptionMoved, moved, wrong.therapyId ?? prescriptionId);
  tx.touch(`prescription:${prescriptionId}`);
  tx.touch(`patient:${wrongPatientId}`);
  tx.touch(`patient:${patientId}`);
}
