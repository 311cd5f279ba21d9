import type { PrescriptionId } from '../../../kernel/ids.ts';
import { dayIn } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getSite } from '../../identity/index.ts';
import {
  cancelPrescription,
  findPharmacyLimits,
  findPrescription,
  getPrescription,
  type Prescription,
  refusePrescription,
} from '../../prescriptions/index.ts';
import { endTherapy } from '../../therapies/index.ts';
import { closeWorkItem, openWorkItem } from '../../work/index.ts';
import type { LetterId } from '../domain/letter.ts';
import {
  acknowledge,
  decideTransferStep,
  type TransferId,
  type TransferOut,
  type TransferReason,
} from '../domain/transfer-out.ts';
import { dropUnsentLetters } from '../letter-store.ts';
import { referralRefusals } from '../refusals.ts';
import { lockOpenRequests } from '../request-store.ts';
import { insertTransfer, listTransfers, lockTransfer, saveTransfer } from '../transfer-store.ts';
import { composePacket } from './compose-packet.ts';
import { followWork } from './referral-work.ts';
import { transferTimer } from './send-letter.ts';
import { withdraw } from './settle-request.ts';

/** A transfer to be begun. The name and fax of a pharmacy that a network or a plan names are those on record. */
export interface NewTransfer {
  readonly prescriptionId: PrescriptionId;
  readonly reasonCode: TransferReason;
  readonly pharmacy: { readonly npi: string; readonly name: string; readonly fax: string | null };
}

/** Begins to transfer a referral: composes the packet that a person sends. */
export async function beginTransfer(tx: TenantTransaction, asked: NewTransfer): Promise<Result<TransferId>> {
  const prescription = await findPrescription(tx, asked.prescriptionId);
  if (prescription === null) return refuse(referralRefusals.unknownReferral);
  const { status, patientId, siteId, prescriptionId, therapyId } = prescription;
  if (status === 'refused' || status === 'cancelled') return refuse(referralRefusals.referralOver);
  if (patientId === null) return refuse(referralRefusals.patientUnsettled);
  if ((await getSite(tx, siteId)).npi === asked.pharmacy.npi) return refuse(referralRefusals.transferToSelf);
  const earlier = await listTransfers(tx, prescriptionId);
  if (earlier.some(({ state }) => state === 'composed' || state === 'sent'))
    return refuse(referralRefusals.transferOpen);
  const pharmacy = await findOnRecord(tx, prescription, asked.pharmacy);
  const transferId = tx.newId<'transfer-out'>();
  const { reasonCode } = asked;
  const letter = await composePacket(tx, prescription, { transferId, pharmacy, reasonCode });
  insertTransfer(tx, {
    ...{ transferId, siteId, prescriptionId, patientId, therapyId, reasonCode },
    state: 'composed',
    pharmacyNpi: pharmacy.npi,
    pharmacyName: pharmacy.name,
    pharmacyFax: pharmacy.fax,
    letterId: letter.letterId as LetterId,
    composedAt: tx.now,
    composedBy: tx.actor.kind === 'staff' ? tx.actor.staffId : null,
    ...{ sentAt: null, dueAt: null, isLate: false, acknowledgedAt: null, acknowledgedBy: null, daysHeld: null },
  });
  await followWork(tx, prescription);
  return ok(transferId);
}

/** Records that the other pharmacy has the referral: the therapy ends here as transferred, and the prescription with it. */
export async function acknowledgeTransfer(
  tx: TenantTransaction,
  said: { readonly transferId: TransferId; readonly acknowledgedBy: string },
): Promise<Result<TransferOut>> {
  const transfer = await lockTransfer(tx, said.transferId);
  if (transfer === null) return refuse(referralRefusals.unknownTransfer);
  const prescription = await getPrescription(tx, transfer.prescriptionId);
  const { timeZone } = await getSite(tx, transfer.siteId);
  const days = { receivedOn: dayIn(prescription.receivedAt, timeZone), today: dayIn(tx.now, timeZone) };
  const done = acknowledge(transfer, { by: said.acknowledgedBy, at: tx.now, ...days });
  if (!done.ok) return done;
  const { therapyId } = prescription;
  saveTransfer(tx, { ...done.value, therapyId });
  await endTime(tx, transfer);
  await leave(tx, prescription);
  for (const request of await lockOpenRequests(tx, [transfer.patientId]))
    if (request.prescriptionId === transfer.prescriptionId) await withdraw(tx, request);
  await followWork(tx, prescription);
  return ok({ ...done.value, therapyId });
}

/** Takes a transfer back; the referral stays here. */
export async function withdrawTransfer(tx: TenantTransaction, transferId: TransferId): Promise<Result<TransferOut>> {
  const transfer = await lockTransfer(tx, transferId);
  if (transfer === null) return refuse(referralRefusals.unknownTransfer);
  const step = decideTransferStep(transfer, 'withdrawn');
  if (!step.ok) return step;
  const withdrawn = { ...transfer, state: 'withdrawn', dueAt: null, isLate: false } as const;
  saveTransfer(tx, withdrawn);
  dropUnsentLetters(tx, transferId);
  await endTime(tx, transfer);
  await followWork(tx, await getPrescription(tx, transfer.prescriptionId));
  return ok(withdrawn);
}

/** Nobody acknowledged a transfer in time: a person chases, and the lead is told. */
export async function hearTransferSilence(tx: TenantTransaction, transferId: TransferId): Promise<void> {
  const transfer = await lockTransfer(tx, transferId);
  if (transfer === null || transfer.state !== 'sent') return;
  saveTransfer(tx, { ...transfer, isLate: true });
  const { siteId, patientId, therapyId, prescriptionId } = transfer;
  await openWorkItem(tx, {
    queue: 'escalations',
    subjectKind: 'prescription',
    subjectId: prescriptionId,
    ...{ siteId, patientId, therapyId },
    reasonCode: 'transfer-not-acknowledged',
    dueAt: tx.now,
  });
  await followWork(tx, await getPrescription(tx, prescriptionId));
}

async function endTime(tx: TenantTransaction, { transferId, prescriptionId }: TransferOut): Promise<void> {
  await tx.cancelTimer(transferTimer, transferId);
  await closeWorkItem(tx, { queue: 'escalations', subjectId: prescriptionId, outcome: 'done' });
}

/** The prescription authorizes nothing here any more, and its therapy ends as transferred. */
async function leave(tx: TenantTransaction, prescription: Prescription): Promise<void> {
  const { prescriptionId, status, therapyId, version } = prescription;
  const reasonCode = 'transferred-out';
  if (status === 'accepted') await cancelPrescription(tx, { prescriptionId, reasonCode });
  else await refusePrescription(tx, { prescriptionId, expectedVersion: version, reasonCode });
  // A therapy that has ended already stays as it ended.
  if (therapyId !== null) await endTherapy(tx, { therapyId, reasonCode: 'transferred-pharmacy' });
}

async function findOnRecord(
  tx: TenantTransaction,
  prescription: Prescription,
  typed: NewTransfer['pharmacy'],
): Promise<NewTransfer['pharmacy']> {
  const { network, plan } = await findPharmacyLimits(tx, prescription);
  const known = [...(network?.pharmacies ?? []), ...(plan?.pharmacies ?? [])];
  const found = known.find(({ pharmacyNpi }) => pharmacyNpi === typed.npi);
  return found === undefined ? typed : { npi: typed.npi, name: found.pharmacyName, fax: found.fax ?? typed.fax };
}
