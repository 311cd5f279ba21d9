import type { Selectable } from 'kysely';
import type { FillId, Id, PrescriptionId, RawMessageId, SiteId, TherapyId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { OutreachPrescriberNotice } from '../../platform/database/schema.gen.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { NoticeFormat, NoticeState, NoticeStatus } from './domain/notice.ts';

const table = 'outreach.prescriber_notice';

export type NoticeId = Id<'prescriber-notice'>;

/** What a prescriber was told of an order, and how that went. */
export interface PrescriberNotice {
  readonly noticeId: NoticeId;
  readonly siteId: SiteId;
  readonly therapyId: TherapyId | null;
  readonly prescriptionId: PrescriptionId;
  readonly fillId: FillId | null;
  readonly status: NoticeStatus;
  readonly reasonCode: string | null;
  readonly partnerId: Id<'partner'> | null;
  readonly format: NoticeFormat | null;
  readonly outboundId: Id<'outbound'> | null;
  readonly state: NoticeState;
  readonly answerCode: string | null;
  readonly messageId: RawMessageId | null;
  readonly answerMessageId: RawMessageId | null;
  readonly occurredAt: Instant;
  readonly settledAt: Instant | null;
}

/** Tells whether a fact was told, or tried to be told, about a prescription before. */
export async function isNoticed(
  tx: TenantTransaction,
  fact: { readonly eventId: Id<'event'>; readonly prescriptionId: PrescriptionId },
): Promise<boolean> {
  const row = await tx.database
    .selectFrom(table)
    .select('notice_id')
    .where('tenant_id', '=', tx.tenantId)
    .where('event_id', '=', fact.eventId)
    .where('prescription_id', '=', fact.prescriptionId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Saves what a prescriber is told of a fact. */
export function insertNotice(
  tx: TenantTransaction,
  notice: Omit<PrescriberNotice, 'answerCode' | 'messageId' | 'answerMessageId' | 'settledAt'> & {
    readonly eventId: Id<'event'>;
  },
): void {
  tx.write(
    tx.database.insertInto(table).values({
      tenant_id: tx.tenantId,
      notice_id: notice.noticeId,
      event_id: notice.eventId,
      site_id: notice.siteId,
      therapy_id: notice.therapyId,
      prescription_id: notice.prescriptionId,
      fill_id: notice.fillId,
      status: notice.status,
      reason_code: notice.reasonCode,
      partner_id: notice.partnerId,
      format: notice.format,
      outbound_id: notice.outboundId,
      state: notice.state,
      occurred_at: notice.occurredAt,
    }),
  );
}

/** Finds a notice and keeps others from changing it; null when there is none. */
export async function lockNotice(tx: TenantTransaction, noticeId: NoticeId): Promise<PrescriberNotice | null> {
  const row = await tx.database
    .selectFrom(table)
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('notice_id', '=', noticeId)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? null : toNotice(row);
}

/** Saves how telling a prescriber went. */
export function saveNoticeAnswer(
  tx: TenantTransaction,
  answered: Pick<PrescriberNotice, 'noticeId' | 'state' | 'answerCode' | 'messageId' | 'answerMessageId'>,
): void {
  tx.write(
    tx.database
      .updateTable(table)
      .set({
        state: answered.state,
        answer_code: answered.answerCode,
        message_id: answered.messageId,
        answer_message_id: answered.answerMessageId,
        settled_at: answered.state === 'waiting' ? null : tx.now,
      })
      .where('tenant_id', '=', tx.tenantId)
      .where('notice_id', '=', answered.noticeId),
  );
}

/** Lists what was told about a therapy or a prescription, the newest first. */
export async function listNotices(
  tx: TenantTransaction,
  of: { readonly therapyId: TherapyId } | { readonly prescriptionId: PrescriptionId },
): Promise<readonly PrescriberNotice[]> {
  const query = tx.database.selectFrom(table).selectAll().where('tenant_id', '=', tx.tenantId);
  const rows = await ('therapyId' in of
    ? query.where('therapy_id', '=', of.therapyId)
    : query.where('prescription_id', '=', of.prescriptionId)
  )
    .orderBy('occurred_at', 'desc')
    .orderBy('notice_id', 'desc')
    .limit(50)
    .execute();
  return rows.map(toNotice);
}

function toNotice(row: Selectable<OutreachPrescriberNotice>): PrescriberNotice {
  return {
    noticeId: row.notice_id as NoticeId,
    siteId: row.site_id as SiteId,
    therapyId: row.therapy_id as TherapyId | null,
    prescriptionId: row.prescription_id as PrescriptionId,
    fillId: row.fill_id as FillId | null,
    status: row.status as NoticeStatus,
    reasonCode: row.reason_code,
    partnerId: row.partner_id as Id<'partner'> | null,
    format: row.format as NoticeFormat | null,
    outboundId: row.outbound_id as Id<'outbound'> | null,
    state: row.state as NoticeState,
    answerCode: row.answer_code,
    messageId: row.message_id as RawMessageId | null,
    answerMessageId: row.answer_message_id as RawMessageId | null,
    occurredAt: row.occurred_at,
    settledAt: row.settled_at,
  };
}
