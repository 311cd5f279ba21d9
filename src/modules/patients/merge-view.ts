import type { ResponseOf } from '../../kernel/endpoint.ts';
import type { PatientId } from '../../kernel/ids.ts';
import type { Answer, TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listStaffNames } from '../identity/index.ts';
import { proposeSurvivor } from './domain/duplicate-pair.ts';
import { comparePatients } from './domain/patient-matching.ts';
import { countHoldings, type FoundDuplicates } from './duplicate-queries.ts';
import type * as api from './merge-api.ts';
import { findSurvivors, listFamilyIds, listLastMerges, listRecordsBelow } from './merge-store.ts';
import { getPatient, listOwnRecords, type Patient } from './patient-queries.ts';

type RecordLine = ResponseOf<typeof api.listDuplicates>['pairs'][number]['first'];
type Comparison = ResponseOf<typeof api.compareRecords>;
type Merges = ResponseOf<typeof api.listMerges>;

/** Describes pairs of records for the list of possible duplicates. */
export function describeDuplicates(found: FoundDuplicates): ResponseOf<typeof api.listDuplicates> {
  const pairs = found.pairs.flatMap(({ firstId, secondId, score, reasons, doubts }) => {
    const [first, second] = [found.records.get(firstId), found.records.get(secondId)];
    if (first === undefined || second === undefined) return [];
    const agreement = { score, reasons: [...reasons], doubts: [...doubts] };
    return [{ first: toRecordLine(first), second: toRecordLine(second), ...agreement }];
  });
  return { pairs, isCut: found.isCut, recordsLookedAt: found.lookedAt, next: found.next };
}

/** Describes two records beside each other, with which one should survive a merge; null when one of them is not there. */
export async function describeComparison(
  tx: TenantTransaction,
  wanted: { readonly patientId: PatientId; readonly otherId: PatientId },
): Promise<Comparison | null> {
  const records = await listOwnRecords(tx, [wanted.patientId, wanted.otherId]);
  const first = records.find(({ patientId }) => patientId === wanted.patientId);
  const second = records.find(({ patientId }) => patientId === wanted.otherId);
  if (first === undefined || second === undefined) return null;
  const sides = [await describeSide(tx, first), await describeSide(tx, second)] as const;
  const { score, reasons, doubts } = comparePatients(first.demographics, second.demographics);
  const proposal = proposeSurvivor(
    { ...first, holdings: sides[0].holdings },
    { ...second, holdings: sides[1].holdings },
  );
  const survivors = await findSurvivors(tx, [first.patientId, second.patientId]);
  return {
    score,
    reasons: [...reasons],
    doubts: [...doubts],
    first: sides[0],
    second: sides[1],
    proposal: { survivorId: proposal.survivorId, reasons: [...proposal.reasons] },
    isMerged: survivors.get(first.patientId) === survivors.get(second.patientId),
  };
}

async function describeSide(tx: TenantTransaction, record: Patient): Promise<Comparison['first']> {
  const family = await listFamilyIds(tx, record.patientId);
  return { ...toRecordLine(record), holdings: await countHoldings(tx, family) };
}

/** Describes which records are merged into one with a record, and what each would take along; null when there is none. */
export async function describeMerges(tx: TenantTransaction, patientId: PatientId): Promise<Answer<Merges> | null> {
  const family = await listFamilyIds(tx, patientId);
  const records = new Map((await listOwnRecords(tx, family)).map((record) => [record.patientId, record]));
  if (!records.has(patientId)) return null;
  const survivor = await getPatient(tx, patientId);
  const merges = await listLastMerges(tx, family);
  const names = await listStaffNames(
    tx,
    merges.flatMap(({ recordedBy }) => (recordedBy === null ? [] : [recordedBy])),
  );
  const merged: Merges['merged'] = [];
  for (const merge of merges) {
    const record = records.get(merge.patientId);
    if (record === undefined) continue;
    const recordIds = await listRecordsBelow(tx, merge.patientId);
    merged.push({
      ...toRecordLine(record),
      mergedInto: merge.survivorId,
      mergedAt: merge.recordedAt,
      mergedBy: merge.recordedBy === null ? null : (names.get(merge.recordedBy) ?? null),
      reasonCode: merge.reasonCode,
      recordIds: [...recordIds],
      holdings: await countHoldings(tx, recordIds),
    });
  }
  const body = { survivor: toRecordLine({ ...survivor, patientId: survivor.survivorId }), merged };
  return { body, patientIds: family };
}

function toRecordLine({ patientId, displayName, demographics, registeredAt }: Patient): RecordLine {
  const numbers = demographics.identifiers.filter(({ kind }) => kind === 'MR');
  return {
    patientId,
    displayName,
    birthDate: demographics.birthDate,
    recordNumbers: numbers.map(({ value, assigner }) => (assigner === '' ? value : `${value} of ${assigner}`)),
    registeredAt,
  };
}
