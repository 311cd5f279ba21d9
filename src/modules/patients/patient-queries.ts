import { sql } from 'kysely';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { PatientId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { fewestBlockingPoints, listBlockingTerms, listFormerBlockingTerms } from './domain/blocking-term.ts';
import {
  type Demographics,
  formatDisplayName,
  type PatientDescription,
  type PatientIdentifier,
} from './domain/demographics.ts';
import type { PatientCandidate } from './domain/patient-matching.ts';
import { computeSearchRank, listSearchCriteria, type PatientSearch, toIdentifierText } from './domain/search-term.ts';
import { findSurvivors } from './merge-store.ts';
import { placeOfDemographics } from './patient-store.ts';

/** At most so many sealed records are opened for one question. */
const mostOpened = 200;

/** Those which gathered most are compared with a described person; where fewer share a term, all of them. */
const mostCompared = 60;

/** A patient as known today. A record that is merged into another answers with what the survivor says. */
export interface Patient {
  /** The record that was asked for. */
  readonly patientId: PatientId;
  /** The record under which it answers; the same one while it stands for itself. */
  readonly survivorId: PatientId;
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

/** Lists patients by their ids, in no order; a merged record answers with the demographics of its survivor. */
export async function listPatients(
  tx: TenantTransaction,
  patientIds: readonly PatientId[],
): Promise<readonly Patient[]> {
  const own = await listOwnRecords(tx, patientIds);
  const merged = own.filter(({ isMerged }) => isMerged).map(({ patientId }) => patientId);
  if (merged.length === 0) return own;
  const survivors = await findSurvivors(tx, merged);
  const opened = await listOwnRecords(tx, [...survivors.values()]);
  const bySurvivor = new Map(opened.map((patient) => [patient.patientId, patient]));
  return own.map((patient) => {
    const survivor = bySurvivor.get(survivors.get(patient.patientId) ?? patient.patientId);
    return survivor === undefined ? patient : { ...survivor, patientId: patient.patientId };
  });
}

/** A record as it stands by itself. */
type OwnRecord = Patient & { readonly isMerged: boolean };

/** Lists records as they stand by themselves, whatever they are merged into. */
export async function listOwnRecords(
  tx: TenantTransaction,
  patientIds: readonly PatientId[],
): Promise<readonly OwnRecord[]> {
  if (patientIds.length === 0) return [];
  const rows = await tx.database
    .selectFrom('patients.patient as patient')
    .innerJoin('patients.demographics as current', (join) =>
      join
        .onRef('current.tenant_id', '=', 'patient.tenant_id')
        .onRef('current.patient_id', '=', 'patient.patient_id')
        .onRef('current.version', '=', 'patient.version'),
    )
    .select(['patient.patient_id', 'patient.version', 'patient.registered_at', 'patient.merged_into'])
    .select('current.sealed_demographics')
    .where('patient.tenant_id', '=', tx.tenantId)
    .where('patient.patient_id', 'in', [...new Set(patientIds)])
    .execute();
  return openRows(tx, rows);
}

interface StoredRecord {
  readonly patient_id: string;
  readonly version: number;
  readonly registered_at: Instant;
  readonly merged_into: string | null;
  readonly sealed_demographics: Uint8Array;
}

async function openRows(tx: TenantTransaction, rows: readonly StoredRecord[]): Promise<readonly OwnRecord[]> {
  const patients: OwnRecord[] = [];
  for (const row of rows) {
    const patientId = row.patient_id as PatientId;
    const { version, registered_at: registeredAt } = row;
    const place = placeOfDemographics(patientId, version);
    const demographics = await tx.sealer.open<Demographics>(place, row.sealed_demographics);
    const displayName = formatDisplayName(demographics);
    const isMerged = row.merged_into !== null;
    patients.push({ patientId, survivorId: patientId, version, displayName, demographics, registeredAt, isMerged });
  }
  return patients;
}

/** Lists the ids of patients who stand for themselves, in the order of their ids, after one. */
export async function listSurvivorIds(
  tx: TenantTransaction,
  page: { readonly after: PatientId | null; readonly most: number },
): Promise<readonly PatientId[]> {
  const { rows } = await sql<{ patient_id: PatientId }>`
    select patient_id from patients.patient
    where tenant_id = ${tx.tenantId} and merged_into is null and (${page.after}::uuid is null or patient_id > ${page.after}::uuid)
    order by patient_id limit ${page.most}
  `.execute(tx.database);
  return rows.map((row) => row.patient_id);
}

/** Finds the patients whose own record bears a record number of an assigner; a merged one is named by its survivor. */
export async function listPatientsByIdentifier(
  tx: TenantTransaction,
  identifier: PatientIdentifier,
): Promise<readonly PatientId[]> {
  const tokens = await tx.sealer.tokens('identifier/exact', toIdentifierText(identifier));
  const rows = await tx.database
    .selectFrom('patients.search_token')
    .select('patient_id')
    .distinct()
    .where('tenant_id', '=', tx.tenantId)
    .where('kind', '=', 'identifier/exact')
    .where(
      'token',
      'in',
      tokens.map((token) => Buffer.from(token)),
    )
    .limit(mostOpened)
    .execute();
  return rows.map((row) => row.patient_id as PatientId);
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

/** Lists the records that are likely those of a described person, at most 60; a merged one stands for its survivor. */
export async function listMatchCandidates(
  tx: TenantTransaction,
  described: PatientDescription,
): Promise<readonly PatientCandidate[]> {
  const tokens: Buffer[] = [];
  const points: number[] = [];
  const isFormer: boolean[] = [];
  for (const [former, terms] of [
    [false, listBlockingTerms(described)],
    [true, listFormerBlockingTerms(described)],
  ] as const)
    for (const term of terms)
      for (const token of await tx.sealer.tokens(term.kind, term.text)) {
        tokens.push(Buffer.from(token));
        points.push(term.points);
        isFormer.push(former);
      }
  if (tokens.length === 0) return [];
  const { rows } = await sql<StoredRecord>`
    with gathered as (
      select found.patient_id, found.kind, max(wanted.points) as points
      from (
        select token, points
        from unnest(${tokens}::bytea[], ${points}::integer[], ${isFormer}::boolean[]) as asked (token, points, is_former)
        where not is_former or exists (select from patients.search_renewal where tenant_id = ${tx.tenantId})
      ) as wanted
      join patients.search_token as found on found.tenant_id = ${tx.tenantId} and found.token = wanted.token
      group by found.patient_id, found.kind
    ), likely as (
      select patient_id from gathered group by patient_id
      having sum(points) >= ${fewestBlockingPoints} order by sum(points) desc, patient_id limit ${mostCompared}
    )
    select patient.patient_id, patient.version, patient.registered_at, patient.merged_into, latest.sealed_demographics
    from likely
    join patients.patient as patient on patient.tenant_id = ${tx.tenantId} and patient.patient_id = likely.patient_id
    join patients.demographics as latest
      on latest.tenant_id = ${tx.tenantId} and latest.patient_id = patient.patient_id and latest.version = patient.version
  `.execute(tx.database);
  const records = await openRows(tx, rows);
  const merged = records.filter(({ isMerged }) => isMerged).map(({ patientId }) => patientId);
  const survivors = await findSurvivors(tx, merged);
  return joinIdentifiers(
    records.map((record) => ({ ...record, patientId: survivors.get(record.patientId) ?? record.patientId })),
  );
}

/** Records of one person share their numbers: the number of one is no other number of the other. */
function joinIdentifiers(records: readonly Patient[]): readonly Patient[] {
  const byPerson = new Map<PatientId, readonly PatientIdentifier[]>();
  for (const { patientId, demographics } of records)
    byPerson.set(patientId, [...(byPerson.get(patientId) ?? []), ...demographics.identifiers]);
  return records.map((record) => ({
    ...record,
    demographics: {
      ...record.demographics,
      identifiers: byPerson.get(record.patientId) ?? record.demographics.identifiers,
    },
  }));
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
  const found = await listPatients(tx, ids);
  const people = new Map(found.map((patient) => [patient.survivorId, { ...patient, patientId: patient.survivorId }]));
  const patients = [...people.values()].sort(compareBy(search.name ?? ''));
  return { patients: patients.slice(0, search.most), isCut: rows.length > mostOpened || patients.length > search.most };
}

function compareBy(typed: string): (left: Patient, right: Patient) => number {
  return (left, right) => {
    const ranks = computeSearchRank(right.demographics, typed) - computeSearchRank(left.demographics, typed);
    if (ranks !== 0) return ranks;
    return left.displayName.localeCompare(right.displayName, 'en') || (left.patientId < right.patientId ? -1 : 1);
  };
}
