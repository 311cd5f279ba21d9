import type { PatientId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { lockTherapy } from '../../therapies/index.ts';
import { findReviewedStatus, type RefillReviewDecision } from '../domain/refill-call.ts';
import { refillReviewed } from '../events.ts';
import { findTherapyOfCall, insertRefillReview, listRefillCalls, type RefillCallId } from '../refill-call-store.ts';
import { clinicalRefusals } from '../refusals.ts';

/** Records what a pharmacist decided upon the answers of the newest refill call; the hold on the fill ends with it. */
export async function reviewRefill(
  tx: TenantTransaction,
  review: { readonly callId: RefillCallId; readonly decision: RefillReviewDecision; readonly note: string },
): Promise<Result<PatientId>> {
  const { callId, decision, note } = review;
  const therapyId = await findTherapyOfCall(tx, callId);
  const therapy = therapyId === null ? null : await lockTherapy(tx, therapyId);
  if (therapyId === null || therapy === null) return refuse(clinicalRefusals.unknownRefillCall);
  const [newest] = await listRefillCalls(tx, therapyId);
  const isWaiting = newest?.callId === callId && newest.status === 'review-needed' && newest.review === null;
  if (!isWaiting || newest.cycle !== therapy.cycle) return refuse(clinicalRefusals.noReviewNeeded);
  await insertRefillReview(tx, { callId, siteId: therapy.siteId, decision, note });
  const outcome = findReviewedStatus(newest.outcome, decision);
  await tx.announce(refillReviewed, { therapyId, callId, outcome }, therapyId);
  tx.touch(`therapy:${therapyId}`);
  return ok(therapy.patientId);
}
