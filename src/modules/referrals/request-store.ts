import type { Selectable } from 'kysely';
import type { PatientId, PrescriptionId, SiteId, StaffId, TherapyId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { ReferralsInformationRequest } from '../../platform/database/schema.gen.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type {
  InformationRequest,
  RequestedItem,
  RequestId,
  RequestStepCode,
  RequestWay,
} from './domain/information-request.ts';

const table = 'referrals.information_request';

/** Saves a new request. */
export function insertRequest(tx: TenantTransaction, request: InformationRequest): void {
  tx.write(
    tx.database.insertInto(table).values({
      tenant_id: tx.tenantId,
      request_id: request.requestId,
      site_id: request.siteId,
      prescription_id: request.prescriptionId,
      patient_id: request.patientId,
      asked_at: request.askedAt,
      asked_by: request.askedBy,
      ...toChangingColumns(request),
    }),
  );
}

/** Saves a request that was locked and changed. */
export function saveRequest(tx: TenantTransaction, request: InformationRequest): void {
  tx.write(
    tx.database
      .updateTable(table)
      .set(toChangingColumns(request))
      .where('tenant_id', '=', tx.tenantId)
      .where('request_id', '=', request.requestId),
  );
}

/** Finds a request and keeps others from changing it until the transaction ends. */
export async function lockRequest(tx: TenantTransaction, requestId: RequestId): Promise<InformationRequest | null> {
  const row = await selectRequests(tx).where('request_id', '=', requestId).forUpdate().executeTakeFirst();
  return row === undefined ? null : toRequest(row);
}

/** Locks the requests of a patient that wait for an answer, in one order. */
export async function lockOpenRequests(
  tx: TenantTransaction,
  patientIds: readonly PatientId[],
): Promise<readonly InformationRequest[]> {
  if (patientIds.length === 0) return [];
  const rows = await selectRequests(tx)
    .where('patient_id', 'in', [...patientIds])
    .where('state', '=', 'asked')
    .orderBy('request_id')
    .forUpdate()
    .execute();
  return rows.map(toRequest);
}

/** Lists what was asked about a referral, the newest first. */
export async function listRequests(
  tx: TenantTransaction,
  prescriptionId: PrescriptionId,
): Promise<readonly InformationRequest[]> {
  const rows = await selectRequests(tx)
    .where('prescription_id', '=', prescriptionId)
    .orderBy('asked_at', 'desc')
    .orderBy('request_id', 'desc')
    .execute();
  return rows.map(toRequest);
}

/** Lists the requests that wait for an answer, the oldest first. */
export async function listWaitingRequests(tx: TenantTransaction, most: number): Promise<readonly InformationRequest[]> {
  const rows = await selectRequests(tx).where('state', '=', 'asked').orderBy('asked_at').limit(most).execute();
  return rows.map(toRequest);
}

/** Something that happened to a request. */
export interface RequestStep {
  readonly requestId: RequestId;
  readonly way: RequestWay;
  readonly step: RequestStepCode;
  readonly happenedAt: Instant;
  readonly actorId: StaffId | null;
  /** The message, letter or record that it was. */
  readonly source: { readonly kind: string; readonly id: string } | null;
  readonly itemCodes: readonly string[];
}

/** Appends what happened to a request now. */
export function appendStep(
  tx: TenantTransaction,
  step: Pick<RequestStep, 'requestId' | 'way' | 'step' | 'itemCodes'> & { readonly source?: RequestStep['source'] },
): void {
  const { source = null } = step;
  tx.write(
    tx.database.insertInto('referrals.request_step').values({
      tenant_id: tx.tenantId,
      request_id: step.requestId,
      step_id: tx.newId<'request-step'>(),
      way: step.way,
      step: step.step,
      happened_at: tx.now,
      actor_id: tx.actor.kind === 'staff' ? tx.actor.staffId : null,
      source_kind: source?.kind ?? null,
      source_id: source?.id ?? null,
      item_codes: [...step.itemCodes],
    }),
  );
}

/** Lists what happened to requests, in order. */
export async function listSteps(
  tx: TenantTransaction,
  requestIds: readonly RequestId[],
): Promise<readonly RequestStep[]> {
  if (requestIds.length === 0) return [];
  const rows = await tx.database
    .selectFrom('referrals.request_step')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('request_id', 'in', [...requestIds])
    .orderBy('happened_at')
    .orderBy('step_order')
    .execute();
  return rows.map((row) => ({
    requestId: row.request_id as RequestId,
    way: row.way as RequestWay,
    step: row.step as RequestStepCode,
    happenedAt: row.happened_at,
    actorId: row.actor_id as StaffId | null,
    source: row.source_kind === null || row.source_id === null ? null : { kind: row.source_kind, id: row.source_id },
    itemCodes: row.item_codes,
  }));
}

function selectRequests(tx: TenantTransaction) {
  return tx.database.selectFrom(table).selectAll().where('tenant_id', '=', tx.tenantId);
}

function toChangingColumns(request: InformationRequest) {
  return {
    therapy_id: request.therapyId,
    state: request.state,
    way: request.way,
    items: JSON.stringify(request.items),
    form_partner_id: request.formPartnerId,
    is_late: request.isLate,
    due_at: request.dueAt,
    closed_at: request.closedAt,
  };
}

function toRequest(row: Selectable<ReferralsInformationRequest>): InformationRequest {
  return {
    requestId: row.request_id as RequestId,
    siteId: row.site_id as SiteId,
    prescriptionId: row.prescription_id as PrescriptionId,
    patientId: row.patient_id as PatientId,
    therapyId: row.therapy_id as TherapyId | null,
    state: row.state as InformationRequest['state'],
    way: row.way as RequestWay,
    items: row.items as unknown as readonly RequestedItem[],
    formPartnerId: row.form_partner_id as InformationRequest['formPartnerId'],
    isLate: row.is_late,
    askedAt: row.asked_at,
    askedBy: row.asked_by as StaffId | null,
    dueAt: row.due_at,
    closedAt: row.closed_at,
  };
}
