import type { Id, PatientId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import type { RecordOf } from '../domain/clinical-record.ts';
import { decideResultArrival, type ResultFacts } from '../domain/laboratory-result.ts';
import { resultRecorded } from '../events.ts';
import {
  insertObservation,
  listResultsOfNumber,
  markObservationInError,
  markObservationReplaced,
} from '../observation-store.ts';
import { findPatient } from '../patient-queries.ts';
import { patientsRefusals } from '../refusals.ts';
import { topicOfPatient } from './patient-topic.ts';

/**
 * Records the result of a laboratory. A correction takes the place of what was reported under the same number, which stays in the
 * database; the same result again keeps its id. Refuses an unknown patient.
 */
export async function recordResult(
  tx: TenantTransaction,
  result: ResultFacts & RecordOf,
): Promise<Result<Id<'observation'>>> {
  const { patientId, loincCode } = result;
  if ((await findPatient(tx, patientId)) === null) return refuse(patientsRefusals.unknownPatient);
  const known = await listResultsOfNumber(tx, { patientId, resultNumber: result.result.resultNumber });
  const arrival = decideResultArrival(known, result);
  if (arrival.kind === 'known') return ok(arrival.same.observationId);
  const observationId = await insertObservation(tx, result);
  for (const replaced of arrival.replaced)
    await markObservationReplaced(tx, { observationId: replaced.observationId, replacedBy: observationId });
  const { status } = result.result;
  await tx.announce(resultRecorded, { patientId, observationId, loincCode, status }, patientId);
  tx.touch(topicOfPatient(patientId));
  return ok(observationId);
}

/** Takes back what a laboratory says was reported in error under a number; returns how many results that were. */
export async function withdrawResult(
  tx: TenantTransaction,
  withdrawn: { readonly patientId: PatientId; readonly resultNumber: string },
): Promise<number> {
  const known = await listResultsOfNumber(tx, withdrawn);
  for (const { observationId } of known)
    await markObservationInError(tx, { patientId: withdrawn.patientId, recordId: observationId });
  if (known.length > 0) tx.touch(topicOfPatient(withdrawn.patientId));
  return known.length;
}
