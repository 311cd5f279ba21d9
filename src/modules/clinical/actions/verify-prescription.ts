import type { PrescriptionId, TherapyId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import {
  type AnswerReason,
  decideVerification,
  isPharmacist,
  listUnansweredKeys,
  type UnverifyReason,
} from '../domain/prescription-verification.ts';
import { prescriptionUnverified, prescriptionVerified } from '../events.ts';
import { clinicalRefusals } from '../refusals.ts';
import { findNewestScreening, insertAnswers, listAnswers } from '../screening-store.ts';
import { findVerification, lockVerification, saveVerification, type Verification } from '../verification-store.ts';
import { findScreenable, type ScreenablePrescription, saveScreening } from './screen-prescription.ts';

/** A pharmacist's verification with the answers to its alerts. */
export interface PrescriptionCheck {
  readonly prescriptionId: PrescriptionId;
  readonly answers: readonly { readonly alertKey: string; readonly reasonCode: AnswerReason }[];
  readonly reviewedManually: boolean;
}

/** Records that a pharmacist verified a prescription. It is screened once more, so that what counts are the facts of this moment. */
export async function verifyPrescription(tx: TenantTransaction, check: PrescriptionCheck): Promise<Result<null>> {
  const { prescriptionId } = check;
  const prescription = await findScreenable(tx, prescriptionId);
  if (prescription === null) return refuse(clinicalRefusals.unknownPrescription);
  const { actor } = tx;
  if (actor.kind !== 'staff') return refuse(clinicalRefusals.pharmacistNeeded);
  if (prescription.therapyId === null) return refuse(clinicalRefusals.prescriptionNotAccepted);
  const { therapyId } = prescription;
  const verification = await lockVerification(tx, { ...prescription, therapyId });
  const screening = await saveScreening(tx, prescription);
  const earlier = await listAnswers(tx, prescriptionId);
  const decided = decideVerification({
    isPharmacist: isPharmacist(actor.roles),
    isAccepted: prescription.status === 'accepted',
    isVerified: verification.state === 'verified',
    alerts: screening.alerts,
    answeredKeys: [...earlier, ...check.answers].map(({ alertKey }) => alertKey),
    failed: screening.failed,
    reviewedManually: check.reviewedManually,
  });
  if (!decided.ok) return decided;
  const known = check.answers.filter(({ alertKey }) => screening.alerts.some((alert) => alert.alertKey === alertKey));
  await insertAnswers(
    tx,
    known.map((answer) => ({ ...answer, prescriptionId, answeredAt: tx.now, answeredBy: actor.staffId })),
  );
  const { screenId } = screening;
  const verified = { ...verification, therapyId, screenId, verifiedBy: actor.staffId, verifiedAt: tx.now };
  await saveVerification(tx, { ...verified, state: 'verified' }, null);
  await tx.announce(prescriptionVerified, { prescriptionId, therapyId }, therapyId);
  touchVerification(tx, { prescriptionId, therapyId });
  return ok(null);
}

/** Takes a verification back, with a coded reason. */
export async function unverifyPrescription(
  tx: TenantTransaction,
  back: { readonly prescriptionId: PrescriptionId; readonly reasonCode: UnverifyReason },
): Promise<Result<null>> {
  const { prescriptionId, reasonCode } = back;
  const prescription = await findScreenable(tx, prescriptionId);
  if (prescription === null) return refuse(clinicalRefusals.unknownPrescription);
  const found = await findVerification(tx, prescriptionId);
  if (found === null) return refuse(clinicalRefusals.notVerified);
  const verification = await lockVerification(tx, { ...prescription, therapyId: found.therapyId });
  if (verification.state !== 'verified') return refuse(clinicalRefusals.notVerified);
  await takeBack(tx, verification, reasonCode);
  return ok(null);
}

/** Takes a verification back when its prescription turned out to belong to another patient; nothing happens when there is none. */
export async function hearPrescriptionMoved(tx: TenantTransaction, prescriptionId: PrescriptionId): Promise<void> {
  await unverifyPrescription(tx, { prescriptionId, reasonCode: 'wrong-patient' });
  await screenOnAcceptance(tx, prescriptionId);
}

/** Screens a prescription as soon as it was accepted. */
export async function screenOnAcceptance(tx: TenantTransaction, prescriptionId: PrescriptionId): Promise<void> {
  const prescription = await findScreenable(tx, prescriptionId);
  if (prescription !== null) await saveScreening(tx, prescription);
}

/** Tells whether a prescription may be filled: a pharmacist verified it, and no interruptive alert of its newest screening is without an answer. */
export async function isClearedToFill(
  tx: TenantTransaction,
  wanted: { readonly prescriptionId: PrescriptionId },
): Promise<Result<null>> {
  const verification = await findVerification(tx, wanted.prescriptionId);
  if (verification?.state !== 'verified') return refuse(clinicalRefusals.notClearedToFill);
  const screening = await findNewestScreening(tx, wanted.prescriptionId);
  const answers = await listAnswers(tx, wanted.prescriptionId);
  const unanswered = listUnansweredKeys(
    screening?.alerts ?? [],
    answers.map(({ alertKey }) => alertKey),
  );
  return unanswered.length === 0 ? ok(null) : refuse(clinicalRefusals.notClearedToFill, { alerts: unanswered.length });
}

async function takeBack(tx: TenantTransaction, verification: Verification, reasonCode: UnverifyReason): Promise<void> {
  const { prescriptionId, therapyId } = verification;
  const open = { ...verification, state: 'unverified', screenId: null, verifiedBy: null, verifiedAt: null } as const;
  await saveVerification(tx, open, reasonCode);
  await tx.announce(prescriptionUnverified, { prescriptionId, therapyId, reasonCode }, therapyId);
  touchVerification(tx, { prescriptionId, therapyId });
}

function touchVerification(
  tx: TenantTransaction,
  { prescriptionId, therapyId }: Pick<ScreenablePrescription, 'prescriptionId'> & { readonly therapyId: TherapyId },
): void {
  tx.touch(`prescription:${prescriptionId}`);
  tx.touch(`therapy:${therapyId}`);
}
