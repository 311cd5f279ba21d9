import { sql } from 'kysely';
import type { PatientId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { getMatchThresholds } from '../reference/index.ts';
import { type DuplicatePair, findDuplicatePairs, type NearPair, type RecordHoldings } from './domain/duplicate-pair.ts';
import type { SearchKind } from './domain/search-kind.ts';
import { listOwnRecords, type Patient } from './patient-queries.ts';

/** So many records are looked at for one page of pairs, the newest first. */
const recordsAtOnce = 1_000;
/** A token that more records share says little: it is left out, which also bounds the work. */
const mostSharing = 40;
const mostPairs = 100;

/** Possible duplicates with the records they are made of. `next` is where to look on for older records; null at the end. */
export interface FoundDuplicates {
  readonly pairs: readonly DuplicatePair[];
  readonly records: ReadonlyMap<PatientId, Patient>;
  /** There were more pairs than are shown, the likeliest of which these are. */
  readonly isCut: boolean;
  readonly lookedAt: number;
  readonly next: PatientId | null;
}

/**
 * Finds records that may be of one person: of one patient, or of the newest thousand patients registered before `before`. Records are
 * gathered by the keyed tokens they share and then compared; the hundred likeliest pairs are given.
 */
export async function findDuplicates(
  tx: TenantTransaction,
  wanted: { readonly patientId: PatientId | null; readonly before: PatientId | null },
): Promise<FoundDuplicates> {
  const subjects = wanted.patientId === null ? await listNewest(tx, wanted.before) : [wanted.patientId];
  const near = subjects.length === 0 ? [] : await listNearPairs(tx, subjects);
  const opened = await listOwnRecords(
    tx,
    near.flatMap(({ patientId, otherId }) => [patientId, otherId]),
  );
  const likely = findDuplicatePairs(near, opened, await getMatchThresholds(tx, 'patient'));
  return {
    pairs: likely.slice(0, mostPairs),
    isCut: likely.length > mostPairs || near.length === 2 * mostPairs,
    records: new Map(opened.map((record) => [record.patientId, record])),
    lookedAt: subjects.length,
    next: subjects.length === recordsAtOnce ? (subjects.at(-1) ?? null) : null,
  };
}

async function listNewest(tx: TenantTransaction, before: PatientId | null): Promise<readonly PatientId[]> {
  const { rows } = await sql<{ patient_id: PatientId }>`
    select patient_id from patients.patient
    where tenant_id = ${tx.tenantId} and merged_into is null and (${before}::uuid is null or patient_id < ${before}::uuid)
    order by patient_id desc limit ${recordsAtOnce}
  `.execute(tx.database);
  return rows.map((row) => row.patient_id);
}

/** What a shared token of each kind speaks for one person; parts of a name count only together with parts of a birth date or an address. */
const sharedPoints: Partial<Readonly<Record<SearchKind, number>>> = {
  'identifier/exact': 8,
  'phone/exact': 7,
  'sound-initial-and-year/phonetic-with': 6,
  'sound-initial-and-day/phonetic-with': 6,
  'initial-given-and-year/exact': 6,
  'initial-given-and-day/exact': 6,
  'postal-code-and-birth/exact': 5,
  'postal-code-given-and-year/exact': 5,
  'postal-code-given-and-day/exact': 5,
  'sound-and-postal-code/phonetic-with': 5,
  'sound-and-given/phonetic-with': 5,
};
/** Sounds of a name and a first name alone are not enough. */
const fewestPoints = 6;

/** Lists pairs by what they share, those that share most first. */
async function listNearPairs(tx: TenantTransaction, subjects: readonly PatientId[]): Promise<readonly NearPair[]> {
  const { rows } = await sql<{ patient_id: PatientId; other_id: PatientId }>`
    with own as (
      select mine.patient_id, mine.token, mine.kind, counted.points
      from patients.search_token as mine
      join unnest(${Object.keys(sharedPoints)}::text[], ${Object.values(sharedPoints)}::integer[]) as counted (kind, points)
        on counted.kind = mine.kind
      where mine.tenant_id = ${tx.tenantId} and mine.patient_id = any (${[...subjects]}::uuid[])
    ), met as (
      select own.patient_id, other.patient_id as other_id, own.kind, own.points
      from own cross join lateral (
        select found.patient_id from patients.search_token as found
        where found.tenant_id = ${tx.tenantId} and found.token = own.token and found.kind = own.kind limit ${mostSharing}
      ) as other
      where other.patient_id <> own.patient_id
      group by own.patient_id, other.patient_id, own.kind, own.points
    )
    select met.patient_id, met.other_id
    from met join patients.patient as other
      on other.tenant_id = ${tx.tenantId} and other.patient_id = met.other_id and other.merged_into is null
    group by met.patient_id, met.other_id
    having sum(met.points) >= ${fewestPoints}
    order by sum(met.points) desc, met.patient_id desc, met.other_id
    limit ${2 * mostPairs}
  `.execute(tx.database);
  return rows.map((row) => ({ patientId: row.patient_id, otherId: row.other_id }));
}

/** Counts what records hold together by kind; what was entered in error or corrected is not counted. */
export async function countHoldings(tx: TenantTransaction, patientIds: readonly PatientId[]): Promise<RecordHoldings> {
  const ids = sql`any (${[...patientIds]}::uuid[])`;
  const { rows } = await sql<RecordHoldings>`
    select
      (select count(*)::integer from patients.coverage where tenant_id = ${tx.tenantId} and patient_id = ${ids} and state <> 'entered-in-error') as coverages,
      (select count(*)::integer from patients.allergy where tenant_id = ${tx.tenantId} and patient_id = ${ids} and state <> 'entered-in-error') as allergies,
      (select count(*)::integer from patients.condition where tenant_id = ${tx.tenantId} and patient_id = ${ids} and state <> 'entered-in-error') as conditions,
      (select count(*)::integer from patients.medication where tenant_id = ${tx.tenantId} and patient_id = ${ids} and state <> 'entered-in-error') as medications,
      (select count(*)::integer from patients.observation where tenant_id = ${tx.tenantId} and patient_id = ${ids} and state = 'active') as measurements,
      (select count(*)::integer from patients.consent where tenant_id = ${tx.tenantId} and patient_id = ${ids}) as consents
  `.execute(tx.database);
  const [counted] = rows;
  if (counted === undefined) throw new Error('counting answered nothing');
  return counted;
}
