import type { Id, PatientId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Medication, MedicationFacts, RecordOf } from './domain/clinical-record.ts';
import { familyOf } from './merge-store.ts';
import { toOrigin, toOriginColumns } from './record-columns.ts';

/** Lists the other medicines of a patient, those still taken first. */
export async function listMedications(tx: TenantTransaction, patientId: PatientId): Promise<readonly Medication[]> {
  const rows = await tx.database
    .selectFrom('patients.medication')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('patient_id', 'in', familyOf(tx, patientId))
    .where('state', '!=', 'entered-in-error')
    .orderBy('state')
    .orderBy('recorded_at', 'desc')
    .orderBy('medication_id')
    .execute();
  const medications: Medication[] = [];
  for (const row of rows) {
    const medicationId = row.medication_id as Id<'medication'>;
    const detail = await tx.sealer.open<Pick<MedicationFacts, 'text' | 'directions'>>(
      placeOf(medicationId),
      row.sealed_detail,
    );
    medications.push({
      ...detail,
      medicationId,
      patientId,
      rxcui: row.rxcui,
      ingredientRxcui: row.ingredient_rxcui,
      startedOn: row.started_on,
      endedOn: row.ended_on,
      state: row.state as Medication['state'],
      origin: toOrigin(row),
      recordedAt: row.recorded_at,
    });
  }
  return medications;
}

/** Adds a medicine and returns its id; one with a last day counts as stopped. */
export async function insertMedication(
  tx: TenantTransaction,
  medication: MedicationFacts & RecordOf,
): Promise<Id<'medication'>> {
  const medicationId = tx.newId<'medication'>();
  const { text, directions } = medication;
  tx.write(
    tx.database.insertInto('patients.medication').values({
      tenant_id: tx.tenantId,
      medication_id: medicationId,
      patient_id: medication.patientId,
      rxcui: medication.rxcui,
      ingredient_rxcui: medication.ingredientRxcui,
      started_on: medication.startedOn,
      ended_on: medication.endedOn,
      state: medication.endedOn === null ? 'active' : 'stopped',
      sealed_detail: Buffer.from(await tx.sealer.seal(placeOf(medicationId), { text, directions })),
      ...toOriginColumns(tx, medication.origin),
    }),
  );
  return medicationId;
}

/** Marks a medicine as entered in error; tells whether there was one of this patient. */
export async function markMedicationInError(
  tx: TenantTransaction,
  mark: { readonly patientId: PatientId; readonly recordId: string },
): Promise<boolean> {
  const marked = await tx.database
    .updateTable('patients.medication')
    .set({ state: 'entered-in-error' })
    .where('tenant_id', '=', tx.tenantId)
    .where('patient_id', 'in', familyOf(tx, mark.patientId))
    .where('medication_id', '=', mark.recordId)
    .where('state', '!=', 'entered-in-error')
    .executeTakeFirst();
  return marked.numUpdatedRows === 1n;
}

function placeOf(medicationId: Id<'medication'>) {
  return { table: 'patients.medication', rowId: medicationId };
}
