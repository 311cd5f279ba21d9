import type { Selectable } from 'kysely';
import type { Id, PatientId } from '../../kernel/ids.ts';
import type { Database } from '../../platform/database/schema.gen.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Observation, ObservationFacts, RecordOf, ResultStatus } from './domain/clinical-record.ts';
import { familyOf } from './merge-store.ts';
import { toOrigin, toOriginColumns } from './record-columns.ts';

/** Which measurements are wanted; of everything without limits there may be thousands. */
export interface ObservationFilter {
  readonly patientId: PatientId;
  readonly loincCodes?: readonly string[] | undefined;
  readonly most?: number | undefined;
}

const mostByDefault = 200;
const tokenKind = 'laboratory-result/exact';

/** What is sealed beside a measurement: its name, an answer in words, and what its laboratory wrote. */
interface SealedDetail {
  readonly text: string | null;
  readonly words?: string;
  readonly referenceRange?: string | null;
  readonly resultNumber?: string | null;
}

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
    .where('patient_id', 'in', familyOf(tx, patientId))
    .where('state', '=', 'active')
    .$if(loincCodes !== undefined, (query) => query.where('loinc_code', 'in', [...(loincCodes ?? [])]))
    .orderBy('observed_on', 'desc')
    .orderBy('recorded_at', 'desc')
    .orderBy('observation_id')
    .limit(most ?? mostByDefault)
    .execute();
  return openRows(tx, rows);
}

/** Lists the results that stand under a number of a laboratory, the latest first; none without a number. */
export async function listResultsOfNumber(
  tx: TenantTransaction,
  of: { readonly patientId: PatientId; readonly resultNumber: string | null },
): Promise<readonly Observation[]> {
  if (of.resultNumber === null) return [];
  const tokens = await tx.sealer.tokens(tokenKind, of.resultNumber);
  const rows = await tx.database
    .selectFrom('patients.observation')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('patient_id', 'in', familyOf(tx, of.patientId))
    .where(
      'result_token',
      'in',
      tokens.map((token) => Buffer.from(token)),
    )
    .where('state', '=', 'active')
    .orderBy('recorded_at', 'desc')
    .orderBy('observation_id')
    .forUpdate()
    .execute();
  return openRows(tx, rows);
}

async function openRows(
  tx: TenantTransaction,
  rows: readonly Selectable<Database['patients.observation']>[],
): Promise<readonly Observation[]> {
  const observations: Observation[] = [];
  for (const row of rows) {
    const observationId = row.observation_id as Id<'observation'>;
    const detail = await tx.sealer.open<SealedDetail>(placeOf(observationId), row.sealed_detail);
    observations.push({
      observationId,
      patientId: row.patient_id as PatientId,
      loincCode: row.loinc_code,
      value: row.value ?? detail.words ?? '',
      ucumUnit: row.ucum_unit,
      observedOn: row.observed_on,
      text: detail.text,
      result:
        row.result_status === null
          ? null
          : {
              status: row.result_status as ResultStatus,
              observedAt: row.observed_at,
              flag: row.flag_code,
              referenceRange: detail.referenceRange ?? null,
              resultNumber: detail.resultNumber ?? null,
            },
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
  const { result, value, text } = observation;
  const isNumber = /^[<>]?=?-?\d+(\.\d+)?$/.test(value);
  const number = result?.resultNumber ?? null;
  const detail: SealedDetail = {
    text,
    ...(isNumber ? {} : { words: value }),
    ...(result === null || result === undefined
      ? {}
      : { referenceRange: result.referenceRange, resultNumber: result.resultNumber }),
  };
  tx.write(
    tx.database.insertInto('patients.observation').values({
      tenant_id: tx.tenantId,
      observation_id: observationId,
      patient_id: observation.patientId,
      loinc_code: observation.loincCode,
      value: isNumber ? value : null,
      ucum_unit: observation.ucumUnit,
      observed_on: observation.observedOn,
      state: 'active',
      result_status: result?.status ?? null,
      observed_at: result?.observedAt ?? null,
      flag_code: result?.flag ?? null,
      result_token: number === null ? null : Buffer.from(await tx.sealer.token(tokenKind, number)),
      sealed_detail: Buffer.from(await tx.sealer.seal(placeOf(observationId), { ...detail })),
      ...toOriginColumns(tx, observation.origin),
    }),
  );
  return observationId;
}

/** Marks a result as replaced by the one that corrects it. */
export async function markObservationReplaced(
  tx: TenantTransaction,
  mark: { readonly observationId: Id<'observation'>; readonly replacedBy: Id<'observation'> },
): Promise<void> {
  await tx.database
    .updateTable('patients.observation')
    .set({ state: 'replaced', replaced_by: mark.replacedBy })
    .where('tenant_id', '=', tx.tenantId)
    .where('observation_id', '=', mark.observationId)
    .where('state', '=', 'active')
    .execute();
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
    .where('patient_id', 'in', familyOf(tx, mark.patientId))
    .where('observation_id', '=', mark.recordId)
    .where('state', '=', 'active')
    .executeTakeFirst();
  return marked.numUpdatedRows === 1n;
}

function placeOf(observationId: Id<'observation'>) {
  return { table: 'patients.observation', rowId: observationId };
}
