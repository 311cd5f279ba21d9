import type { Id, PatientId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Condition, ConditionFacts, RecordOf } from './domain/clinical-record.ts';
import { familyOf } from './merge-store.ts';
import { toOrigin, toOriginColumns } from './record-columns.ts';

/** Lists the conditions of a patient, active ones first. */
export async function listConditions(tx: TenantTransaction, patientId: PatientId): Promise<readonly Condition[]> {
  const rows = await tx.database
    .selectFrom('patients.condition')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('patient_id', 'in', familyOf(tx, patientId))
    .where('state', '!=', 'entered-in-error')
    .orderBy('state')
    .orderBy('recorded_at', 'desc')
    .orderBy('condition_id')
    .execute();
  const conditions: Condition[] = [];
  for (const row of rows) {
    const conditionId = row.condition_id as Id<'condition'>;
    const { text } = await tx.sealer.open<Pick<ConditionFacts, 'text'>>(placeOf(conditionId), row.sealed_detail);
    conditions.push({
      conditionId,
      patientId,
      codeSystem: row.code_system as Condition['codeSystem'],
      code: row.code,
      text,
      onsetOn: row.onset_on,
      endedOn: row.ended_on,
      state: row.state as Condition['state'],
      origin: toOrigin(row),
      recordedAt: row.recorded_at,
    });
  }
  return conditions;
}

/** Adds a condition and returns its id; one with a last day counts as resolved. */
export async function insertCondition(
  tx: TenantTransaction,
  condition: ConditionFacts & RecordOf,
): Promise<Id<'condition'>> {
  const conditionId = tx.newId<'condition'>();
  tx.write(
    tx.database.insertInto('patients.condition').values({
      tenant_id: tx.tenantId,
      condition_id: conditionId,
      patient_id: condition.patientId,
      code_system: condition.codeSystem,
      code: condition.code,
      onset_on: condition.onsetOn,
      ended_on: condition.endedOn,
      state: condition.endedOn === null ? 'active' : 'resolved',
      sealed_detail: Buffer.from(await tx.sealer.seal(placeOf(conditionId), { text: condition.text })),
      ...toOriginColumns(tx, condition.origin),
    }),
  );
  return conditionId;
}

/** Marks a condition as entered in error; tells whether there was one of this patient. */
export async function markConditionInError(
  tx: TenantTransaction,
  mark: { readonly patientId: PatientId; readonly recordId: string },
): Promise<boolean> {
  const marked = await tx.database
    .updateTable('patients.condition')
    .set({ state: 'entered-in-error' })
    .where('tenant_id', '=', tx.tenantId)
    .where('patient_id', 'in', familyOf(tx, mark.patientId))
    .where('condition_id', '=', mark.recordId)
    .where('state', '!=', 'entered-in-error')
    .executeTakeFirst();
  return marked.numUpdatedRows === 1n;
}

function placeOf(conditionId: Id<'condition'>) {
  return { table: 'patients.condition', rowId: conditionId };
}
