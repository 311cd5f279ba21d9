import type { TherapyId } from '../../../kernel/ids.ts';
import { dayIn } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getSite } from '../../identity/index.ts';
import { decideStartReview, type StartReview } from '../domain/start-review.ts';
import { startReviewRecorded } from '../events.ts';
import { clinicalRefusals } from '../refusals.ts';
import { insertReview, type ReviewId } from '../review-store.ts';
import { findTherapySubject } from './find-therapy-subject.ts';

/** Records the clinical review before the start of a therapy. */
export async function recordStartReview(
  tx: TenantTransaction,
  review: StartReview & { readonly therapyId: TherapyId; readonly goals: string; readonly note: string },
): Promise<Result<ReviewId>> {
  const { therapyId, outcome } = review;
  const subject = await findTherapySubject(tx, therapyId);
  if (subject === null) return refuse(clinicalRefusals.unknownTherapy);
  const today = dayIn(tx.now, (await getSite(tx, subject.siteId)).timeZone);
  const decided = decideStartReview(review, { remsProgram: subject.drug?.remsProgram ?? null, today });
  if (!decided.ok) return decided;
  const reviewId = tx.newId<'start-review'>();
  await insertReview(tx, { ...review, ...subject, reviewId });
  await tx.announce(startReviewRecorded, { therapyId, reviewId, outcome }, therapyId);
  tx.touch(`therapy:${therapyId}`);
  return ok(reviewId);
}
