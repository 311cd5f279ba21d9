import type { Id, PatientId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Observation, ObservationFacts, RecordOf } from './domain/clinical-record.ts';
import { toOrigin, toOriginColumns } from './record-columns.ts';

/** Which measurements are wanted; of everything without limits there may be thousands. */
export interface ObservationFilter {
  readonly patientId: PatientId;
  readonly loincCodes?: readonly string[] | undefined;
  readonly most?: number | undefined;
}

const mostByDefault = 200;

/** Lists the measurements of a patient, the latest first. */
export async function listObservations(
  tx: TenantTransaction,
  filter: PatientId | ObservationFilter,
): Promise<readonly Observation[]> {
  const { patientId, loincCodes, most }: ObservationFilter =
    typeof filter === 'string' ? { patientId: filter } : filter;
  const rows = await tx.database
    .selectFrom('patients.observation')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('patient_id', '=', patientId)
    .where('state', '=', 'active')
    .$if(loincCodes !== undefined, (query) => query.where('loinc_code', 'in', [...(loincCodes ?? [])]))
    .orderBy('observed_on', 'desc')
    .orderBy('recorded_at', 'desc')
    .orderBy('observation_id')
    .limit(most ?? mostByDefault)
    .execute();
  const observations: Observation[] = [];
  for (const row of rows) {
    const observationId = row.observation_id as Id<'observation'>;
    const { text } = await tx.sealer.open<Pick<ObservationFacts, 'text'>>(placeOf(observationId), row.sealed_detail);
    observations.push({
      observationId,
      patientId,
      loincCode: row.loinc_code,
      value: row.value,
      ucumUnit: row.ucum_unit,
      observedOn: row.observed_on,
      text,
      origin: toOrigin(row),
      recordedAt: row.recorded_at,
    });
  }
  return observations;
}

/** Adds a measurement and returns its id. */
export async function insertObservation(
  tx: TenantTransaction,
  observation: ObservationFacts & RecordOf,
): Promise<Id<'observation'>> {
  const observationId = tx.newId<'observation'>();
  tx.write(
    tx.database.insertInto('patients.observation').values({
      tenant_id: tx.tenantId,
      observation_id: observationId,
      patient_id: observation.patientId,
      loinc_code: observation.loincCode,
      value: observation.value,
      ucum_unit: observation.ucumUnit,
      observed_on: observation.observedOn,
      state: 'active',
      sealed_detail: Buffer.from(await tx.sealer.seal(placeOf(observationId), { text: observation.text })),
      ...toOriginColumns(tx, observation.origin),
    }),
  );
  return observationId;
}

/** Marks a measurement as entered in error; tells whether there was one of this patient. */
export async function markObservationInError(
  tx: TenantTransaction,
  mark: { readonly patientId: PatientId; readonly recordId: string },
): Promise<boolean> {
  const marked = await tx.database
    .updateTable('patients.observation')
    .set({ state: 'entered-in-error' })
    .where('tenant_id', '=', tx.tenantId)
    .where('patient_id', '=', mark.patientId)
    .where('observation_id', '=', mark.recordId)
    .where('state', '!=', 'entered-in-error')
    .executeTakeFirst();
  return marked.numUpdatedRows === 1n;
}

function placeOf(observationId: Id<'observation'>) {
  return { table: 'patients.observation', rowId: observationId };
}
