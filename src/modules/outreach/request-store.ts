import type { Selectable } from 'kysely';
import type { Id, PrescriptionId, RawMessageId, SiteId, StaffId, TherapyId } from '../../kernel/ids.ts';
import type { Json } from '../../kernel/json.ts';
import type { OutreachPrescriberRequest } from '../../platform/database/schema.gen.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type {
  ChangeCode,
  PrescriberRequest,
  RequestId,
  RequestKind,
  RequestState,
  RequestWords,
} from './domain/prescriber-request.ts';

const table = 'outreach.prescriber_request';

/** Saves a request to a prescriber. */
export async function insertRequest(
  tx: TenantTransaction,
  request: PrescriberRequest,
  words: RequestWords,
): Promise<void> {
  tx.write(
    tx.database.insertInto(table).values({
      tenant_id: tx.tenantId,
      request_id: request.requestId,
      site_id: request.siteId,
      therapy_id: request.therapyId,
      prescription_id: request.prescriptionId,
      kind: request.kind,
      change_code: request.changeCode,
      partner_id: request.partnerId,
      outbound_id: request.outboundId,
      asked_by: request.askedBy,
      asked_at: request.askedAt,
      ...(await toChangingColumns(tx, request, words)),
    }),
  );
}

/** Saves what became of a request. */
export async function saveRequest(
  tx: TenantTransaction,
  request: PrescriberRequest,
  words: RequestWords,
): Promise<void> {
  tx.write(
    tx.database
      .updateTable(table)
      .set(await toChangingColumns(tx, request, words))
      .where('tenant_id', '=', tx.tenantId)
      .where('request_id', '=', request.requestId),
  );
}

/** Finds a request by its id or by the message that it went out in, and keeps others from changing it. */
export async function lockRequest(
  tx: TenantTransaction,
  by: { readonly requestId: RequestId } | { readonly outboundId: Id<'outbound'> },
): Promise<PrescriberRequest | null> {
  const query = tx.database.selectFrom(table).selectAll().where('tenant_id', '=', tx.tenantId).forUpdate();
  const row = await ('requestId' in by
    ? query.where('request_id', '=', by.requestId)
    : query.where('outbound_id', '=', by.outboundId)
  ).executeTakeFirst();
  return row === undefined ? null : toRequest(row);
}

/** Finds the open request of a kind about a prescription; null when there is none. */
export async function findOpenRequest(
  tx: TenantTransaction,
  of: { readonly prescriptionId: PrescriptionId; readonly kind: RequestKind },
): Promise<RequestId | null> {
  const row = await tx.database
    .selectFrom(table)
    .select('request_id')
    .where('tenant_id', '=', tx.tenantId)
    .where('prescription_id', '=', of.prescriptionId)
    .where('kind', '=', of.kind)
    .where('state', 'in', ['waiting', 'sent', 'pending'])
    .executeTakeFirst();
  return (row?.request_id as RequestId | undefined) ?? null;
}

/** Marks earlier answers to the same question as settled, because it is asked again. Returns whether one waited for a person. */
export async function settleEarlier(
  tx: TenantTransaction,
  of: { readonly prescriptionId: PrescriptionId; readonly kind: RequestKind },
): Promise<boolean> {
  const settled = await tx.database
    .updateTable(table)
    .set({ settled_code: 'asked-again' })
    .where('tenant_id', '=', tx.tenantId)
    .where('prescription_id', '=', of.prescriptionId)
    .where('kind', '=', of.kind)
    .where('state', 'in', ['denied', 'unclear'])
    .where('settled_code', 'is', null)
    .executeTakeFirst();
  return settled.numUpdatedRows > 0n;
}

/** Lists the requests about a therapy or a prescription, the newest first. */
export async function listRequests(
  tx: TenantTransaction,
  of: { readonly therapyId: TherapyId } | { readonly prescriptionId: PrescriptionId },
): Promise<readonly PrescriberRequest[]> {
  const query = tx.database.selectFrom(table).selectAll().where('tenant_id', '=', tx.tenantId);
  const rows = await ('therapyId' in of
    ? query.where('therapy_id', '=', of.therapyId)
    : query.where('prescription_id', '=', of.prescriptionId)
  )
    .orderBy('asked_at', 'desc')
    .orderBy('request_id', 'desc')
    .limit(50)
    .execute();
  return rows.map(toRequest);
}

/** Opens what was written and answered in words. */
export async function openWords(tx: TenantTransaction, requestId: RequestId): Promise<RequestWords> {
  const row = await tx.database
    .selectFrom(table)
    .select('sealed_words')
    .where('tenant_id', '=', tx.tenantId)
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  if (row === undefined || row.sealed_words === null) return { note: null, answer: null };
  return tx.sealer.open<RequestWords>({ table, rowId: requestId }, row.sealed_words);
}

async function toChangingColumns(tx: TenantTransaction, request: PrescriberRequest, words: RequestWords) {
  const sealed = await tx.sealer.seal({ table, rowId: request.requestId }, words as unknown as Json);
  return {
    state: request.state,
    reason_codes: [...request.reasonCodes],
    sealed_words: Buffer.from(sealed),
    new_prescription_id: request.newPrescriptionId,
    message_id: request.messageId,
    acknowledgement_id: request.acknowledgementId,
    answer_message_id: request.answerMessageId,
    answered_at: request.answeredAt,
    settled_code: request.settledCode,
  };
}

function toRequest(row: Selectable<OutreachPrescriberRequest>): PrescriberRequest {
  return {
    requestId: row.request_id as RequestId,
    siteId: row.site_id as SiteId,
    therapyId: row.therapy_id as TherapyId | null,
    prescriptionId: row.prescription_id as PrescriptionId,
    kind: row.kind as RequestKind,
    changeCode: row.change_code as ChangeCode | null,
    partnerId: row.partner_id as Id<'partner'>,
    outboundId: row.outbound_id as Id<'outbound'>,
    state: row.state as RequestState,
    reasonCodes: row.reason_codes,
    newPrescriptionId: row.new_prescription_id as PrescriptionId | null,
    messageId: row.message_id as RawMessageId | null,
    acknowledgementId: row.acknowledgement_id as RawMessageId | null,
    answerMessageId: row.answer_message_id as RawMessageId | null,
    askedBy: row.asked_by as StaffId | null,
    askedAt: row.asked_at,
    answeredAt: row.answered_at,
    settledCode: row.settled_code,
  };
}
