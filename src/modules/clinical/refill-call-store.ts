import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Id, StaffId, TherapyId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Json } from '../../kernel/json.ts';
import { actorIdOf } from '../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { ContactChannel } from './domain/contact-cadence.ts';
import type { RefillAnswers, RefillOutcome, RefillReviewDecision, RefillStatus } from './domain/refill-call.ts';
import type { TherapySubject } from './review-store.ts';

const callTable = 'clinical.refill_call';
const reviewTable = 'clinical.refill_review';

export type RefillCallId = Id<'refill-call'>;

/** A refill call, or an attempt at one. */
export interface RefillCall {
  readonly callId: RefillCallId;
  readonly cycle: number;
  readonly channel: ContactChannel;
  readonly outcome: RefillOutcome;
  readonly status: RefillStatus;
  readonly rulesVersion: number;
  readonly ruleCodes: readonly string[];
  readonly calledOn: CalendarDay;
  /** Null when nobody was reached. */
  readonly answers: RefillAnswers | null;
}

/** A refill call as it stands in the record, with its review. */
export interface KeptRefillCall extends RefillCall {
  readonly recordedAt: Instant;
  readonly recordedBy: StaffId | null;
  readonly review: {
    readonly decision: RefillReviewDecision;
    readonly note: string;
    readonly recordedAt: Instant;
    readonly recordedBy: StaffId | null;
  } | null;
}

/** Adds a refill call. */
export async function insertRefillCall(tx: TenantTransaction, call: RefillCall & TherapySubject): Promise<void> {
  const { callId, answers } = call;
  const place = { table: callTable, rowId: callId };
  const sealed = answers === null ? null : await tx.sealer.seal(place, answers as unknown as Json);
  await tx.database
    .insertInto(callTable)
    .values({
      tenant_id: tx.tenantId,
      call_id: callId,
      therapy_id: call.therapyId,
      patient_id: call.patientId,
      site_id: call.siteId,
      cycle: call.cycle,
      channel: call.channel,
      outcome: call.outcome,
      status: call.status,
      rules_version: call.rulesVersion,
      rule_codes: [...call.ruleCodes],
      called_on: call.calledOn,
      sealed_answers: sealed === null ? null : Buffer.from(sealed),
      recorded_at: tx.now,
      recorded_by: actorIdOf(tx.actor),
    })
    .execute();
}

/** Adds a pharmacist's review of a call. */
export async function insertRefillReview(
  tx: TenantTransaction,
  review: {
    readonly callId: RefillCallId;
    readonly siteId: string;
    readonly decision: RefillReviewDecision;
    readonly note: string;
  },
): Promise<void> {
  const { callId, siteId, decision, note } = review;
  const sealed = await tx.sealer.seal({ table: reviewTable, rowId: callId }, { note });
  await tx.database
    .insertInto(reviewTable)
    .values({
      ...{ tenant_id: tx.tenantId, call_id: callId, site_id: siteId, decision },
      sealed_note: Buffer.from(sealed),
      recorded_at: tx.now,
      recorded_by: actorIdOf(tx.actor),
    })
    .execute();
}

/** Finds the therapy of a call; null when there is no such call at the sites of this transaction. */
export async function findTherapyOfCall(tx: TenantTransaction, callId: RefillCallId): Promise<TherapyId | null> {
  const row = await tx.database
    .selectFrom(callTable)
    .select('therapy_id')
    .where('tenant_id', '=', tx.tenantId)
    .where('call_id', '=', callId)
    .executeTakeFirst();
  return row === undefined ? null : (row.therapy_id as TherapyId);
}

/** Lists the refill calls of a therapy, the newest first. */
export async function listRefillCalls(tx: TenantTransaction, therapyId: TherapyId): Promise<readonly KeptRefillCall[]> {
  const rows = await tx.database
    .selectFrom('clinical.refill_call as call')
    .leftJoin('clinical.refill_review as review', (join) =>
      join.onRef('review.tenant_id', '=', 'call.tenant_id').onRef('review.call_id', '=', 'call.call_id'),
    )
    .selectAll('call')
    .select(['review.decision', 'review.sealed_note'])
    .select(['review.recorded_at as reviewed_at', 'review.recorded_by as reviewed_by'])
    .where('call.tenant_id', '=', tx.tenantId)
    .where('call.therapy_id', '=', therapyId)
    .orderBy('call.recorded_at', 'desc')
    .orderBy('call.call_id', 'desc')
    .execute();
  return Promise.all(
    rows.map(async (row) => ({
      callId: row.call_id as RefillCallId,
      cycle: row.cycle,
      channel: row.channel as ContactChannel,
      outcome: row.outcome as RefillOutcome,
      status: row.status as RefillStatus,
      rulesVersion: row.rules_version,
      ruleCodes: row.rule_codes,
      calledOn: row.called_on as CalendarDay,
      answers: await openAnswers(tx, row.call_id, row.sealed_answers),
      recordedAt: row.recorded_at,
      recordedBy: row.recorded_by as StaffId | null,
      review: await openReview(tx, row),
    })),
  );
}

function openAnswers(tx: TenantTransaction, callId: string, sealed: Buffer | null): Promise<RefillAnswers | null> {
  if (sealed === null) return Promise.resolve(null);
  return tx.sealer.open<RefillAnswers>({ table: callTable, rowId: callId }, sealed);
}

async function openReview(
  tx: TenantTransaction,
  row: {
    readonly call_id: string;
    readonly decision: string | null;
    readonly sealed_note: Buffer | null;
    readonly reviewed_at: Instant | null;
    readonly reviewed_by: string | null;
  },
): Promise<KeptRefillCall['review']> {
  const { decision, sealed_note, reviewed_at, reviewed_by } = row;
  if (decision === null || sealed_note === null || reviewed_at === null) return null;
  const place = { table: reviewTable, rowId: row.call_id };
  const { note } = await tx.sealer.open<{ readonly note: string }>(place, sealed_note);
  return {
    decision: decision as RefillReviewDecision,
    note,
    recordedAt: reviewed_at,
    recordedBy: reviewed_by as StaffId | null,
  };
}
