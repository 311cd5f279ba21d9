import { sql } from 'kysely';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { PatientId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { type Demographics, formatDisplayName, type PatientDescription } from './domain/demographics.ts';
import type { PatientCandidate } from './domain/patient-matching.ts';
import {
  computeSearchRank,
  fewestBlockingPoints,
  listBlockingTerms,
  listSearchCriteria,
  type PatientSearch,
} from './domain/search-term.ts';
import { placeOfDemographics } from './patient-store.ts';

/** At most so many sealed records are opened for one question. */
const mostOpened = 200;

/** A patient as known today. */
export interface Patient {
  readonly patientId: PatientId;
  readonly version: number;
  readonly displayName: string;
  readonly demographics: Demographics;
  readonly registeredAt: Instant;
}

/** Gets a patient; there must be one. */
export async function getPatient(tx: TenantTransaction, patientId: PatientId): Promise<Patient> {
  const patient = await findPatient(tx, patientId);
  if (patient === null) throw new Error('a patient is missing');
  return patient;
}

/** Finds a patient by id. */
export async function findPatient(tx: TenantTransaction, patientId: PatientId): Promise<Patient | null> {
  const [patient] = await listPatients(tx, [patientId]);
  return patient ?? null;
}

/** Lists patients by their ids, in no order. */
export async function listPatients(
  tx: TenantTransaction,
  patientIds: readonly PatientId[],
): Promise<readonly Patient[]> {
  if (patientIds.length === 0) return [];
  const rows = await tx.database
    .selectFrom('patients.patient as patient')
    .innerJoin('patients.demographics as current', (join) =>
      join
        .onRef('current.tenant_id', '=', 'patient.tenant_id')
        .onRef('current.patient_id', '=', 'patient.patient_id')
        .onRef('current.version', '=', 'patient.version'),
    )
    .select(['patient.patient_id', 'patient.version', 'patient.registered_at', 'current.sealed_demographics'])
    .where('patient.tenant_id', '=', tx.tenantId)
    .where('patient.patient_id', 'in', [...new Set(patientIds)])
    .execute();
  const patients: Patient[] = [];
  for (const row of rows) {
    const patientId = row.patient_id as PatientId;
    const place = placeOfDemographics(patientId, row.version);
    const demographics = await tx.sealer.open<Demographics>(place, row.sealed_demographics);
    const displayName = formatDisplayName(demographics);
    patients.push({ patientId, version: row.version, displayName, demographics, registeredAt: row.registered_at });
  }
  return patients;
}

/** Lists the names and birth dates of patients by id; one that is not known is left out. */
export async function listPatientNames(
  tx: TenantTransaction,
  patientIds: readonly PatientId[],
): Promise<ReadonlyMap<PatientId, { readonly displayName: string; readonly birthDate: CalendarDay }>> {
  const patients = await listPatients(tx, patientIds);
  return new Map(
    patients.map(({ patientId, displayName, demographics }) => [
      patientId,
      { displayName, birthDate: demographics.birthDate },
    ]),
  );
}

/** Lists the patients whose records are likely those of a described person, at most 200, the likeliest first. */
export async function listMatchCandidates(
  tx: TenantTransaction,
  described: PatientDescription,
): Promise<readonly PatientCandidate[]> {
  const tokens: Buffer[] = [];
  const points: number[] = [];
  for (const term of listBlockingTerms(described))
    for (const token of await tx.sealer.tokens(term.kind, term.text)) {
      tokens.push(Buffer.from(token));
      points.push(term.points);
    }
  if (tokens.length === 0) return [];
  const { rows } = await sql<{ patient_id: PatientId }>`
    select patient_id from (
      select found.patient_id, found.kind, max(wanted.points) as points
      from patients.search_token as found
      join unnest(${tokens}::bytea[], ${points}::integer[]) as wanted (token, points) on wanted.token = found.token
      where found.tenant_id = ${tx.tenantId}
      group by found.patient_id, found.kind
    ) as gathered
    group by patient_id
    having sum(points) >= ${fewestBlockingPoints}
    order by sum(points) desc, patient_id
    limit ${mostOpened}
  `.execute(tx.database);
  return listPatients(
    tx,
    rows.map((row) => row.patient_id),
  );
}

/** Patients found by a search, those whose names begin as typed first; `isCut` tells that there were more than could be shown. */
export interface PatientHits {
  readonly patients: readonly Patient[];
  readonly isCut: boolean;
}

/** Searches patients who meet every criterion; null when the search names none. */
export async function searchPatients(
  tx: TenantTransaction,
  search: PatientSearch & { readonly most: number },
): Promise<PatientHits | null> {
  const criteria = listSearchCriteria(search);
  if (criteria.length === 0) return null;
  const tokens: Buffer[] = [];
  const numbers: number[] = [];
  for (const [number, terms] of criteria.entries())
    for (const { kind, text } of terms) {
      tokens.push(Buffer.from(await tx.sealer.token(kind, text)));
      numbers.push(number);
    }
  const { rows } = await sql<{ patient_id: PatientId }>`
    select found.patient_id
    from patients.search_token as found
    join unnest(${tokens}::bytea[], ${numbers}::integer[]) as wanted (token, criterion) on wanted.token = found.token
    where found.tenant_id = ${tx.tenantId}
    group by found.patient_id
    having count(distinct wanted.criterion) = ${criteria.length}
    order by found.patient_id desc
    limit ${mostOpened + 1}
  `.execute(tx.database);
  const ids = rows.slice(0, mostOpened).map((row) => row.patient_id);
  const patients = [...(await listPatients(tx, ids))].sort(compareBy(search.name ?? ''));
  return { patients: patients.slice(0, search.most), isCut: rows.length > mostOpened || patients.length > search.most };
}

function compareBy(typed: string): (left: Patient, right: Patient) => number {
  return (left, right) => {
    const ranks = computeSearchRank(right.demographics, typed) - computeSearchRank(left.demographics, typed);
    if (ranks !== 0) return ranks;
    return left.displayName.localeCompare(right.displayName, 'en') || (left.patientId < right.patientId ? -1 : 1);
  };
}
