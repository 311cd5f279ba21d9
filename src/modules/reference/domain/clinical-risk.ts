import type { CalendarDay } from '../../../kernel/calendar-day.ts';

/** How much waiting endangers patients of a clinical programme at a stage of their therapy, from a day on. */
export interface ClinicalRiskRow {
  /** A clinical programme, such as `oncology`. */
  readonly programme: string;
  /** The code of a stage, or `any` for every stage that has no row of its own. */
  readonly stage: string;
  readonly risk: 'low' | 'moderate' | 'high';
  readonly validFrom: CalendarDay;
  readonly source: string;
  readonly isVerified: boolean;
}

/** Finds the assessment that counts for a programme at a stage on a day: the newest of the stage itself before the newest for any. */
export function findClinicalRisk(
  rows: readonly ClinicalRiskRow[],
  wanted: { readonly programme: string; readonly stage: string; readonly on: CalendarDay },
): ClinicalRiskRow | null {
  const counting = rows
    .filter(({ programme, validFrom }) => programme === wanted.programme && validFrom <= wanted.on)
    .toSorted((left, right) => (left.validFrom < right.validFrom ? 1 : -1));
  const of = (stage: string) => counting.find((row) => row.stage === stage);
  return of(wanted.stage) ?? of('any') ?? null;
}
