import type { Id, PatientId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Allergy, AllergyFacts, RecordOf } from './domain/clinical-record.ts';
import { familyOf } from './merge-store.ts';
import { toOrigin, toOriginColumns } from './record-columns.ts';

/** Lists the allergies of a patient, active ones first. */
export async function listAllergies(tx: TenantTransaction, patientId: PatientId): Promise<readonly Allergy[]> {
  const rows = await tx.database
    .selectFrom('patients.allergy')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('patient_id', 'in', familyOf(tx, patientId))
    .where('state', '!=', 'entered-in-error')
    .orderBy('state')
    .orderBy('recorded_at', 'desc')
    .orderBy('allergy_id')
    .execute();
  const allergies: Allergy[] = [];
  for (const row of rows) {
    const allergyId = row.allergy_id as Id<'allergy'>;
    const detail = await tx.sealer.open<Pick<AllergyFacts, 'substance' | 'reaction'>>(
      placeOf(allergyId),
      row.sealed_detail,
    );
    allergies.push({
      ...detail,
      allergyId,
      patientId,
      kind: row.kind as Allergy['kind'],
      ingredientRxcui: row.ingredient_rxcui,
      snomedCode: row.snomed_code,
      severity: row.severity as Allergy['severity'],
      state: row.state as Allergy['state'],
      origin: toOrigin(row),
      recordedAt: row.recorded_at,
    });
  }
  return allergies;
}

/** Adds an allergy and returns its id. */
export async function insertAllergy(tx: TenantTransaction, allergy: AllergyFacts & RecordOf): Promise<Id<'allergy'>> {
  const allergyId = tx.newId<'allergy'>();
  const { substance, reaction } = allergy;
  tx.write(
    tx.database.insertInto('patients.allergy').values({
      tenant_id: tx.tenantId,
      allergy_id: allergyId,
      patient_id: allergy.patientId,
      kind: allergy.kind,
      ingredient_rxcui: allergy.ingredientRxcui,
      snomed_code: allergy.snomedCode,
      severity: allergy.severity,
      state: 'active',
      sealed_detail: Buffer.from(await tx.sealer.seal(placeOf(allergyId), { substance, reaction })),
      ...toOriginColumns(tx, allergy.origin),
    }),
  );
  return allergyId;
}

/** Marks an allergy as entered in error; tells whether there was one of this patient. */
export async function markAllergyInError(
  tx: TenantTransaction,
  mark: { readonly patientId: PatientId; readonly recordId: string },
): Promise<boolean> {
  const marked = await tx.database
    .updateTable('patients.allergy')
    .set({ state: 'entered-in-error' })
    .where('tenant_id', '=', tx.tenantId)
    .where('patient_id', 'in', familyOf(tx, mark.patientId))
    .where('allergy_id', '=', mark.recordId)
    .where('state', '!=', 'entered-in-error')
    .executeTakeFirst();
  return marked.numUpdatedRows === 1n;
}

function placeOf(allergyId: Id<'allergy'>) {
  return { table: 'patients.allergy', rowId: allergyId };
}
