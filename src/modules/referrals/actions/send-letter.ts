import type { PrescriptionId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getPrescription } from '../../prescriptions/index.ts';
import { startWait } from '../../therapies/index.ts';
import type { RequestId } from '../domain/information-request.ts';
import type { Letter, LetterId, SendingWay } from '../domain/letter.ts';
import { decideTransferStep, type TransferId } from '../domain/transfer-out.ts';
import { lockLetter, saveLetterSent } from '../letter-store.ts';
import { referralRefusals } from '../refusals.ts';
import { lockRequest, saveRequest } from '../request-store.ts';
import { lockTransfer, saveTransfer } from '../transfer-store.ts';
import { silenceTimer } from './ask-for-missing.ts';
import { composeLetter, findRecipient } from './compose-letter.ts';
import { noteStep } from './note-step.ts';
import { computeDueAt, followWork } from './referral-work.ts';

/** The timer that ends the time in which a transfer should be acknowledged. */
export const transferTimer = 'referrals.transfer-silent';

/** Records that a person has sent a letter. What it asks for has time from now; a letter may be sent again when nobody answers. */
export async function recordLetterSent(
  tx: TenantTransaction,
  sent: { readonly letterId: LetterId; readonly way: SendingWay },
): Promise<Result<Letter>> {
  const locked = await lockLetter(tx, sent.letterId);
  if (locked === null) return refuse(referralRefusals.unknownLetter);
  if (locked.isDropped) return refuse(referralRefusals.letterDropped);
  const letter: Letter = {
    ...locked.letter,
    sentAt: tx.now,
    sentBy: tx.actor.kind === 'staff' ? tx.actor.staffId : null,
    sentWay: sent.way,
  };
  const followed = await followSending(tx, letter);
  if (!followed.ok) return followed;
  saveLetterSent(tx, letter);
  await followWork(tx, await getPrescription(tx, letter.prescriptionId));
  return ok(letter);
}

/** Composes the notice that tells a prescriber of a duplicate that was closed. */
export async function composeDuplicateNotice(
  tx: TenantTransaction,
  closed: { readonly prescriptionId: PrescriptionId; readonly duplicateOf: PrescriptionId },
): Promise<void> {
  const prescription = await getPrescription(tx, closed.prescriptionId);
  const earlier = await getPrescription(tx, closed.duplicateOf);
  const received = earlier.receivedAt.slice(0, 10);
  await composeLetter(tx, prescription, {
    kind: 'duplicate-notice',
    subjectId: prescription.prescriptionId,
    to: await findRecipient(tx, prescription),
    opening: `We received this prescription although one for the same drug came on ${received}. We go on with that one and have closed this one.`,
    sections: [],
    closing: 'If this was meant to replace the earlier one, please call us. Thank you.',
  });
  await followWork(tx, prescription);
}

function followSending(tx: TenantTransaction, letter: Letter): Promise<Result<null>> {
  if (letter.kind === 'missing-information') return followRequest(tx, letter);
  return letter.kind === 'transfer-packet' ? followTransfer(tx, letter) : Promise.resolve(ok(null));
}

async function followRequest(tx: TenantTransaction, { letterId, subjectId }: Letter): Promise<Result<null>> {
  const request = await lockRequest(tx, subjectId as string as RequestId);
  if (request === null || request.state !== 'asked') return refuse(referralRefusals.requestOver);
  const { requestId, siteId } = request;
  const { therapyId } = await getPrescription(tx, request.prescriptionId);
  const dueAt = await computeDueAt(tx, { clock: 'letter', siteId });
  if (dueAt !== null) await tx.setTimer({ kind: silenceTimer, subject: requestId, dueAt, payload: {} });
  saveRequest(tx, { ...request, therapyId, dueAt, isLate: false });
  await noteStep(tx, request, { way: 'letter', step: 'sent', source: { kind: 'letter', id: letterId } });
  // A therapy that has ended waits for nobody; its refusal changes nothing here.
  if (therapyId !== null) await startWait(tx, { therapyId, reason: 'awaiting_prescriber' });
  return ok(null);
}

async function followTransfer(tx: TenantTransaction, { subjectId }: Letter): Promise<Result<null>> {
  const transfer = await lockTransfer(tx, subjectId as string as TransferId);
  if (transfer === null) return refuse(referralRefusals.unknownTransfer);
  const step = decideTransferStep(transfer, 'sent');
  if (!step.ok) return step;
  const { transferId, siteId } = transfer;
  const dueAt = await computeDueAt(tx, { clock: 'transfer-out', siteId });
  if (dueAt !== null) await tx.setTimer({ kind: transferTimer, subject: transferId, dueAt, payload: {} });
  saveTransfer(tx, { ...transfer, state: 'sent', sentAt: tx.now, dueAt, isLate: false });
  return ok(null);
}
