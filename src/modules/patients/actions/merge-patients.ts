import type { PatientId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { decideMerge } from '../domain/patient-merge.ts';
import type { RecordOrigin } from '../domain/record-origin.ts';
import { patientsMerged, patientsUnmerged } from '../events.ts';
import { findStanding, lockMerging, saveMerge } from '../merge-store.ts';
import { patientsRefusals } from '../refusals.ts';
import { topicOfPatient } from './patient-topic.ts';
import { refreshMemberTokens } from './record-coverage.ts';

/** Which records are merged or taken apart, why, and on whose word. */
export interface MergeCommand {
  readonly patientId: PatientId;
  readonly reasonCode: string;
  readonly origin: RecordOrigin;
}

/**
 * Merges a record into another of the same person, under which it answers from now on, with its therapies, prescriptions, insurance and
 * health facts. Nothing is rewritten. Merging what is merged already changes nothing. Refuses unknown records and circles.
 */
export async function mergePatients(
  tx: TenantTransaction,
  command: MergeCommand & { readonly survivorId: PatientId },
): Promise<Result<{ readonly survivorId: PatientId }>> {
  const { patientId, survivorId } = command;
  await lockMerging(tx);
  const merged = await findStanding(tx, patientId);
  const survivor = await findStanding(tx, survivorId);
  if (merged === null || survivor === null) return refuse(patientsRefusals.unknownPatient);
  const decided = decideMerge(merged, survivor);
  if (!decided.ok) return decided;
  if (decided.value.isAlready) return ok({ survivorId: survivor.survivorId });
  await saveMerge(tx, { ...command, change: 'merged' });
  await tx.announce(patientsMerged, { patientId, survivorId, reasonCode: command.reasonCode }, survivorId);
  await finish(tx, { action: 'patients.merge', patientId, survivorId });
  return ok({ survivorId: survivor.survivorId });
}

/** Takes a merge back: the record stands for itself again, with everything that was its own and what was merged into it. */
export async function unmergePatient(tx: TenantTransaction, command: MergeCommand): Promise<Result<null>> {
  const { patientId } = command;
  await lockMerging(tx);
  const standing = await findStanding(tx, patientId);
  if (standing === null) return refuse(patientsRefusals.unknownPatient);
  if (standing.mergedInto === null) return refuse(patientsRefusals.notMerged);
  const survivorId = standing.mergedInto;
  await saveMerge(tx, { ...command, survivorId, change: 'unmerged' });
  await tx.announce(patientsUnmerged, { patientId, survivorId, reasonCode: command.reasonCode }, survivorId);
  await finish(tx, { action: 'patients.unmerge', patientId, survivorId });
  return ok(null);
}

async function finish(
  tx: TenantTransaction,
  done: { readonly action: string; readonly patientId: PatientId; readonly survivorId: PatientId },
): Promise<void> {
  const patientIds = [done.patientId, done.survivorId];
  await tx.audit({ action: done.action, outcome: 'done', patientIds, count: patientIds.length });
  for (const patientId of patientIds) {
    await refreshMemberTokens(tx, patientId);
    tx.touch(topicOfPatient(patientId));
  }
}
