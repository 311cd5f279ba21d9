import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getMatchThresholds } from '../../reference/index.ts';
import type { PatientDescription } from '../domain/demographics.ts';
import { decidePatientMatch, type PatientMatch } from '../domain/patient-matching.ts';
import { listMatchCandidates } from '../patient-queries.ts';

/** Finds whose record a description belongs to: opens at most 200 likely records and compares each element. */
export async function matchPatient(tx: TenantTransaction, described: PatientDescription): Promise<PatientMatch> {
  const [candidates, thresholds] = await Promise.all([
    listMatchCandidates(tx, described),
    getMatchThresholds(tx, 'patient'),
  ]);
  return decidePatientMatch(described, candidates, thresholds);
}
