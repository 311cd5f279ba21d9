import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { PatientId } from '../../../kernel/ids.ts';

/** The patient whom an EHR had open when it launched Theriac, by the record number of that EHR; null where it gives none. */
export interface LaunchedPatient {
  readonly recordNumber: string | null;
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: CalendarDay;
}

/**
 * What a launch finds here: one patient, nobody, several records, a record of somebody who seems to be another person, or nothing to look for
 * because the EHR named no record number.
 */
export type LaunchOutcome = 'known' | 'unknown' | 'several' | 'differs' | 'no-number';

/** A record that bears the number, and whether name or birth date speak against it being the same person. */
export interface MatchedRecord {
  readonly patientId: PatientId;
  readonly isConflict: boolean;
}

/** Decides whom a launch opens: a number that stands on one record whose name and birth date do not speak against it. */
export function decideLaunchMatch(
  launched: LaunchedPatient,
  records: readonly MatchedRecord[],
): { readonly outcome: LaunchOutcome; readonly patientId: PatientId | null } {
  const nobody = (outcome: LaunchOutcome) => ({ outcome, patientId: null });
  if (launched.recordNumber === null) return nobody('no-number');
  const [first, ...others] = records;
  if (first === undefined) return nobody('unknown');
  if (others.some(({ patientId }) => patientId !== first.patientId)) return nobody('several');
  return first.isConflict ? nobody('differs') : { outcome: 'known', patientId: first.patientId };
}
