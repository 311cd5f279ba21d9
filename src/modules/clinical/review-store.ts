import type { Id, PatientId, SiteId, StaffId, TherapyId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Json } from '../../kernel/json.ts';
import { actorIdOf } from '../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { CareRecord } from './domain/care-record.ts';
import type { RemsStatus, ReviewedLab, StartReview, StartReviewOutcome } from './domain/start-review.ts';

const reviewTable = 'clinical.start_review';
const careTable = 'clinical.care_record';

export type ReviewId = Id<'start-review'>;
export type CareRecordId = Id<'care-record'>;

/** Whose therapy it is and at which site. */
export interface TherapySubject {
  readonly therapyId: TherapyId;
  readonly patientId: PatientId;
  readonly siteId: SiteId;
}

/** A start review as it stands in the record. */
export interface KeptReview extends StartReview {
  readonly reviewId: ReviewId;
  readonly goals: string;
  readonly note: string;
  readonly recordedAt: Instant;
  readonly recordedBy: StaffId | null;
}

/** Adds a start review. */
export async function insertReview(
  tx: TenantTransaction,
  review: TherapySubject & StartReview & { readonly reviewId: ReviewId; readonly goals: string; readonly note: string },
): Promise<void> {
  const { reviewId, goals, note } = review;
  const sealed = await tx.sealer.seal({ table: reviewTable, rowId: reviewId }, { goals, note });
  await tx.database
    .insertInto(reviewTable)
    .values({
      tenant_id: tx.tenantId,
      review_id: reviewId,
      therapy_id: review.therapyId,
      patient_id: review.patientId,
      site_id: review.siteId,
      outcome: review.outcome,
      diagnosis_code: review.diagnosisCode,
      rems_status: review.remsStatus,
      education_given: review.educationGiven,
      labs: JSON.stringify(review.labs),
      sealed_assessment: Buffer.from(sealed),
      recorded_at: tx.now,
      recorded_by: actorIdOf(tx.actor),
    })
    .execute();
}

/** Lists the start reviews of a therapy, the newest first. */
export async function listReviews(tx: TenantTransaction, therapyId: TherapyId): Promise<readonly KeptReview[]> {
  const rows = await tx.database
    .selectFrom(reviewTable)
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('therapy_id', '=', therapyId)
    .orderBy('recorded_at', 'desc')
    .orderBy('review_id', 'desc')
    .limit(50)
    .execute();
  return Promise.all(
    rows.map(async (row) => ({
      reviewId: row.review_id as ReviewId,
      outcome: row.outcome as StartReviewOutcome,
      diagnosisCode: row.diagnosis_code,
      remsStatus: row.rems_status as RemsStatus,
      educationGiven: row.education_given,
      labs: row.labs as unknown as readonly ReviewedLab[],
      recordedAt: row.recorded_at,
      recordedBy: row.recorded_by as StaffId | null,
      ...(await tx.sealer.open<{ readonly goals: string; readonly note: string }>(
        { table: reviewTable, rowId: row.review_id },
        row.sealed_assessment,
      )),
    })),
  );
}

/** A care record as it stands in the record. */
export interface KeptCareRecord {
  readonly recordId: CareRecordId;
  readonly record: CareRecord;
  readonly note: string;
  readonly recordedAt: Instant;
  readonly recordedBy: StaffId | null;
}

/** Adds a care record. */
export async function insertCareRecord(
  tx: TenantTransaction,
  kept: TherapySubject & { readonly recordId: CareRecordId; readonly record: CareRecord; readonly note: string },
): Promise<void> {
  const { recordId, record, note } = kept;
  const { kind, ...codes } = record;
  const sealed = await tx.sealer.seal({ table: careTable, rowId: recordId }, { note });
  await tx.database
    .insertInto(careTable)
    .values({
      tenant_id: tx.tenantId,
      record_id: recordId,
      therapy_id: kept.therapyId,
      patient_id: kept.patientId,
      site_id: kept.siteId,
      kind,
      codes: JSON.stringify(codes satisfies Json),
      sealed_note: Buffer.from(sealed),
      recorded_at: tx.now,
      recorded_by: actorIdOf(tx.actor),
    })
    .execute();
}

/** Lists the care records of a therapy, the newest first. */
export async function listCareRecords(tx: TenantTransaction, therapyId: TherapyId): Promise<readonly KeptCareRecord[]> {
  const rows = await tx.database
    .selectFrom(careTable)
    .select(['record_id', 'kind', 'codes', 'sealed_note', 'recorded_at', 'recorded_by'])
    .where('tenant_id', '=', tx.tenantId)
    .where('therapy_id', '=', therapyId)
    .orderBy('recorded_at', 'desc')
    .orderBy('record_id', 'desc')
    .limit(100)
    .execute();
  return Promise.all(
    rows.map(async (row) => {
      const place = { table: careTable, rowId: row.record_id };
      const { note } = await tx.sealer.open<{ readonly note: string }>(place, row.sealed_note);
      return {
        recordId: row.record_id as CareRecordId,
        record: { kind: row.kind, ...(row.codes as object) } as CareRecord,
        note,
        recordedAt: row.recorded_at,
        recordedBy: row.recorded_by as StaffId | null,
      };
    }),
  );
}
