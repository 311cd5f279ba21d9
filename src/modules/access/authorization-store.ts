import type { Id, PatientId, TherapyId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import {
  type Recorded,
  type TherapySubject,
  toRecorded,
  toRecordedColumns,
  toSubjectColumns,
} from './access-record.ts';
import type { AuthorizationStep, ClosingReason, DenialReason } from './domain/authorization.ts';
import type { AuthorizationState } from './domain/authorization-lifecycle.ts';

const table = 'access.prior_authorization';
const stepTable = 'access.authorization_step';

export type AuthorizationId = Id<'prior-authorization'>;

/** A prior authorization and where it stands. */
export interface PriorAuthorization {
  readonly authorizationId: AuthorizationId;
  readonly state: AuthorizationState;
  readonly version: number;
}

/** A prior authorization that was found by its number. */
export interface FoundAuthorization {
  readonly authorizationId: AuthorizationId;
  readonly therapyId: TherapyId;
  readonly patientId: PatientId;
  readonly state: AuthorizationState;
}

/** A step as it stands in the record. */
export interface KeptStep extends AuthorizationStep, Recorded {
  readonly note: string;
}

/** Opens a prior authorization that no one has assessed yet. */
export async function insertAuthorization(tx: TenantTransaction, subject: TherapySubject): Promise<PriorAuthorization> {
  const authorizationId = tx.newId<'prior-authorization'>();
  const authorization = { authorizationId, state: 'not-assessed', version: 0 } as const;
  await insertAuthorizationAt(tx, subject, authorization);
  return authorization;
}

/** Adds a prior authorization that already stands somewhere. */
export async function insertAuthorizationAt(
  tx: TenantTransaction,
  subject: TherapySubject,
  { authorizationId, state, version }: PriorAuthorization,
): Promise<void> {
  await tx.database
    .insertInto(table)
    .values({
      ...toSubjectColumns(tx, subject),
      authorization_id: authorizationId,
      state,
      version,
      opened_at: tx.now,
    })
    .execute();
}

/** Lists the prior authorizations of a therapy, the newest first, and keeps others from changing them. */
export async function lockAuthorizations(
  tx: TenantTransaction,
  therapyId: TherapyId,
): Promise<readonly PriorAuthorization[]> {
  const rows = await selectAuthorizations(tx, therapyId).forUpdate().execute();
  return rows.map(toAuthorization);
}

/** Lists the prior authorizations of a therapy with their steps, the newest first. */
export async function listAuthorizations(
  tx: TenantTransaction,
  therapyId: TherapyId,
): Promise<readonly (PriorAuthorization & { readonly steps: readonly KeptStep[] })[]> {
  const rows = await selectAuthorizations(tx, therapyId).execute();
  return Promise.all(
    rows.map(toAuthorization).map(async (authorization) => ({
      ...authorization,
      steps: await listSteps(tx, authorization.authorizationId),
    })),
  );
}

/** Saves a locked authorization in the state of its new step, and adds the step. */
export async function saveStep(
  tx: TenantTransaction,
  authorization: PriorAuthorization,
  step: AuthorizationStep & { readonly note: string },
): Promise<void> {
  const { authorizationId } = authorization;
  const sequence = authorization.version + 1;
  await tx.database
    .updateTable(table)
    .set({ state: step.state, version: sequence, ...(await toNumberToken(tx, step.authorizationNumber)) })
    .where('tenant_id', '=', tx.tenantId)
    .where('authorization_id', '=', authorizationId)
    .execute();
  await appendStep(tx, { authorizationId, sequence }, step);
}

/** Adds a step at its place. */
export async function appendStep(
  tx: TenantTransaction,
  place: { readonly authorizationId: AuthorizationId; readonly sequence: number },
  step: AuthorizationStep & { readonly note: string },
): Promise<void> {
  const { authorizationId, sequence } = place;
  const detail = { authorizationNumber: step.authorizationNumber, note: step.note };
  await tx.database
    .insertInto(stepTable)
    .values({
      tenant_id: tx.tenantId,
      authorization_id: authorizationId,
      sequence,
      state: step.state,
      valid_from: step.validFrom,
      valid_to: step.validTo,
      quantity_thousandths: step.quantityThousandths,
      denial_reason_code: step.denialReasonCode,
      reason_code: step.reasonCode,
      deadline_on: step.deadlineOn,
      sealed_detail: Buffer.from(await tx.sealer.seal(placeOf(authorizationId, sequence), detail)),
      ...toRecordedColumns(tx),
    })
    .execute();
}

/** Lists up to five prior authorizations whose newest number is this, by its keyed token. */
export async function listAuthorizationsByNumber(
  tx: TenantTransaction,
  number: string,
): Promise<readonly FoundAuthorization[]> {
  const { number_token } = await toNumberToken(tx, number);
  if (number_token === undefined) return [];
  const rows = await tx.database
    .selectFrom(table)
    .select(['authorization_id', 'therapy_id', 'patient_id', 'state'])
    .where('tenant_id', '=', tx.tenantId)
    .where('number_token', '=', number_token)
    .orderBy('opened_at', 'desc')
    .limit(5)
    .execute();
  return rows.map((row) => ({
    authorizationId: row.authorization_id as AuthorizationId,
    therapyId: row.therapy_id as TherapyId,
    patientId: row.patient_id as PatientId,
    state: row.state as AuthorizationState,
  }));
}

async function toNumberToken(
  tx: TenantTransaction,
  number: string | null,
): Promise<{ readonly number_token?: Buffer }> {
  if (number === null || !/[\p{L}\d]/u.test(number)) return {};
  return { number_token: Buffer.from(await tx.sealer.token('authorization-number/exact', number)) };
}

/** Lists the steps of a prior authorization, the newest first. */
export async function listSteps(tx: TenantTransaction, authorizationId: AuthorizationId): Promise<readonly KeptStep[]> {
  const rows = await tx.database
    .selectFrom(stepTable)
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('authorization_id', '=', authorizationId)
    .orderBy('sequence', 'desc')
    .limit(100)
    .execute();
  return Promise.all(
    rows.map(async (row) => ({
      state: row.state as AuthorizationState,
      validFrom: row.valid_from,
      validTo: row.valid_to,
      quantityThousandths: row.quantity_thousandths,
      denialReasonCode: row.denial_reason_code as DenialReason | null,
      reasonCode: row.reason_code as ClosingReason | null,
      deadlineOn: row.deadline_on,
      ...(await tx.sealer.open<{ readonly authorizationNumber: string | null; readonly note: string }>(
        placeOf(authorizationId, row.sequence),
        row.sealed_detail,
      )),
      ...toRecorded(row),
    })),
  );
}

function selectAuthorizations(tx: TenantTransaction, therapyId: TherapyId) {
  return tx.database
    .selectFrom(table)
    .select(['authorization_id', 'state', 'version'])
    .where('tenant_id', '=', tx.tenantId)
    .where('therapy_id', '=', therapyId)
    .orderBy('opened_at', 'desc')
    .orderBy('authorization_id', 'desc')
    .limit(20);
}

function toAuthorization(row: {
  readonly authorization_id: string;
  readonly state: string;
  readonly version: number;
}): PriorAuthorization {
  return {
    authorizationId: row.authorization_id as AuthorizationId,
    state: row.state as AuthorizationState,
    version: row.version,
  };
}

function placeOf(authorizationId: AuthorizationId, sequence: number) {
  return { table: stepTable, rowId: `${authorizationId}/${sequence}` };
}
