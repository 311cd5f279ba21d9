import type { PatientId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { patientsRefusals } from '../refusals.ts';

/** Where a record stands: by itself, or merged into another; `survivorId` is the record under which it answers in the end. */
export interface MergeStanding {
  readonly patientId: PatientId;
  readonly mergedInto: PatientId | null;
  readonly survivorId: PatientId;
}

/**
 * Decides whether a record may be merged into another. Refuses a record with itself, one that is merged elsewhere, and one under which
 * the survivor itself answers. `isAlready` tells that both are records of one person as it is.
 */
export function decideMerge(merged: MergeStanding, survivor: MergeStanding): Result<{ readonly isAlready: boolean }> {
  if (merged.patientId === survivor.patientId) return refuse(patientsRefusals.samePatient);
  if (survivor.survivorId === merged.patientId) return refuse(patientsRefusals.circularMerge);
  if (merged.mergedInto === null) return ok({ isAlready: false });
  return merged.survivorId === survivor.survivorId ? ok({ isAlready: true }) : refuse(patientsRefusals.mergedElsewhere);
}
