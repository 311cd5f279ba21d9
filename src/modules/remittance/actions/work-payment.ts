import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Uuid } from '../../../kernel/ids.ts';
import type { Cents } from '../../../kernel/money.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { type ClaimId, listPayableClaimsById, type PayableClaim } from '../../claims/index.ts';
import { closeWorkItem } from '../../work/index.ts';
import type { DismissalReason, PaymentId, RemittanceFileId } from '../domain/remittance-file.ts';
import { depositEntered, lineMatched } from '../events.ts';
import { findFile, insertDismissal } from '../file-store.ts';
import { listLines, listPayments } from '../payment-queries.ts';
import { insertDeposit, insertMatch, readRules } from '../payment-store.ts';
import { remittanceRefusals } from '../refusals.ts';
import { toAdjudicated } from './settle-file.ts';

const queue = 'remittance-exceptions';

/** Matches a line to a claim by hand. Refuses a line that has one, and a claim that no payer agreed to pay. */
export async function matchLine(
  tx: TenantTransaction,
  wanted: { readonly paymentId: PaymentId; readonly position: number; readonly claimId: ClaimId },
): Promise<Result<PayableClaim>> {
  const { paymentId, position, claimId } = wanted;
  const standing = await findPayment(tx, paymentId);
  if (standing === null) return refuse(remittanceRefusals.unknownPayment);
  const [line] = await listLines(tx, { paymentId, state: 'all', after: position - 1 }, 0);
  if (line?.position !== position) return refuse(remittanceRefusals.unknownLine);
  if (line.claimId !== null) return refuse(remittanceRefusals.lineMatched);
  const [claim] = await listPayableClaimsById(tx, [claimId]);
  if (claim === undefined) return refuse(remittanceRefusals.unknownClaim);
  await insertMatch(tx, { paymentId, position, claim: toAdjudicated(claim, line.controlNumber) });
  await tx.announce(lineMatched, { paymentId, position, claimId }, paymentId);
  const { remittanceFileId } = standing;
  const ofFile = await listPayments(tx, { remittanceFileId }, 0);
  if (ofFile.every(({ unmatchedCount }) => unmatchedCount === 0))
    await closeWorkItem(tx, { queue, subjectId: remittanceFileId as unknown as Uuid, outcome: 'matched' });
  tx.touch(`remittance:${standing.remittanceFileId}`);
  return ok(claim);
}

/** Enters the deposit that brought a payment. Refuses another amount, a second deposit, and a payment that was not posted. */
export async function enterDeposit(
  tx: TenantTransaction,
  wanted: {
    readonly paymentId: PaymentId;
    readonly depositedOn: CalendarDay;
    readonly cents: Cents;
    readonly bankReference: string;
  },
): Promise<Result<null>> {
  const standing = await findPayment(tx, wanted.paymentId);
  if (standing === null) return refuse(remittanceRefusals.unknownPayment);
  if (standing.state !== 'posted') return refuse(remittanceRefusals.paymentNotPosted);
  if (standing.depositedOn !== null) return refuse(remittanceRefusals.depositEntered);
  if (standing.paymentCents !== wanted.cents)
    return refuse(remittanceRefusals.depositDiffers, { differenceCents: wanted.cents - standing.paymentCents });
  await insertDeposit(tx, wanted);
  await tx.announce(depositEntered, { paymentId: wanted.paymentId }, wanted.paymentId);
  tx.touch(`remittance:${standing.remittanceFileId}`);
  return ok(null);
}

/** Sets a held file aside, with the reason. Refuses a file that is not held. */
export async function dismissFile(
  tx: TenantTransaction,
  wanted: { readonly remittanceFileId: RemittanceFileId; readonly reasonCode: DismissalReason },
): Promise<Result<null>> {
  const { remittanceFileId } = wanted;
  const file = await findFile(tx, remittanceFileId);
  if (file === null) return refuse(remittanceRefusals.unknownFile);
  const isHeld = file.outcome === 'held' || file.outcome === 'unreadable';
  if (!isHeld || file.dismissedFor !== null) return refuse(remittanceRefusals.fileNotHeld);
  await insertDismissal(tx, wanted);
  const subjectId = remittanceFileId as unknown as Uuid;
  await closeWorkItem(tx, { queue, subjectId, outcome: wanted.reasonCode });
  tx.touch('remittances');
  tx.touch(`remittance:${remittanceFileId}`);
  return ok(null);
}

async function findPayment(tx: TenantTransaction, paymentId: PaymentId) {
  const { toleranceCents } = await readRules(tx);
  const [standing] = await listPayments(tx, { paymentId }, toleranceCents);
  return standing ?? null;
}
